"""What people have judged of the findings, and what is to be judged next."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, func, select

from onrecord.archive import schema
from onrecord.archive.corrections import Correction
from onrecord.archive.corrections.model import WRONG, in_force

__all__ = ["Doubtful", "doubtful", "verdicts"]


class Doubtful(Struct, frozen=True, kw_only=True):
    """A report with findings that nobody is sure of: how many findings it has, the least confidence, how many were judged."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    findings: int
    least: float
    judged: int


def doubtful(connection: Connection, limit: int = 30) -> list[Doubtful]:
    """Reports in whose statements least confidence is put, of which not all statements were judged; the least sure first."""
    d, s, c = schema.documents, schema.statements, schema.corrections
    judged = (
        select(c.c.document, func.count(func.distinct(c.c.target)).label("n"))
        .where(c.c.undoes.is_(None), c.c.field == WRONG)
        .group_by(c.c.document)
        .subquery()
    )
    least = func.min(s.c.confidence)
    done = func.coalesce(func.max(judged.c.n), 0)
    rows = connection.execute(
        select(d.c.id, d.c.title, d.c.publisher, d.c.published, func.count(), least, done)
        .join(s, s.c.document == d.c.key)
        .outerjoin(judged, judged.c.document == d.c.id)
        .group_by(d.c.key, d.c.id, d.c.title, d.c.publisher, d.c.published)
        .having(done < func.count())
        .order_by(least, d.c.id)
        .limit(limit)
    )
    names = ("id", "title", "publisher", "published", "findings", "least")
    return [Doubtful(**dict(zip(names, row[:6], strict=True)), judged=min(row[6], row[4])) for row in rows]


def verdicts(corrections: list[Correction]) -> dict[str, Correction]:
    """The verdict in force on each finding, by its id: the last one on whether it is right."""
    return {c.target: c for c in in_force(corrections) if c.field == WRONG}
