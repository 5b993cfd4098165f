"""One person, and two countries, through the years."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from onrecord.archive import schema
from onrecord.archive.queries.cited import CITED, Cited, cited_from, year_of
from onrecord.archive.queries.claims import Measure, measures
from onrecord.archive.queries.pledges import PledgeRow, pledges
from onrecord.archive.queries.search import Filters, Hit, counted, search
from onrecord.archive.queries.talks import talks
from onrecord.archive.queries.whom import Named
from onrecord.lookups.people import people
from onrecord.model import Talks
from onrecord.tables import Knowledge

__all__ = ["MeetingRow", "Office", "Pair", "Profile", "pair", "person"]


class Office(Struct, frozen=True, kw_only=True):
    """A term of public office, as the table of office-holders has it."""

    office: str
    country: str | None
    start: str | None
    end: str | None


class MeetingRow(Cited, frozen=True, kw_only=True):
    """A meeting as one report tells of it."""

    id: str
    number: int
    format: str
    status: str
    date: str | None
    date_inferred: str | None
    city: str | None
    venue: str | None
    country: str | None
    participants: tuple[str, ...]


class Profile(Struct, frozen=True, kw_only=True):
    """A holder of public office: offices, meetings held, statements by subject, act and year, the latest of them, pledges."""

    id: str
    name: str
    offices: tuple[Office, ...]
    meetings: tuple[MeetingRow, ...]
    meetings_total: int
    statements_total: int
    statements_more: bool
    topics: tuple[tuple[str, int], ...]
    acts: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    latest: tuple[Hit, ...]
    pledges: tuple[PledgeRow, ...]


class Pair(Struct, frozen=True, kw_only=True):
    """Two countries: their talks, what these were about by year, what their leaders claimed and promised."""

    a: str
    b: str
    talks: tuple[Talks, ...]
    talks_total: int
    agenda: tuple[tuple[str, str, int], ...]
    """Year, subject, and how many statements in reports of their talks are on it."""
    claims: tuple[Measure, ...]
    pledges: tuple[PledgeRow, ...]
    pledges_total: int


def person(connection: Connection, knowledge: Knowledge, named: Named, limit: int = 50) -> Profile:
    """The profile of a holder of public office."""
    filters = Filters(speakers=(named.id,))
    found = search(connection, None, filters, limit=limit)
    meetings, total = _meetings_of(connection, named.id, limit)
    made, _ = pledges(connection, maker=named.id, limit=limit)
    return Profile(
        id=named.id,
        name=named.name,
        offices=tuple(
            Office(office=h.office, country=h.country, start=h.start, end=h.end) for h in people(knowledge).person(named.id)
        ),
        meetings=tuple(meetings),
        meetings_total=total,
        statements_total=found.total,
        statements_more=found.more,
        topics=tuple(counted(connection, "topic", filters)),
        acts=tuple(counted(connection, "act", filters)),
        years=tuple(counted(connection, "year", filters)),
        latest=found.hits,
        pledges=tuple(made),
    )


def pair(connection: Connection, a: str, b: str, limit: int = 100) -> Pair:
    """What an archive tells of two countries, given by their codes."""
    a, b = sorted((a, b))
    held, total = talks(connection, countries=(a, b), limit=limit)
    made, promised = pledges(connection, pair=(a, b), limit=limit)
    return Pair(
        a=a,
        b=b,
        talks=tuple(held),
        talks_total=total,
        agenda=tuple(_agenda(connection, f"{a}-{b}")),
        claims=tuple(m for m in measures(connection, f"{a}-{b}")),
        pledges=tuple(made),
        pledges_total=promised,
    )


def _meetings_of(connection: Connection, id_: str, limit: int) -> tuple[list[MeetingRow], int]:
    m, p, d = schema.meetings, schema.meeting_participants, schema.documents
    mine = select(p.c.meeting).where(p.c.person == id_)
    conditions = (m.c.key.in_(mine), m.c.status == "held")
    asked = select(m, *CITED).join(d, d.c.key == m.c.document).where(*conditions)
    rows = connection.execute(asked.order_by(m.c.day.desc().nulls_last(), d.c.id).limit(limit)).mappings().all()
    total = connection.scalar(select(func.count()).select_from(m).where(*conditions)) or 0
    return _meeting_rows(connection, rows), total


def _meeting_rows(connection: Connection, rows: Any) -> list[MeetingRow]:
    p = schema.meeting_participants.c
    names: dict[int, list[str]] = {}
    asked = select(p.meeting, p.name).where(p.meeting.in_([r["key"] for r in rows])).order_by(p.meeting, p.number)
    for key, name in connection.execute(asked):
        names.setdefault(key, []).append(name or "open")
    same = ("id", "number", "format", "status", "date", "date_inferred", "city", "venue", "country")
    return [MeetingRow(**cited_from(r), **{n: r[n] for n in same}, participants=tuple(names.get(r["key"], ()))) for r in rows]


def _agenda(connection: Connection, pair_: str) -> list[tuple[str, str, int]]:
    """How many statements there are on each subject in each year, in reports of talks between two countries."""
    s, t, d = schema.statements.c, schema.statement_topics.c, schema.documents.c
    h, p = schema.held.c, schema.held_pairs.c
    reports = select(h.document).join(schema.held_pairs, p.held == h.key).where(p.pair == pair_)
    year = year_of(d.day)
    asked = (
        select(year, t.topic, func.count())
        .select_from(schema.statement_topics)
        .join(schema.statements, s.key == t.statement)
        .join(schema.documents, d.key == s.document)
        .where(s.document.in_(reports), d.day.is_not(None))
        .group_by(year, t.topic)
        .order_by(year, func.count().desc(), t.topic)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(asked)]
