"""What a correction is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from onrecord.model import Document, Event, Figure, Meeting, Pledge, Record, Span, Statement

__all__ = ["KINDS", "WRONG", "Anchor", "Correction", "Finding", "extent", "in_force", "kind_of", "subject_of"]

Finding = Meeting | Statement | Figure | Event | Pledge
KINDS: dict[str, tuple[str, type[Struct]]] = {
    "m": ("meetings", Meeting),
    "s": ("statements", Statement),
    "f": ("figures", Figure),
    "e": ("events", Event),
    "p": ("pledges", Pledge),
}
"""By the letter with which an id begins: the table of the record, and the type."""

WRONG = "wrong"
"""The field that says whether a finding is none: true leaves it out, false says that somebody found it right, null unsure."""


class Anchor(Struct, frozen=True):
    """Where a correction's target stood: its exact words, some before and after it, its offsets (W3C text quote selector)."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


class Correction(Struct, frozen=True, kw_only=True):
    """One correction. ``document`` and ``sha256`` name the report, ``target`` the finding in it (or the report, by its id).

    ``old`` is what stood in ``field`` when it was made, ``new`` what is to stand there, both as in the JSON of a record. ``at``
    is a moment in UTC. ``undoes`` is the id of a correction that no longer holds by this one.
    """

    id: str
    document: str
    sha256: str
    target: str
    field: str
    old: Any
    new: Any
    who: str
    at: str
    why: str
    anchor: Anchor | None = None
    undoes: str | None = None


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that hold, in their order: not undone, and themselves undoing nothing. What undoes can be undone as well."""
    ordered, undone = list(corrections), set[str]()
    for each in reversed(ordered):
        if each.undoes is not None and each.id not in undone:
            undone.add(each.undoes)
    return [c for c in ordered if c.undoes is None and c.id not in undone]


def kind_of(target: str) -> tuple[str, type[Struct]] | None:
    """The table and type of a finding by its id; null for the id of a report."""
    letter, hyphen, rest = target.partition("-")
    return KINDS.get(letter) if hyphen and rest[:10].isalnum() and len(rest) >= 10 and _is_hash(rest[:10]) else None


def _is_hash(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)


def extent(finding: Finding) -> tuple[int, int] | None:
    """From where to where a finding stands in its text; null for one without a place."""
    spans: Sequence[Span]
    if isinstance(finding, Statement):
        spans = finding.content or tuple(s for s in (finding.source, finding.cue) if s)
    elif isinstance(finding, Figure | Pledge):
        spans = (finding.span,)
    else:
        spans = finding.evidence[:1]
    return (min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def subject_of(record: Record, target: str) -> Document | Finding | None:
    """The report or the finding with this id, null where there is none."""
    if target == record.document.id:
        return record.document
    kind = kind_of(target)
    return next((f for f in getattr(record, kind[0]) if f.id == target), None) if kind else None
