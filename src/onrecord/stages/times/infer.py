"""The year in which a report was written, where neither it nor its source says: what the text's inner logic yields.

Some words say it outright ("this year, 2021"; the last year of which results are told). Others limit it: the terms of those who
hold an office in it, dated facts that it tells of, years that it calls past or to come. Where what is said outright goes against
the limits, or the limits leave more than one year, a model weighs what is told; where no year is likely enough by it, the year
stays open. A year that is said outright is dropped where the model finds it unlikely, save what the page itself tells below the
report. Each result names the words that it was inferred from.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice

from onrecord.lookups.timex import Anchor
from onrecord.models.years import YearModel
from onrecord.reading import Reading
from onrecord.stages.times.dated import Dated
from onrecord.stages.times.evidence import Bound, by_facts, by_terms, by_years
from onrecord.stages.times.found import Found
from onrecord.stages.times.outright import Inference, first_sentence, last_linked, outright
from onrecord.stages.times.spells import ALWAYS, Spells, common, years
from onrecord.stages.times.weigh import weigh

__all__ = ["Inference", "infer"]

_ENOUGH = 64
"""So many limits are weighed; a report has a dozen."""
_MOST = 12
"""Limits that leave more years than this say nothing worth telling."""


def infer(
    reading: Reading, found: Sequence[Found], linked: Sequence[Found], dated: Dated, model: YearModel | None
) -> Inference | None:
    """When the report was written, as far as its words yield it; null where they do not, or contradict each other.

    ``linked`` are the days that the page tells below the report. Without a ``model`` the rules stand alone.
    """
    known = [*islice((*by_terms(reading, dated), *by_facts(reading, dated)), _ENOUGH)]
    if not _left(known):
        return None
    weighed = weigh(reading, found, known, dated, model) if model else None
    said = _by_rules(reading, found, linked, [*known, *by_years(found)], dated)
    if said is None:
        return weighed.inference() if weighed else None
    from_page = said == last_linked(linked)
    return None if weighed and not from_page and weighed.doubts(said.anchor.year) else said


def _by_rules(
    reading: Reading, found: Sequence[Found], linked: Sequence[Found], bounds: Sequence[Bound], dated: Dated
) -> Inference | None:
    """What is said outright, where it lies within the limits, or the one year that these leave."""
    left = _left(bounds)
    if not left:
        return None
    said = outright(reading, found, dated.result) or last_linked(linked)
    if said is not None:
        return said if _fits(said.anchor.year, left) else None
    return _limited(reading, found, bounds, left, dated)


def _left(bounds: Sequence[Bound]) -> Spells:
    """What all bounds leave; nothing where they contradict each other."""
    left: Spells = (ALWAYS,)
    for bound in bounds:
        left = common(left, bound.spells)
    return left


def _fits(year: int, spells: Spells) -> bool:
    return any(int(first[:4]) <= year <= int(last[:4]) for first, last in spells)


def _limited(reading: Reading, found: Sequence[Found], bounds: Sequence[Bound], left: Spells, dated: Dated) -> Inference | None:
    """The one year that the limits leave, or the only one of them in which the report's own day falls on its weekday."""
    possible = years(left, _MOST)
    if not possible:
        return None
    days = _by_days(reading, found, possible, left, dated)
    fitting = [y for y in possible if all(y in fit for fit, _ in days)]
    if len(fitting) != 1:
        return None
    needed = _needed(bounds, days, fitting)
    why = "; ".join([*(b.why for b in needed), *(f"the day of {reading.text[a:b]!r}" for _, (a, b) in days)])
    return Inference(Anchor(fitting[0]), why, (*(b.place for b in needed), *(place for _, place in days)))


def _needed(bounds: Sequence[Bound], days: Sequence[tuple[list[int], tuple[int, int]]], fitting: list[int]) -> list[Bound]:
    """The bounds without which more years would be left."""
    kept = list(bounds)
    for bound in reversed(bounds):
        fewer = [b for b in kept if b is not bound]
        possible = years(_left(fewer), _MOST) or []
        if [y for y in possible if all(y in fit for fit, _ in days)] == fitting:
            kept = fewer
    return kept


def _by_days(
    reading: Reading, found: Sequence[Found], possible: list[int], left: Spells, dated: Dated
) -> list[tuple[list[int], tuple[int, int]]]:
    """For each day that is told without its year: the years in which it falls on the weekday told with it.

    The day of the report itself must lie within the limits, too.
    """
    head = first_sentence(reading)
    told: list[tuple[list[int], tuple[int, int]]] = []
    for time in found:
        if time.open is None or len(time.open) != len("--07-13"):
            continue
        weekday = next((n for w, n in dated.weekdays.items() if w in reading.text[time.start : time.end]), None)
        fit = [y for y in possible if weekday is None or _weekday(y, time.open) == weekday]
        if time.end <= head and time.lean <= 0:
            fit = [y for y in fit if any(a <= f"{y}{time.open[1:]}" <= b for a, b in left)]
        if fit != possible:
            told.append((fit, (time.start, time.end)))
    return told


def _weekday(year: int, day: str) -> int | None:
    try:
        return date.fromisoformat(f"{year}{day[1:]}").isoweekday()
    except ValueError:
        return None
