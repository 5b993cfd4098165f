"""Small questions about a dependency parse (ClearNLP labels, as spaCy's English models give them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "auxiliaries",
    "child",
    "finite_past",
    "left_edge",
    "negated",
    "objects",
    "planned",
    "prepositions",
    "right_edge",
    "subject",
    "token_end",
]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OBJECTS = ("dobj", "obj", "dative", "attr", "oprd")
_MODALS = frozenset({"will", "would", "can", "could", "may", "might", "shall", "should", "must", "'ll", "’ll", "wo", "ca"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_DEPTH = 12


def token_end(token: Token) -> int:
    """Where a token ends, in characters of its ``Doc``."""
    return int(token.idx) + len(token)


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def left_edge(token: Token) -> int:
    """Where a token's subtree begins, in characters."""
    return int(token.left_edge.idx)


def right_edge(token: Token) -> int:
    """Where a token's subtree ends, in characters."""
    return token_end(token.right_edge)


def objects(token: Token) -> Iterator[Token]:
    """The objects of a verb, attributes of a copula among them."""
    return (c for c in token.children if c.dep_ in _OBJECTS)


def prepositions(*tokens: Token | None) -> Iterator[Token]:
    """The prepositions that govern something, of all the tokens."""
    for token in tokens:
        if token is not None:
            yield from (c for c in token.children if c.dep_ in ("prep", "dative", "agent") and c.i > token.i)


def auxiliaries(token: Token) -> list[str]:
    """The auxiliaries of a verb, lower-cased."""
    return [c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")]


def negated(token: Token) -> bool:
    """Whether a verb is negated."""
    return any(c.dep_ == "neg" for c in token.children)


def planned(token: Token) -> bool:
    """Whether a verb stands with a modal: what will or should be said has not been said."""
    return any(aux in _MODALS for aux in auxiliaries(token))


def finite_past(token: Token) -> bool:
    """Whether a verb is in the past tense, or a perfect or passive whose auxiliary is finite."""
    if token.tag_ == "VBD":
        return True
    return token.tag_ == "VBN" and any(c.tag_ in ("VBD", "VBZ", "VBP") for c in token.children if c.dep_ in ("aux", "auxpass"))


def subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the verb that it hangs on."""
    at = verb
    for _ in range(_DEPTH):
        found = child(at, *_SUBJECTS)
        if found is not None and not (at.tag_ == "VB" and _governed(found)):
            return _antecedent(found, at)
        above = at.head
        if above.i == at.i:
            return None
        if at.dep_ in ("acl", "relcl") and above.pos_ in ("NOUN", "PROPN", "PRON"):
            if at.tag_ == "VBG" or (at.dep_ == "relcl" and at.tag_ != "VB"):  # "spoke with her to congratulate her"
                return above
            at = _verb_above(above)
            if at is None:
                return None
            continue
        at = above
    return None


def _governed(found: Token) -> bool:
    """Whether the parser took for an infinitive's subject what a preposition governs: "spoke with Ada Lund to thank her"."""
    first = found.left_edge.i
    return first > 0 and found.doc[first - 1].lower_ in ("with", "of", "from")


def _antecedent(found: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other subject as it is."""
    if found.lower_ in _RELATIVES and found.tag_ in ("WP", "WDT") and verb.dep_ in ("relcl", "acl"):
        return verb.head
    return found


def _verb_above(token: Token) -> Token | None:
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None
