"""Records and corrections taken out of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, or_, select

from onrecord.archive.corrections.applied import applied
from onrecord.archive.corrections.model import Anchor, Correction
from onrecord.archive.packing import unpack
from onrecord.archive.schema import corrections, documents, records
from onrecord.errors import ArchiveError
from onrecord.model import Record

__all__ = ["correction_row", "corrections_of", "key_of", "raw_record", "record_at", "unresolved_at"]

_ANCHOR = ("exact", "prefix", "suffix", "start", "end")
_PLAIN = ("id", "document", "sha256", "target", "field", "old", "new", "who", "at", "why", "undoes")


def key_of(connection: Connection, id_: str) -> int:
    """The key of the report with this id. Raises ``ArchiveError`` where there is none."""
    key = connection.scalar(select(documents.c.key).where(documents.c.id == id_))
    if key is None:
        raise ArchiveError(f"there is no report {id_} in the archive: `onrecord list` names those that are")
    return int(key)


def raw_record(connection: Connection, key: int) -> Record:
    """The record of a report as it was read, without corrections. Raises ``ArchiveError`` where there is none."""
    query = select(records.c.record, documents.c.text, documents.c.id).join_from(records, documents)
    row = connection.execute(query.where(records.c.document == key)).one_or_none()
    if row is None:
        raise ArchiveError("the report is no longer in the archive: `onrecord list` names those that are")
    record = unpack(row.record, row.text)
    return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, id=row.id))


def record_at(connection: Connection, key: int) -> Record:
    """The record of a report as corrected."""
    record = raw_record(connection, key)
    return applied(record, corrections_of(connection, record.document.id, record.document.sha256)).record


def unresolved_at(connection: Connection, key: int) -> tuple[Correction, ...]:
    """The corrections of a report that found no target in it."""
    record = raw_record(connection, key)
    return applied(record, corrections_of(connection, record.document.id, record.document.sha256)).unresolved


def corrections_of(connection: Connection, document: str | None = None, sha256: str | None = None) -> list[Correction]:
    """The corrections of one report, by its id or the hash of its text, or of all, in the order in which they were made."""
    query = select(corrections).order_by(corrections.c.key)
    if document is not None or sha256 is not None:
        query = query.where(or_(corrections.c.document == document, corrections.c.sha256 == sha256))
    return [_correction(row) for row in connection.execute(query)]


def _correction(row: Row[Any]) -> Correction:
    values = row._mapping
    anchor = Anchor(*(values[c] for c in _ANCHOR)) if values["exact"] is not None else None
    return Correction(**{c: values[c] for c in _PLAIN}, anchor=anchor)


def correction_row(correction: Correction) -> dict[str, Any]:
    """A correction as a row of its table."""
    anchor: Sequence[Any] = [getattr(correction.anchor, c) for c in _ANCHOR] if correction.anchor else [None] * len(_ANCHOR)
    return {**{c: getattr(correction, c) for c in _PLAIN}, **dict(zip(_ANCHOR, anchor, strict=True))}
