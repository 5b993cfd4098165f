"""Captures that are not what the page was: broken, garbled, or cut short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.comparison.copies import Pair
from onrecord.model import Record
from onrecord.tables import Knowledge

__all__ = ["warnings"]

_SHORT = 400
"""Characters; a longer text that mentions an error page is a report."""
_TAIL = 0.25
"""The share of the older text that, where it is missing as one piece from the end, was cut off rather than dropped."""
_UNRELATED = 0.2


def warnings(old: Record, new: Record, pairs: Sequence[Pair], knowledge: Knowledge) -> Iterator[str]:
    """Lines about each capture, then about both."""
    table = knowledge.toml("languages/en/comparison.toml")["captures"]
    for name, record in (("the older capture", old), ("the newer capture", new)):
        text = record.document.text
        if len(text) < _SHORT and (mark := _first(table["errors"], text)):
            yield f"{name} seems to be an error page (“{mark}”)"
        if mark := _first(table["garbled"], text):
            yield f"{name} was decoded wrongly in places (“{mark}”): differences of letters may come from that"
        if record.document.partial:
            yield f"{name} is not whole, as its own text shows"
        if _breaks_off(text):
            yield f"{name} ends in the middle of a sentence: it may have been cut short"
        for note in record.document.notes:
            yield f"{name}: {note}"
    yield from _cut(pairs)


def _first(marks: Sequence[str], text: str) -> str | None:
    folded = text.casefold()
    return next((m for m in marks if m.casefold() in folded), None)


def _breaks_off(text: str) -> bool:
    """Whether the last line is long and ends without a stop."""
    last = next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
    return len(last.split()) > 12 and last[-1] not in ".!?…”\"'»)]>*:" and not last[-1].isdigit()


def _cut(pairs: Sequence[Pair]) -> Iterator[str]:
    """Whether one capture lacks a long end of the other, or hardly shares a sentence with it."""
    total = sum(map(_length, pairs)) or 1
    shared = sum(len(p.a.text) for p in pairs if p.a and p.b)
    if shared < _UNRELATED * total:
        yield "the captures share hardly a sentence: they may be of different pages"
        return
    for name, side in (("newer", "b"), ("older", "a")):
        tail = 0
        for pair in reversed(pairs):
            if getattr(pair, side) is not None:
                break
            tail += _length(pair)
        if tail > _TAIL * total:
            share = round(100 * tail / total)
            yield f"the {name} capture stops where the other goes on for {share} percent of the text: it may have been cut short"


def _length(pair: Pair) -> int:
    return max((len(s.text) for s in (pair.a, pair.b) if s), default=0)
