"""Rows that an archive answers with, as a table for the terminal, JSON, or CSV for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.export.base import Options
from onrecord.export.console import rendered, text
from onrecord.export.spreadsheet import csv_lines
from onrecord.export.words import clipped

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["ROW_FORMATS", "fields_text", "rows_text"]

ROW_FORMATS = ("table", "json", "csv")
_LONGEST = 300
_SHORT = 32
"""Characters; a column of no longer values is not broken."""


def rows_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], form: str, options: Options, none: str) -> str:
    """Rows in one of ``ROW_FORMATS``. A table shows ``columns`` only, or ``none`` where there are no rows; the others have all.

    Raises ``ValueError`` for another format.
    """
    if form == "json":
        return json.dumps([dict(row) for row in rows], indent=2, ensure_ascii=False) + "\n"
    if form == "csv":
        return "".join(csv_lines(rows, None if rows else columns))
    if form == "table":
        return rendered(_parts(rows, columns, none), options)
    raise ValueError(f"no format {form!r} of rows: choose one of {', '.join(ROW_FORMATS)}")


def fields_text(values: Mapping[str, Any], options: Options) -> str:
    """One thing as a table of its fields, those left out that are empty."""
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for name, value in values.items():
        words = _words(value)
        if words:
            table.add_row(text(name.replace("_", " "), "bold"), text(words))
    return rendered([table], options)


def _words(value: Any) -> str:
    """A value of a record's JSON in words: spans by their text, people by their names."""
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_words, value)))
    if isinstance(value, dict):
        if "start" in value and "text" in value:
            return f"{value['text']} [{value['start']}–{value['end']}]"
        if "name" in value:
            open_ = "open: " + " or ".join(value.get("candidates") or ["nobody known"])
            office = ", ".join(filter(None, (value.get("role"), value.get("country"))))
            return (value["name"] or open_) + (f" ({office})" if office else "")
        return "; ".join(f"{name}: {_words(each)}" for name, each in value.items() if _words(each))
    return _cell(value)


def _parts(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], none: str) -> Iterator[RenderableType]:
    from rich import box
    from rich.table import Table

    if not rows:
        yield text(none)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in columns:
        values = [row.get(name) for row in rows]
        numbers = all(isinstance(value, int | float) for value in values)
        short = numbers or all(len(_cell(value)) <= _SHORT for value in values)
        table.add_column(name.replace("_", " "), justify="right" if numbers else "left", overflow="fold", no_wrap=short)
    for row in rows:
        table.add_row(*(text(_cell(row.get(name))) for name in columns))
    yield table


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, list | tuple):
        return clipped(", ".join(map(str, value)), _LONGEST)
    if isinstance(value, dict):
        return clipped(json.dumps(value, ensure_ascii=False), _LONGEST)
    return clipped(str(value), _LONGEST)
