"""What a quantity is told of, roughly: the subject of its verb. Not chosen with, only written for the scorer's sake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.newsquant.tokens import token_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["concept_of"]

_HIGHEST = 8
_KEPT = ("NOUN", "PROPN", "ADJ")


def concept_of(doc: Doc, start: int) -> str:
    """The content words of the nearest subject above a number; "-" where there is none."""
    token = token_at(doc, start)
    for _ in range(_HIGHEST):
        if token.pos_ in ("VERB", "AUX"):
            for child in token.lefts:
                if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ != "PRON":
                    return " ".join(t.text for t in child.subtree if t.pos_ in _KEPT) or "-"
        if token.head.i == token.i:
            break
        token = token.head
    return "-"
