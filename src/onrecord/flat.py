"""Structures as flat rows: for tables, CSV and data frames.

A nested structure becomes ``outer_inner`` columns; a list of structures becomes one column, its parts joined with " | ".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

__all__ = ["flat_row"]

_JOIN = " | "


def flat_row(item: msgspec.Struct) -> dict[str, Any]:
    """One structure as a row of scalars, in the order of its fields."""
    row: dict[str, Any] = {}
    for name in item.__struct_fields__:
        _put(row, name, getattr(item, name))
    return row


def _put(row: dict[str, Any], name: str, value: Any) -> None:
    if _is_span(value):
        row[name] = value.text
        row[f"{name}_start"], row[f"{name}_end"] = value.start, value.end
    elif _is_person(value):
        row[name] = _brief(value)
    elif isinstance(value, msgspec.Struct):
        for inner in value.__struct_fields__:
            _put(row, f"{name}_{inner}", getattr(value, inner))
    elif isinstance(value, tuple):
        row[name] = _JOIN.join(_brief(x) for x in value)
        if value and all(_is_span(x) for x in value):
            row[f"{name}_start"], row[f"{name}_end"] = value[0].start, value[-1].end
    else:
        row[name] = value


def _fields(value: Any) -> Iterable[str]:
    return getattr(value, "__struct_fields__", ())


def _is_span(value: Any) -> bool:
    return tuple(_fields(value)) == ("start", "end", "text")


def _is_person(value: Any) -> bool:
    return {"name", "candidates"} <= set(_fields(value))


def _brief(value: Any) -> str:
    if _is_span(value):
        return str(value.text)
    if _is_person(value):
        return str(value.name) if value.name else "? " + " or ".join(value.candidates)
    return str(value)
