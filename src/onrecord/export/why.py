"""Why a finding is what it is, in sentences: only what the record holds of it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.export.words import date_words, person_words
from onrecord.model import Event, Figure, Inferred, Meeting, Person, Pledge, Record, Span, Statement

__all__ = ["Finding", "placed", "why"]

Finding = Meeting | Statement | Figure | Pledge | Event


def placed(span: Span) -> str:
    """A span as a quotation with its offsets: “13 July” [210-217]."""
    return f"“{' '.join(span.text.split())}” [{span.start}-{span.end}]"


def why(finding: Finding, record: Record) -> tuple[str, ...]:
    """Sentences that say from what a finding was read or inferred, by which stage, and how sure that is."""
    match finding:
        case Meeting():
            found = [*_meeting(finding)]
        case Statement():
            found = [*_statement(finding, record)]
        case Figure():
            found = [*_figure(finding, record)]
        case Pledge():
            found = [*_pledge(finding, record)]
        case _:
            found = [*_event(finding)]
    return (*found, f"found by {finding.by}, confidence {finding.confidence:.2f}")


def _meeting(meeting: Meeting) -> Iterator[str]:
    for span in meeting.evidence:
        yield f"read from {placed(span)}"
    yield from _dated("date", meeting.date, meeting.date_inferred)
    for person in meeting.participants:
        yield from _person("took part", person)
    for label, one in (("host", meeting.host), ("initiator", meeting.initiator)):
        if one is not None:
            yield from _person(label, one)


def _statement(statement: Statement, record: Record) -> Iterator[str]:
    for person in statement.speakers:
        yield from _person("speaker", person)
    if not statement.speakers:
        yield "speaker: the report names nobody"
    if statement.source and statement.source not in {p.mention for p in statement.speakers}:
        yield f"source: {placed(statement.source)}"
    yield f"cue: {placed(statement.cue)}, taken as {statement.act}" if statement.cue else f"no cue; taken as {statement.act}"
    if statement.kind != "indirect" and not statement.verbatim:
        yield "not verbatim: the words are an interpreter's, a translator's or an editor's"
    if number := _number(statement.restates, record):
        yield f"repeats statement {number}"


def _figure(figure: Figure, record: Record) -> Iterator[str]:
    yield f"read from {placed(figure.span)}"
    if figure.indicator_text:
        yield f"measures {placed(figure.indicator_text)}"
    yield from _claimant(figure, record)
    yield from _dated("period", figure.period, figure.period_inferred)
    if figure.baseline:
        yield f"compared with {date_words(figure.baseline)}"
    if figure.inherited_from:
        yield "what it measures was taken from an earlier figure"


def _claimant(figure: Figure, record: Record) -> Iterator[str]:
    number = _number(figure.statement, record)
    if figure.claimant is None:
        yield "claimant: nobody; the publisher tells it" if number is None else f"claimant open; it stands in statement {number}"
        return
    yield from _person("claimant", figure.claimant)
    if number:
        yield f"it stands in statement {number}"


def _pledge(pledge: Pledge, record: Record) -> Iterator[str]:
    yield f"read from {placed(pledge.span)}"
    for person in pledge.who:
        yield from _person("undertaken by", person)
    if number := _number(pledge.statement, record):
        yield f"it stands in statement {number}"
    if pledge.condition:
        yield f"on condition: {placed(pledge.condition)}"
    yield from _dated("due", pledge.due, pledge.due_inferred)


def _event(event: Event) -> Iterator[str]:
    for span in event.evidence:
        yield f"read from {placed(span)}"
    for label, people in (("by", event.actors), ("towards", event.recipients)):
        for person in people:
            yield from _person(label, person)


def _person(label: str, person: Person) -> Iterator[str]:
    named = f", named by {placed(person.mention)}" if person.mention else ""
    reason = f": {person.why}" if person.why else ""
    yield f"{label}: {person_words(person)}{named}{reason}"


def _dated(label: str, stated: str | None, inferred: Inferred | None) -> Iterator[str]:
    if stated:
        yield f"{label} {stated}: as the text and its publication date state it"
    if inferred:
        places = ", ".join(placed(s) for s in inferred.evidence)
        yield f"{label} {inferred.value}: inferred, {inferred.basis}" + (f", from {places}" if places else "")


def _number(identity: str | None, record: Record) -> int | None:
    numbers = (i for i, s in enumerate(record.statements, 1) if s.id == identity)
    return next(numbers, None) if identity else None
