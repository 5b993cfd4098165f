"""Whether a time lies before or after the day of publication, as the clause that holds it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Leaning", "lean_of", "leaning", "token_at"]

_HIGHEST = 12


@dataclass(frozen=True, slots=True)
class Leaning:
    """The words that tell of the past (-1) or the future (1), the auxiliaries that do, and the prepositions that may."""

    words: Mapping[str, int]
    weak: Mapping[str, int]
    auxiliaries: Mapping[str, int]


def leaning(knowledge: Knowledge) -> Leaning:
    """The words of ``languages/en/times.toml``, built once."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Leaning:
    table: Mapping[str, Any] = knowledge.toml("languages/en/times.toml")["lean"]
    words = dict.fromkeys(table["past"], -1) | dict.fromkeys(table["future"], 1)
    return Leaning(words, dict(table["weak"]), dict(table["auxiliary"]))


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token of ``doc`` that holds the character ``offset``, or the first after it."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if token.idx + len(token) <= offset:
            low = middle + 1
        else:
            high = middle
    return doc[low] if low < len(doc) else None


def lean_of(doc: Doc, start: int, end: int, words: Leaning) -> int:
    """-1, 0 or 1 for the time at characters ``[start, end)`` of ``doc``, by what stands above it in the parse."""
    token = token_at(doc, start)
    if token is None:
        return 0
    weak = 0
    for _ in range(_HIGHEST):
        inside = start <= token.idx < end
        if not inside and (lean := _by_word(token, words)):
            return lean
        weak = weak or (0 if inside else words.weak.get(token.lower_, 0))
        if token.tag_.startswith("VB") and not inside:
            return _by_tense(token, words) or weak or _by_form(token)
        if token.head.i == token.i:
            break
        token = token.head
    return weak


def _by_word(token: Token, words: Leaning) -> int:
    """What the word says, or for a noun its attributes."""
    own = words.words.get(token.lower_, 0)
    if own or token.pos_ not in ("NOUN", "PROPN"):
        return own
    return next((lean for t in token.lefts if (lean := words.words.get(t.lower_, 0))), 0)


def _by_tense(verb: Token, words: Leaning) -> int:
    """What the tense of a verb says, by its own form or its auxiliaries."""
    if verb.tag_ == "VBD":
        return -1
    leans = [words.auxiliaries.get(t.lower_, 0) for t in verb.lefts if t.dep_ in ("aux", "auxpass")]
    return 1 if 1 in leans else -1 if -1 in leans else 0


def _by_form(verb: Token) -> int:
    """What a verb without tense leaves to guess: an infinitive is to come, a participle is over."""
    if verb.tag_ == "VB" and any(t.tag_ == "TO" for t in verb.lefts):
        return 1
    return -1 if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") else 0
