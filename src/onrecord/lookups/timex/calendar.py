"""Days, months and years in ISO 8601, and arithmetic with them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Anchor", "anchor_of", "day_iso", "is_day", "month_add", "month_iso", "month_length", "week_of", "year_iso"]

# Reports have years like those that the forms of time expressions know; others would run out of the calendar.
_FIRST_YEAR, _AFTER_LAST = 1700, 2200


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative times are counted from: a day, a month or only a year, as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)


def anchor_of(iso: str | None) -> Anchor | None:
    """The anchor that an ISO date (``2021``, ``2021-07``, ``2021-07-13``, with or without a time) gives, else null."""
    pieces = (iso or "")[:10].split("-")
    try:
        numbers = [int(piece) for piece in pieces]
        date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        return None
    return Anchor(*numbers[:3]) if _FIRST_YEAR <= numbers[0] < _AFTER_LAST else None


def is_day(year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day; without a year, whether there is in some year."""
    return 1 <= month <= 12 and 1 <= day <= month_length(year if year is not None else 2000, month)


def month_length(year: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(min(max(year, 1), 9999), month)[1]


def month_add(year: int, month: int, add: int) -> tuple[int, int]:
    """Year and month ``add`` months later."""
    count = year * 12 + month - 1 + add
    return count // 12, count % 12 + 1


def year_iso(year: int) -> str:
    """A year in ISO 8601."""
    return f"{year:04d}"


def month_iso(year: int | None, month: int) -> str:
    """A month in ISO 8601."""
    return f"--{month:02d}" if year is None else f"{year:04d}-{month:02d}"


def day_iso(year: int | None, month: int, day: int) -> str:
    """A day in ISO 8601."""
    return f"{month_iso(year, month)}-{day:02d}"


def week_of(day: date, add: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the week that holds ``day``, or of one ``add`` weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=add)
    return monday, monday + timedelta(days=6)
