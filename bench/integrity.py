"""What an archive holds, told without the numbers of its rows, and whether it holds together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlalchemy.exc import DBAPIError

from onrecord.archive import Archive
from onrecord.archive.schema import METADATA

__all__ = ["contents", "problems"]

_MOMENTS = frozenset(("added_at", "seen_at", "read_at"))


def contents(archive: Archive) -> dict[str, tuple[int, str]]:
    """For each table the number of its rows, and a hash of what they say.

    Row numbers stand as the ids of the rows that they refer to, moments are left out: two archives of the same reports are equal,
    in whatever order and with whatever interruptions they came.
    """
    with archive.reading() as connection:
        return {table.name: _contents(connection, table) for table in METADATA.sorted_tables}


def _contents(connection: Connection, table: Table) -> tuple[int, str]:
    joined: Any = table
    columns: list[Any] = [c for c in table.c if not c.foreign_keys and c.name != "key" and c.name not in _MOMENTS]
    for column in table.c:
        for key in column.foreign_keys:
            other = key.column.table.alias()
            joined = joined.outerjoin(other, column == other.c.key)
            columns.append(next(other.c[name] for name in ("id", "name", "number") if name in other.c))
    rows = sorted(
        json.dumps([_plain(v) for v in row], sort_keys=True) for row in connection.execute(select(*columns).select_from(joined))
    )
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def problems(archive: Archive) -> list[str]:
    """What does not hold together: broken pages, indexes, references; reports without a record; words that are not indexed."""
    with archive.writing() as connection:
        own = _of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_postgresql(connection)
        return [*own, *_of_both(connection)]


def _of_sqlite(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"integrity: {row[0]}"
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"reference: {row[0]} {row[1]} to {row[2]}"
    for index in ("statements_fts", "documents_fts"):
        try:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        except DBAPIError as error:
            yield f"{index}: {error.orig}"


def _of_postgresql(connection: Connection) -> Iterator[str]:
    available = connection.execute(text("SELECT 1 FROM pg_available_extensions WHERE name = 'amcheck'")).scalar()
    if available:
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
        btree = (
            "SELECT c.relname, bt_index_check(c.oid, true) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE a.amname = 'btree' AND n.nspname = 'public' AND i.indisvalid"
        )
        try:
            with connection.begin_nested():
                connection.execute(text(btree)).all()
        except DBAPIError as error:
            yield f"index: {error.orig}"
    for name in ("statements", "documents"):
        missing = connection.execute(text(f"SELECT count(*) FROM {name} WHERE search IS NULL")).scalar()
        if missing:
            yield f"{missing} rows of {name} are not indexed"


def _of_both(connection: Connection) -> Iterator[str]:
    documents, records, held, talks, reports = (
        METADATA.tables[n] for n in ("documents", "records", "held", "talks", "talks_reports")
    )
    bare = select(func.count()).select_from(documents.outerjoin(records)).where(records.c.document.is_(None))
    loose = select(func.count()).select_from(held).where(held.c.talks.is_(None))
    empty = select(func.count()).select_from(talks.outerjoin(reports)).where(reports.c.talks.is_(None))
    for what, query in (("reports without a record", bare), ("talks not grouped", loose), ("talks without reports", empty)):
        if count := connection.scalar(query):
            yield f"{count} {what}"
