"""A table for the terminal: the meeting first, then who said what, the figures, the pledges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.export.base import Format, Options
from onrecord.export.console import rendered, text
from onrecord.export.why import Finding, why
from onrecord.export.words import (
    amount_words,
    clipped,
    date_words,
    figure_words,
    meeting_when,
    meeting_where,
    people_words,
    person_words,
    role_words,
    source_words,
    stated_and_inferred,
)
from onrecord.model import Event, Figure, Meeting, Pledge, Record, Statement

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

__all__ = ["FORMAT", "stream"]

_Row = Callable[[Any], tuple[str, str]]
_LONGEST = 400
"""A statement is shown up to so many characters; a transcript's turn can fill pages."""


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """Each record as tables of at most ``options.width`` columns, with an empty line between two records."""
    for number, record in enumerate(records):
        yield ("\n" if number else "") + rendered(_parts(record, options), options)


def _parts(record: Record, options: Options) -> Iterator[RenderableType]:
    yield from _head(record)
    for name, found, rows in (
        ("Meetings", record.meetings, _meeting_rows),
        ("Statements", record.statements, _statement_rows),
        ("Figures", record.figures, _figure_rows),
        ("Pledges", record.pledges, _pledge_rows),
        ("Events", record.events, _event_rows),
    ):
        if found:
            yield text(f"\n{name.upper()}", "bold")
            yield _grid(rows, found, record, options)
    if record.unread is None and not any((record.meetings, record.statements, record.figures, record.pledges, record.events)):
        yield text("\nNothing was found in this report.")


def _head(record: Record) -> Iterator[RenderableType]:
    document = record.document
    yield text(clipped(document.title or document.id, 300), "bold")
    yield text(" · ".join((*source_words(document), document.id)), "dim")
    if document.partial:
        yield text("The text is not whole: what is not here may have been said.", "italic")
    for note in document.notes:
        yield text(f"Note: {note}.", "italic")
    if record.unread:
        yield text(f"Not read ({record.unread}): no reader for this report, so no findings.", "bold")


def _grid(rows: _Row, found: Sequence[Finding], record: Record, options: Options) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
    grid.add_column(justify="right", style="dim", min_width=3)
    grid.add_column(max_width=max(12, options.width // 4), overflow="fold")
    grid.add_column(overflow="fold", ratio=1)
    for number, finding in enumerate(found, 1):
        name, words = rows(finding)
        cell = text(words)
        if options.explain:
            cell.append_text(text("".join(f"\n- {line}" for line in why(finding, record)), "dim"))
        grid.add_row(str(number), text(name), cell)
    return grid


def _meeting_rows(meeting: Meeting) -> tuple[str, str]:
    who = "; ".join(
        " ".join((person_words(p), f"({role_words(p)})" if role_words(p) else "")).strip() for p in meeting.participants
    )
    facts = (who, meeting_when(meeting), meeting_where(meeting))
    return f"{meeting.format}, {meeting.status}", "\n".join(f for f in facts if f)


def _statement_rows(statement: Statement) -> tuple[str, str]:
    cue = statement.cue.text if statement.cue else ""
    act = f"[{statement.act}]" if statement.act != "state" else ""
    return people_words(statement.speakers), " ".join(p for p in (f"{cue}:" if cue else "", _said(statement), act) if p)


def _said(statement: Statement) -> str:
    words = clipped(" … ".join(s.text for s in statement.content), _LONGEST)
    return f"“{words}”" if statement.kind == "direct" else words


def _figure_rows(figure: Figure) -> tuple[str, str]:
    period = stated_and_inferred(figure.period, figure.period_inferred)
    facts = (figure_words(figure), amount_words(figure), period)
    line = ": ".join((", ".join(f for f in facts if f), f"“{clipped(figure.span.text, _LONGEST)}”"))
    return person_words(figure.claimant) if figure.claimant else "the publisher", line


def _pledge_rows(pledge: Pledge) -> tuple[str, str]:
    due = stated_and_inferred(pledge.due, pledge.due_inferred)
    facts = (f"due {due}" if due else "", f"on condition: {pledge.condition.text}" if pledge.condition else "")
    return people_words(pledge.who), "; ".join((clipped(pledge.span.text, _LONGEST), *(f for f in facts if f)))


def _event_rows(event: Event) -> tuple[str, str]:
    kind = event.type.lower() + (f", {event.mode}" if event.mode else "")
    towards = f" → {people_words(event.recipients)}" if event.recipients else ""
    facts = (people_words(event.actors) + towards, date_words(event.date), event.place or "")
    return kind, "; ".join(f for f in facts if f)


FORMAT = Format("txt", "for the terminal", stream)
