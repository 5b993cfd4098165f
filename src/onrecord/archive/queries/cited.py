"""What every answer says of the report that it is from."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, func, literal_column

from onrecord.archive import schema

__all__ = ["CITED", "Cited", "cited_from", "year_of"]


class Cited(Struct, frozen=True, kw_only=True):
    """The report: its id, title, publisher, side, day (of publication, else of its talks) and address."""

    document: str
    title: str | None
    publisher: str | None
    side: str | None
    day: str | None
    url: str | None


_D = schema.documents.c
CITED: tuple[ColumnElement[Any], ...] = (
    _D.id.label("cited_document"),
    _D.title.label("cited_title"),
    _D.publisher.label("cited_publisher"),
    _D.country.label("cited_side"),
    _D.day.label("cited_day"),
    _D.url.label("cited_url"),
)
"""The columns for it, to be selected with those of the finding."""


def cited_from(row: Any) -> dict[str, Any]:
    """The values of ``Cited`` from a row that has its columns."""
    return {name: row[f"cited_{name}"] for name in Cited.__struct_fields__}


def year_of(day: ColumnElement[Any]) -> ColumnElement[Any]:
    """The year of an ISO day, to be selected and grouped by."""
    # With parameters instead of numbers PostgreSQL would not see that both are the same.
    return func.substr(day, literal_column("1"), literal_column("4"))
