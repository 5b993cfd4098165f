"""CSV of one table of the records, or a file for each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.base import Format, Options
from onrecord.export.columns import columns
from onrecord.export.spreadsheet import csv_line
from onrecord.model import TABLES, Record, Table

__all__ = ["FORMAT", "files", "stream"]

_DEFAULT: Table = "statements"


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The rows of one table (``options.table``, else statements) of all records under one line of column names."""
    table = options.table or _DEFAULT
    names = columns(table)
    yield csv_line(names)
    for record in records:
        yield "".join(csv_line(row.get(name) for name in names) for row in record.to_rows(table))


def files(record: Record, options: Options) -> Iterator[tuple[str, str]]:
    """A file for each table of a record, or for ``options.table`` alone."""
    for table in (options.table,) if options.table else TABLES:
        yield f"{table}.csv", "".join(stream([record], Options(table=table)))


FORMAT = Format("csv", "one table (--table), or with --output a file for each table", stream, files)
