"""A meeting while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model import Format, Inferred, Status, VisitType

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A meeting as the rules fill it. ``people``, ``host`` and ``initiator`` are indexes into the cast.

    ``evidence`` is the clause that reports it, ``named`` the words of an event's own name ("nato"), by which two mentions
    of it are known to be one.
    """

    format: Format
    status: Status
    evidence: tuple[int, int]
    confidence: float
    people: tuple[int, ...] = ()
    stated: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Where the text names a participant in the evidence."""
    absent: tuple[str, ...] = ()
    """Countries whose leader takes part and is not in the cast."""
    date: str | None = None
    inferred: Inferred | None = None
    venue: str | None = None
    city: str | None = None
    country: str | None = None
    host: int | None = None
    initiator: int | None = None
    visit_type: VisitType | None = None
    agenda: tuple[tuple[int, int], ...] = ()
    named: frozenset[str] = frozenset()
