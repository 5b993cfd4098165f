"""When a meeting is held: which of the times that belong to it is its date, and how it lies to the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.model import Inferred
from onrecord.reading import Time

__all__ = ["as_one", "date_of", "days_of", "has_month", "order"]

_DAY = re.compile(r"(?:\d{4}|-)-\d{2}-\d{2}")
_MONTH = re.compile(r"(?:\d{4}|-)-\d{2}")


def date_of(times: Sequence[Time]) -> tuple[str | None, Inferred | None]:
    """The most exact of the times as an ISO date or interval, and what its year is inferred to be where none is stated."""
    stated = [t for t in times if t.value is not None and _exactness(t.value) > 0]
    if stated:
        best = max(stated, key=lambda t: _exactness(t.value or ""))
        return best.value, best.inferred
    guessed = next((t.inferred for t in times if t.inferred is not None), None)
    return None, guessed


def days_of(times: Sequence[Time]) -> list[Time]:
    """The single days among the times, each once."""
    found: dict[str, Time] = {}
    for time in times:
        if time.value is not None and _DAY.fullmatch(time.value):
            found.setdefault(time.value, time)
    return list(found.values())


def as_one(days: Sequence[Time]) -> list[tuple[Time, ...]]:
    """The days in groups: two that follow each other are the interval of one meeting ("on 9 and 10 June"), others stand alone."""
    groups: list[tuple[Time, ...]] = []
    for day in days:
        last = groups[-1][-1] if groups else None
        if last is not None and len(groups[-1]) == 1 and _next_day(last.value) == day.value:
            groups[-1] = (replace(last, end=day.end, value=f"{last.value}/{day.value}"),)
        else:
            groups.append((day,))
    return groups


def _next_day(value: str | None) -> str | None:
    try:
        return (date.fromisoformat(value or "") + timedelta(days=1)).isoformat()
    except ValueError:
        return None


def has_month(value: str) -> bool:
    """Whether an ISO date or interval says the month."""
    return _MONTH.match(value) is not None


def _exactness(value: str) -> int:
    first, _, second = value.partition("/")
    if _DAY.match(first):
        return 2 if second else 3
    return 1


def order(day: str, published: str | None) -> int | None:
    """-1 where the date lies before the day of publication, 1 where after, 0 where it holds it; null where that is open."""
    if published is None or day.startswith("-"):
        return None
    first, _, last = day.partition("/")
    last = last or first
    if last < published[: len(last)]:
        return -1
    if first > published[: len(first)]:
        return 1
    return 0
