"""Changes as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.base import Options
from onrecord.export.changes.lines import Line, change_words, lines, summary
from onrecord.export.comparisons.wording import Piece, source_line
from onrecord.export.console import rendered, text
from onrecord.export.words import clipped
from onrecord.model import Changes, Record

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

__all__ = ["changes_table"]

_OLD, _NEW = "red", "green"


def changes_table(found: Changes, old: Record, new: Record, view: str, options: Options) -> str:
    """Warnings, the statements that changed, then the text in the view that was asked for."""
    return rendered(_parts(found, old, new, view), options)


def _parts(found: Changes, old: Record, new: Record, view: str) -> Iterator[RenderableType]:
    for name, record in (("old", old), ("new", new)):
        yield text(f"{name}  {clipped(record.document.title or record.document.id, 200)}", "bold")
        yield text(f"     {source_line(record.document)}", "dim")
    for warning in found.warnings:
        yield text(f"Warning: {warning}.", "italic")
    yield text(f"\n{summary(found)}.")
    if found.statements:
        yield text("\nSTATEMENTS", "bold")
        yield _statements(found)
    shown = list(lines(old, new, view))
    if shown:
        yield text("\nTEXT", "bold")
        yield from _inline(shown) if view == "inline" else [_beside(shown)]


def _statements(found: Changes) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 1, 0), expand=True)
    grid.add_column(overflow="fold", ratio=1)
    grid.add_column(overflow="fold", ratio=3)
    for change in found.statements:
        passages = [(clipped(s.text, 400), style) for s, style in ((change.old, _OLD), (change.new, _NEW)) if s]
        cell = text("")
        for n, (words, style) in enumerate(passages):
            cell.append_text(text(("\n" if n else "") + ("- " if style == _OLD else "+ ") + words, style))
        grid.add_row(text(change_words(change)), cell)
    return grid


def _beside(shown: Sequence[Line]) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 1, 0), expand=True)
    grid.add_column(min_width=len("reworded"))
    for _ in ("old", "new"):
        grid.add_column(overflow="fold", ratio=1)
    for line in shown:
        grid.add_row(text("" if line.kind == "same" else line.kind, "bold"), _words(line.old, _OLD), _words(line.new, _NEW))
    return grid


def _inline(shown: Sequence[Line]) -> Iterator[Text]:
    for line in shown:
        if line.kind == "same":
            yield text(f"  {_joined(line.new)}")
            continue
        if line.old:
            yield text("- ", _OLD).append_text(_words(line.old, _OLD))
        if line.new:
            yield text("+ ", _NEW).append_text(_words(line.new, _NEW))


def _joined(pieces: Sequence[Piece]) -> str:
    return "".join(p.text for p in pieces).replace("\n", " ")


def _words(pieces: Sequence[Piece], style: str) -> Text:
    line = text("")
    for piece in pieces:
        line.append_text(text(piece.text.replace("\n", " "), f"{style} underline" if piece.own else ""))
    return line
