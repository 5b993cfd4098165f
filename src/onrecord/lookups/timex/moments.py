"""What a time expression stands for before it is known when the text was published, and its value once that is known.

Every kind has ``value(anchor, lean)``: the value in ISO 8601 as far as it can be told, and its basis: "stated" (the text
gives it), "published" (counted from the anchor) or "open" (no year, or no value). ``anchor`` is what relative times are
counted from, null where nothing is known; ``lean`` is -1 where the clause tells of the past, 1 of the future, 0 where
that is not clear.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol

from onrecord.lookups.timex.calendar import Anchor, day_iso, month_add, month_iso, week_of, year_iso

__all__ = [
    "Ago",
    "Basis",
    "Calendar",
    "Days",
    "Moment",
    "OnWeekday",
    "Range",
    "SinceNewYear",
    "Spell",
    "Unit",
    "Value",
]

Basis = Literal["stated", "published", "open"]
Value = tuple[str | None, Basis]
_OPEN: Value = (None, "open")
_SLACK = timedelta(days=3)
"""How far a report may lie from the day it was published."""
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


class Moment(Protocol):
    """Anything that has a value once the anchor is known."""

    def value(self, anchor: Anchor | None, lean: int = 0, /) -> Value: ...


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, or part of one: a month, a day, or the months from ``months[0]`` through ``months[1]``.

    ``year`` is stated; ``shift`` counts years from the anchor's (0 for "this year"); both null where no year is given.
    ``lean`` is set where the words themselves say on which side of the anchor it lies ("last July").
    """

    year: int | None = None
    shift: int | None = None
    month: int | None = None
    day: int | None = None
    months: tuple[int, int] | None = None
    lean: int = 0

    def value(self, anchor: Anchor | None, lean: int = 0, /) -> Value:
        if self.year is not None:
            return self.iso(self.year), "stated"
        year = self.year_at(anchor, lean)
        return self.iso(year), "open" if year is None else "published"

    def year_at(self, anchor: Anchor | None, lean: int) -> int | None:
        """The year, by the anchor where the text does not state it."""
        if self.year is not None or anchor is None:
            return self.year
        if self.shift is not None:
            return anchor.year + self.shift
        if anchor.month is None:
            return anchor.year
        return _nearest(self, anchor, self.lean or lean)

    def iso(self, year: int | None) -> str | None:
        if self.day is not None and self.month is not None:
            return day_iso(year, self.month, self.day)
        if self.month is not None:
            return month_iso(year, self.month)
        if self.months is None:
            return None if year is None else year_iso(year)
        first, last = (month_iso(year, m) for m in self.months)
        return first if first == last else f"{first}/{last}"

    def bounds(self, year: int) -> tuple[date, date]:
        """First and last day in a year."""
        first, last = self.months or (self.month or 1, self.month or 12)
        if self.day is not None:
            day = _day(year, first, self.day)
            return day, day
        after = date(*month_add(year, last, 1), 1)
        return date(year, first, 1), after - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date:
    """A day; the 29th of February is the 28th in years that have none."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def _nearest(moment: Calendar, anchor: Anchor, lean: int) -> int:
    """The year in which the moment lies nearest to the anchor, before it or after it where the clause says so."""
    today = date(anchor.year, anchor.month or 6, anchor.day or 15)
    years = [y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 < y < 9999]
    if moment.months is not None and moment.months[0] != moment.months[1]:
        # Part of a year is told of when it is over.
        return max((y for y in years if moment.bounds(y)[1] <= today + timedelta(days=31)), default=anchor.year)
    if moment.lean:
        years = [y for y in years if not moment.bounds(y)[0] <= today <= moment.bounds(y)[1]]
    if lean < 0:
        return max((y for y in years if moment.bounds(y)[0] <= today + _SLACK), default=anchor.year)
    if lean > 0:
        return min((y for y in years if moment.bounds(y)[1] >= today - _SLACK), default=anchor.year)
    return min(years, key=lambda y: (_distance(moment.bounds(y), today), -y))


def _distance(bounds: tuple[date, date], day: date) -> int:
    first, last = bounds
    return max((first - day).days, (day - last).days, 0)


@dataclass(frozen=True, slots=True)
class Range:
    """From one moment through another. A year given to one of them counts for both."""

    first: Calendar
    last: Calendar

    def value(self, anchor: Anchor | None, lean: int = 0, /) -> Value:
        first, last = self._with_months()
        given = last if last.year is not None or last.shift is not None else first
        year, basis = given.year_at(anchor, lean), "stated" if given.year is not None else "published"
        if year is None:
            return f"{first.iso(None)}/{last.iso(None)}", "open"
        turn = _order(first) > _order(last)
        start, end = (year - turn, year) if given is last else (year, year + turn)
        if first.year is not None and last.year is not None:
            start, end = first.year, last.year
        return f"{first.iso(start)}/{last.iso(end)}", "stated" if basis == "stated" else "published"

    def _with_months(self) -> tuple[Calendar, Calendar]:
        first, last = self.first, self.last
        if last.month is None and first.month is not None:
            last = replace(last, month=first.month)
        if first.month is None and last.month is not None:
            first = replace(first, month=last.month)
        return first, last


def _order(moment: Calendar) -> tuple[int, int]:
    return moment.month or 0, moment.day or 0


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the calendar counted from the anchor's: "last year", "this month", "next week"."""

    unit: str
    shift: int

    def value(self, anchor: Anchor | None, _lean: int = 0, /) -> Value:
        if anchor is None or self.unit not in ("year", "quarter", "month", "week"):
            return _OPEN
        if self.unit == "year":
            return year_iso(anchor.year + self.shift), "published"
        if self.unit == "week":
            return (_week(anchor.date, self.shift), "published") if anchor.date else _OPEN
        if anchor.month is None:
            return _OPEN
        return self._months(anchor.year, anchor.month), "published"

    def _months(self, year: int, month: int) -> str:
        if self.unit == "month":
            return month_iso(*month_add(year, month, self.shift))
        start = month_add(year, (month - 1) // 3 * 3 + 1, 3 * self.shift)
        return f"{month_iso(*start)}/{month_iso(*month_add(*start, 2))}"


def _week(day: date, shift: int) -> str | None:
    try:
        monday, sunday = week_of(day, shift)
    except OverflowError:
        return None
    return f"{monday.isoformat()}/{sunday.isoformat()}"


@dataclass(frozen=True, slots=True)
class Days:
    """A day counted from the anchor: "yesterday"."""

    shift: int

    def value(self, anchor: Anchor | None, _lean: int = 0, /) -> Value:
        day = _shifted(anchor, self.shift)
        return (day.isoformat(), "published") if day else _OPEN


def _shifted(anchor: Anchor | None, days: int) -> date | None:
    if anchor is None or anchor.date is None:
        return None
    try:
        return anchor.date + timedelta(days=days)
    except OverflowError:
        return None


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day of the week: the last one up to the anchor, or the next where the clause tells of the future or says so.

    ``week`` is set where the week is told instead, counted from the anchor's: "on Friday of last week".
    """

    weekday: int
    shift: int | None = None
    week: int | None = None

    def value(self, anchor: Anchor | None, lean: int = 0, /) -> Value:
        if anchor is None or anchor.date is None:
            return _OPEN
        ahead = (self.weekday - anchor.date.isoweekday()) % 7
        if self.week is not None:
            step = self.weekday - anchor.date.isoweekday() + 7 * self.week
        elif self.shift == 0:
            step = self.weekday - anchor.date.isoweekday()
        elif self.shift is not None:
            step = (ahead or 7) if self.shift > 0 else ahead - 7
        else:
            step = ahead if lean > 0 or ahead == 0 else ahead - 7
        return Days(step).value(anchor)


@dataclass(frozen=True, slots=True)
class Ago:
    """So many units before (``sign`` -1) or after the anchor, in the calendar of that unit."""

    unit: str
    count: int
    sign: int = -1

    def value(self, anchor: Anchor | None, _lean: int = 0, /) -> Value:
        if self.unit in ("year", "month", "quarter", "week"):
            return Unit(self.unit, self.sign * self.count).value(anchor)
        if self.unit == "decade":
            return Unit("year", self.sign * self.count * 10).value(anchor)
        return Days(self.sign * self.count * _DAYS.get(self.unit, 0)).value(anchor) if self.unit in _DAYS else _OPEN


@dataclass(frozen=True, slots=True)
class Spell:
    """The last (``sign`` -1) or next so many units, up to or from the anchor: "over the past five years"."""

    unit: str
    count: int
    sign: int

    def value(self, anchor: Anchor | None, _lean: int = 0, /) -> Value:
        here, there = self._ends(anchor)
        if here is None or there is None:
            return _OPEN
        return "/".join((there, here) if self.sign < 0 else (here, there)), "published"

    def _ends(self, anchor: Anchor | None) -> tuple[str | None, str | None]:
        if anchor is None:
            return None, None
        step = self.sign * self.count
        if self.unit in ("year", "decade"):
            return year_iso(anchor.year), year_iso(anchor.year + step * _MONTHS[self.unit] // 12)
        if self.unit in _MONTHS and anchor.month is not None:
            here = (anchor.year, anchor.month)
            return month_iso(*here), month_iso(*month_add(*here, step * _MONTHS[self.unit]))
        day, other = _shifted(anchor, 0), _shifted(anchor, step * _DAYS.get(self.unit, 0))
        return (day.isoformat(), other.isoformat()) if day and other and self.unit in _DAYS else (None, None)


@dataclass(frozen=True, slots=True)
class SinceNewYear:
    """From January to the anchor's month."""

    def value(self, anchor: Anchor | None, _lean: int = 0, /) -> Value:
        if anchor is None or anchor.month is None:
            return _OPEN
        return Calendar(anchor.year, months=(1, anchor.month)).value(None)[0], "published"
