"""What is said of a verdict in words, the same in a table and on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.check import amount
from onrecord.export.words import amount_words, date_words, figure_words, person_words, stated_and_inferred

if TYPE_CHECKING:
    from onrecord.check import Reported, Verdict

__all__ = ["claim_words", "claimant_words", "indicator_words", "period_words", "reported_words", "tolerance_words"]


def claimant_words(verdict: Verdict) -> str:
    """Who claims the figure."""
    return person_words(verdict.figure.claimant) if verdict.figure.claimant else "the publisher"


def indicator_words(verdict: Verdict) -> str:
    """What is measured, of whom."""
    return figure_words(verdict.figure) or "a quantity of which the text names no indicator"


def period_words(verdict: Verdict) -> str:
    """The period of a claim, with what was inferred told from what is stated."""
    return stated_and_inferred(verdict.figure.period, verdict.figure.period_inferred) or "no period stated"


def claim_words(verdict: Verdict) -> str:
    """A claim on one line: what, how much, when."""
    return f"{indicator_words(verdict)}: {amount_words(verdict.figure)}, {period_words(verdict)}"


def tolerance_words(verdict: Verdict) -> str:
    """The values that agree with a claim."""
    low, high, unit = verdict.low, verdict.high, verdict.unit
    change = verdict.measure != "level"
    if low is not None and high is not None:
        return f"{_bound(low, unit, change)} to {_bound(high, unit, change)}"
    if low is not None:
        return f"{_bound(low, unit, change)} and above"
    return f"{_bound(high, unit, change)} and below" if high is not None else "any value"


def _bound(value: float, unit: str, change: bool) -> str:
    if unit != "percent":
        return amount(value, unit, change)
    return f"{value:+.2f}%" if change else f"{value:.2f}%"


def reported_words(verdict: Verdict, reported: Reported) -> str:
    """What one reporter has, without its name: "-16.9% (35.7 billion to 29.67 billion)"."""
    change = verdict.measure != "level"
    words = amount(reported.value, reported.unit, change)
    if reported.before is not None and reported.level is not None:
        unit = "" if verdict.measure == "growth" else reported.unit
        words += f" ({amount(reported.before, unit, False).strip()} to {amount(reported.level, unit, False).strip()})"
    if reported.source:
        words += f" in {reported.source}"
    if reported.period and reported.period != verdict.period:
        words += f", for {date_words(reported.period)}"
    return words
