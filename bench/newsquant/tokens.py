"""Tokens by characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["token_at"]


def token_at(doc: Doc, offset: int) -> Token:
    """The token that holds a character."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx + len(doc[middle]) <= offset:
            low = middle + 1
        else:
            high = middle
    return doc[low]
