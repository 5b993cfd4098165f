"""Which statement of the report tells of an event: its speaker is the source of the claim, not of the event."""

from __future__ import annotations

from onrecord.model import Statement
from onrecord.reading import Reading

__all__ = ["cued_by", "told_by"]


def told_by(reading: Reading, at: int) -> Statement | None:
    """The statement in whose content the place ``at`` lies, null where it is the report's own narration."""
    for statement in reading.statements:
        if any(piece.start <= at < piece.end for piece in statement.content):
            return statement
    return None


def cued_by(reading: Reading, start: int, end: int) -> Statement | None:
    """The statement whose cue is the stretch from ``start`` to ``end``, or part of it."""
    for statement in reading.statements:
        if statement.cue is not None and statement.cue.start < end and start < statement.cue.end:
            return statement
    return None
