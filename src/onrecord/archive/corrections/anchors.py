"""Quotation anchors: made from a place in a text, found again in another state of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.archive.corrections.model import Anchor

__all__ = ["anchor_at", "located", "overlap"]

_CONTEXT = 48
_LONGEST = 20_000
_MOST = 1000


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``."""
    return Anchor(text[start:end], text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT], start, end)


def located(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where the words of an anchor stand in a text; of several places that with the likest surroundings; null where nowhere.

    White space may have changed, nothing else.
    """
    places = list(_places(text, anchor.exact))
    if not places:
        return None
    return min(places, key=lambda at: (-_likeness(text, at, anchor), abs(at[0] - anchor.start)))


def _places(text: str, exact: str) -> Iterator[tuple[int, int]]:
    words = exact[:_LONGEST].split()
    if not words:
        return
    pattern = re.compile(r"\s{1,40}".join(map(re.escape, words)))
    for found, _ in zip(pattern.finditer(text), range(_MOST), strict=False):
        yield found.span()


def _likeness(text: str, at: tuple[int, int], anchor: Anchor) -> int:
    """How many characters before and after agree with those of the anchor, white space left out."""
    before = "".join(text[max(0, at[0] - 2 * _CONTEXT) : at[0]].split())[::-1]
    after = "".join(text[at[1] : at[1] + 2 * _CONTEXT].split())
    return _common(before, "".join(anchor.prefix.split())[::-1]) + _common(after, "".join(anchor.suffix.split()))


def _common(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """How much of two stretches is common to both, from 0 to 1 (intersection over union)."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / max(1, max(a[1], b[1]) - min(a[0], b[0]))
