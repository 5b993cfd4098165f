"""Changes in percent that a report claims, as bars from a common zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.export.words import amount_words, date_words
from onrecord.model import Figure

__all__ = ["Bar", "bars"]

_MOST = 100_000
"""More than that is a slip or rhetoric, and would leave no length to the other bars."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure's bar: where it begins and how long it is, in hundredths of the chart's width."""

    number: int
    what: str
    amount: str
    start: float
    length: float
    zero: float


def bars(figures: Sequence[Figure]) -> tuple[Bar, ...]:
    """A bar for each change in percent with a direction, in their order; none where fewer than two can be compared."""
    shown = [(n, f) for n, f in enumerate(figures, 1) if _comparable(f)]
    values = [-abs(f.value) if f.direction == "down" else abs(f.value) for _, f in shown]
    low, high = min([0, *values]), max([0, *values])
    if len(shown) < 2 or low == high:
        return ()
    return tuple(_bar(n, f, v, low, high - low) for (n, f), v in zip(shown, values, strict=True))


def _comparable(figure: Figure) -> bool:
    return figure.kind == "change" and figure.unit == "percent" and figure.direction is not None and abs(figure.value) < _MOST


def _bar(number: int, figure: Figure, value: float, low: float, width: float) -> Bar:
    def place(at: float) -> float:
        return round(100 * (at - low) / width, 2)

    indicator = figure.indicator or (figure.indicator_text.text if figure.indicator_text else f"figure {number}")
    what = ", ".join(p for p in (indicator, date_words(figure.period)) if p)
    start, zero = place(min(value, 0)), place(0)
    return Bar(number, what, amount_words(figure).replace(" percent", "%"), start, round(abs(place(value) - zero), 2), zero)
