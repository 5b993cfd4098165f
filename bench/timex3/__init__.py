"""Time expressions as TIMEX3, for benchmarks that annotate news: an adapter over ``onrecord.lookups.timex``.

A record holds times that have a place in the calendar, in ISO 8601. TIMEX3 counts more as one ("now", "recently", "five years",
clock times, "the quarter") and writes some otherwise ("1989-Q3", "1998-W08"). What it wants beyond a record is added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.timex3.clock import alone, with_clock
from bench.timex3.context import Context
from bench.timex3.lean import lean_at
from bench.timex3.values import value_of
from bench.timex3.words import extra
from onrecord.lookups.timex import Anchor, Expression, anchor_of, timex
from onrecord.lookups.timex.moments import Range
from onrecord.tables import load

__all__ = ["Tagged", "tag"]

_BETWEEN = re.compile(r"\s*(?:-|–|\bto\b|\band\b|\bthrough\b|\buntil\b)\s*", re.I)
_BESIDE = 8
"""So many characters before a day, a time of day is one of it."""
_LEAD = re.compile(r"(?:from|between)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A TIMEX3 at ``[start, end)`` with its type and value."""

    start: int
    end: int
    type: str
    value: str


def tag(text: str, created: str | None) -> list[Tagged]:
    """The TIMEX3 of a text that was created at ``created`` (ISO date, with or without a time).

    Where that is not known, the first full date that the text states stands in.
    """
    own = list(timex(load()).find(text))
    anchor = anchor_of(created) or _first_day(own)
    if anchor is None:
        return []
    context, found = Context(anchor), []
    for tagged in _in_order(text, own, anchor, context):
        context.note(tagged.value)
        found.append(tagged)
    return found


def _first_day(own: list[Expression]) -> Anchor | None:
    values = (e.moment.value(None)[0] for e in own)
    return next((anchor_of(v) for v in values if v and re.fullmatch(r"\d{4}-\d{2}-\d{2}", v)), None)


def _in_order(text: str, own: list[Expression], anchor: Anchor, context: Context) -> Iterator[Tagged]:
    """The record's expressions and the others, in the order of the text, so that later ones can take from earlier ones."""
    spans = [(e.start, e.end) for e in own]
    clocks = [x for x in alone(text) if not any(0 <= a - x[1] <= _BESIDE for a, _ in spans)]
    others = [x for x in (*extra(text), *clocks) if not any(a < x[1] and x[0] < b for a, b in spans)]
    places: list[tuple[int, int, Expression | tuple[str, str]]] = [(e.start, e.end, e) for e in own]
    places += [(start, end, (kind, value)) for start, end, kind, value in others]
    last = 0
    for start, end, what in sorted(places, key=lambda p: (p[0], -p[1])):
        if start < last:
            continue
        if isinstance(what, Expression):
            yield from _expression(text, what, anchor, context)
        elif value := context.resolved(what[1]):
            yield Tagged(start, end, what[0], value)
        else:
            continue
        last = end


def _expression(text: str, found: Expression, anchor: Anchor, context: Context) -> Iterator[Tagged]:
    if isinstance(found.moment, Range) and (ends := _ends(text, found, anchor)):
        yield from ends
        return
    made = value_of(text, found, anchor, lean_at(text, found.start, found.end), context)
    if made is not None:
        yield Tagged(*with_clock(text, found.start, found.end, *made))


def _ends(text: str, found: Expression, anchor: Anchor) -> list[Tagged]:
    """The two ends of a range, which TIMEX3 tags each by itself."""
    words = text[found.start : found.end]
    lead = _LEAD.match(words)
    link = _BETWEEN.search(words, lead.end() if lead else 0)
    first, slash, last = (found.moment.value(anchor, 0)[0] or "").partition("/")
    if link is None or not slash:
        return []
    start = found.start + (lead.end() if lead else 0)
    pieces = ((start, found.start + link.start(), first), (found.start + link.end(), found.end, last))
    return [Tagged(a, b, "DATE", value) for a, b, value in pieces if a < b]
