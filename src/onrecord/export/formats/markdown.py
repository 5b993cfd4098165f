"""Markdown: a record to read and to cite from, with quotations and their offsets.

What comes from the report is escaped, so that no renderer takes it for markup, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from onrecord.export.base import Format, Options
from onrecord.export.why import Finding, why
from onrecord.export.words import (
    act_words,
    amount_words,
    figure_words,
    meeting_when,
    meeting_where,
    people_words,
    person_words,
    printable,
    role_words,
    source_words,
    stated_and_inferred,
)
from onrecord.model import Document, Event, Figure, Meeting, Person, Pledge, Record, Span, Statement

__all__ = ["FORMAT", "stream"]

_Blocks = Callable[[Any], Iterator[str]]
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&|#~!$^]|^(?:[-+=]|\d{1,9}[.)])")


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """Each record as a chapter under a heading, a rule between two."""
    for number, record in enumerate(records):
        yield ("\n---\n\n" if number else "") + "\n".join(_lines(record, options)) + "\n"


def _safe(text: str) -> str:
    """Text of a report on one line, with what Markdown reads as markup escaped."""
    return _MARKUP.sub(_escaped, " ".join(printable(text).split()))


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return f"{found[:-1]}\\{found[-1]}"


def _lines(record: Record, options: Options) -> Iterator[str]:
    yield from _head(record.document, record.unread)
    for name, found, facts in (
        ("Meetings", record.meetings, _meeting),
        ("Statements", record.statements, _statement),
        ("Figures", record.figures, _figure),
        ("Pledges", record.pledges, _pledge),
        ("Events", record.events, _event),
    ):
        if found:
            yield from _section(name, found, facts, record, options)
    made = ", ".join(p for p in (f"OnRecord {record.versions.onrecord}", record.versions.model) if p)
    yield f"\nRead by {_safe(made)}. Offsets are characters of the text whose sha256 is {_safe(record.document.sha256)}."


def _head(document: Document, unread: str | None) -> Iterator[str]:
    yield f"# {_safe(document.title or document.id)}"
    yield f"\n{_safe(' · '.join((*source_words(document), document.id)))}"
    if document.url:
        yield f"\n{_safe(document.url)}"
    if document.partial:
        yield "\n> The text is not whole: what is not here may have been said."
    for note in document.notes:
        yield f"\n> Note: {_safe(note)}."
    if unread:
        yield f"\n> Not read ({_safe(unread)}): no reader for this report, so no findings."


def _section(name: str, found: Sequence[Finding], blocks: _Blocks, record: Record, options: Options) -> Iterator[str]:
    yield f"\n## {name}"
    for number, finding in enumerate(found, 1):
        told = [b for b in blocks(finding) if b]
        if options.explain:
            told.append("\n".join(f"- {_safe(line)}" for line in why(finding, record)))
        yield "\n" + _item(f"{number}. ", "\n\n".join(told))


def _item(mark: str, blocks: str) -> str:
    """A list item: its first line after the mark, all others as far to the right."""
    return mark + "\n".join(f"{' ' * len(mark)}{line}" if line else "" for line in blocks.split("\n")).lstrip()


def _quotes(spans: Iterable[Span]) -> str:
    return "\n>\n".join(f"> {_safe(span.text)} ({span.start}–{span.end})" for span in spans)


def _who(person: Person) -> str:
    role = f" ({_safe(role_words(person))})" if role_words(person) else ""
    reason = f" ({_safe(person.why)})" if person.why and not person.name else ""
    return f"**{_safe(person_words(person))}**{role}{reason}"


def _everybody(people: Sequence[Person]) -> str:
    return ", ".join(_who(p) for p in people) or people_words(())


def _meeting(meeting: Meeting) -> Iterator[str]:
    yield f"**{meeting.format.capitalize()}, {meeting.status}**: {_everybody(meeting.participants)}"
    yield _safe("; ".join(p for p in (meeting_when(meeting), meeting_where(meeting)) if p))
    yield _quotes(meeting.evidence)


def _statement(statement: Statement) -> Iterator[str]:
    yield f"{_everybody(statement.speakers)}, {_safe(act_words(statement))}"
    yield _quotes(statement.content)


def _figure(figure: Figure) -> Iterator[str]:
    period = stated_and_inferred(figure.period, figure.period_inferred)
    facts = ", ".join(f for f in (figure_words(figure), amount_words(figure), period) if f)
    yield f"{_safe(facts)}; claimed by {_who(figure.claimant) if figure.claimant else 'the publisher'}"
    yield _quotes((figure.span,))


def _pledge(pledge: Pledge) -> Iterator[str]:
    due = stated_and_inferred(pledge.due, pledge.due_inferred)
    yield f"{_everybody(pledge.who)}{f', due {_safe(due)}' if due else ''}"
    yield _quotes((pledge.span,))
    yield f"On condition: {_safe(pledge.condition.text)}" if pledge.condition else ""


def _event(event: Event) -> Iterator[str]:
    towards = f" → {_everybody(event.recipients)}" if event.recipients else ""
    kind = ", ".join(p for p in (event.type, event.mode) if p)
    yield f"{_safe(kind)}: {_everybody(event.actors)}{towards}"
    yield _quotes(event.evidence)


FORMAT = Format("md", "to read and to cite from, with quotations and offsets", stream)
