"""Who does it and to whom: the words of a sentence that are actors and recipients of an event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.stages.events.compose import Coded
from onrecord.stages.events.lexicon import Lexicon
from onrecord.stages.events.syntax import (
    complements,
    conjuncts,
    is_passive,
    lemma,
    measured,
    objects,
    prepositions,
    subject,
    subjects,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["actor_words", "partner_words", "recipient_words"]

_ABOUT_OTHERS = ("REQUEST", "ACCUSE", "THREATEN", "REJECT")


def actor_words(event: Coded, lexicon: Lexicon) -> list[Token]:
    """The words for those who do it."""
    token, kind = event.token, event.hit.pattern.kind
    if kind == "noun":
        return _of_noun(token, lexicon)
    if kind == "adjective" and token.dep_ in ("acomp", "oprd"):
        return subjects(token.head)
    if kind == "verb" and is_passive(token):
        return subject(token)
    return subjects(token)


def _of_noun(token: Token, lexicon: Lexicon) -> list[Token]:
    """Whose it is: "Velland's attack", "an attack by rebels", "the Velland attack"."""
    found = [c for c in token.children if c.dep_ == "poss" and c.tag_ != "PRP$"]
    found += [c for name, below in prepositions(token, False) if name in lexicon.words["by"] for c in below]
    if not found:
        found = [c for c in token.children if c.dep_ in ("amod", "compound", "nmod") and c.pos_ in ("PROPN", "NOUN", "ADJ")]
    return [c for f in found for c in conjuncts(f)]


def recipient_words(event: Coded, lexicon: Lexicon) -> list[list[Token]]:
    """The words for those to whom it is done, in groups, the likeliest first: the first that names somebody counts."""
    return [group for group in _groups(event, lexicon) if group]


def _groups(event: Coded, lexicon: Lexicon) -> Iterator[list[Token]]:
    token = event.token
    if event.hit.pattern.kind == "noun":
        yield from _after(token, lexicon.words["of_noun"], False)
        return
    things = objects(token)
    yield things
    yield [c for o in things for c in _owners(o, lexicon)]
    if event.type in _ABOUT_OTHERS:
        yield [s for c in complements(token) for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]
    yield from _after(token, lexicon.words["towards"], True)
    for clause in complements(token):
        yield objects(clause)
        yield from _after(clause, lexicon.words["towards"], True)


def _after(token: Token, wanted: tuple[str, ...], deep: bool) -> Iterator[list[Token]]:
    pairs = prepositions(token, deep)
    yield from (below for want in wanted for name, below in pairs if name == want)


def _owners(thing: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Whose or of what a thing is: "the home of a deputy"."""
    yield from (c for c in thing.children if c.dep_ == "poss")
    for name, below in prepositions(thing, False):
        if name in lexicon.words["owners"]:
            for c in below:
                yield c
                yield from measured(c, lexicon.words["measures"])


def partner_words(event: Coded, lexicon: Lexicon) -> list[Token]:
    """Those with whom it is done: "signed an agreement with X", "talks between X and Y", "met X"."""
    found = [c for name, below in prepositions(event.token) if name in lexicon.words["partners"] for c in below]
    return found + objects(event.token) if lemma(event.token) in lexicon.words["meeting"] else found
