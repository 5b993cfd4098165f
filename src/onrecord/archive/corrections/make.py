"""Corrections from what a person types."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import msgspec

from onrecord.archive.corrections.anchors import anchor_at
from onrecord.archive.corrections.fields import fields_of, item_of, typed
from onrecord.archive.corrections.model import WRONG, Correction, extent, subject_of
from onrecord.archive.words import folded
from onrecord.lookups.people import people
from onrecord.model import Document, Person, Record, Span
from onrecord.tables import Knowledge

__all__ = ["corrected_value", "correction_of"]

_NULL = frozenset(("null", "none", "-", ""))
_JOINT = ";"


def correction_of(record: Record, target: str, field: str, new: Any, who: str, why: str, at: str, number: int) -> Correction:
    """A correction of a report's or a finding's field to ``new`` (as JSON). ``number`` tells it from others like it.

    Raises ``ValueError``, with what would fit, where there is no such target or field or the value does not fit it.
    """
    subject = subject_of(record, target)
    if subject is None:
        raise ValueError(f"there is no {target} in {record.document.id}")
    value = typed(type(subject), field, new, record.document.text)
    old = None if field == WRONG else getattr(subject, field)
    place = None if isinstance(subject, Document) else extent(subject)
    words = json.dumps([record.document.sha256, target, field, new, who, why, at, number], ensure_ascii=False)
    return Correction(
        id="c-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:10],
        document=record.document.id,
        sha256=record.document.sha256,
        target=target,
        field=field,
        old=_plain(old),
        new=_plain(value),
        who=who,
        at=at,
        why=why,
        anchor=anchor_at(record.document.text, *place) if place else None,
    )


def _plain(value: Any) -> Any:
    """A value as it comes back from JSON."""
    return msgspec.json.decode(msgspec.json.encode(value))


def corrected_value(record: Record, target: str, field: str, typed_in: str, knowledge: Knowledge) -> Any:
    """What somebody typed as a value of a field, as JSON: names become people, quotations spans, several stand between ``;``.

    Raises ``ValueError`` where it does not fit, or there is no such target or field.
    """
    subject = subject_of(record, target)
    if subject is None:
        raise ValueError(f"there is no {target} in {record.document.id}")
    fields = fields_of(type(subject))
    if field not in fields:
        return typed(type(subject), field, typed_in, record.document.text)
    item, several, nullable = item_of(fields[field])
    if nullable and typed_in.strip().lower() in _NULL:
        return None
    given = _parsed(typed_in)
    if isinstance(given, dict | list):
        return given
    if not several:
        return _one(item, typed_in.strip(), record, subject, knowledge)
    parts = [typed_in] if item is Span else typed_in.split(_JOINT)
    return [_one(item, p.strip(), record, subject, knowledge) for p in parts if p.strip()]


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _one(item: Any, text: str, record: Record, subject: Any, knowledge: Knowledge) -> Any:
    if item is Person:
        return msgspec.to_builtins(_person(text, record, knowledge))
    if item is Span:
        near = None if isinstance(subject, Document) else extent(subject)
        return msgspec.to_builtins(Span((near or (0, 0))[0], (near or (0, 0))[0], text))
    if item is bool or item is float or item == int | float:
        return _parsed(text)
    return text


def _person(name: str, record: Record, knowledge: Knowledge) -> Person:
    """Whom a name names: somebody of the report, else the only office-holder of the day with it, else nobody known."""
    from onrecord.archive.rows import everybody

    wanted = folded(name)
    for person in everybody(record):
        if person.name and wanted in (folded(person.name), person.id):
            return msgspec.structs.replace(person, mention=None, candidates=(), why=None)
    terms = people(knowledge).named(name, record.document.published)
    if len({t.id for t in terms}) == 1:
        return Person(terms[0].name, terms[0].id, terms[0].role, terms[0].country, None)
    return Person(name, None, None, None, None)
