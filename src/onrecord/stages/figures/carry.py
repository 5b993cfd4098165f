"""Whether a clause goes on with the time that was told before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.stages.figures.candidates import token_index
from onrecord.stages.figures.clause import Clause
from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["is_aside", "is_of_now", "is_to_come", "points_back"]

_HIGHEST = 20
_MODALS = ("will", "would", "shall", "should", "'ll", "’ll")
_RELATIVE = ("who", "that", "which", "whose", "whom")
_SUBJECTS = ("nsubj", "nsubjpass")


def points_back(sentence: Span, clause: Clause, words: Lexicon) -> bool:
    """Whether a sentence goes on with what the one before told: it begins with a pronoun, or its subject is one."""
    first = next((t for t in sentence if not t.is_punct and not t.is_space and t.dep_ != "cc"), None)
    if first is not None and first.lower_ in words.pronouns and _takes_up(first, words):
        return True
    subject = clause.subject
    if subject is None or subject.lower_ not in words.pronouns or subject.pos_ != "PRON" or subject.tag_ in ("WDT", "WP"):
        return False
    before = sentence.doc[sentence.start : subject.i]
    return not any(t.dep_ in _SUBJECTS and t.pos_ in ("NOUN", "PROPN") for t in before) and _takes_up(subject, words)


def _takes_up(pronoun: Token, words: Lexicon) -> bool:
    """Whether a pronoun stands for something told: not "those who"; but "this increase"."""
    after = pronoun.doc[pronoun.i + 1] if pronoun.i + 1 < len(pronoun.doc) else None
    if pronoun.pos_ != "PRON":
        lemma = pronoun.head.lemma_.lower()
        return pronoun.head.pos_ == "NOUN" and (lemma in words.trend or lemma in words.amount_of)
    return after is None or after.lower_ not in _RELATIVE


def is_of_now(doc: Doc, first: int, last: int, words: Lexicon) -> bool:
    """Whether a clause says that it tells of now ("at the moment", "the current price") and so of no time before."""
    return words.now.search(doc[first:last].text) is not None


def is_to_come(clause: Clause) -> bool:
    """Whether a clause tells of what will be."""
    verb = clause.verb
    return verb is not None and any(t.dep_ == "aux" and t.lower_ in _MODALS for t in verb.lefts)


def is_aside(doc: Doc, at: int) -> bool:
    """Whether the word at character ``at`` stands in a relative clause, whose time is that of its noun alone."""
    index = token_index(doc, at) if at >= 0 else len(doc)
    if index >= len(doc):
        return False
    token = doc[index]
    for _ in range(_HIGHEST):
        if token.head.i == token.i:
            return False
        if token.dep_ in ("relcl", "acl"):
            return True
        token = token.head
    return False
