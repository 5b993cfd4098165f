"""Reports of an archive, chosen by what is known of them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from onrecord.archive.schema import documents, records, statements
from onrecord.archive.words import folded

__all__ = ["Chosen", "listed"]


class Chosen(Struct, frozen=True, kw_only=True):
    """Which reports: all that hold what is given here.

    ``since``, ``until``: ISO dates (a year or month will do) between which the report's day lies, both counted in. ``publisher``:
    a part of its name, ``country`` the side that published it, ``language`` a code. ``unread``: without findings for want of a
    reader; ``corrected``: with corrections by people.
    """

    since: str | None = None
    until: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    unread: bool = False
    corrected: bool = False
    limit: int | None = None


def listed(connection: Connection, chosen: Chosen) -> list[dict[str, Any]]:
    """The reports chosen, in the order of their days, those without one last."""
    d = documents.c
    spoken = select(func.count()).where(statements.c.document == d.key).scalar_subquery()
    columns = (d.id, d.day, d.published, d.country, d.publisher, d.language, d.title, d.url, d.partial, d.length, d.added_at)
    query = select(*columns, spoken.label("statements"), records.c.unread, records.c.corrected.label("corrections"))
    query = _where(query.join_from(documents, records), chosen).order_by(d.day.is_(None), d.day, d.id)
    rows = [dict(row._mapping) for row in connection.execute(query)]
    if chosen.publisher:
        # Compared here, for databases fold letters in ways of their own.
        wanted = folded(chosen.publisher)
        rows = [row for row in rows if wanted in folded(row["publisher"] or "")]
    return rows[: chosen.limit]


def _where(query: Select[Any], chosen: Chosen) -> Select[Any]:
    d = documents.c
    if chosen.since:
        query = query.where(d.day >= chosen.since)
    if chosen.until:
        query = query.where(d.day < f"{chosen.until}~")
    if chosen.country:
        query = query.where(d.country == chosen.country)
    if chosen.language:
        query = query.where(d.language == chosen.language)
    if chosen.unread:
        query = query.where(records.c.unread.is_not(None))
    if chosen.corrected:
        query = query.where(records.c.corrected > 0)
    return query
