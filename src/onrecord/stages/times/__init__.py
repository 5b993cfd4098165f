"""Time expressions as ISO 8601: what the text states, what the day of publication resolves, and what is only inferred.

Relative times are counted from the day of publication, never from a clock. Where it is not known, a time keeps what the
text says of it (``--07-13``), and what only the text's inner logic yields stands apart in ``Time.inferred``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.lookups.timex import Anchor, Expression, Timex, anchor_of, timex
from onrecord.lookups.timex.calendar import year_iso
from onrecord.lookups.timex.moments import Calendar, Unit
from onrecord.model import Inferred
from onrecord.models.years import year_model
from onrecord.reading import Reading, Time
from onrecord.stages.times.dated import Dated, dated
from onrecord.stages.times.found import Found
from onrecord.stages.times.infer import Inference, infer
from onrecord.stages.times.lean import Leaning, lean_of, leaning
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["VERSION", "run", "undated"]

VERSION = 3

_BEFORE = 16
_READ = ("title", "heading", "body", "turn")
_SPOKEN = ("body", "turn")


@dataclass(frozen=True, slots=True)
class _Placed:
    """An expression with the parse of its paragraph, null where that is not parsed, and where that begins."""

    expression: Expression
    doc: Doc | None
    offset: int

    def lean(self, words: Leaning) -> int:
        if self.doc is None:
            return 0
        return lean_of(self.doc, self.expression.start - self.offset, self.expression.end - self.offset, words)


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.times``, in the order of the text, and ``Reading.written`` for every reading of the batch."""
    forms, words = timex(knowledge), leaning(knowledge)
    for reading in readings:
        placed = list(_expressions(reading, forms))
        anchor = anchor_of(reading.document.published)
        if anchor is None:
            _undated(reading, placed, words, dated(knowledge), forms)
        else:
            reading.times, reading.written = tuple(_time(p, anchor, words) for p in placed), None


def _expressions(reading: Reading, forms: Timex) -> Iterator[_Placed]:
    """The expressions that have a place in the calendar, paragraph by paragraph."""
    surface = reading.layout.surface
    for index, paragraph in enumerate(reading.layout.paragraphs):
        if paragraph.kind in _READ:
            doc = reading.parse.docs.get(index)
            for expression in forms.find(surface, paragraph.start, paragraph.end):
                if expression.kind == "date":
                    yield _Placed(expression, doc, reading.parse.offsets.get(index, 0))


def _time(placed: _Placed, anchor: Anchor | None, words: Leaning) -> Time:
    """A time by the anchor. The clause is only asked where its answer matters."""
    found = placed.expression
    value, basis = found.moment.value(anchor, -1)
    if anchor is not None and (value, basis) != found.moment.value(anchor, 1):
        value, basis = found.moment.value(anchor, placed.lean(words))
    return Time(found.start, found.end, value, basis)


def _undated(reading: Reading, placed: Sequence[_Placed], words: Leaning, facts: Dated, forms: Timex) -> None:
    """Times of a report of which it is not known when it was published, with what can be inferred of its year and of theirs."""
    times = [_time(p, None, words) for p in placed]
    found = [_found(reading, p, t, words, facts) for p, t in zip(placed, times, strict=True)]
    inference = infer(reading, found, list(_linked(reading, forms)), facts, year_model())
    if inference is None:
        reading.times, reading.written = tuple(times), None
        return
    evidence = tuple(reading.span(*place) for place in inference.evidence)
    reading.written = Inferred(year_iso(inference.anchor.year), inference.basis, evidence)
    reading.times = tuple(_inferred(reading, p, t, inference) for p, t in zip(placed, times, strict=True))


def undated(reading: Reading, knowledge: Knowledge) -> tuple[list[Found], list[Found]]:
    """The times of a report as the inference of its year takes them, and the days told below it: to learn from."""
    forms, words, facts = timex(knowledge), leaning(knowledge), dated(knowledge)
    placed = _expressions(reading, forms)
    return [_found(reading, p, _time(p, None, words), words, facts) for p in placed], list(_linked(reading, forms))


def _linked(reading: Reading, forms: Timex) -> Iterator[Found]:
    """The days in what the page tells below the report: of related reports that it links to, or of its own publication."""
    below = max((p.end for p in reading.layout.paragraphs if p.kind in _SPOKEN), default=0)
    for start, end in reading.layout.furniture:
        for expression in forms.find(reading.text, start, end) if start >= below else ():
            value, basis = expression.moment.value(None)
            if basis == "stated" and value is not None and expression.kind == "date":
                yield Found(expression.start, expression.end, value, 0)


def _found(reading: Reading, placed: _Placed, time: Time, words: Leaning, facts: Dated) -> Found:
    stated = time.value if time.basis == "stated" else None
    unplaced = time.value if time.basis == "open" else None
    until = facts.until.search(reading.text, max(0, time.start - _BEFORE), time.start) is not None
    return Found(time.start, time.end, stated, 1 if until else placed.lean(words), _shift(placed), unplaced, until)


def _shift(placed: _Placed) -> int | None:
    moment = placed.expression.moment
    if isinstance(moment, Unit) and moment.unit == "year":
        return moment.shift
    return moment.shift if isinstance(moment, Calendar) and moment.year is None else None


def _inferred(reading: Reading, placed: _Placed, time: Time, inference: Inference) -> Time:
    if time.basis != "open":
        return time
    value, basis = placed.expression.moment.value(inference.anchor)
    if value is None or basis != "published":
        return time
    evidence = tuple(reading.span(*place) for place in inference.evidence)
    return replace(time, inferred=Inferred(value, inference.basis, evidence))
