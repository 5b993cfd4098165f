"""Numbers that a unit is written close to, which records leave out as codes: "640bhp", "5-10W"; and scores, "2-0"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.newsquant.units import Named, close_units

__all__ = ["Glued", "glued"]

_SCORE = re.compile(r"(?<![\w.,/-])(?P<low>\d{1,2})-(?P<high>\d{1,2})(?![\w%/-]|\.\d)")
_STERLING = re.compile(r"\bPS(?P<number>\d{1,4}(?:[.,]\d{1,3}){0,3})(?P<scale>m|bn|k)?\b")
_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9}


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
        high = float(match["number"])
        low = float(match["low"]) if match["low"] else high
        yield Glued(
            match.start(), match.end(), min(low, high), max(low, high), Named(names[match["unit"]], match["unit"], match.end())
        )
    for match in _STERLING.finditer(text):
        value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1.0)
        yield Glued(match.start(), match.end(), value, value, Named("pound sterling", "PS", match.end()))
    for match in _SCORE.finditer(text):
        ends = sorted((float(match["low"]), float(match["high"])))
        yield Glued(match.start(), match.end(), ends[0], ends[1], Named("-", "-", match.end()))
