"""The shortest clause that holds a figure: from its subject through the figure, without what is coordinated after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stages.figures.candidates import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Clause", "clause_of"]

_CLAUSES = ("ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis", "pcomp", "csubj", "xcomp", "dep")
_HIGHEST = 30
_STOPS = (",", ";", ":", ".", "!", "?", "–", "—", "(", ")", "“", "”", '"', "«", "»", " - ")
_SET_BEFORE = ("prep", "advmod", "npadvmod", "advcl")
_LEFT_OUT = ("cc", "mark", "punct", "intj", "preconj", "advcl", "parataxis", "ccomp", "discourse")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: tokens ``[start, end)``, its verb, null where it has none, and its subject."""

    start: int
    end: int
    verb: Token | None
    subject: Token | None


def clause_of(doc: Doc, candidate: Candidate, times: Sequence[tuple[int, int]] = ()) -> Clause:
    """The clause of a figure. ``times`` are the stretches of the paragraph, in characters of its parse, that tell a time."""
    verb = _verb_above(doc[candidate.core])
    if verb is None:
        sentence = doc[candidate.core].sent
        start = _segment_start(doc, candidate.first, sentence.start)
        return Clause(start, _end(doc, candidate, None, sentence.end), None, None)
    outer = _with_subject(verb)
    subject = next((t for t in outer.lefts if t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    start = min(_set_apart(doc, candidate) or _left_edge(outer, times), candidate.first)
    return Clause(start, _end(doc, candidate, outer, doc[candidate.core].sent.end), outer, subject)


def _set_apart(doc: Doc, candidate: Candidate) -> int | None:
    """Where a phrase after a comma begins that holds the figure: ", with $1.5 billion in investment"."""
    i = candidate.first - 1
    if i > 0 and doc[i].lower_ in ("with", "including") and doc[i - 1].text in (",", "–", "—"):
        return i
    return None


def _verb_above(token: Token) -> Token | None:
    """The verb of the clause that a token stands in."""
    for _ in range(_HIGHEST):
        if token.pos_ in ("VERB", "AUX") and token.dep_ in _CLAUSES and token.tag_ != "HYPH":
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _with_subject(verb: Token) -> Token:
    """The verb whose subject a verb without its own shares: "increased by 7 percent and reached", "to exceed"."""
    for _ in range(_HIGHEST):
        has_own = any(t.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for t in verb.lefts)
        shares = verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ in ("VB", "VBG"))
        if has_own or not shares or verb.head.pos_ not in ("VERB", "AUX") or verb.head.i > verb.i:
            return verb
        verb = verb.head
    return verb


def _left_edge(verb: Token, times: Sequence[tuple[int, int]]) -> int:
    """Where a clause begins: at the first of its parts before the verb, without conjunctions and clauses set before it.

    What is set before the subject with a comma counts only where it tells a time ("Last year, trade grew").
    """
    edge = int(verb.i)
    for child in verb.lefts:
        if child.dep_ in _LEFT_OUT or child.is_punct or child.is_space:
            continue
        if child.dep_ in _SET_BEFORE and not _tells_time(child, times) and _is_followed_by_comma(child):
            continue
        edge = min(edge, int(child.left_edge.i))
    return edge


def _tells_time(token: Token, times: Sequence[tuple[int, int]]) -> bool:
    start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
    return any(start <= first and last <= end for first, last in times)


def _is_followed_by_comma(token: Token) -> bool:
    after = token.right_edge.i + 1
    return bool(after < len(token.doc) and token.doc[after].text == ",")


def _segment_start(doc: Doc, first: int, floor: int) -> int:
    """Where the words between two marks begin that hold token ``first``."""
    i = first
    while i > floor and doc[i - 1].text not in _STOPS and doc[i - 1].dep_ != "cc":
        i -= 1
    return i


def _end(doc: Doc, candidate: Candidate, verb: Token | None, ceiling: int) -> int:
    """Where the clause ends: at the first mark, coordination or relative clause after the figure and its verb."""
    floor = candidate.last
    if verb is not None and verb.i >= floor:
        floor = verb.i + 1
    if candidate.noun is not None:
        floor = max(floor, candidate.noun.i + 1)
    for i in range(floor, ceiling):
        token = doc[i]
        if token.text in _STOPS or (token.is_punct and token.text not in ("%", "'", "’", "-", "/", "$")):
            return i
        if token.dep_ == "cc" and not _joins_nouns(token):
            return i
        if token.tag_ in ("WDT", "WP", "WRB") or (token.dep_ == "mark" and token.lower_ not in ("of",)):
            return i
    return ceiling


def _joins_nouns(conjunction: Token) -> bool:
    """Whether "and" joins two short names or nouns ("Russia and China"), and not what goes on with another figure."""
    head = conjunction.head
    joined = next((t for t in head.children if t.dep_ == "conj" and t.i > conjunction.i), None)
    if joined is None or head.pos_ not in ("NOUN", "PROPN", "ADJ") or joined.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    return not any(t.like_num for t in joined.subtree)
