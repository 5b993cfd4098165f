"""Claims as points with their bounds over a series, as the geometry of an SVG that is drawn on the server."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.check import amount
from onrecord.check.periods import Period, period_of
from onrecord.export.scales import Scale, Tick, round_steps

if TYPE_CHECKING:
    from onrecord.check import Verdict

__all__ = ["Chart", "charts"]

WIDTH, HEIGHT = 720, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 150, 16, 34
_YEARS_BEFORE, _YEARS_AFTER = 6, 1
_MARGIN = 0.12
_APART = 15


@dataclass(frozen=True, slots=True)
class Line:
    """A reporter's series: the points of its polyline, dots included, and where its name stands."""

    name: str
    points: str
    dots: tuple[tuple[float, float], ...]
    label_x: float
    label_y: float
    style: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim: its place, the ends of its bound, and whether a side is open (then an arrow stands there)."""

    number: int
    label: str
    x: float
    y: float
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: claims of one measure of one indicator and subject over what reporters have for it."""

    title: str
    described: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero: float | None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def charts(verdicts: Sequence[Verdict]) -> tuple[Chart, ...]:
    """A chart for each indicator, subject and measure of which the series has a history, in the order of the claims.

    ``verdicts`` are numbered from 1, as on the page.
    """
    groups: dict[tuple[str, str, str, str], list[tuple[int, Verdict]]] = {}
    for number, verdict in enumerate(verdicts, 1):
        figure = verdict.figure
        if figure.indicator and figure.subject and verdict.basis == "series" and verdict.period:
            groups.setdefault((figure.indicator, figure.subject, verdict.measure, verdict.unit), []).append((number, verdict))
    return tuple(chart for group in groups.values() if (chart := _chart(group)) is not None)


def _chart(group: Sequence[tuple[int, Verdict]]) -> Chart | None:
    history = _history([v for _, v in group])
    claims = [(n, v, p) for n, v in group if (p := period_of(v.period)) is not None]
    if not history or not claims:
        return None
    first = min(p.start for *_, p in claims) - 12 * _YEARS_BEFORE
    last = max(p.end for *_, p in claims) + 12 * _YEARS_AFTER
    shown = {name: [(p, v) for p, v in points if p.start >= first and p.end <= last] for name, points in history.items()}
    points = [pv for line in shown.values() for pv in line]
    if not points:
        return None
    across = Scale(
        min(p.start for p, _ in points),
        max(p.end for p in [*(p for p, _ in points), *(p for *_, p in claims)]),
        _LEFT,
        WIDTH - _RIGHT,
    )
    ends = [x for _, v, _ in claims for x in (v.value, v.low, v.high) if x is not None]
    up = _upward([v for _, v in points] + ends)
    figure, measure = group[0][1].figure, group[0][1].measure
    change = measure != "level"
    return Chart(
        title=f"{figure.indicator}, {figure.subject}: {'change' if change else 'level'}",
        described=_described(group, shown),
        lines=tuple(_lines(shown, across, up)),
        marks=tuple(_marks(claims, across, up)),
        x_ticks=tuple(_x_ticks(across)),
        y_ticks=tuple(Tick(up.at(v), _tick_words(v, group[0][1].unit, change)) for v in round_steps(up.low, up.high)),
        zero=up.at(0) if up.low < 0 < up.high else None,
    )


def _history(verdicts: Sequence[Verdict]) -> dict[str, list[tuple[Period, float]]]:
    """What each reporter has, over all verdicts of a chart; periods of the commonest length only."""
    found: dict[str, dict[Period, float]] = {}
    for verdict in verdicts:
        for reported in verdict.reported:
            for point in reported.history:
                if (period := period_of(point.period)) is not None:
                    found.setdefault(reported.name, {})[period] = point.value
    return {name: sorted(points.items()) for name, points in sorted(found.items())}


def _upward(values: Sequence[float]) -> Scale:
    low, high = min([0.0, *values]), max([0.0, *values])
    room = _MARGIN * ((high - low) or 1.0)
    return Scale(low - room if low < 0 else low, high + room, HEIGHT - _BOTTOM, _TOP)


def _lines(shown: dict[str, list[tuple[Period, float]]], across: Scale, up: Scale) -> Iterator[Line]:
    taken: list[float] = []
    for style, (name, points) in enumerate(shown.items()):
        if not points:
            continue
        dots = tuple((across.at(_middle(p)), up.at(v)) for p, v in points)
        y = _free(dots[-1][1] + 4, taken)
        yield Line(name, " ".join(f"{x},{y}" for x, y in dots), dots, WIDTH - _RIGHT + 10, y, style % 4)


def _free(y: float, taken: list[float]) -> float:
    """A place for a label that no other label has."""
    while any(abs(y - other) < _APART for other in taken):
        y += _APART
    taken.append(y)
    return y


def _middle(period: Period) -> float:
    return period.start + period.length / 2


def _marks(claims: Sequence[tuple[int, Verdict, Period]], across: Scale, up: Scale) -> Iterator[Mark]:
    """The claims; those of one period stand side by side."""
    seen: dict[float, int] = {}
    for number, verdict, period in claims:
        x = across.at(_middle(period))
        seen[x] = seen.get(x, -1) + 1
        ends = (
            _TOP if verdict.high is None else up.at(verdict.high),
            HEIGHT - _BOTTOM if verdict.low is None else up.at(verdict.low),
        )
        yield Mark(
            number=number,
            label=f"claim {number}: {amount(verdict.value, verdict.unit, verdict.measure != 'level')}, {verdict.verdict}",
            x=x + 9 * seen[x],
            y=up.at(verdict.value),
            top=min(ends),
            bottom=max(ends),
            open_top=verdict.high is None,
            open_bottom=verdict.low is None,
            differs=verdict.verdict not in ("consistent", "cannot be checked"),
        )


def _x_ticks(across: Scale) -> Iterator[Tick]:
    """The years, as many as fit, each in its middle."""
    first, last = math.ceil(across.low / 12), math.floor((across.high - 1) / 12)
    step = max(1, math.ceil((last - first + 1) / 10))
    for year in range(first, last + 1, step):
        yield Tick(across.at(min(year * 12 + 6, across.high)), f"{year:04d}")


def _tick_words(value: float, unit: str, change: bool) -> str:
    if unit != "percent":
        return amount(value, unit, change)
    return f"{value:+g}%" if change and value else f"{value:g}%"


def _described(group: Sequence[tuple[int, Verdict]], shown: dict[str, list[tuple[Period, float]]]) -> str:
    """The chart in words, for who does not see it."""
    lines = "; ".join(f"{name}: {points[0][0].iso} to {points[-1][0].iso}" for name, points in shown.items() if points)
    claims = "; ".join(f"claim {n}: {v.told}" for n, v in group)
    return f"Reported by {lines}. {claims}."
