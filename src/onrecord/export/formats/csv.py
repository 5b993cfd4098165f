"""CSV (RFC 4180) of one table of the records, or a file for each table.

Spreadsheets run a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return as a formula. A text cell that
begins so gets an apostrophe before it, as OWASP's page on CSV injection advises; numbers stay numbers. Who needs the text
to the letter takes JSON.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.base import Format, Options
from onrecord.export.columns import columns
from onrecord.model import TABLES, Record, Table

__all__ = ["FORMAT", "files", "stream"]

_DEFAULT: Table = "statements"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The rows of one table (``options.table``, else statements) of all records under one line of column names."""
    table = options.table or _DEFAULT
    names = columns(table)
    yield _line(names)
    for record in records:
        yield "".join(_line([_harmless(row.get(name)) for name in names]) for row in record.to_rows(table))


def files(record: Record, options: Options) -> Iterator[tuple[str, str]]:
    """A file for each table of a record, or for ``options.table`` alone."""
    for table in (options.table,) if options.table else TABLES:
        yield f"{table}.csv", "".join(stream([record], Options(table=table)))


def _line(cells: Iterable[Any]) -> str:
    # The csv module writes to a file only; \r\n as its line end also makes it quote a lone \r inside a cell.
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RISKY) else cell


FORMAT = Format("csv", "one table (--table), or with --output a file for each table", stream, files)
