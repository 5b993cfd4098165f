"""Rows as CSV (RFC 4180) that a spreadsheet opens without running anything.

Spreadsheets run a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return as a formula. A text cell that
begins so gets an apostrophe before it, as OWASP's page on CSV injection advises; numbers stay numbers. Who needs the text
to the letter takes JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

__all__ = ["csv_line", "csv_lines", "tsv_line"]

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_line(cells: Iterable[Any]) -> str:
    """One line of CSV with its end; cells of text made harmless."""
    # The csv module writes to a file only; \r\n as its line end also makes it quote a lone \r inside a cell.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def tsv_line(cells: Iterable[Any]) -> str:
    """One line of tab-separated values with its end; cells of text made harmless, white space in them made single blanks."""
    line = io.StringIO()
    plain = (" ".join(cell.split()) if isinstance(cell, str) else cell for cell in cells)
    csv.writer(line, delimiter="\t", lineterminator="\n").writerow([_harmless(cell) for cell in plain])
    return line.getvalue()


def csv_lines(rows: Sequence[Mapping[str, Any]], names: Sequence[str] | None = None) -> Iterator[str]:
    """A line of column names and one for each row. Without ``names``, the keys of the rows; lists are joined by `` | ``."""
    names = names or tuple(dict.fromkeys(key for row in rows for key in row))
    yield csv_line(names)
    for row in rows:
        yield csv_line(_flat(row.get(name)) for name in names)


def _flat(cell: Any) -> Any:
    return " | ".join(map(str, cell)) if isinstance(cell, list | tuple) else cell


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell
