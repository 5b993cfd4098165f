"""A record as the rows of the archive's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from onrecord.archive.schema import PERSON_COLUMNS
from onrecord.archive.words import sentence_at
from onrecord.model import Event, Figure, Inferred, Meeting, Person, Pledge, Record, Span, Statement

__all__ = ["FindingRow", "day_of", "everybody", "finding_rows", "people_of"]

Values = dict[str, Any]
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class FindingRow(NamedTuple):
    """A finding as a row of its table, with the rows that belong to it, by table. ``statement`` is the id of its statement."""

    values: Values
    parts: dict[str, list[Values]]
    statement: str | None = None


def finding_rows(record: Record) -> Iterator[tuple[str, list[FindingRow]]]:
    """The tables of findings with their rows, statements first, for others refer to them."""
    text = record.document.text
    yield "statements", [_statement(n, s) for n, s in enumerate(record.statements)]
    yield "figures", [_figure(n, f, text) for n, f in enumerate(record.figures)]
    yield "meetings", [_meeting(n, m) for n, m in enumerate(record.meetings)]
    yield "events", [_event(n, e) for n, e in enumerate(record.events)]
    yield "pledges", [_pledge(n, p, text) for n, p in enumerate(record.pledges)]


def day_of(record: Record) -> str | None:
    """The day that a report belongs to: of its publication, else of the first meeting that it tells was held."""
    days = [record.document.published, *(_held_on(m) for m in record.meetings if m.status == "held")]
    return next((found[0] for day in days if day and (found := _DAY.match(day))), None)


def people_of(record: Record) -> dict[str, Person]:
    """Everybody with an id whom the findings name, by id."""
    found: dict[str, Person] = {}
    for person in everybody(record):
        if person.id and person.name:
            found.setdefault(person.id, person)
    return found


def everybody(record: Record) -> Iterator[Person]:
    """Everybody whom the findings name, as often as they do."""
    for meeting in record.meetings:
        yield from (p for p in (*meeting.participants, meeting.host, meeting.initiator) if p)
    for statement in record.statements:
        yield from statement.speakers
    yield from (f.claimant for f in record.figures if f.claimant)
    for event in record.events:
        yield from (*event.actors, *event.recipients)
    for pledge in record.pledges:
        yield from pledge.who


def _held_on(meeting: Meeting) -> str | None:
    return meeting.date if meeting.date and not meeting.date.startswith("--") else _value(meeting.date_inferred) or meeting.date


def _base(number: int, finding: Any, start: int, end: int, text: str) -> Values:
    return {
        "number": number,
        "id": finding.id,
        "start": start,
        "end": end,
        "text": text,
        "confidence": finding.confidence,
        "by": finding.by,
    }


def _first(number: int, finding: Meeting | Event) -> Values:
    """The base of a finding whose place is its first evidence."""
    at = finding.evidence[0] if finding.evidence else Span(0, 0, "")
    return _base(number, finding, at.start, at.end, at.text)


def _person(person: Person | None, prefix: str = "") -> Values:
    if person is None:
        return dict.fromkeys((f"{prefix}{c}" for c in PERSON_COLUMNS), None)
    at = person.mention
    values = (
        person.id,
        person.name,
        person.role,
        person.country,
        at and at.start,
        at and at.end,
        list(person.candidates) or None,
    )
    return {f"{prefix}{c}": value for c, value in zip(PERSON_COLUMNS, values, strict=True)}


def _persons(people: Sequence[Person], **rest: Any) -> list[Values]:
    return [{"number": n, **rest, **_person(p)} for n, p in enumerate(people)]


def _offsets(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _value(inferred: Inferred | None) -> str | None:
    return inferred.value if inferred else None


def _basis(inferred: Inferred | None) -> str | None:
    return inferred.basis if inferred else None


def _statement(number: int, statement: Statement) -> FindingRow:
    content = statement.content or tuple(s for s in (statement.cue, statement.source) if s) or (Span(0, 0, ""),)
    start, end = min(s.start for s in content), max(s.end for s in content)
    values = _base(number, statement, start, end, "\n".join(s.text for s in statement.content)) | {
        "kind": statement.kind,
        "act": statement.act,
        "verbatim": statement.verbatim,
        "restates": statement.restates,
        "spans": [_offsets(s) for s in statement.content],
        "source": _offsets(statement.source),
        "cue": _offsets(statement.cue),
    }
    topics = [{"topic": topic} for topic in dict.fromkeys(statement.topics)]
    return FindingRow(values, {"statement_speakers": _persons(statement.speakers), "statement_topics": topics})


def _figure(number: int, figure: Figure, text: str) -> FindingRow:
    at = figure.span
    values = _base(number, figure, at.start, at.end, at.text) | {
        **_person(figure.claimant, "claimant_"),
        "indicator": figure.indicator,
        "indicator_text": figure.indicator_text.text if figure.indicator_text else None,
        "subject": figure.subject,
        "kind": figure.kind,
        "direction": figure.direction,
        "bound": figure.bound,
        "value": _real(figure.value),
        "unit": figure.unit,
        "period": figure.period,
        "period_inferred": _value(figure.period_inferred),
        "period_basis": _basis(figure.period_inferred),
        "baseline": figure.baseline,
        "inherited_from": figure.inherited_from,
        "sentence": sentence_at(text, at.start, at.end),
    }
    return FindingRow(values, {}, figure.statement)


def _real(value: float) -> float:
    """A number as databases keep it. What is beyond them is told of as the greatest that they can hold."""
    return max(-1e300, min(1e300, value)) * 1.0


def _meeting(number: int, meeting: Meeting) -> FindingRow:
    values = _first(number, meeting) | {
        "format": meeting.format,
        "status": meeting.status,
        "visit_type": meeting.visit_type,
        "date": meeting.date,
        "date_inferred": _value(meeting.date_inferred),
        "date_basis": _basis(meeting.date_inferred),
        "day": _held_on(meeting),
        "venue": meeting.venue,
        "city": meeting.city,
        "country": meeting.country,
        **_person(meeting.host, "host_"),
        **_person(meeting.initiator, "initiator_"),
        "agenda": [_offsets(s) for s in meeting.agenda],
    }
    return FindingRow(values, {"meeting_participants": _persons(meeting.participants)})


def _event(number: int, event: Event) -> FindingRow:
    values = _first(number, event) | {
        "type": event.type,
        "mode": event.mode,
        "auxiliary": list(event.auxiliary),
        "date": event.date,
        "place": event.place,
        "reported_by": event.reported_by,
    }
    actors = [*_persons(event.actors, part="actor"), *_persons(event.recipients, part="recipient")]
    contexts = [{"context": context} for context in dict.fromkeys(event.contexts)]
    return FindingRow(values, {"event_actors": actors, "event_contexts": contexts})


def _pledge(number: int, pledge: Pledge, text: str) -> FindingRow:
    at = pledge.span
    values = _base(number, pledge, at.start, at.end, at.text) | {
        "due": pledge.due,
        "due_inferred": _value(pledge.due_inferred),
        "due_basis": _basis(pledge.due_inferred),
        "condition": pledge.condition.text if pledge.condition else None,
        "sentence": sentence_at(text, at.start, at.end),
    }
    return FindingRow(values, {"pledge_makers": _persons(pledge.who)}, pledge.statement)
