"""Talks: listed by day, with the reports of them in the order of publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from onrecord.archive import schema
from onrecord.archive.queries.cited import year_of
from onrecord.archive.queries.reports import Count

__all__ = ["TalkReport", "TalksRow", "talks", "talks_by_year", "talks_of"]


class TalkReport(Struct, frozen=True, kw_only=True):
    """One report of talks."""

    id: str
    title: str | None
    publisher: str | None
    country: str | None
    published: str | None
    partial: bool


class TalksRow(Struct, frozen=True, kw_only=True):
    """Talks: who took part, when, in what form and where, and who reported them. ``silent``: sides of which no report is held."""

    id: str
    date: str | None
    format: str
    city: str | None
    participants: tuple[str, ...]
    countries: tuple[str, ...]
    silent: tuple[str, ...]
    reports: tuple[TalkReport, ...]


def talks(
    connection: Connection,
    year: str | None = None,
    countries: tuple[str, ...] = (),
    both_sides: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[TalksRow], int]:
    """Talks, the latest first, and how many there are in all.

    ``countries``: those in which all of these took part. ``both_sides``: those that more than one publisher reports.
    """
    t = schema.talks.c
    chosen = _chosen(select(schema.talks), year, countries, both_sides)
    rows = connection.execute(chosen.order_by(t.date.desc().nulls_last(), t.id).limit(limit).offset(offset)).mappings().all()
    total = connection.execute(_chosen(select(func.count()).select_from(schema.talks), year, countries, both_sides)).scalar_one()
    return _with_reports(connection, rows), total


def talks_of(connection: Connection, ids: Iterable[str]) -> list[TalksRow]:
    """The talks of these ids, the latest first; ids of none are passed over."""
    t = schema.talks.c
    rows = connection.execute(select(schema.talks).where(t.id.in_(list(ids))).order_by(t.date.desc().nulls_last(), t.id))
    return _with_reports(connection, rows.mappings().all())


def talks_by_year(connection: Connection, countries: tuple[str, ...] = ()) -> list[Count]:
    """How many talks there were in each year of which there are any."""
    year = year_of(schema.talks.c.date)
    counted = _chosen(select(year, func.count()).select_from(schema.talks), None, countries, False)
    rows = connection.execute(counted.where(schema.talks.c.date.is_not(None)).group_by(year).order_by(year))
    return [Count(row[0], row[1]) for row in rows if row[0].isdigit()]


def _chosen(asked: Select[Any], year: str | None, countries: tuple[str, ...], both_sides: bool) -> Select[Any]:
    t, r, d = schema.talks, schema.talks_reports, schema.documents
    if year is not None:
        asked = asked.where(t.c.date >= year, t.c.date < f"{year}~")
    if both_sides:
        publishers = select(r.c.talks).join(d, d.c.key == r.c.document).group_by(r.c.talks)
        asked = asked.where(t.c.key.in_(publishers.having(func.count(func.distinct(d.c.publisher)) > 1)))
    for country in countries:
        asked = asked.where(t.c.key.in_(_with_country(country)))
    return asked


def _with_country(country: str) -> Select[Any]:
    """Keys of talks of whose meetings a participant is of this country."""
    r, m, p = schema.talks_reports, schema.meetings, schema.meeting_participants
    return (
        select(r.c.talks)
        .join(m, m.c.document == r.c.document)
        .join(p, p.c.meeting == m.c.key)
        .where(p.c.country == country, m.c.status == "held")
    )


def _with_reports(connection: Connection, rows: Iterable[Any]) -> list[TalksRow]:
    rows = list(rows)
    d, r = schema.documents.c, schema.talks_reports
    fields = (d.id, d.title, d.publisher, d.country, d.published, d.partial)
    joined = select(r.c.talks, *fields).join(schema.documents, d.key == r.c.document)
    found: dict[int, list[TalkReport]] = defaultdict(list)
    for row in connection.execute(
        joined.where(r.c.talks.in_([x["key"] for x in rows])).order_by(r.c.talks, r.c.number)
    ).mappings():
        found[row["talks"]].append(TalkReport(**{name: row[name] for name in TalkReport.__struct_fields__}))
    return [
        TalksRow(
            id=x["id"],
            date=x["date"],
            format=x["format"],
            city=x["city"],
            participants=tuple(x["participants"]),
            countries=tuple(x["countries"]),
            silent=tuple(x["silent"]),
            reports=tuple(found[x["key"]]),
        )
        for x in rows
    ]
