"""Records as related tables, for tools that join: the tables of a record, its report, and two long ones beside them.

``people`` has a row for everybody in a finding, by the ``part`` they have in it (speaker, participant, claimant ...); ``spans``
a row for every stretch of the report's text that a finding stands on, in order. Both refer to a finding by ``document`` and
``finding``, its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from onrecord.export.columns import Kind, typed_columns
from onrecord.model import TABLES, Person, Record, Span

__all__ = ["Reference", "Relation", "relations", "rows_of"]

_DOCUMENTS: Mapping[str, Kind] = {
    "id": "string",
    "sha256": "string",
    "title": "string",
    "url": "string",
    "publisher": "string",
    "country": "string",
    "language": "string",
    "published": "string",
    "place": "string",
    "partial": "boolean",
    "notes": "string",
    "unread": "string",
    "onrecord": "string",
    "length": "integer",
}
_FINDING: Mapping[str, Kind] = {"document": "string", "finding": "string", "of": "string", "part": "string", "number": "integer"}
_PEOPLE: Mapping[str, Kind] = {
    **_FINDING,
    "name": "string",
    "person": "string",
    "role": "string",
    "country": "string",
    "start": "integer",
    "end": "integer",
    "candidates": "string",
    "why": "string",
}
_SPANS: Mapping[str, Kind] = {**_FINDING, "start": "integer", "end": "integer", "text": "string"}
_PARTS = {"speakers": "speaker", "participants": "participant", "actors": "actor", "recipients": "recipient", "who": "maker"}
_LONG_KEY = ("document", "finding", "part", "number")


@dataclass(frozen=True, slots=True)
class Reference:
    """``columns`` of a table hold the ``to`` of another ``table``."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A table: its name, what it has in a line, its columns, what tells its rows apart, and what they refer to."""

    name: str
    about: str
    columns: Mapping[str, Kind]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


_TO_DOCUMENT = Reference(("document",), "documents", ("id",))
_ABOUT = {
    "meetings": "who met, where, when and in what form",
    "statements": "who said what, in their own words or not",
    "figures": "quantities claimed, with direction, bound, unit, period and claimant",
    "events": "political events in the terms of PLOVER",
    "pledges": "undertakings, by whom and until when",
}


@lru_cache(maxsize=2)
def relations(texts: bool = False) -> tuple[Relation, ...]:
    """All tables. With ``texts``, documents have their text, into which all offsets point."""
    documents = {**_DOCUMENTS, "text": "string"} if texts else _DOCUMENTS
    found = (Relation(t, _ABOUT[t], typed_columns(t), ("document", "id"), (_TO_DOCUMENT,)) for t in TABLES)
    return (
        Relation("documents", "reports: what is known of their source", documents, ("id",)),
        *found,
        Relation("people", "everybody in a finding, by the part they have in it", _PEOPLE, _LONG_KEY, (_TO_DOCUMENT,)),
        Relation("spans", "the stretches of text that a finding stands on", _SPANS, _LONG_KEY, (_TO_DOCUMENT,)),
    )


def rows_of(record: Record, texts: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The rows of one record by table."""
    rows: dict[str, list[dict[str, Any]]] = {"documents": [_document(record, texts)], "people": [], "spans": []}
    for table in TABLES:
        rows[table] = record.to_rows(table)
        for finding in getattr(record, table):
            head = {"document": record.document.id, "finding": finding.id, "of": table}
            rows["people"] += [{**head, **row} for row in _people(finding)]
            rows["spans"] += [{**head, **row} for row in _spans(finding)]
    return rows


def _document(record: Record, texts: bool) -> dict[str, Any]:
    d = record.document
    row = {name: getattr(d, name) for name in _DOCUMENTS if hasattr(d, name)}
    row |= {"notes": " | ".join(d.notes), "unread": record.unread, "onrecord": record.versions.onrecord, "length": len(d.text)}
    return {**row, "text": d.text} if texts else row


def _people(finding: msgspec.Struct) -> Iterator[dict[str, Any]]:
    for name in finding.__struct_fields__:
        for number, person in enumerate(_many(getattr(finding, name), Person)):
            mention = person.mention
            yield {
                "part": _PARTS.get(name, name),
                "number": number,
                "name": person.name,
                "person": person.id,
                "role": person.role,
                "country": person.country,
                "start": mention.start if mention else None,
                "end": mention.end if mention else None,
                "candidates": " | ".join(person.candidates),
                "why": person.why,
            }


def _spans(finding: msgspec.Struct) -> Iterator[dict[str, Any]]:
    for name in finding.__struct_fields__:
        for number, span in enumerate(_many(getattr(finding, name), Span)):
            yield {"part": name, "number": number, "start": span.start, "end": span.end, "text": span.text}


def _many(value: Any, kind: type[msgspec.Struct]) -> list[Any]:
    """What there is of a kind in a field that holds one, several or none."""
    return [x for x in (value if isinstance(value, tuple) else (value,)) if isinstance(x, kind)]
