"""Talks taken out of the archive, as their reports are grouped there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from onrecord.archive.schema import documents, talks, talks_reports
from onrecord.errors import ArchiveError
from onrecord.model import Report, Talks

__all__ = ["all_talks", "talks_of"]


def all_talks(connection: Connection) -> list[Talks]:
    """All talks, in the order of their days, each with its reports."""
    rows = connection.execute(select(talks).order_by(talks.c.date.is_not(None), talks.c.date, talks.c.id))
    reports: dict[int, list[Report]] = {}
    for talks_key, report in _reports(connection):
        reports.setdefault(talks_key, []).append(report)
    return [_talks(row, reports.get(row.key, [])) for row in rows]


def talks_of(connection: Connection, id_: str) -> Talks:
    """The talks with this id. Raises ``ArchiveError`` where there are none."""
    row = connection.execute(select(talks).where(talks.c.id == id_).order_by(talks.c.key).limit(1)).one_or_none()
    if row is None:
        raise ArchiveError(f"there are no talks {id_} in the archive: their id changes where a report is added to them")
    return _talks(row, [report for _, report in _reports(connection, row.key)])


def _reports(connection: Connection, key: int | None = None) -> list[tuple[int, Report]]:
    d = documents.c
    query = select(talks_reports.c.talks, d.id, d.title, d.publisher, d.country, d.published, d.partial)
    query = query.join_from(talks_reports, documents).order_by(talks_reports.c.talks, talks_reports.c.number)
    if key is not None:
        query = query.where(talks_reports.c.talks == key)
    return [(row[0], Report(**dict(zip(Report.__struct_fields__, row[1:], strict=True)))) for row in connection.execute(query)]


def _talks(row: Row[Any], reports: list[Report]) -> Talks:
    return Talks(
        id=row.id,
        participants=tuple(row.participants),
        countries=tuple(row.countries),
        date=row.date,
        format=row.format,
        city=row.city,
        reports=tuple(reports),
        silent=tuple(row.silent),
    )
