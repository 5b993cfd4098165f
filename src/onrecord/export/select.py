"""Which findings of a record to show."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.model import TABLES, Record

__all__ = ["confident"]


def confident(record: Record, minimum: float) -> Record:
    """The record with only those findings whose confidence is at least ``minimum`` (0 to 1).

    References to statements that are left out become null, so that none leads nowhere.
    """
    kept: dict[str, tuple[Any, ...]] = {t: tuple(x for x in getattr(record, t) if x.confidence >= minimum) for t in TABLES}
    ids = {s.id for s in kept["statements"]}
    for table, field in (("statements", "restates"), ("figures", "statement"), ("pledges", "statement")):
        kept[table] = tuple(_without_loose(x, field, ids) for x in kept[table])
    return msgspec.structs.replace(record, **kept)


def _without_loose(finding: msgspec.Struct, field: str, ids: set[str]) -> msgspec.Struct:
    if getattr(finding, field) in ids:
        return finding
    return msgspec.structs.replace(finding, **{field: None})
