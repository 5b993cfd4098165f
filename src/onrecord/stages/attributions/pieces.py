"""The pieces of a statement's content: unbroken stretches without quotation marks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

from onrecord.reading import Quotation
from onrecord.stages.attributions.content import trimmed

__all__ = ["kind_of", "pieces_of"]


def pieces_of(text: str, content: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[tuple[int, int]]:
    """``content`` cut at the marks of the quotations inside it, each piece trimmed, the empty ones left out."""
    cuts = sorted({edge for q in quotations for edge in (q.outer[0], q.start, q.end, q.outer[1])})
    marks = {(q.outer[0], q.start) for q in quotations} | {(q.end, q.outer[1]) for q in quotations}
    found: list[tuple[int, int]] = []
    for start, end in content:
        edges = [start, *(c for c in cuts if start < c < end), end]
        for left, right in itertools.pairwise(edges):
            if (left, right) in marks:
                continue
            piece = trimmed(text, left, right)
            if piece is not None and any(c.isalnum() for c in text[piece[0] : piece[1]]):
                found.append(piece)
    return found


def kind_of(pieces: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> Literal["direct", "indirect", "mixed"]:
    """Whether all, some or none of the pieces stand in quotation marks."""
    inside = [any(q.start <= s and e <= q.end for q in quotations) for s, e in pieces]
    if all(inside):
        return "direct"
    return "mixed" if any(inside) else "indirect"
