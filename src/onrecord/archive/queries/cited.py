"""What every answer says of the report that it is from."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, func, literal_column, select

from onrecord.archive import schema

__all__ = ["CITED", "Cited", "cited_from", "year_of"]


class Cited(Struct, frozen=True, kw_only=True):
    """The report: its id, title, publisher, side, day (of publication, else of its talks) and address.

    ``newer`` is the report that stands at the address now, where that is another: the page was changed since.
    """

    document: str
    title: str | None
    publisher: str | None
    side: str | None
    day: str | None
    url: str | None
    newer: str | None


_D = schema.documents.c


def _newer() -> ColumnElement[Any]:
    """The report that was seen last at the address of another, or that other itself."""
    captures, documents = schema.captures.alias(), schema.documents.alias()
    c, d = captures.c, documents.c
    last = select(d.id).join_from(captures, documents, d.key == c.document).where(c.address == _D.address)
    return last.order_by(c.seen_at.desc(), c.key.desc()).limit(1).correlate(schema.documents).scalar_subquery()


CITED: tuple[ColumnElement[Any], ...] = (
    _D.id.label("cited_document"),
    _D.title.label("cited_title"),
    _D.publisher.label("cited_publisher"),
    _D.country.label("cited_side"),
    _D.day.label("cited_day"),
    _D.url.label("cited_url"),
    _newer().label("cited_newer"),
)
"""The columns for it, to be selected with those of the finding."""


def cited_from(row: Any) -> dict[str, Any]:
    """The values of ``Cited`` from a row that has its columns."""
    found = {name: row[f"cited_{name}"] for name in Cited.__struct_fields__}
    if found["newer"] == found["document"]:
        found["newer"] = None
    return found


def year_of(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The year of an ISO day, to be selected and grouped by."""
    # With parameters instead of numbers PostgreSQL would not see that both are the same.
    return func.substr(day, literal_column("1"), literal_column("4"))
