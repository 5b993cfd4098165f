"""A record as an annotation that people make: every value that is the report's own words as these words, not as offsets.

What people corrected becomes training and test data in this form: an object for a report with its meetings, statements, figures
and pledges. Words that stand in the text more than once are given as ``[words, n]``, the n-th place from 1; fields that end in
``_span`` or ``_spans`` have the offsets of the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.model import Figure, Meeting, Person, Pledge, Record, Span, Statement

__all__ = ["annotation"]

Words = str | list[str | int] | None


def annotation(record: Record) -> dict[str, Any]:
    """The annotation of a report's record: plain data for JSON."""
    text = record.document.text
    places = {s.id: n for n, s in enumerate(record.statements)}
    return {
        "id": record.document.id,
        "sha256": record.document.sha256,
        "meetings": [_meeting(m, text) for m in record.meetings],
        "statements": [_statement(s, text, places) for s in record.statements],
        "figures": [_figure(f, text) for f in record.figures],
        "pledges": [_pledge(p, text) for p in record.pledges],
    }


def _meeting(meeting: Meeting, text: str) -> dict[str, Any]:
    return {
        "format": meeting.format,
        "status": meeting.status,
        "date": meeting.date,
        "venue": meeting.venue,
        "city": meeting.city,
        "country": meeting.country,
        "participants": [{"name": p.name, "role": p.role, "country": p.country} for p in meeting.participants],
        "evidence": _words(meeting.evidence[0], text) if meeting.evidence else None,
        "evidence_span": _place(meeting.evidence[0]) if meeting.evidence else None,
    }


def _statement(statement: Statement, text: str, places: dict[str, int]) -> dict[str, Any]:
    return {
        "speakers": _names(statement.speakers),
        "kind": statement.kind,
        "act": statement.act,
        "source": _words(statement.source, text),
        "cue": _words(statement.cue, text),
        "content": [_words(span, text) for span in statement.content],
        "restates": places.get(statement.restates or ""),
        "source_span": _place(statement.source),
        "cue_span": _place(statement.cue),
        "content_spans": [_place(span) for span in statement.content],
    }


def _figure(figure: Figure, text: str) -> dict[str, Any]:
    return {
        "claimant": figure.claimant.name if figure.claimant else None,
        "indicator": figure.indicator or (figure.indicator_text.text if figure.indicator_text else None),
        "subject": figure.subject,
        "kind": figure.kind,
        "direction": figure.direction,
        "bound": figure.bound,
        "value": figure.value,
        "unit": figure.unit,
        "period": figure.period,
        "text": _words(figure.span, text),
        "text_span": _place(figure.span),
    }


def _pledge(pledge: Pledge, text: str) -> dict[str, Any]:
    return {"who": _names(pledge.who), "text": _words(pledge.span, text), "due": pledge.due, "text_span": _place(pledge.span)}


def _place(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _names(people: Sequence[Person]) -> list[str | None]:
    return [p.name for p in people]


def _words(span: Span | None, text: str) -> Words:
    """The words of a stretch; with their number where they do not stand for the first time and only once."""
    if span is None:
        return None
    starts = _starts(text, span.text)
    return span.text if len(starts) <= 1 or span.start not in starts else [span.text, starts.index(span.start) + 1]


def _starts(text: str, words: str) -> list[int]:
    """Where the words stand, as ``str.find`` finds them one after the other."""
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found
