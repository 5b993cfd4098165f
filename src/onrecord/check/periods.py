"""Periods as runs of whole months, so that years, quarters, months and intervals compare."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Period", "period_of"]

_MONTH = re.compile(r"(\d{4})-?(?:M|-)?(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(\d{4})(?:-?A1?)?")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_HALF = re.compile(r"(\d{4})-?(?:S|H)([12])")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """``length`` months from month ``start``, which counts from year 0."""

    start: int
    length: int

    @property
    def end(self) -> int:
        """The month after the last."""
        return self.start + self.length

    def before(self) -> Period:
        """What a change over this period is counted from: the same months a year before, for longer periods the one before."""
        return Period(self.start - max(12, self.length), self.length)

    def shifted(self, years: int) -> Period:
        return Period(self.start + 12 * years, self.length)

    def holds(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def iso(self) -> str:
        """``2020``, ``2020-05`` or ``2020-01/2020-05``."""
        if self.length == 12 and self.start % 12 == 0:
            return f"{self.start // 12:04d}"
        first, last = _month(self.start), _month(self.end - 1)
        return first if first == last else f"{first}/{last}"


def _month(index: int) -> str:
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def period_of(text: str | None) -> Period | None:
    """The period that ``2020``, ``2020-05``, ``2020-Q2``, ``2020-04/2020-05`` names; null for days, open years and all else."""
    first, slash, last = (text or "").strip().partition("/")
    start = _single(first)
    if not slash or start is None:
        return start
    end = _single(last)
    return Period(start.start, end.end - start.start) if end is not None and end.end > start.start else None


def _single(text: str) -> Period | None:
    if match := _YEAR.fullmatch(text):
        return Period(int(match[1]) * 12, 12)
    for pattern, length in ((_QUARTER, 3), (_HALF, 6), (_MONTH, 1)):
        if match := pattern.fullmatch(text):
            return Period(int(match[1]) * 12 + (int(match[2]) - 1) * length, length)
    return None
