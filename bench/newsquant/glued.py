"""Numbers that a unit is written close to, which records leave out as codes: "640bhp", "5-10W"; and scores, "2-0"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.newsquant.units import Named, close_units, has_unit, unit_after

__all__ = ["Glued", "glued"]

_SCORE = re.compile(r"(?<![\w.,/-])(?P<low>\d{1,2})-(?P<high>\d{1,2})(?![\w%/-]|\.\d)")
_PREFIX = {"PS": "pound sterling", "RM": "malaysian ringgit", "USD": "dollar", "EUR": "euro", "Y=": "japanese yen"}
_PREFIXED = re.compile(
    rf"(?<!\w)(?P<mark>{'|'.join(_PREFIX)})(?P<number>\d{{1,4}}(?:[.,]\d{{1,3}}){{0,4}})\s?(?P<scale>m|bn|k|million|billion)?\b"
)
_MINUS = re.compile(r"(?:(?<!\bor )\bminus[\s-]|(?P<mark>\$)-)(?P<number>\d{1,9}(?:\.\d{1,4})?)(?P<scale>m|bn)?(?!\d)", re.I)
_FRACTION = re.compile(r"(?<![\w./])(?P<above>\d{1,3})[/⁄](?P<below>\d{1,3})(?![\w/]) of (?:an? )?(?:US )?(?P<unit>[a-z]+)")
_NO_SECONDS = re.compile(r"(?:\b(?:1[5-9]|20)\d\ds|\b[A-Z][a-z]{1,20} \d{1,2}s)$")
_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "million": 1e6, "billion": 1e9}


@dataclass(frozen=True, slots=True)
class Glued:
    """A number, or the two ends of a range, at ``[start, end)`` with its unit."""

    start: int
    end: int
    low: float
    high: float
    unit: Named


def glued(text: str) -> Iterator[Glued]:
    """All of them, by kind."""
    pattern, names = close_units()
    for match in pattern.finditer(text):
        if _NO_SECONDS.search(text, 0, match.end()):
            continue
        high = float(match["number"])
        low = float(match["low"]) if match["low"] else high
        yield Glued(
            match.start(), match.end(), min(low, high), max(low, high), Named(names[match["unit"]], match["unit"], match.end())
        )
    yield from _money(text)
    yield from _below_nothing(text)
    for match in _FRACTION.finditer(text):
        value = float(match["above"]) / max(1.0, float(match["below"]))
        yield Glued(match.start(), match.end(), value, value, Named(match["unit"], match["unit"], match.end()))
    for match in _SCORE.finditer(text):
        if has_unit(text, match.end()) or match["low"] == match["high"]:
            continue
        ends = sorted((float(match["low"]), float(match["high"])))
        yield Glued(match.start(), match.end(), ends[0], ends[1], Named("-", "-", match.end()))


def _money(text: str) -> Iterator[Glued]:
    """Sums after letters that stand for a currency."""
    for match in _PREFIXED.finditer(text):
        value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
        yield Glued(match.start(), match.end(), value, value, Named(_PREFIX[match["mark"]], match["mark"], match.end()))


def _below_nothing(text: str) -> Iterator[Glued]:
    """Numbers below nothing: "minus 130 degrees", "$-50.8bn"."""
    for match in _MINUS.finditer(text):
        value = -float(match["number"]) * _SCALES.get((match["scale"] or "").lower(), 1.0)
        unit = Named("dollar", "$", match.end()) if match["mark"] else unit_after(text, match.end())
        yield Glued(match.start(), unit.end, value, value, unit)
