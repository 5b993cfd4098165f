"""Corrections made, undone, and looked after, in the archive."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.archive.corrections import Correction, applied, corrected_value, correction_of, in_force
from onrecord.archive.corrections.model import KINDS, kind_of
from onrecord.archive.fetch import correction_row, corrections_of, key_of, raw_record, record_at
from onrecord.archive.schema import METADATA, corrections, documents
from onrecord.archive.write import refresh
from onrecord.errors import ArchiveError
from onrecord.model import Record
from onrecord.tables import Knowledge

__all__ = ["Told", "correct", "undo", "unresolved"]

Told = tuple[str, str, str]
"""Who, why, when."""


def correct(
    connection: Connection, target: str, field: str, value: Any, told: Told, document: str | None, knowledge: Knowledge
) -> Correction:
    """Record a correction and put it on the rows of its report. Raises ``ArchiveError`` where it does not fit."""
    key = _document_of(connection, target, document)
    record = raw_record(connection, key)
    who, why, at = told
    made = corrections_of(connection, record.document.id, record.document.sha256)
    try:
        now = record_at(connection, key)
        # What an earlier correction took out is still to be had in the record as read.
        state = now if _holds(now, target) else record
        new = corrected_value(state, target, field, value, knowledge) if isinstance(value, str) else value
        correction = correction_of(state, target, field, new, who, why, at, len(made))
    except ValueError as error:
        raise ArchiveError(str(error)) from error
    _put(connection, correction)
    refresh(connection, key, record, knowledge)
    return correction


def _holds(record: Record, target: str) -> bool:
    return target == record.document.id or any(f.id == target for table, _ in KINDS.values() for f in getattr(record, table))


def _document_of(connection: Connection, target: str, document: str | None) -> int:
    """The key of the report that is, or that holds, the target. Raises ``ArchiveError`` where it is none or not the only one."""
    if document is not None:
        return key_of(connection, document)
    kind = kind_of(target)
    if kind is None or connection.scalar(select(documents.c.key).where(documents.c.id == target)) is not None:
        return key_of(connection, target)
    table = METADATA.tables[kind[0]]
    query = select(documents.c.key, documents.c.id).join_from(table, documents)
    rows = connection.execute(query.where(table.c.id == target)).all()
    if not rows:
        raise ArchiveError(
            f"there is no finding {target} in the archive: `onrecord show REPORT --format json` has those of a report"
        )
    if len(rows) > 1:
        raise ArchiveError(f"{target} is in {', '.join(r.id for r in rows)}: say which with --report")
    return int(rows[0].key)


def undo(connection: Connection, correction: str, told: Told, knowledge: Knowledge) -> Correction:
    """Record that a correction no longer holds. Raises ``ArchiveError`` where there is none or it is undone already."""
    every = corrections_of(connection)
    chosen = [c for c in every if c.id == correction] or [c for c in every if c.id.startswith(correction)]
    if len(chosen) != 1:
        what = f"{len(chosen)} corrections begin with" if chosen else "there is no correction"
        raise ArchiveError(f"{what} {correction}: `onrecord correct --list` names them")
    done = chosen[0]
    if _is_undone(done, every):
        raise ArchiveError(f"{done.id} is undone already: `onrecord correct --list` says by what")
    mine = _undoing(done, told, len(every))
    _put(connection, mine)
    key = connection.scalar(select(documents.c.key).where(documents.c.sha256 == done.sha256))
    key = key or connection.scalar(select(documents.c.key).where(documents.c.id == done.document))
    if key is not None:
        refresh(connection, key, raw_record(connection, key), knowledge)
    return mine


def _is_undone(correction: Correction, every: list[Correction]) -> bool:
    undone: set[str] = set()
    for each in reversed(every):
        if each.undoes is not None and each.id not in undone:
            undone.add(each.undoes)
    return correction.id in undone


def _undoing(done: Correction, told: Told, number: int) -> Correction:
    who, why, at = told
    digest = hashlib.sha256(f"{done.id}|{who}|{why}|{at}|{number}".encode("utf-8", "replace")).hexdigest()[:10]
    return Correction(
        id=f"c-{digest}",
        document=done.document,
        sha256=done.sha256,
        target=done.target,
        field=done.field,
        old=done.new,
        new=done.old,
        who=who,
        at=at,
        why=why,
        undoes=done.id,
    )


def _put(connection: Connection, correction: Correction) -> None:
    connection.execute(insert(corrections).values(correction_row(correction)))


def unresolved(connection: Connection) -> list[Correction]:
    """Corrections in force whose report is not there, or no longer has what they are about."""
    every = corrections_of(connection)
    shas = dict(connection.execute(select(documents.c.sha256, documents.c.key)).all()) if every else {}
    ids = dict(connection.execute(select(documents.c.id, documents.c.key)).all()) if every else {}
    held = {c.id for c in in_force(every)}
    lost: list[Correction] = []
    of: dict[int, list[Correction]] = {}
    for each in every:
        key = shas.get(each.sha256) or ids.get(each.document)
        if key is not None:
            of.setdefault(key, []).append(each)
        elif each.id in held:
            lost.append(each)
    for key, mine in of.items():
        lost += applied(raw_record(connection, key), mine).unresolved
    order = {c.id: n for n, c in enumerate(every)}
    return sorted(lost, key=lambda c: order[c.id])
