"""Which reports are there already, and what is done with one that comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, func, insert, select

from onrecord.archive.schema import captures, corrections, documents
from onrecord.archive.words import address_of
from onrecord.archive.write import new_document, put_record
from onrecord.ingest.policy import as_written
from onrecord.model import Document, Record
from onrecord.tables import Knowledge

__all__ = ["Added", "Known", "Outcome", "add", "capture", "clean", "known"]

Outcome = Literal["added", "updated", "unchanged"]
Known = Literal["whole", "text"] | None
"""Whether adding a document would change nothing at all, note one more address of its text, or add it."""

_AT_ONCE = 500


class Added(NamedTuple):
    """What became of a report: ``added``, ``updated`` (the same page extracted otherwise than before) or ``unchanged``."""

    id: str
    outcome: Outcome


def known(connection: Connection, given: Sequence[Document]) -> list[Known]:
    """For each document whether its text is there, and whether its address is known to have shown it."""
    texts: dict[str, int] = {}
    shown: set[tuple[int, str]] = set()
    for part in _parts([d.sha256 for d in given]):
        found = select(documents.c.sha256, documents.c.key).where(documents.c.sha256.in_(part))
        texts.update(connection.execute(found).all())
    for part in _parts(sorted(set(texts.values()))):
        seen = select(captures.c.document, captures.c.address).where(captures.c.document.in_(part))
        shown.update(connection.execute(seen).all())
    whole = [d.sha256 in texts and (not d.url or (texts[d.sha256], address_of(d.url)) in shown) for d in given]
    return ["whole" if same else "text" if d.sha256 in texts else None for d, same in zip(given, whole, strict=True)]


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[at : at + _AT_ONCE] for at in range(0, len(items), _AT_ONCE))


def add(connection: Connection, record: Record, at: str, seen_at: str | None, knowledge: Knowledge) -> Added:
    """Keep a report with its record, unless its text is there; a capture of its address in any case where it has one."""
    record = clean(record)
    document = record.document
    same = connection.execute(select(documents.c.key, documents.c.id).where(documents.c.sha256 == document.sha256)).one_or_none()
    if same is not None:
        capture(connection, same.key, document, at, seen_at)
        return Added(same.id, "unchanged")
    before = _extracted_before(connection, document)
    id_ = before.id if before is not None else _free_id(connection, document)
    record = msgspec.structs.replace(record, document=msgspec.structs.replace(document, id=id_))
    key = before.key if before is not None else new_document(connection, record, at)
    put_record(connection, key, record, at, knowledge, new=before is None)
    capture(connection, key, record.document, at, seen_at)
    return Added(id_, "updated" if before is not None else "added")


def _extracted_before(connection: Connection, document: Document) -> Any:
    """The report that was made of the same bytes, in which other text was found: by another version, or by other tables."""
    if document.origin is None:
        return None
    query = select(documents.c.key, documents.c.id).where(documents.c.origin == document.origin.sha256)
    address = address_of(document.url) if document.url else None
    return connection.execute(query.where(documents.c.address == address).order_by(documents.c.key)).first()


def _free_id(connection: Connection, document: Document) -> str:
    """The report's id, with a number where another report has it, or had it and people's corrections still name it."""
    number, found = 1, document.id
    while _is_taken(connection, found, document.sha256):
        number += 1
        found = f"{document.id}-{number}"
    return found


def _is_taken(connection: Connection, id_: str, sha256: str) -> bool:
    named = select(corrections.c.key).where(corrections.c.document == id_, corrections.c.sha256 != sha256)
    queries = (select(documents.c.key).where(documents.c.id == id_), named.limit(1))
    return any(connection.execute(query).first() is not None for query in queries)


def capture(connection: Connection, key: int, document: Document, at: str, seen_at: str | None) -> bool:
    """Note that an address showed a report: once, or, where ``seen_at`` says when, once for each return of an older text."""
    if not document.url:
        return False
    address = address_of(document.url)
    if _noted(connection, key, address, seen_at):
        return False
    origin = document.origin
    values = {
        "document": key,
        "address": address,
        "url": document.url,
        "seen_at": seen_at or at,
        "origin": origin.sha256 if origin else None,
        "bytes": origin.bytes if origin else None,
        "media_type": origin.media_type if origin else None,
        "extractor": origin.extractor if origin else None,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
    }
    connection.execute(insert(captures).values(values))
    return True


def _noted(connection: Connection, key: int, address: str, seen_at: str | None) -> bool:
    here = select(captures.c.document).where(captures.c.address == address)
    if seen_at is None:
        return connection.execute(here.where(captures.c.document == key)).first() is not None
    last = here.where(captures.c.seen_at <= seen_at).order_by(captures.c.seen_at.desc(), captures.c.key.desc()).limit(1)
    first = select(func.count()).select_from(here.where(captures.c.document == key, captures.c.seen_at == seen_at).subquery())
    return connection.scalar(last) == key or bool(connection.scalar(first))


def clean(record: Record) -> Record:
    """The record with nothing in what is known of its source that a database does not take (NUL, lone surrogates)."""
    document = record.document
    names = ("id", "title", "url", "publisher", "country", "language", "published", "place")
    values = {n: as_written(v)[0] for n in names if (v := getattr(document, n)) is not None}
    changed = {n: v for n, v in values.items() if v != getattr(document, n)}
    return msgspec.structs.replace(record, document=msgspec.structs.replace(document, **changed)) if changed else record
