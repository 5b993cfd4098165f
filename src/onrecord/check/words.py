"""Verdicts in one sentence. Differences are stated, motives never."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.check.claims import Claim
from onrecord.check.verdicts import Kind, Reported

__all__ = ["amount", "told"]

_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def told(claim: Claim, kind: Kind, why: str | None, reported: Sequence[Reported]) -> str:
    """A verdict as "direction differs (reported by Belarus -16.9%, by Russia -11.0%)"."""
    if why is not None:
        return f"{kind}, because {why}"
    pieces = [_piece(claim, r, first=not n) for n, r in enumerate(reported)]
    split = len({r.verdict for r in reported}) > 1
    agreed = _agreeing(reported) if split and kind == "consistent" else ""
    return f"{kind}{agreed} ({', '.join(pieces)})"


def _agreeing(reported: Sequence[Reported]) -> str:
    names = dict.fromkeys(r.source or r.name for r in reported if r.verdict == "consistent")
    return f" with {' and '.join(names)} only"


def _piece(claim: Claim, reported: Reported, first: bool) -> str:
    verb = "claimed" if reported.source else "reported"
    change = claim.measure != "level"
    words = f"by {reported.name} {amount(reported.value, reported.unit, change)}"
    if reported.source:
        words += f" in {reported.source}"
    if claim.period is not None and reported.period and reported.period != claim.period.iso:
        words += f" for {reported.period}"
    return f"{verb} {words}" if first else words


def amount(value: float, unit: str, change: bool) -> str:
    """A value for people: "-16.9%", "29.67 billion USD"; with its sign where it is a change."""
    sign = "+" if change and value > 0 else ""
    if unit == "percent":
        return f"{sign}{value:.1f}%"
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{sign}{_plain(value / size)} {word} {unit}"
    return f"{sign}{_plain(value)} {unit}"


def _plain(value: float) -> str:
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
