"""Charts as the geometry of SVGs that the templates draw: points with their bounds over series, and bars by year.

No colour is set here: the style sheet has them, so that a chart is right in light, dark and print.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.export.scales import Scale, Tick, round_steps

__all__ = ["Bar", "Bars", "Plot", "PlotLine", "PlotPoint", "Point", "Series", "bars", "by_year", "plot"]

WIDTH = 720
_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 300, 58, 172, 14, 30
_BARS_HEIGHT, _BARS_BOTTOM = 150, 26
_MOST_LABELS = 12
_APART = 16
_WIDEST = 44
_STYLES = 4
_ROOM = 0.1


@dataclass(frozen=True, slots=True)
class Point:
    """A claim to be drawn: ``at`` in years (2020.5), its value, the ends that its bound leaves (null: open), whose, its link."""

    at: float
    value: float
    low: float | None
    high: float | None
    who: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    """A reporter's series to be drawn: years and values."""

    name: str
    values: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A series as a polyline, with the place of its name."""

    name: str
    points: str
    label_y: float
    style: int


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A claim's place, the ends of its bound, and which of them are open."""

    x: float
    y: float
    top: float
    bottom: float
    open_top: bool
    open_bottom: bool
    style: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Points over series."""

    points: tuple[PlotPoint, ...]
    lines: tuple[PlotLine, ...]
    claimants: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero: float | None
    width: int = WIDTH
    height: int = _HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = _HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class Bar:
    """A year's bar."""

    x: float
    y: float
    width: float
    height: float
    name: str
    count: int
    label: str
    tick: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from a common zero."""

    bars: tuple[Bar, ...]
    y_ticks: tuple[Tick, ...]
    width: int = WIDTH
    height: int = _BARS_HEIGHT
    left: int = 34
    bottom: int = _BARS_HEIGHT - _BARS_BOTTOM


def plot(points: Sequence[Point], series: Sequence[Series], unit: str) -> Plot | None:
    """Claims over series; nothing where there is no claim. ``unit`` is written at the values of the axis, as ``%``."""
    if not points:
        return None
    years = [p.at for p in points] + [x for s in series for x, _ in s.values]
    values = [0.0] + [v for p in points for v in (p.value, p.low, p.high) if v is not None]
    values += [y for s in series for _, y in s.values]
    first, last = math.floor(min(years)), math.ceil(max(years) + 0.01)
    room = _ROOM * ((max(values) - min(values)) or 1.0)
    low, high = min(values) - (room if min(values) < 0 else 0), max(values) + room

    across = Scale(first, last, _LEFT, WIDTH - _RIGHT).at
    up = Scale(low, high, _HEIGHT - _BOTTOM, _TOP).at
    who = _styles(points)
    lines = tuple(
        PlotLine(
            s.name,
            " ".join(f"{across(x)},{up(y)}" for x, y in s.values),
            _TOP + 14 + _APART * (n + len(set(who.values()))) + 10,
            n,
        )
        for n, s in enumerate(s for s in series if s.values)
    )
    return Plot(
        points=tuple(_placed(p, across(p.at), up, who[p.who]) for p in points),
        lines=lines,
        claimants=tuple(Tick(_TOP + 14 + _APART * n, name) for n, name in enumerate(_legend(who))),
        x_ticks=tuple(Tick(across(y + 0.5), str(y)) for y in _thinned(range(first, last))),
        y_ticks=tuple(Tick(up(v), f"{v:+g}{unit}" if unit == "%" and v else _short(v) + unit) for v in round_steps(low, high)),
        zero=up(0) if low < 0 < high else None,
    )


def _styles(points: Sequence[Point]) -> dict[str, int]:
    """A style for each claimant: of its own for those with most claims, one for all others."""
    ranked = [name for name, _ in Counter(p.who for p in points).most_common()]
    return {name: min(n, _STYLES - 1) if len(ranked) > _STYLES else n for n, name in enumerate(ranked)}


def _legend(styles: dict[str, int]) -> list[str]:
    names: dict[int, list[str]] = {}
    for name, style in styles.items():
        names.setdefault(style, []).append(name)
    return [of[0] if len(of) == 1 else f"{len(of)} others" for _, of in sorted(names.items())]


def _short(value: float) -> str:
    """A value of an axis, large ones in millions and billions."""
    for size, word in ((1e12, "trn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:g} {word}"
    return f"{value:g}"


def _placed(point: Point, x: float, up: Callable[[float], float], style: int) -> PlotPoint:
    top = _TOP if point.high is None else up(point.high)
    bottom = _HEIGHT - _BOTTOM if point.low is None else up(point.low)
    return PlotPoint(x, up(point.value), top, bottom, point.high is None, point.low is None, style % 4, point.label, point.href)


def _thinned(years: Sequence[int]) -> Sequence[int]:
    return years[:: max(1, math.ceil(len(years) / _MOST_LABELS))]


def bars(counts: Sequence[tuple[str, int, str | None]], what: str) -> Bars | None:
    """A bar for each (name, count, address); nothing where there are fewer than two. ``what`` is counted, as ``meetings``."""
    if len(counts) < 2 or not any(n for _, n, _ in counts):
        return None
    most = max(n for _, n, _ in counts)
    step = (WIDTH - 34) / len(counts)
    wide = min(step * 0.72, _WIDEST)
    every = max(1, math.ceil(len(counts) / _MOST_LABELS))
    floor = _BARS_HEIGHT - _BARS_BOTTOM

    def height(count: float) -> float:
        return round(count / most * (floor - 12), 1)

    drawn = tuple(
        Bar(
            round(34 + i * step + (step - wide) / 2, 1),
            round(floor - height(n), 1),
            round(wide, 1),
            height(n),
            name,
            n,
            f"{name}: {n} {what}",
            name if i % every == 0 else "",
            href,
        )
        for i, (name, n, href) in enumerate(counts)
    )
    ticks = [v for v in round_steps(0, most) if v == int(v)]
    return Bars(drawn, tuple(Tick(round(floor - height(v), 1), f"{v:g}") for v in ticks))


def by_year(counts: Mapping[str | None, int], what: str, address: Callable[[str], str]) -> Bars | None:
    """A bar for each year from the first to the last, so that an empty one shows as one; each leads to its ``address``."""
    years = [int(y) for y in counts if y and y.isdigit()]
    shown = map(str, range(min(years), max(years) + 1)) if years else ()
    return bars([(year, counts.get(year, 0), address(year)) for year in shown], what)
