"""The columns of each table of a record and what they hold, told from the types: the same whatever a report holds."""

from __future__ import annotations

from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from onrecord.model import Event, Figure, Meeting, Person, Pledge, Span, Statement, Table

__all__ = ["Kind", "columns", "typed_columns"]

Kind = Literal["string", "integer", "number", "boolean"]

_ROWS: dict[Table, type[msgspec.Struct]] = {
    "meetings": Meeting,
    "statements": Statement,
    "figures": Figure,
    "events": Event,
    "pledges": Pledge,
}


def columns(table: Table) -> tuple[str, ...]:
    """The names of all columns that :meth:`onrecord.Record.to_rows` can give for ``table``, in order."""
    return tuple(typed_columns(table))


@lru_cache(maxsize=len(_ROWS))
def typed_columns(table: Table) -> dict[str, Kind]:
    """The columns of ``table`` in order, each with what its values are where they are not null."""
    return {"document": "string", **dict(_of_struct(_ROWS[table], ""))}


def _of_struct(struct: type[msgspec.Struct], prefix: str) -> list[tuple[str, Kind]]:
    return [column for f in msgspec.structs.fields(struct) for column in _of_field(f"{prefix}{f.name}", f.type)]


def _of_field(name: str, kind: Any) -> list[tuple[str, Kind]]:
    kind = _present(kind)
    item = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if item is Span:
        return [(name, "string"), (f"{name}_start", "integer"), (f"{name}_end", "integer")]
    if kind is not Person and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _of_struct(kind, f"{name}_")
    return [(name, _kind(kind))]


def _kind(kind: Any) -> Kind:
    if kind is bool:
        return "boolean"
    if kind is int:
        return "integer"
    return "number" if kind is float or kind == int | float else "string"


def _present(kind: Any) -> Any:
    """``kind`` without the null of an optional one."""
    if get_origin(kind) in (Union, UnionType):
        kinds = [k for k in get_args(kind) if k is not NoneType]
        return kinds[0] if len(kinds) == 1 else kind
    return kind
