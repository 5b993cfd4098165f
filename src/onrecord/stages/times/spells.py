"""Spells of days, as pairs of ISO days, and what several leave."""

from __future__ import annotations

import calendar
from collections.abc import Iterable

__all__ = ["ALWAYS", "Spell", "Spells", "common", "months_after", "spell", "within_year", "years"]

Spell = tuple[str, str]
Spells = tuple[Spell, ...]
ALWAYS: Spell = ("0001-01-01", "9999-12-31")
_DISTANT = 2100
"""Plans for years after this one say nothing."""


def spell(first: str | None, last: str | None) -> Spell:
    """From the first day of an ISO date to the last of another, either of which may be a year or month only, or null for ever."""
    start = (first + "-01-01"[len(first) - 4 :])[:10] if first else ALWAYS[0]
    if not last:
        return start, ALWAYS[1]
    if len(last) == len("2021"):
        return start, f"{last}-12-31"
    if len(last) == len("2021-07"):
        return start, f"{last}-{calendar.monthrange(int(last[:4]), int(last[5:7]))[1]:02d}"
    return start, last


def months_after(day: str, months: int) -> str:
    """The ISO day so many months after another, no later than its month's end."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7] or 1) - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return f"{year:04d}-{month + 1:02d}-{min(int(day[8:10] or 1), calendar.monthrange(year, month + 1)[1]):02d}"


def within_year(day: str) -> bool:
    """Whether a date is near enough to tell when it was still to come."""
    return int(day[:4]) < _DISTANT


def common(a: Iterable[Spell], b: Iterable[Spell]) -> Spells:
    """The days that lie in both."""
    pairs = ((max(x[0], y[0]), min(x[1], y[1])) for x in a for y in b)
    return tuple(sorted({pair for pair in pairs if pair[0] <= pair[1]}))


def years(spells: Spells, most: int) -> list[int] | None:
    """The years that the spells touch, in order; null where they are more than ``most``."""
    found: set[int] = set()
    for first, last in spells:
        start, end = int(first[:4]), int(last[:4])
        if end - start >= most:
            return None
        found.update(range(start, end + 1))
    return sorted(found) if len(found) <= most else None
