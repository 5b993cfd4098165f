"""Dates in digits as news agencies stamp their texts: "08/07/1998 11:30:16", "08-07-98 1124EDT", "1998-08-07 11:30:16"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from onrecord.lookups.timex import Anchor

__all__ = ["stamps"]

_STAMP = re.compile(
    r"(?<![\w/.-])(?P<agency>[A-Z]{2,4}-)?(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<a>\d{1,2})(?P<mark>[/-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d))"
    r"(?:[ T](?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?:[A-Z]{3,4}|Z))?)?(?![\w/-])"
)
_CENTURY = 100


def stamps(text: str, anchor: Anchor) -> Iterator[tuple[int, int, str, str]]:
    """Stretches with type and value; of two days that digits may mean, the one nearer to the day of creation."""
    for match in _STAMP.finditer(text):
        day = _iso(match["iso"]) if match["iso"] else _nearest(match, anchor)
        hour, minute, second = match["hour"], match["minute"], match["second"]
        if day is None or (not hour and _needs_hour(match)):
            continue
        if hour is None or int(hour) > 23 or int(minute) > 59:
            yield match.start(), match.end(), "DATE", day.isoformat()
        else:
            clock = f"{int(hour):02d}:{minute}" + (f":{second}" if second else "")
            yield match.start(), match.end(), "TIME", f"{day.isoformat()}T{clock}"


def _needs_hour(match: re.Match[str]) -> bool:
    """ISO days alone are the record's; numbers of two digits with hyphens may be anything."""
    return match["iso"] is not None or (match["mark"] == "-" and len(match["year"]) == 2 and not match["agency"])


def _nearest(match: re.Match[str], anchor: Anchor) -> date | None:
    year = int(match["year"])
    if year < _CENTURY:
        year += anchor.year - anchor.year % _CENTURY - (_CENTURY if year > anchor.year % _CENTURY + _CENTURY // 2 else 0)
    first, second = int(match["a"]), int(match["b"])
    days = [day for month, number in ((first, second), (second, first)) if (day := _day(year, month, number))]
    here = anchor.date or date(anchor.year, 7, 1)
    return min(days, key=lambda day: abs((day - here).days), default=None)


def _iso(words: str) -> date | None:
    year, month, day = (int(x) for x in words.split("-"))
    return _day(year, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
