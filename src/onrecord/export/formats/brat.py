"""brat's standoff format: a text and its annotations beside it, for each report.

The text is the report's, so that offsets (code points) are the record's. A stretch that runs over the end of a line is given
in fragments, as brat asks. A statement is its contents, with relations to its source and cue; what has no form in brat stands
in notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from onrecord.errors import OnRecordError
from onrecord.export.base import Format, Options
from onrecord.export.words import amount_words, figure_words, people_words
from onrecord.model import Record, Span

__all__ = ["CONFIGURATION", "FORMAT", "files", "standoff", "stream"]

_LINE = re.compile(r"[^\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""brat's own reader ends a line at all of these."""
_NOT_BLANK = re.compile(r"\S(?:.*\S)?", re.DOTALL)
CONFIGURATION = """[entities]
Meeting
Statement
Source
Cue
Figure
Pledge
Event

[relations]
SaidBy\tArg1:Statement, Arg2:Source
CuedBy\tArg1:Statement, Arg2:Cue
FigureOf\tArg1:Figure, Arg2:Statement
PledgeOf\tArg1:Pledge, Arg2:Statement
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
Act\tArg:Statement, Value:state|discuss|agree|pledge|request|support|criticise|warn|reject|courtesy|invite
Kind\tArg:Statement, Value:direct|indirect|mixed
Direction\tArg:Figure, Value:up|down
Status\tArg:Meeting, Value:held|planned|past
"""
"""What brat needs to show them: ``annotation.conf`` in the folder."""


class _Standoff:
    """Lines of annotations, numbered as they come."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._numbers = dict.fromkeys("TRA#", 0)

    def _next(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"

    def stretch(self, kind: str, spans: Sequence[Span]) -> str | None:
        """A text-bound annotation; null where its spans hold nothing that brat can show."""
        pieces = [piece for span in spans for piece in _fragments(span)]
        if not pieces:
            return None
        name = self._next("T")
        offsets = ";".join(f"{start} {end}" for start, end, _ in pieces)
        self.lines.append(f"{name}\t{kind} {offsets}\t{' '.join(words for *_, words in pieces)}")
        return name

    def relation(self, kind: str, first: str | None, second: str | None) -> None:
        """A relation of two annotations, where both are there."""
        if first and second:
            self.lines.append(f"{self._next('R')}\t{kind} Arg1:{first} Arg2:{second}")

    def attribute(self, kind: str, of: str | None, value: str | None) -> None:
        """An attribute, where there is a value."""
        if of and value:
            self.lines.append(f"{self._next('A')}\t{kind} {of} {value}")

    def note(self, of: str | None, words: str) -> None:
        """A note, on one line."""
        if of and words:
            self.lines.append(f"{self._next('#')}\tAnnotatorNotes {of}\t{' '.join(words.split())}")


def _fragments(span: Span) -> Iterator[tuple[int, int, str]]:
    """The parts of a span on each of its lines, without blanks around them."""
    for line in _LINE.finditer(span.text):
        if inner := _NOT_BLANK.search(line[0]):
            start = span.start + line.start() + inner.start()
            yield start, start + len(inner[0]), inner[0]


def standoff(record: Record) -> str:
    """The ``.ann`` file of a record."""
    made = _Standoff()
    for meeting in record.meetings:
        name = made.stretch("Meeting", meeting.evidence)
        made.attribute("Status", name, meeting.status)
        made.note(name, f"{meeting.id} {meeting.format}: {people_words(meeting.participants)}")
    said = _statements(record, made)
    for figure in record.figures:
        name = made.stretch("Figure", (figure.span,))
        made.attribute("Direction", name, figure.direction)
        made.relation("FigureOf", name, said.get(figure.statement or ""))
        facts = (figure_words(figure), amount_words(figure), figure.period or "")
        made.note(name, f"{figure.id} {', '.join(f for f in facts if f)}")
    for pledge in record.pledges:
        name = made.stretch("Pledge", (pledge.span,))
        made.relation("PledgeOf", name, said.get(pledge.statement or ""))
        made.note(name, f"{pledge.id} {people_words(pledge.who)}" + (f", due {pledge.due}" if pledge.due else ""))
    for event in record.events:
        made.note(made.stretch("Event", event.evidence), f"{event.id} {event.type}: {people_words(event.actors)}")
    return "".join(f"{line}\n" for line in made.lines)


def _statements(record: Record, made: _Standoff) -> dict[str, str]:
    """Write the statements; gives the annotation of each by the statement's id."""
    found: dict[str, str] = {}
    for statement in record.statements:
        name = made.stretch("Statement", statement.content)
        if name is None:
            continue
        found[statement.id] = name
        for kind, relation, span in (("Source", "SaidBy", statement.source), ("Cue", "CuedBy", statement.cue)):
            made.relation(relation, name, made.stretch(kind, (span,)) if span else None)
        made.attribute("Kind", name, statement.kind)
        made.attribute("Act", name, statement.act)
        made.note(name, f"{statement.id} {people_words(statement.speakers)}")
    return found


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The annotations of one record. Raises ``OnRecordError`` for several: each has a file of its own."""
    for number, record in enumerate(records):
        if number:
            raise OnRecordError("brat has two files for each report, so several do not go into one: give a folder with --output")
        yield standoff(record)


def files(record: Record, options: Options) -> Iterator[tuple[str, str]]:
    """The text and its annotations."""
    yield "txt", record.document.text
    yield "ann", standoff(record)


FORMAT = Format(
    "ann", "brat's standoff annotations, with --output beside the texts", stream, files, {"annotation.conf": CONFIGURATION}
)
