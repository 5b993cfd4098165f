"""The lines that all forms of changes are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.comparison.copies import Pair, paired, sentences_of
from onrecord.export.comparisons.wording import Piece, cut
from onrecord.model import Change, Changes, Record

__all__ = ["Line", "change_words", "lines", "summary"]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of each capture, cut where they differ; ``kind`` is "same" where they do not."""

    kind: str
    old: list[Piece]
    new: list[Piece]


def lines(old: Record, new: Record, view: str) -> Iterator[Line]:
    """The sentences of both captures; where ``view`` is "changes", only those that are not the same."""
    for pair in paired(sentences_of(old), sentences_of(new)):
        line = _line(pair)
        if line.kind != "same" or view != "changes":
            yield line


def _line(pair: Pair) -> Line:
    if pair.a is None or pair.b is None:
        kind = "dropped" if pair.a else "added"
        return Line(kind, [Piece(pair.a.text, True)] if pair.a else [], [Piece(pair.b.text, True)] if pair.b else [])
    if pair.same:
        return Line("same", [Piece(pair.a.text, False)], [Piece(pair.b.text, False)])
    return Line("reworded", *cut(pair.a.text, pair.b.text))


def change_words(change: Change) -> str:
    """What a change of a statement is, in words."""
    who = " and ".join(change.speakers) or "nobody named"
    turned = f" ({', '.join(change.differs_in)})" if change.differs_in else ""
    return f"{change.kind}{turned}: {who}"


def summary(found: Changes) -> str:
    """How much changed, in a line."""
    counts = {k: sum(c.kind == k for c in found.text) for k in ("added", "dropped", "reworded")}
    told = ", ".join(f"{n} {k}" for k, n in counts.items())
    others = (
        f"{found.same} the same, {found.typography} with other typography, {len(found.furniture)} changes of the page's furniture"
    )
    return f"Sentences: {told}, {others}"
