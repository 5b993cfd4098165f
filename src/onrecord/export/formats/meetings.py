"""The table of meetings as CSV: a row for each pair of countries of each meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.base import Format, Options
from onrecord.export.dyads import COLUMNS, dyad_rows
from onrecord.export.spreadsheet import csv_line
from onrecord.model import Record
from onrecord.tables import load

__all__ = ["FORMAT", "stream"]


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The rows of all records under one line of column names."""
    known = load(*options.folders)
    yield csv_line(COLUMNS)
    for record in records:
        yield "".join(csv_line(row.values()) for row in dyad_rows(record, known))


FORMAT = Format("meetings.csv", "meetings by pairs of countries as CSV; with --output NAME.parquet as Parquet", stream)
