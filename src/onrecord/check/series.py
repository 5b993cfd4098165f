"""A statistical series: what reporters have for an indicator of a subject, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from onrecord.check.periods import Period

__all__ = ["Aggregate", "Line", "Observation", "Series", "SeriesKey"]

Aggregate = Literal["sum", "mean", "last"]
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Observation:
    """One value. ``subject``: a country's code, a sorted pair of them, or words; ``reporter`` may be null.

    ``growth`` says that the value is itself a growth in percent. ``aggregate``: how parts of a period make the whole; null: not.
    """

    indicator: str
    subject: str
    reporter: str | None
    period: Period
    value: float
    unit: str | None = None
    growth: bool = False
    aggregate: Aggregate | None = None


SeriesKey = tuple[str, str]


@dataclass(slots=True)
class Line:
    """The observations of one reporter."""

    reporter: str | None
    unit: str | None
    growth: bool
    aggregate: Aggregate | None
    values: dict[Period, float] = field(default_factory=dict)

    def at(self, period: Period) -> float | None:
        """The value at a period: as observed, or made of the parts that cover it; null where there is none."""
        found = self.values.get(period)
        if found is not None or self.aggregate is None or period.length > _LONGEST:
            return found
        parts = self._parts(period)
        if not parts:
            return None
        if self.aggregate == "last":
            return parts[-1]
        return sum(parts) if self.aggregate == "sum" else sum(parts) / len(parts)

    def _parts(self, period: Period) -> list[float]:
        """The values of the finest observations that cover a period without a gap; empty where they do not."""
        lengths = sorted({p.length for p in self.values if p.length < period.length})
        for length in lengths:
            steps = [Period(at, length) for at in range(period.start, period.end, length)]
            if steps[-1].end == period.end and all(s in self.values for s in steps):
                return [self.values[s] for s in steps]
        return []

    def growth_at(self, period: Period, baseline: Period) -> tuple[float, float | None, float | None] | None:
        """The growth in percent from the baseline, with both levels; null where it cannot be had."""
        if self.growth:
            value = self.at(period) if baseline == period.before() else None
            return None if value is None else (value, None, None)
        now, before = self.at(period), self.at(baseline)
        if now is None or not before:
            return None
        return 100 * (now / before - 1), now, before

    def periods(self, length: int) -> list[Period]:
        """The observed periods of a length, in order; of any length where there are none of that."""
        return sorted(p for p in self.values if p.length == length) or sorted(self.values)


class Series:
    """Lines by indicator and subject."""

    def __init__(self, observations: Iterable[Observation]) -> None:
        self._lines: dict[SeriesKey, dict[str | None, Line]] = defaultdict(dict)
        for o in observations:
            lines = self._lines[o.indicator.casefold(), o.subject.casefold()]
            line = lines.setdefault(o.reporter, Line(o.reporter, o.unit, o.growth, o.aggregate))
            line.values[o.period] = o.value

    def __len__(self) -> int:
        return sum(len(line.values) for lines in self._lines.values() for line in lines.values())

    def lines(self, indicator: str, subject: str) -> Sequence[Line]:
        """What reporters have for an indicator of a subject, in the order of the file."""
        return tuple(self._lines.get((indicator.casefold(), subject.casefold()), {}).values())

    def subjects(self, indicator: str) -> tuple[str, ...]:
        """The subjects that an indicator is reported of."""
        return tuple(sorted({s.upper() for i, s in self._lines if i == indicator.casefold()}))
