"""What has an id, or one that begins with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from onrecord.archive.schema import METADATA, corrections, documents, talks
from onrecord.model import TABLES

__all__ = ["Found", "find"]

_MOST = 20


class Found(NamedTuple):
    """Something with an id.

    ``kind`` is ``report``, the name of a table of findings, ``talks`` or ``correction``; ``document`` the id of its report.
    """

    kind: str
    id: str
    document: str | None


def find(connection: Connection, id_: str) -> list[Found]:
    """What has this id; where nothing has, what begins with it (at most 20 of each kind), reports first."""
    for whole in (True, False):
        if found := list(_found(connection, id_, whole)):
            return found
    return []


def _found(connection: Connection, id_: str, whole: bool) -> Iterator[Found]:
    for row in connection.execute(_of(documents, id_, whole).add_columns(documents.c.id)):
        yield Found("report", row[0], row[0])
    for name in TABLES:
        table = METADATA.tables[name]
        query = _of(table, id_, whole).add_columns(documents.c.id).join_from(table, documents)
        for row in connection.execute(query):
            yield Found(name, row[0], row[1])
    for row in connection.execute(_of(talks, id_, whole)):
        yield Found("talks", row[0], None)
    for row in connection.execute(_of(corrections, id_, whole).add_columns(corrections.c.document)):
        yield Found("correction", row[0], row[1])


def _of(table: Table, id_: str, whole: bool) -> Select[Any]:
    return select(table.c.id).where(_matches(table, id_, whole)).order_by(table.c.id).limit(_MOST)


def _matches(table: Table, id_: str, whole: bool) -> ColumnElement[bool]:
    """Whether an id is ``id_``, or begins with it: as a range, which an index answers."""
    column = table.c.id
    return column == id_ if whole else (column >= id_) & (column < f"{id_}\U0010ffff")
