"""What a figure claims in terms that a series can answer: a growth in percent, a level or a difference, with its tolerance.

The tolerance is what the claim's own rounding implies: half a unit of the last digit said ("17 percent" holds 16.5 to 17.5,
"38.5 billion" 38.45 to 38.55 billion), a whole one where it says "about", but at least a twentieth of it. "Over" and "at least"
leave the upper side open, "under" and "at most" the lower; but "almost" and "nearly" mean close: not more than a tenth below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.check.periods import Period, period_of
from onrecord.check.verdicts import Measure
from onrecord.model import Figure
from onrecord.tables import Knowledge

__all__ = ["Claim", "claim_of"]

_NUMBER = re.compile(r"\d{1,15}(?:[,\u00a0]\d{3}){0,5}(?:\.\d{1,9})?")
_SCALES = (1.0, 1e3, 1e6, 1e9, 1e12)
_APPROX = 0.05
_CLOSE = 0.1
_PART = 2.5
"""A share in words ("a third") is rounded to the nearest part: so many percentage points either side."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as a measure in ``unit``, between ``low`` and ``high`` (signed; null where open), over ``period``.

    ``signed`` is false where the figure tells a change without its direction: then only its size can be compared.
    """

    figure: Figure
    measure: Measure
    value: float
    unit: str
    low: float | None
    high: float | None
    signed: bool
    period: Period | None
    baseline: Period | None

    def holds(self, value: float) -> bool:
        """Whether a reported value agrees with the claim."""
        if not self.signed:
            value = abs(value)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def claim_of(figure: Figure, knowledge: Knowledge) -> Claim:
    """The claim of a figure."""
    measure, value, sign, signed = _measured(figure)
    low, high = _tolerance(figure, value, measure, knowledge)
    if sign < 0:
        value, low, high = -value, _negative(high), _negative(low)
    period = period_of(figure.period) or period_of(figure.period_inferred.value if figure.period_inferred else None)
    baseline = period_of(figure.baseline) or (period.before() if period else None)
    unit = "percent" if measure == "growth" else figure.unit
    return Claim(figure, measure, value, unit, low, high, signed, period, baseline)


def _measured(figure: Figure) -> tuple[Measure, float, int, bool]:
    """The measure that a figure tells, its size, its sign, and whether the text gives that sign."""
    size = abs(figure.value)
    sign = -1 if figure.direction == "down" else 1
    told = figure.direction is not None
    if figure.kind == "index":
        return "growth", figure.value - 100, 1, True
    if figure.kind == "multiple":
        return ("growth", (size - 1) * 100, 1, told) if sign > 0 else ("growth", (1 - 1 / size) * 100 if size else 0, -1, told)
    if figure.kind == "change":
        return ("growth" if figure.unit == "percent" else "difference"), size, sign, told
    if figure.kind == "points":
        return "difference", size, sign, told
    return "level", figure.value, 1, True


def _tolerance(figure: Figure, value: float, measure: Measure, knowledge: Knowledge) -> tuple[float | None, float | None]:
    """The lowest and the highest value that agree with the claim, before its sign."""
    half = _half_unit(figure) * (100 if figure.kind == "multiple" else 1)
    match figure.bound:
        case "exact":
            return value - half, value + half
        case "approx":
            width = max(2 * half, _APPROX * abs(value))
            return value - width, value + width
        case "over" | "at_least":
            return value, None
    upper = value + (half if figure.bound == "at_most" else 0)
    if _is_close(figure.span.text, knowledge):
        return value - max(2 * half, _CLOSE * abs(value)), upper
    # A change told in one direction does not turn to the other by being small.
    return (0.0 if measure != "level" else None), upper


def _half_unit(figure: Figure) -> float:
    """Half of the last digit's unit, as the number is written in the clause; by its value where it is written in words."""
    size = abs(figure.value)
    for match in _NUMBER.finditer(figure.span.text):
        digits = match[0].replace(",", "").replace("\u00a0", "")
        for scale in _SCALES:
            if abs(float(digits) * scale - size) <= 1e-9 * size:
                return _half_digit(digits) * scale
    if figure.unit == "percent":
        return _PART
    return _half_digit(f"{size:.12g}" if size < 1e12 else f"{size:.0f}")


def _half_digit(digits: str) -> float:
    """Half a unit of the last digit; zeros at the end of a whole number count as rounded from thousands on."""
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(0.5 * 10 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    groups = (len(whole) - 1) // 3
    return float(0.5 * 10 ** min(zeros, 3 * groups))


def _is_close(text: str, knowledge: Knowledge) -> bool:
    """Whether the words mean just below: "almost", "nearly", not "less than"."""
    return knowledge.derived(_close_words).search(text) is not None


def _close_words(knowledge: Knowledge) -> re.Pattern[str]:
    table: Mapping[str, list[str]] = knowledge.toml("languages/en/check.toml")
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in table['close'])})\b", re.IGNORECASE)


def _negative(value: float | None) -> float | None:
    return None if value is None else -value
