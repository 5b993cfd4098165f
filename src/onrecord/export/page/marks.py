"""What of a report's text is marked, and with which label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.export.page.segments import Mark
from onrecord.export.words import act_words, amount_words, figure_words, meeting_when, people_words
from onrecord.model import Event, Figure, Inferred, Meeting, Person, Pledge, Record, Span, Statement

__all__ = ["KEYS", "marks"]

KEYS = {"meetings": "m", "statements": "s", "figures": "f", "pledges": "p", "events": "e"}
"""A finding's key is the letter of its table and its number, from 1: ``s3``."""

_BETWEEN = " \t\r\n\u00a0\"'“”„«»‘’‚‹›.,;:!?…"
"""What may stand between two pieces of one statement that are read as one: white space, quotation marks, stops."""


def marks(record: Record, prefix: str = "") -> Iterator[Mark]:
    """All marks of a record; ``prefix`` comes before each key."""
    for span in record.document.furniture:
        yield Mark(span.start, span.end, "furniture", label="furniture of the page", spoken="")
    for table, of in (
        ("meetings", _meeting),
        ("statements", _statement),
        ("figures", _figure),
        ("pledges", _pledge),
        ("events", _event),
    ):
        for number, finding in enumerate(getattr(record, table), 1):
            yield from of(finding, f"{prefix}{KEYS[table]}{number}", number, record.document.text)


def _labelled(spans: Sequence[Span], kind: str, key: str, label: str, spoken: str, text: str) -> Iterator[Mark]:
    """Marks of one finding's pieces, with a label after each that the next does not follow at once."""
    for number, span in enumerate(spans):
        after = spans[number + 1] if number + 1 < len(spans) else None
        runs_on = after is not None and not text[span.end : after.start].strip(_BETWEEN)
        yield Mark(span.start, span.end, kind, key, "" if runs_on else label, f"{label}: {spoken}", number == 0)


def _meeting(meeting: Meeting, key: str, number: int, text: str) -> Iterator[Mark]:
    spoken = ", ".join(p for p in (meeting.format, meeting.status, meeting_when(meeting)) if p)
    yield from _labelled(meeting.evidence, "meeting", key, f"meeting {number}", spoken, text)
    yield from _people((*meeting.participants, meeting.host, meeting.initiator), key)
    yield from (Mark(s.start, s.end, "agenda", key) for s in meeting.agenda)
    yield from _times(meeting.date_inferred, key)


def _statement(statement: Statement, key: str, number: int, text: str) -> Iterator[Mark]:
    who = people_words(statement.speakers)
    yield from _labelled(statement.content, "statement", key, f"statement {number}", f"{who}, {act_words(statement)}", text)
    yield from _people(statement.speakers, key)
    if statement.source:
        yield Mark(statement.source.start, statement.source.end, "person", key)
    if statement.cue:
        yield Mark(statement.cue.start, statement.cue.end, "cue", key)


def _figure(figure: Figure, key: str, number: int, text: str) -> Iterator[Mark]:
    spoken = ", ".join(p for p in (figure_words(figure), amount_words(figure)) if p)
    yield from _labelled((figure.span,), "figure", key, f"figure {number}", spoken, text)
    yield from _people((figure.claimant,), key)
    yield from _times(figure.period_inferred, key)
    if figure.indicator_text:
        yield Mark(figure.indicator_text.start, figure.indicator_text.end, "measure", key)


def _pledge(pledge: Pledge, key: str, number: int, text: str) -> Iterator[Mark]:
    yield from _labelled((pledge.span,), "pledge", key, f"pledge {number}", people_words(pledge.who), text)
    yield from _people(pledge.who, key)
    yield from _times(pledge.due_inferred, key)
    if pledge.condition:
        yield Mark(pledge.condition.start, pledge.condition.end, "condition", key)


def _event(event: Event, key: str, number: int, text: str) -> Iterator[Mark]:
    yield from _labelled(event.evidence, "event", key, "", event.type, text)
    yield from _people((*event.actors, *event.recipients), key)


def _people(people: Iterable[Person | None], key: str) -> Iterator[Mark]:
    for person in people:
        if person is not None and person.mention is not None:
            yield Mark(person.mention.start, person.mention.end, "person", key)


def _times(inferred: Inferred | None, key: str) -> Iterator[Mark]:
    for span in inferred.evidence if inferred else ():
        yield Mark(span.start, span.end, "time", key)
