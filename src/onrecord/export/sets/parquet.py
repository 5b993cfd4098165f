"""Parquet: a file for each table, the reports' texts among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from onrecord.errors import ModelMissing
from onrecord.export.relations import relations, rows_of
from onrecord.export.sets.base import Set, batches, cell
from onrecord.model import Record

__all__ = ["SET", "arrow_table", "write"]

_BATCH = 500
"""Records to a row group: their texts are in memory at once."""


def write(records: Iterable[Record], folder: Path) -> int:
    """A file for each table, compressed. Raises ``ModelMissing`` where pyarrow is not installed."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise ModelMissing("pyarrow is not installed: pip install 'onrecord[parquet]'") from error
    count = 0
    with ExitStack() as open_files:
        writers = {
            table.name: open_files.enter_context(
                parquet.ParquetWriter(folder / f"{table.name}.parquet", arrow_schema(table.columns), compression="zstd")
            )
            for table in relations(texts=True)
        }
        for batch in batches(records, _BATCH):
            count += len(batch)
            parts = [rows_of(record, texts=True) for record in batch]
            for table in relations(texts=True):
                rows = [row for part in parts for row in part[table.name]]
                writers[table.name].write_table(arrow_table(table.columns, rows))
    return count


def arrow_schema(columns: Mapping[str, str]) -> Any:
    """The types of columns as Arrow has them; every value may be null."""
    import pyarrow as pa

    types = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def arrow_table(columns: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows as a table of Arrow."""
    import pyarrow as pa

    plain = [{name: cell(row.get(name), kind) for name, kind in columns.items()} for row in rows]
    return pa.Table.from_pylist(plain, schema=arrow_schema(columns))


SET = Set("a Parquet file for each table, with the texts", write)
