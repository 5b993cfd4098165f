"""Who and which countries an archive tells of, and how much."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from onrecord.archive import schema

__all__ = ["CountryRow", "PairRow", "PersonRow", "countries", "pairs", "people"]


class PersonRow(Struct, frozen=True, kw_only=True):
    """A holder of public office, with how many statements are theirs and from when to when these were published."""

    id: str
    name: str
    country: str | None
    statements: int
    first: str | None
    last: str | None


class CountryRow(Struct, frozen=True, kw_only=True):
    """A country, with how many meetings its leaders held and how many reports its side published."""

    country: str
    meetings: int
    reports: int


class PairRow(Struct, frozen=True, kw_only=True):
    """Two countries and how many meetings their leaders held; codes in order."""

    a: str
    b: str
    meetings: int


def people(connection: Connection, country: str | None = None, limit: int = 100, offset: int = 0) -> tuple[list[PersonRow], int]:
    """Holders of public office who speak in the archive, those with most statements first, and how many they are."""
    k, p, s, d = schema.statement_speakers.c, schema.people.c, schema.statements, schema.documents
    counted = (
        select(p.id, p.name, p.country, func.count().label("n"), func.min(d.c.day), func.max(d.c.day))
        .join(schema.statement_speakers, k.person == p.id)
        .join(s, s.c.key == k.statement)
        .join(d, d.c.key == s.c.document)
        .where(p.id.like("person:%"))
        .group_by(p.id, p.name, p.country)
    )
    if country is not None:
        counted = counted.where(p.country == country)
    total = connection.scalar(select(func.count()).select_from(counted.subquery())) or 0
    rows = connection.execute(counted.order_by(func.count().desc(), p.name).limit(limit).offset(offset))
    return [PersonRow(**dict(zip(PersonRow.__struct_fields__, row, strict=True))) for row in rows], total


def countries(connection: Connection) -> list[CountryRow]:
    """Countries whose leaders met or whose side published, those with most meetings first."""
    m, d = schema.meeting_participants.c, schema.documents.c
    counted = select(m.country, func.count(func.distinct(m.meeting))).where(m.country.is_not(None)).group_by(m.country)
    met = _counts(connection, counted)
    told = _counts(connection, select(d.country, func.count()).where(d.country.is_not(None)).group_by(d.country))
    rows = [CountryRow(country=c, meetings=met.get(c, 0), reports=told.get(c, 0)) for c in {*met, *told}]
    return sorted(rows, key=lambda r: (-r.meetings, -r.reports, r.country))


def pairs(connection: Connection, country: str | None = None, limit: int = 100) -> list[PairRow]:
    """Pairs of countries whose leaders met, those with most talks first; of one country where it is given."""
    h, held = schema.held_pairs.c, schema.held
    many = func.count(func.distinct(held.c.talks))
    counted = select(h.pair, many).join(held, held.c.key == h.held).where(held.c.talks.is_not(None)).group_by(h.pair)
    rows = connection.execute(counted.order_by(many.desc(), h.pair)).all()
    found = [PairRow(a=a, b=b, meetings=n) for pair, n in rows for a, _, b in [pair.partition("-")] if b]
    return [p for p in found if country in (None, p.a, p.b)][:limit]


def _counts(connection: Connection, asked: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(asked)}
