"""What is written when a report comes, is read again, is corrected or goes. Each of these is one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, update

from onrecord.archive.corrections import applied
from onrecord.archive.fetch import corrections_of, raw_record, record_at
from onrecord.archive.grouping import forget_held, put_held, regroup
from onrecord.archive.packing import pack
from onrecord.archive.rows import FindingRow, day_of, finding_rows, people_of
from onrecord.archive.schema import METADATA, documents, people, records, statements
from onrecord.archive.words import address_of, folded
from onrecord.model import TABLES, Document, Record, Versions
from onrecord.tables import Knowledge

__all__ = ["forget", "new_document", "put_record", "reader_here", "reader_of", "refresh", "source_of"]


def new_document(connection: Connection, record: Record, at: str) -> int:
    """A row for a report that is not there yet, without findings. Gives its key."""
    values = {"id": record.document.id, "added_at": at, **_document_values(record.document)}
    key: int = connection.execute(insert(documents).values(values).returning(documents.c.key)).scalar_one()
    return key


def put_record(connection: Connection, key: int, record: Record, at: str, knowledge: Knowledge, new: bool = False) -> None:
    """The record of the report ``key``, in place of the one before; corrections are put on it, talks grouped anew.

    ``new``: there was none before, so that nothing need be taken out.
    """
    if not new:
        connection.execute(delete(records).where(records.c.document == key))
    values = {
        "document": key,
        "record": pack(record),
        "onrecord": record.versions.onrecord,
        "versions": msgspec.to_builtins(record.versions),
        "reader": reader_of(record.versions),
        "read_at": at,
        "unread": record.unread,
        "corrected": 0,
    }
    connection.execute(insert(records).values(values))
    refresh(connection, key, record, knowledge, new)


def refresh(connection: Connection, key: int, read: Record, knowledge: Knowledge, new: bool = False) -> None:
    """The rows of a report's findings as its record ``read`` and its corrections have them."""
    seeds = set() if new else _taken_out(connection, key)
    found = applied(read, corrections_of(connection, read.document.id, read.document.sha256))
    record = found.record
    _put_document(connection, key, _document_values(record.document) | {"day": day_of(record)})
    connection.execute(update(records).where(records.c.document == key).values(corrected=found.done))
    _put_findings(connection, key, record)
    _put_people(connection, record)
    seeds |= put_held(connection, key, record, knowledge)
    regroup(connection, seeds, knowledge, lambda other: record if other == key else record_at(connection, other))


def _taken_out(connection: Connection, key: int) -> set[int]:
    """Take out the rows of a report's findings. Gives what is to be grouped anew without it."""
    for name in TABLES:
        rows = METADATA.tables[name]
        connection.execute(delete(rows).where(rows.c.document == key))
    return forget_held(connection, key)


def forget(connection: Connection, key: int, knowledge: Knowledge) -> None:
    """Take a report out, with its captures, record and findings. Its corrections stay."""
    seeds = forget_held(connection, key)
    connection.execute(delete(documents).where(documents.c.key == key))
    regroup(connection, seeds, knowledge, lambda other: record_at(connection, other))


def reader_of(versions: Versions) -> str:
    """A hash of what made a record: two records with the same one were read in the same way."""
    return hashlib.sha256(msgspec.json.encode(versions, order="sorted")).hexdigest()[:16]


def _document_values(document: Document) -> dict[str, Any]:
    """A report's row: what is known of it, as corrected."""
    return {
        **{
            c: getattr(document, c) for c in ("title", "url", "publisher", "country", "language", "published", "place", "partial")
        },
        "sha256": document.sha256,
        "origin": document.origin.sha256 if document.origin else None,
        "address": address_of(document.url) if document.url else None,
        "length": len(document.text),
        "notes": list(document.notes),
        "text": document.text,
    }


def _put_document(connection: Connection, key: int, values: dict[str, Any]) -> None:
    """The row of a report. Words that are the same are not written again, for the full-text index would follow."""
    here = documents.c.key == key
    old = connection.execute(select(documents.c.title, documents.c.sha256).where(here)).one()
    same = {"title"} if old.title == values["title"] else set()
    same |= {"text", "length", "sha256"} if old.sha256 == values["sha256"] else set()
    connection.execute(update(documents).where(here).values({c: v for c, v in values.items() if c not in same}))


def _put_findings(connection: Connection, key: int, record: Record) -> None:
    keys: dict[str, int] = {}
    for name, rows in finding_rows(record):
        if rows:
            table = METADATA.tables[name]
            found = _inserted(connection, table, key, rows, keys)
            if table is statements:
                keys = {row.values["id"]: each for row, each in zip(rows, found, strict=True)}
            _put_parts(connection, table, rows, found)


def _inserted(
    connection: Connection, table: Table, document: int, rows: Sequence[FindingRow], keys: dict[str, int]
) -> Sequence[int]:
    values = [{"document": document, **row.values} for row in rows]
    if "statement" in table.c:
        values = [{**v, "statement": keys.get(row.statement or "")} for v, row in zip(values, rows, strict=True)]
    statement = insert(table).returning(table.c.key, sort_by_parameter_order=True)
    return connection.scalars(statement, values).all()


def _put_parts(connection: Connection, table: Table, rows: Sequence[FindingRow], keys: Sequence[int]) -> None:
    """The rows that belong to those of ``table``: the column that refers to it is called as it is, in the singular."""
    own = table.name.removesuffix("s")
    parts: dict[str, list[dict[str, Any]]] = {}
    for row, key in zip(rows, keys, strict=True):
        for name, found in row.parts.items():
            parts.setdefault(name, []).extend({own: key, **values} for values in found)
    for name, values in parts.items():
        if values:
            connection.execute(insert(METADATA.tables[name]), values)


def _put_people(connection: Connection, record: Record) -> None:
    found = people_of(record)
    known = set(connection.scalars(select(people.c.id).where(people.c.id.in_(list(found))))) if found else set()
    new = [
        {"id": id_, "name": p.name, "folded": folded(p.name or ""), "country": p.country}
        for id_, p in found.items()
        if id_ not in known
    ]
    if new:
        connection.execute(insert(people), new)


def source_of(connection: Connection, key: int) -> Document:
    """The report ``key`` as it came in, with its corrections, to be read again."""
    record = raw_record(connection, key)
    bare = msgspec.structs.replace(record.document, furniture=(), partial=False)
    corrections = corrections_of(connection, bare.id, bare.sha256)
    return applied(msgspec.structs.replace(record, document=bare), corrections).record.document


def reader_here() -> str:
    """The hash of what reads here: a record with another one was read by another version, stage or model."""
    from onrecord.read import versions

    return reader_of(versions())
