"""Answers of the archive printed: as what, how wide, in colour or not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from onrecord.cli.checks import choice

__all__ = ["ROW_FORMATS", "RowFormat", "form_of", "print_rows", "print_text", "terminal"]

ROW_FORMATS = ("table", "json", "csv")
"""``onrecord.export.rows.ROW_FORMATS``, which is not imported for its cost: ``--help`` is to be quick."""

RowFormat = Annotated[
    str | None,
    choice(ROW_FORMATS, "--format", "-f", help="By default table on a terminal, else json."),
]


def form_of(asked: str | None) -> str:
    """The format asked for, else ``table`` on a terminal and ``json`` into a pipe or a file."""
    return asked or ("table" if sys.stdout.isatty() else "json")


def terminal() -> Any:
    """What the terminal can show, as ``onrecord.export.Options``."""
    from onrecord.cli.run import in_color
    from onrecord.export.base import Options

    return Options(width=shutil.get_terminal_size((80, 24)).columns, color=in_color())


def print_text(text: str) -> None:
    """Write a text to standard output as UTF-8."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def print_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], asked: str | None, none: str) -> None:
    """Print rows in the format asked for; a table shows ``columns``, or the line ``none`` where there are no rows."""
    from onrecord.export.rows import rows_text

    print_text(rows_text(rows, columns, form_of(asked), terminal(), none))
