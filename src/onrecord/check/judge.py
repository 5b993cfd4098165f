"""The verdict on a figure: what reporters have for it, and in what it differs.

With each reporter the claim is consistent, or differs in direction, in period or in magnitude, in this order: a direction
differs where the reported sign is the other one; a period differs where the same reporter has, for a neighbouring period, what
is claimed. Over several reporters the mildest verdict stands, and all are shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.check.claims import Claim
from onrecord.check.periods import Period
from onrecord.check.series import Line, Series
from onrecord.check.verdicts import Kind, Point, Reported

__all__ = ["mildest", "reported_by_series", "verdict_of", "why_not"]

_ORDER: tuple[Kind, ...] = ("consistent", "period differs", "magnitude differs", "direction differs")
_YEARS_AROUND = (-1, 1)
_STILL = 0.05
"""A growth nearer to nothing than this, in percent, has no direction."""


def verdict_of(claim: Claim, value: float, around: Sequence[float] = ()) -> Kind:
    """The verdict on a claim by one value; ``around`` holds what is reported for neighbouring periods."""
    if claim.holds(value):
        return "consistent"
    opposed = claim.signed and claim.measure != "level" and value * claim.value < 0 and abs(value) >= _STILL
    if opposed and claim.holds(-value):
        return "direction differs"
    if any(claim.holds(v) for v in around) and claim.low is not None and claim.high is not None:
        return "period differs"
    return "direction differs" if opposed else "magnitude differs"


def mildest(found: Sequence[Reported]) -> Kind:
    """The verdict over several reporters."""
    return min((r.verdict for r in found), key=_ORDER.index)


def reported_by_series(claim: Claim, series: Series, names: dict[str | None, str]) -> tuple[Reported, ...]:
    """What each reporter of a series has for a claim whose indicator, subject and period are known, by the reporters' names."""
    figure, period, baseline = claim.figure, claim.period, claim.baseline
    if period is None or baseline is None or figure.indicator is None or figure.subject is None:
        return ()
    found: list[Reported] = []
    for line in series.lines(figure.indicator, figure.subject):
        measured = _measured(claim, line, period, baseline)
        if measured is None or not _same_unit(claim, line):
            continue
        value, level, before = measured
        nearby = [_measured(claim, line, period.shifted(y), baseline.shifted(y)) for y in _YEARS_AROUND]
        found.append(
            Reported(
                reporter=line.reporter,
                name=names.get(line.reporter, line.reporter or "the series"),
                period=period.iso,
                value=value,
                unit=claim.unit,
                verdict=verdict_of(claim, value, [m[0] for m in nearby if m is not None]),
                level=level,
                before=before,
                history=_history(claim, line, period),
            )
        )
    return tuple(sorted(found, key=lambda r: r.name))


def _measured(claim: Claim, line: Line, period: Period, baseline: Period) -> tuple[float, float | None, float | None] | None:
    """A reporter's value in the claim's terms, with the levels that it was computed from."""
    if claim.measure == "growth":
        return line.growth_at(period, baseline)
    now = line.at(period)
    if now is None or (line.growth and claim.measure == "difference"):
        return None
    if claim.measure == "level":
        return now, None, None
    before = line.at(baseline)
    return None if before is None else (now - before, now, before)


def _same_unit(claim: Claim, line: Line) -> bool:
    """A growth has no unit; a level must be told in that of the series, where that has one."""
    if claim.measure == "growth":
        return True
    if claim.figure.kind == "points":
        return line.growth or line.unit in ("percent", "%")
    if line.growth:
        return claim.unit == "percent"
    return line.unit is None or line.unit.casefold() == claim.unit.casefold()


def _history(claim: Claim, line: Line, period: Period) -> tuple[Point, ...]:
    points: list[Point] = []
    for at in line.periods(period.length):
        measured = _measured(claim, line, at, at.before())
        if measured is not None:
            points.append(Point(at.iso, round(measured[0], 6)))
    return tuple(points)


def why_not(claim: Claim, series: Series) -> str:
    """Why a claim cannot be checked against a series."""
    figure = claim.figure
    if figure.indicator is None:
        return "the text names no indicator that is known"
    subjects = series.subjects(figure.indicator)
    if not subjects:
        return f"the series has nothing on {figure.indicator}"
    if figure.subject is None:
        return "the text does not say of whom it is told"
    lines = series.lines(figure.indicator, figure.subject)
    if not lines:
        return f"the series has no {figure.indicator} of {figure.subject}"
    if claim.period is None:
        return _why_no_period(claim)
    if not any(_same_unit(claim, line) for line in lines):
        units = sorted({line.unit or "no unit" for line in lines})
        return f"it is told in {figure.unit}, the series in {' and '.join(units)}"
    return _why_not_then(claim, claim.period, lines)


def _why_no_period(claim: Claim) -> str:
    if claim.figure.period is None:
        return "the text does not say of which period"
    return f"the period {claim.figure.period} is not one of whole months of a known year"


def _why_not_then(claim: Claim, period: Period, lines: Sequence[Line]) -> str:
    last = max(p for line in lines for p in line.values)
    first = min(p for line in lines for p in line.values)
    if period.end > last.end:
        return f"the series ends with {last.iso}, the claim is of {period.iso}"
    if period.start < first.start:
        return f"the series begins with {first.iso}, the claim is of {period.iso}"
    return f"the series has no observation for {period.iso}, or none to compare it with"
