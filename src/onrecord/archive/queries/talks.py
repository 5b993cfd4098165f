"""Talks: listed by day, with the reports of them in the order of publication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, func, select

from onrecord.archive import schema
from onrecord.archive.queries.cited import year_of
from onrecord.archive.queries.reports import Count
from onrecord.archive.talks import with_reports
from onrecord.model import Talks

__all__ = ["talks", "talks_by_year", "talks_of"]


def talks(
    connection: Connection,
    year: str | None = None,
    countries: tuple[str, ...] = (),
    both_sides: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[Talks], int]:
    """Talks, the latest first, and how many there are in all.

    ``countries``: those in which all of these took part. ``both_sides``: those that more than one publisher reports.
    """
    t = schema.talks.c
    chosen = _chosen(select(schema.talks), year, countries, both_sides)
    found = with_reports(connection, chosen.order_by(t.date.desc().nulls_last(), t.id).limit(limit).offset(offset))
    total = connection.execute(_chosen(select(func.count()).select_from(schema.talks), year, countries, both_sides)).scalar_one()
    return found, total


def talks_of(connection: Connection, ids: Iterable[str]) -> list[Talks]:
    """The talks of these ids, the latest first; ids of none are passed over."""
    t = schema.talks.c
    return with_reports(connection, select(schema.talks).where(t.id.in_(list(ids))).order_by(t.date.desc().nulls_last(), t.id))


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
