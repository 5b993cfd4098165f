"""Reports: listed, counted by publisher, side and year, and what goes with one of them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from onrecord.archive import schema
from onrecord.archive.queries.cited import year_of

__all__ = ["Count", "ReportRow", "Version", "count_by", "latest", "of_talks", "report", "reports", "versions_of"]

_FIELDS = ("publisher", "country", "year")


class ReportRow(Struct, frozen=True, kw_only=True):
    """A report as it stands in a list."""

    id: str
    title: str | None
    publisher: str | None
    country: str | None
    published: str | None
    day: str | None
    url: str | None
    partial: bool
    length: int
    added_at: str


class Count(Struct, frozen=True):
    """How many reports have a value."""

    value: str | None
    reports: int


class Version(Struct, frozen=True, kw_only=True):
    """A version of an address: which report stood there from when on."""

    document: str
    title: str | None
    seen_at: str
    url: str


def reports(
    connection: Connection,
    publisher: str | None = None,
    country: str | None = None,
    year: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[ReportRow], int]:
    """Reports, the newest first, and how many there are in all."""
    d = schema.documents.c
    chosen = _chosen(_columns(), publisher, country, year)
    rows = connection.execute(chosen.order_by(d.day.desc().nulls_last(), d.id).limit(limit).offset(offset)).mappings()
    total = connection.execute(_chosen(select(func.count()).select_from(schema.documents), publisher, country, year)).scalar_one()
    return [ReportRow(**row) for row in rows], total


def latest(connection: Connection, limit: int = 10) -> list[ReportRow]:
    """The reports that were added last."""
    d = schema.documents.c
    rows = connection.execute(_columns().order_by(d.added_at.desc(), d.day.desc().nulls_last(), d.id).limit(limit)).mappings()
    return [ReportRow(**row) for row in rows]


def report(connection: Connection, id: str) -> ReportRow | None:
    """The report of an id, or nothing."""
    row = connection.execute(_columns().where(schema.documents.c.id == id)).mappings().first()
    return ReportRow(**row) if row else None


def count_by(connection: Connection, field: str, limit: int = 100) -> list[Count]:
    """How many reports there are by ``publisher``, ``country`` or ``year``: years in their order, the others by number."""
    if field not in _FIELDS:
        raise ValueError(f"reports are counted by {', '.join(_FIELDS)}, not by {field!r}")
    d = schema.documents.c
    value = year_of(d.day) if field == "year" else d[field]
    counted = select(value, func.count().label("n")).group_by(value)
    ordered = counted.order_by(value) if field == "year" else counted.order_by(func.count().desc(), value)
    return [Count(row[0], row[1]) for row in connection.execute(ordered.limit(limit))]


def of_talks(connection: Connection, document: str) -> list[str]:
    """The ids of the talks that a report tells of."""
    t, r, d = schema.talks, schema.talks_reports, schema.documents
    joined = select(t.c.id).join(r, r.c.talks == t.c.key).join(d, d.c.key == r.c.document)
    return list(connection.execute(joined.where(d.c.id == document).order_by(t.c.date, t.c.id)).scalars())


def versions_of(connection: Connection, document: str) -> list[Version]:
    """All versions of the address that a report stood at, in the order in which they were seen; one where it stands alone."""
    c, d = schema.captures, schema.documents
    address = select(c.c.address).join(d, d.c.key == c.c.document).where(d.c.id == document)
    rows = connection.execute(
        select(d.c.id.label("document"), d.c.title, c.c.seen_at, c.c.url)
        .join(d, d.c.key == c.c.document)
        .where(c.c.address.in_(address))
        .order_by(c.c.seen_at, c.c.key)
    ).mappings()
    return [Version(**row) for row in rows]


def _columns() -> Select[Any]:
    d = schema.documents.c
    return select(*(d[name] for name in ReportRow.__struct_fields__))


def _chosen(asked: Select[Any], publisher: str | None, country: str | None, year: str | None) -> Select[Any]:
    d = schema.documents.c
    if publisher is not None:
        asked = asked.where(d.publisher == publisher)
    if country is not None:
        asked = asked.where(d.country == country)
    if year is not None:
        asked = asked.where(d.day >= year, d.day < f"{year}~")
    return asked
