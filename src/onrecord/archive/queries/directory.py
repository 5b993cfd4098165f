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
    k, p = schema.statement_speakers.c, schema.people.c
    many = func.count()
    counted = select(k.person, many.label("n")).where(k.person.like("person:%")).group_by(k.person).subquery()
    asked = select(p.id, p.name, p.country, counted.c.n).join(counted, counted.c.person == p.id)
    if country is not None:
        asked = asked.where(p.country == country)
    total = connection.scalar(select(func.count()).select_from(asked.subquery())) or 0
    rows = connection.execute(asked.order_by(counted.c.n.desc(), p.name).limit(limit).offset(offset)).all()
    spans = _spans(connection, [row[0] for row in rows])
    return [
        PersonRow(id=row[0], name=row[1], country=row[2], statements=row[3], first=spans[row[0]][0], last=spans[row[0]][1])
        for row in rows
    ], total


def _spans(connection: Connection, ids: list[str]) -> dict[str, tuple[str | None, str | None]]:
    """From when to when statements of these people were published."""
    k, s, d = schema.statement_speakers.c, schema.statements.c, schema.documents.c
    asked = (
        select(k.person, func.min(d.day), func.max(d.day))
        .join(schema.statements, s.key == k.statement)
        .join(schema.documents, d.key == s.document)
        .where(k.person.in_(ids))
        .group_by(k.person)
    )
    return {row[0]: (row[1], row[2]) for row in connection.execute(asked)}


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
