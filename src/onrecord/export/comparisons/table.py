"""A comparison as a table for the terminal: differences first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.base import Options
from onrecord.export.comparisons.wording import Compared, Piece, count_words, heading, in_order, pieces, source_line
from onrecord.export.console import rendered, text
from onrecord.export.words import clipped

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from onrecord.model import Item, ItemKind

__all__ = ["comparison_table"]

_LONGEST = 500


def comparison_table(found: Sequence[Compared], options: Options) -> str:
    """Comparisons one after the other, each with its notes, then its items by kind."""
    return rendered((part for n, c in enumerate(found) for part in _parts(c, options, n)), options)


def _parts(found: Compared, options: Options, number: int) -> Iterator[RenderableType]:
    for name, record in (("a", found.a), ("b", found.b)):
        title = clipped(record.document.title or record.document.id, 200)
        yield text(("\n\n" if number and name == "a" else "") + f"{name}  {title}", "bold")
        yield text(f"   {source_line(record.document)}", "dim")
    for note in found.comparison.notes:
        yield text(f"Note: {note}.", "italic")
    yield text(f"\n{count_words(found.comparison)}")
    for kind, items in in_order(found.comparison):
        yield text(f"\n{heading(kind).upper()}", "bold")
        yield _grid(kind, items, options)


def _grid(kind: ItemKind, items: Sequence[Item], options: Options) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 1, 0), expand=True)
    if kind in ("only_a", "only_b"):
        grid.add_column(overflow="fold", ratio=1)
        for item in items:
            grid.add_row(_words(pieces(item)[kind == "only_b"]))
        return grid
    for ratio in (2, 5, 5):
        grid.add_column(overflow="fold", ratio=ratio)
    for item in items:
        first, second = pieces(item)
        told = ", ".join(item.differs_in)
        grid.add_row(text(told, "bold"), _words(first), _with_note(_words(second), item.note))
    return grid


def _words(found: Sequence[Piece]) -> Text:
    line = text("")
    length = 0
    for piece in found:
        words = piece.text.replace("\n", " ").replace("\u00a0", " ")
        if length + len(words) > _LONGEST:
            words = words[: _LONGEST - length] + "…"
        line.append_text(text(words, "bold underline" if piece.own else ""))
        length += len(words)
        if length >= _LONGEST:
            break
    return line


def _with_note(line: Text, note: str | None) -> Text:
    if note:
        line.append_text(text(f"\n{note}", "italic dim"))
    return line
