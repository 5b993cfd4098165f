"""The days of holidays that news names: fixed ones, weekdays of a month, and those that Easter moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from onrecord.lookups.timex import Anchor

__all__ = ["HOLIDAYS", "holiday"]

# By words: month and day; month, weekday (Monday is 0) and which one of the month (-1 is the last); or days after Easter.
HOLIDAYS: Mapping[str, tuple[int, ...]] = {
    "Christmas Eve": (12, 24),
    "Christmas": (12, 25),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31),
    "New Year's Day": (1, 1),
    "New Year's": (1, 1),
    "Epiphany": (1, 6),
    "Martin Luther King Jr. Day": (1, 0, 3),
    "Martin Luther King Day": (1, 0, 3),
    "Valentine's Day": (2, 14),
    "Presidents Day": (2, 0, 3),
    "Presidents' Day": (2, 0, 3),
    "St. Patrick's Day": (3, 17),
    "April Fools' Day": (4, 1),
    "Palm Sunday": (-7,),
    "Good Friday": (-2,),
    "Easter": (0,),
    "Easter Sunday": (0,),
    "Easter Monday": (1,),
    "May Day": (5, 1),
    "Mother's Day": (5, 6, 2),
    "Memorial Day": (5, 0, -1),
    "Father's Day": (6, 6, 3),
    "Independence Day": (7, 4),
    "Fourth of July": (7, 4),
    "the Fourth of July": (7, 4),
    "Bastille Day": (7, 14),
    "Labor Day": (9, 0, 1),
    "Columbus Day": (10, 0, 2),
    "Halloween": (10, 31),
    "Veterans Day": (11, 11),
    "Thanksgiving": (11, 3, 4),
    "Thanksgiving Day": (11, 3, 4),
}


def holiday(words: str, anchor: Anchor, year: int | None = None) -> str:
    """The day of a holiday in a year, else the one nearest to the anchor (for "last Easter" before it), in ISO 8601."""
    words = words.replace("’", "'")
    is_last = words.lower().startswith("last ")
    rule = HOLIDAYS[words[len("last ") :] if is_last else words]
    if year is not None:
        return _day(rule, year).isoformat()
    here = anchor.date or date(anchor.year, 7, 1)
    days = [_day(rule, anchor.year + shift) for shift in (-1, 0, 1)]
    if is_last:
        return max(day for day in days if day < here).isoformat()
    return min(days, key=lambda day: abs((day - here).days)).isoformat()


def _day(rule: tuple[int, ...], year: int) -> date:
    if len(rule) == 1:
        return _easter(year) + timedelta(days=rule[0])
    if len(rule) == 2:
        return date(year, rule[0], rule[1])
    month, weekday, number = rule
    if number < 0:
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _easter(year: int) -> date:
    """Western Easter by the rule of the Gregorian calendar (the "anonymous" computus of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
