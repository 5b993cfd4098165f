"""What charts are laid out by: linear scales, and round values for axes."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Scale", "Tick", "round_steps"]

_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick of an axis, or a name in the margin: where it stands, and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from values between ``low`` and ``high`` to places between ``first`` and ``last``."""

    low: float
    high: float
    first: float
    last: float

    def at(self, value: float) -> float:
        """The place of a value, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.first + share * (self.last - self.first), 1)


def round_steps(low: float, high: float) -> list[float]:
    """At most six or so round values between two ends: 1, 2 or 5 times a power of ten apart."""
    rough = (high - low) / _MOST_TICKS
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * m for m in (1, 2, 5, 10) if size * m >= rough)
    return [round(n * step, 10) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
