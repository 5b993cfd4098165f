"""The columns of each table of a record, told from the types, so that they are the same whatever a report holds."""

from __future__ import annotations

from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import msgspec

from onrecord.model import Event, Figure, Meeting, Person, Pledge, Span, Statement, Table

__all__ = ["columns"]

_ROWS: dict[Table, type[msgspec.Struct]] = {
    "meetings": Meeting,
    "statements": Statement,
    "figures": Figure,
    "events": Event,
    "pledges": Pledge,
}


@lru_cache(maxsize=len(_ROWS))
def columns(table: Table) -> tuple[str, ...]:
    """The names of all columns that :meth:`onrecord.Record.to_rows` can give for ``table``, in order."""
    return ("document", *_of_struct(_ROWS[table], ""))


def _of_struct(struct: type[msgspec.Struct], prefix: str) -> list[str]:
    return [name for f in msgspec.structs.fields(struct) for name in _of_field(f"{prefix}{f.name}", f.type)]


def _of_field(name: str, kind: Any) -> list[str]:
    kind = _present(kind)
    item = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if item is Span:
        return [name, f"{name}_start", f"{name}_end"]
    if kind is not Person and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _of_struct(kind, f"{name}_")
    return [name]


def _present(kind: Any) -> Any:
    """``kind`` without the null of an optional one."""
    if get_origin(kind) in (Union, UnionType):
        kinds = [k for k in get_args(kind) if k is not NoneType]
        return kinds[0] if len(kinds) == 1 else kind
    return kind
