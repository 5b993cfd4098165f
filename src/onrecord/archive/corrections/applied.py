"""Corrections put on a record: a pure function of both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from msgspec import structs

from onrecord.archive.corrections.anchors import located, overlap
from onrecord.archive.corrections.fields import WITH_INFERRED, typed
from onrecord.archive.corrections.model import WRONG, Correction, Finding, extent, in_force, kind_of, subject_of
from onrecord.model import Document, Record

__all__ = ["Applied", "applied", "apply"]

_ALIKE = 0.5


class Applied(NamedTuple):
    """A record with its corrections, how many were put on it, and those that found no target."""

    record: Record
    done: int
    unresolved: tuple[Correction, ...]


def apply(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record as corrected. Corrections that find no target change nothing."""
    return applied(record, corrections).record


def applied(record: Record, corrections: Iterable[Correction]) -> Applied:
    """The record as corrected, in the order of the corrections, and those that found no target or no longer fit it."""
    unresolved: list[Correction] = []
    result, done = record, 0
    # Targets are sought in the record as read, so that one correction does not hide the target of another.
    for correction, target in [(c, _target(record, c)) for c in in_force(corrections)]:
        changed = _put(result, target, correction) if target is not None else None
        if changed is None:
            unresolved.append(correction)
        else:
            result, done = changed, done + 1
    return Applied(result, done, tuple(unresolved))


def _target(record: Record, correction: Correction) -> str | None:
    """The id in ``record`` of what a correction is about."""
    if correction.target == correction.document:
        return record.document.id
    if subject_of(record, correction.target) is not None:
        return correction.target
    kind = kind_of(correction.target)
    place = located(record.document.text, correction.anchor) if correction.anchor else None
    return _nearest(getattr(record, kind[0]), place, correction.target) if kind and place else None


def _nearest(findings: tuple[Finding, ...], place: tuple[int, int], id_: str) -> str | None:
    """The finding that stands where the anchor points. Of several in one place, that with the same number; else none."""
    scores = {f.id: overlap(at, place) for f in findings if (at := extent(f)) is not None}
    best = max(scores.values(), default=0.0)
    if best < _ALIKE:
        return None
    among = [key for key, score in scores.items() if score == best]
    if len(among) == 1:
        return among[0]
    alike = [key for key in among if key.split("-")[2:] == id_.split("-")[2:]]
    return alike[0] if len(alike) == 1 else None


def _put(record: Record, target: str, correction: Correction) -> Record | None:
    """The record with one correction; null where its value does not fit there."""
    subject = subject_of(record, target)
    if subject is None:
        return None
    if isinstance(subject, Document):
        values = _values(subject, correction, record.document.text)
        return None if values is None else structs.replace(record, document=structs.replace(subject, **values))
    kind = kind_of(target)
    if kind is None:
        return None
    findings = getattr(record, kind[0])
    if correction.field == WRONG:
        kept = tuple(f for f in findings if f.id != target) if correction.new is True else findings
        return structs.replace(record, **{kind[0]: kept})
    values = _values(subject, correction, record.document.text)
    if values is None:
        return None
    changed = structs.replace(subject, **values, by=f"{subject.by}, {correction.id}", confidence=1.0)
    return structs.replace(record, **{kind[0]: tuple(changed if f.id == target else f for f in findings)})


def _values(subject: Document | Finding, correction: Correction, text: str) -> dict[str, Any] | None:
    """What is to stand in the fields: a date that is stated takes away the one that was inferred."""
    try:
        value = typed(type(subject), correction.field, correction.new, text)
    except ValueError:
        return None
    inferred = WITH_INFERRED.get(correction.field)
    also = {inferred: None} if inferred in subject.__struct_fields__ else {}
    return {correction.field: value, **also}
