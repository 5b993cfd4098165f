"""What earlier times of a text make of later ones: "the quarter", "a year earlier"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bench.timex3.holidays import holiday
from onrecord.lookups.timex import Anchor
from onrecord.lookups.timex.calendar import month_add, month_iso

__all__ = ["Context"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMED = re.compile(r"@(?P<name>[a-z]+)(?P<shift>[+-]1(?![\d-]))?")
_HOLIDAY = re.compile(r"(.+?)(?: (\d{4}))?")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")


class Context:
    """The last quarter told of, and the year of the text."""

    def __init__(self, anchor: Anchor) -> None:
        self._anchor = anchor
        self._quarter: tuple[int, int] | None = None
        self._unit: str | None = None
        self._day: str | None = None
        self._month: tuple[int, int] | None = None
        self._year = anchor.year

    def note(self, value: str) -> None:
        """Remember a value."""
        match = _QUARTER.fullmatch(value)
        if match:
            self._quarter = (max(int(match[1]), self._quarter[0]) if self._quarter else int(match[1])), int(match[2])
            self._unit = "quarter"
        elif day := _DAY.match(value):
            self._day = day[0]
        elif re.fullmatch(r"\d{4}", value):
            self._unit = "year"
        if re.match(r"\d{4}(?:-\d\d)?(?:-|$)", value):
            self._year = int(value[:4])
        if re.match(r"\d{4}-\d\d(?:-|$)", value):
            self._month = int(value[:4]), int(value[5:7])

    def quarter(self, shift: int = 0) -> str:
        """The quarter that the text is about, or one of ``shift`` years before or after."""
        year, number = self._quarter or self._last_quarter()
        return f"{year + shift}-Q{number}"

    def _last_quarter(self) -> tuple[int, int]:
        at = self._anchor.year * 4 + ((self._anchor.month or 1) - 1) // 3 - 1
        return at // 4, at % 4 + 1

    def year_before(self) -> str:
        """A year before what the text is about: a quarter's where it tells of quarters."""
        return self.quarter(-1) if self._quarter and self._unit == "quarter" else str(self._anchor.year - 1)

    def _weekend(self, days: int) -> str:
        """The weekend of the week so many days from the anchor."""
        if self._anchor.date is None:
            return ""
        year, week, _ = (self._anchor.date + timedelta(days=days)).isocalendar()
        return f"{year:04d}-W{week:02d}-WE"

    def resolved(self, value: str) -> str:
        """A value that the context gives, as ``@quarter`` or ``@day-1TNI``; other values as they are, "" where it gives none."""
        if value.startswith("@holiday:"):
            words, year = _HOLIDAY.fullmatch(value, len("@holiday:")).group(1, 2)  # type: ignore[union-attr]
            return holiday(words, self._anchor, int(year) if year else None)
        match = _NAMED.match(value)
        if match is None:
            return value
        found = self._named(match["name"], int(match["shift"] or 0))
        return found + value[match.end() :] if found else ""

    def _named(self, name: str, shift: int) -> str:
        match name:
            case "quarter":
                return self.quarter(shift)
            case "yearbefore":
                return self.year_before()
            case "year":
                return f"{self._anchor.year:04d}"
            case "yearlast":
                return f"{self._year + shift:04d}"
            case "month" | "monthlast":
                return self._month_at(self._month if name == "monthlast" else None, shift)
            case "week":
                return self._week()
            case "weeklast":
                return self._week(self._day, shift)
            case "weekend":
                return self._weekend(-3)
            case "weekendlast":
                return self._weekend(-7)
            case "weekendnext":
                return self._weekend(7)
        return self._shifted(self._day if name == "daylast" else None, shift)

    def _month_at(self, last: tuple[int, int] | None, shift: int) -> str:
        """The month told of last, else the anchor's, or the one after it."""
        year, month = last or (self._anchor.year, self._anchor.month or 0)
        return month_iso(*month_add(year, month, shift)) if month else ""

    def _week(self, day: str | None = None, shift: int = 0) -> str:
        """The week of a day, else of the anchor, or one ``shift`` weeks from it."""
        start = date.fromisoformat(day) if day else self._anchor.date
        if start is None:
            return ""
        year, week, _ = (start + timedelta(weeks=shift)).isocalendar()
        return f"{year:04d}-W{week:02d}"

    def _shifted(self, day: str | None, shift: int) -> str:
        start = date.fromisoformat(day) if day else self._anchor.date
        return (start + timedelta(days=shift)).isoformat() if start else ""
