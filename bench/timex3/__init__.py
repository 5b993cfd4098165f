"""Time expressions as TIMEX3, for benchmarks that annotate news: an adapter over ``onrecord.lookups.timex``.

A record holds times that have a place in the calendar, in ISO 8601. TIMEX3 counts more as one ("now", "recently", "five years",
clock times, "the quarter") and writes some otherwise ("1989-Q3", "1998-W08"). What it wants beyond a record is added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.timex3.clock import alone, day_after, is_beside, with_clock
from bench.timex3.context import Context
from bench.timex3.counted import counted, named_years
from bench.timex3.lean import lean_at
from bench.timex3.stamps import stamps
from bench.timex3.values import value_of
from bench.timex3.words import extra, holidays, spoken
from onrecord.lookups.timex import Anchor, Expression, anchor_of, timex
from onrecord.lookups.timex.moments import Range
from onrecord.tables import load

__all__ = ["Tagged", "tag"]

_BETWEEN = re.compile(r"\s*(?:-|–|\bto\b|\band\b|\bthrough\b|\buntil\b)\s*", re.I)
_LEAD = re.compile(r"(?:from|between)\s+", re.I)
_Place = tuple[int, int, Expression | tuple[str, str]]


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
    last = 0
    for start, end, what in _places(text, own, anchor):
        if start < last:
            continue
        if isinstance(what, Expression):
            yield from _expression(text, what, anchor, context)
        elif value := _other(text, end, what[1], own, anchor, context):
            yield Tagged(start, end, what[0], value)
        else:
            continue
        last = end


def _places(text: str, own: list[Expression], anchor: Anchor) -> list[_Place]:
    """Where something stands, longest first: what is told outright before the record's expressions, and those before others."""
    outright = [*stamps(text, anchor), *spoken(text), *holidays(text)]
    own = [e for e in own if not any(a < e.end and e.start < b for a, b, *_ in outright)]
    spans = [(e.start, e.end) for e in own] + [(a, b) for a, b, *_ in outright]
    others = [
        x
        for x in (*extra(text), *alone(text), *counted(text), *named_years(text))
        if not any(a < x[1] and x[0] < b for a, b in spans)
    ]
    others = [x for x in others if not (x[2] == "TIME" and any(is_beside(text, x[1], a) for a, _ in spans))]
    places: list[_Place] = [(e.start, e.end, e) for e in own]
    places += [(start, end, (kind, value)) for start, end, kind, value in (*outright, *others)]
    return sorted(places, key=lambda p: (p[0], -p[1]))


def _other(text: str, end: int, value: str, own: list[Expression], anchor: Anchor, context: Context) -> str:
    """The value of what the record does not hold; a time of day is of the day that follows it, if one does."""
    if value.startswith("@daylastT"):
        following = next((e for e in own if e.start >= end), None)
        if following is not None and day_after(text, end, following.start):
            made = value_of(text, following, anchor, lean_at(text, following.start, following.end), context)
            if made and re.fullmatch(r"\d{4}-\d{2}-\d{2}", made[1]):
                return made[1] + value.removeprefix("@daylast")
    return context.resolved(value)


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
