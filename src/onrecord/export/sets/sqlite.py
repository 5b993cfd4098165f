"""SQLite that opens in Datasette, ``datasette serve FOLDER``: a copy with tables, full-text search and a description of both.

It is for reading: the file is marked so, has no write-ahead log, and has none of an archive's captures, corrections and packed
records.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from onrecord.export.relations import Relation, relations, rows_of
from onrecord.export.sets.base import Set, cell
from onrecord.model import Record

__all__ = ["DATABASE", "SET", "metadata", "write"]

DATABASE = "onrecord.db"
_SEARCHED = {"documents": ("title", "text"), "statements": ("content",), "pledges": ("span",)}
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_INDEXES = {
    "documents": ("published", "publisher", "country"),
    "statements": ("act",),
    "figures": ("indicator", "subject"),
    "meetings": ("date",),
    "people": ("person", "finding"),
    "spans": ("finding",),
}
_READ_ONLY = 0o444


def write(records: Iterable[Record], folder: Path) -> int:
    """The database and, beside it, its description for Datasette."""
    path = folder / DATABASE
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # A draft that is lost is written anew: nothing is gained by waiting for the disk.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in relations(texts=True):
            connection.execute(_table_ddl(table))
        count = _filled(connection, records)
        for table in relations(texts=True):
            for statement in _index_ddl(table):
                connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
    path.chmod(_READ_ONLY)
    (folder / "metadata.json").write_text(json.dumps(metadata(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return count


def _filled(connection: sqlite3.Connection, records: Iterable[Record]) -> int:
    count = 0
    for record in records:
        count += 1
        rows = rows_of(record, texts=True)
        for table in relations(texts=True):
            marks = ", ".join("?" * len(table.columns))
            values = [[cell(row.get(c), kind) for c, kind in table.columns.items()] for row in rows[table.name]]
            connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", values)  # noqa: S608 - names of ours
    return count


def _table_ddl(table: Relation) -> str:
    columns = [f'"{name}" {_TYPES[kind]}{" NOT NULL" if name in table.key else ""}' for name, kind in table.columns.items()]
    keys = [f"PRIMARY KEY ({_listed(table.key)})"]
    keys += [f"FOREIGN KEY ({_listed(r.columns)}) REFERENCES {r.table} ({_listed(r.to)})" for r in table.references]
    return f"CREATE TABLE {table.name} ({', '.join([*columns, *keys])})"


def _index_ddl(table: Relation) -> Iterable[str]:
    for column in _INDEXES.get(table.name, ()):
        yield f'CREATE INDEX ix_{table.name}_{column} ON {table.name} ("{column}")'
    if columns := _SEARCHED.get(table.name):
        index = f"{table.name}_fts"
        named = _listed(columns)
        yield (
            f"CREATE VIRTUAL TABLE {index} USING fts5({named}, content='{table.name}', "
            "tokenize='porter unicode61 remove_diacritics 2')"
        )
        yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"  # noqa: S608 - names of ours


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{c}"' for c in columns)


def metadata() -> dict[str, Any]:
    """The description that Datasette shows."""
    tables: dict[str, Any] = {table.name: {"description": table.about} for table in relations(texts=True)}
    tables["documents"] |= {"label_column": "title"}
    for name in _SEARCHED:
        tables[name] |= {"fts_table": f"{name}_fts", "fts_pk": "rowid"}
    return {
        "title": "Records of official reports of talks",
        "description": "What the reports say, with the characters it was read from; offsets are code points of documents.text.",
        "databases": {Path(DATABASE).stem: {"tables": tables}},
    }


SET = Set("a copy in SQLite for Datasette, with full-text search", write)
