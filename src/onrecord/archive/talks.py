"""Talks taken out of the archive, as their reports are grouped there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from onrecord.archive.schema import documents, talks, talks_reports
from onrecord.errors import ArchiveError
from onrecord.model import Report, Talks

__all__ = ["all_talks", "talks_of", "with_reports"]

_AT_ONCE = 500


def all_talks(connection: Connection) -> list[Talks]:
    """All talks, in the order of their days, each with its reports."""
    return with_reports(connection, select(talks).order_by(talks.c.date.is_not(None), talks.c.date, talks.c.id))


def with_reports(connection: Connection, asked: Select[Any]) -> list[Talks]:
    """The talks that ``asked`` selects the rows of, in its order, each with its reports in the order of publication."""
    rows = connection.execute(asked).all()
    reports: dict[int, list[Report]] = {}
    for key, report in _reports(connection, [row.key for row in rows]):
        reports.setdefault(key, []).append(report)
    return [_talks(row, reports.get(row.key, [])) for row in rows]


def talks_of(connection: Connection, id_: str) -> Talks:
    """The talks with this id. Raises ``ArchiveError`` where there are none."""
    found = with_reports(connection, select(talks).where(talks.c.id == id_).order_by(talks.c.key).limit(1))
    if not found:
        raise ArchiveError(f"there are no talks {id_} in the archive: their id changes where a report is added to them")
    return found[0]


def _reports(connection: Connection, keys: Sequence[int]) -> Iterator[tuple[int, Report]]:
    """The reports of the talks with these keys, by key and place. A database takes so many keys in one question, and no more."""
    d = documents.c
    query = select(talks_reports.c.talks, d.id, d.title, d.publisher, d.country, d.published, d.partial)
    query = query.join_from(talks_reports, documents).order_by(talks_reports.c.talks, talks_reports.c.number)
    for at in range(0, len(keys), _AT_ONCE):
        for row in connection.execute(query.where(talks_reports.c.talks.in_(keys[at : at + _AT_ONCE]))):
            yield row[0], Report(**dict(zip(Report.__struct_fields__, row[1:], strict=True)))


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
