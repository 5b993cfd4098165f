"""Quantities as NewsQuant counts them: an adapter over ``onrecord.lookups.quantities``.

A record holds claims about the world. NewsQuant counts more: "one solution", "two sides", durations, engine power; it gives every
quantity a normalised unit and one slot for both direction and bound. What it wants beyond a record is added here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bench.newsquant.change import SLOT, Previous, change_of
from bench.newsquant.filters import is_quantity
from bench.newsquant.glued import glued
from bench.newsquant.units import Named, has_unit_name, unit_of, vague
from onrecord.lookups.quantities import Quantity, quantities
from onrecord.lookups.timex import timex
from onrecord.tables import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Found", "extract"]

_DURATIONS = frozenset(["lastn", "ago", "vague", "months", "firstmonths"])
_UP_OR_DOWN = re.compile(r"\b(?P<way>up|down)(?:wards? by)?\s$", re.I)
_SMALL = ("cent", "point", "basis point", "cent per share", "sen", "penny")
_BRACKETS = ("(", "(US", "(or", "/", "(about")
_OPENS = re.compile(r"\b(?P<word>from|between)\s(?:[a-z]{1,12}\s){0,2}$", re.I)
_LINKS = re.compile(r"(?:\s[^\s,;]{1,20}){0,5}\s(?P<word>to|and)\s(?:[a-z]{1,12}\s){0,2}")
_PAIRS = frozenset([("from", "to"), ("between", "and")])
_BEFORE = tuple(
    (re.compile(rf"(?:{words})\s?$", re.I), bound)
    for words, bound in (
        ("[~≈]|about|around|roughly|approximately", "approx"),
        ("over|more than|above", "over"),
        ("at least", "at_least"),
        ("up to", "at_most"),
        ("under|less than|almost|nearly|below|sub-?", "under"),
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity of a sentence, at ``[start, end)``, with the two ends of a range or one value twice."""

    start: int
    end: int
    low: float
    high: float
    unit: Named
    change: str
    direction: str | None
    bound: str

    def row(self, concept: str = "-") -> dict[str, Any]:
        """As NewsQuant's lines have it."""
        value = str(self.low) if self.low == self.high else f"{self.low}-{self.high}"
        return {
            "value": value,
            "unit": self.unit.written,
            "normalized_unit": self.unit.name,
            "change": self.change,
            "concept": concept,
            "start": self.start,
            "end": self.end,
            "direction": self.direction,
            "bound": self.bound,
        }


def extract(doc: Doc) -> list[Found]:
    """The quantities of a parsed sentence, left to right."""
    text = doc.text
    found = list(_chosen(doc))
    made, previous = [], None
    for i in range(len(found)):
        if not (found[i].side == "high" and i and found[i - 1].side == "low"):
            each, previous = _made(doc, found, i, previous)
            made.append(each)
    for close in glued(text):
        bound = _bound_before(text, close.start)
        made = [f for f in made if not (close.start <= f.start < close.end)]
        told = _UP_OR_DOWN.search(text, max(0, close.start - 14), close.start)
        direction = told["way"].lower() if told else None
        slot = direction if direction and SLOT[bound] in "=<" else SLOT[bound]
        made.append(Found(close.start, close.end, close.low, close.high, close.unit, slot, direction, bound))
    taken = [(f.start, f.end) for f in made]
    for start, end, low, high in vague(text):
        if not any(a < end and start < b for a, b in taken):
            unit = unit_of(doc, start, end, None)
            made.append(Found(start, end, low, high, unit, "=", None, "exact"))
    return _carried(text, _joined(text, sorted(made, key=lambda f: f.start)))


def _joined(text: str, found: Sequence[Found]) -> list[Found]:
    """Two quantities of one unit after "from ... to" or "between ... and" are one range."""
    made: list[Found] = []
    for f in found:
        before = made[-1] if made else None
        if before is not None and before.low == before.high and f.low == f.high and _is_joined(text, before, f):
            low, high = sorted((before.low, f.high))
            unit = f.unit if before.unit.name == "-" else before.unit
            made[-1] = replace(before, end=f.end, low=low, high=high, unit=unit)
        else:
            made.append(f)
    return made


def _is_joined(text: str, first: Found, second: Found) -> bool:
    if first.unit.name != second.unit.name and "-" not in (first.unit.name, second.unit.name):
        return False
    opening = _OPENS.search(text, max(0, first.start - 30), first.start)
    link = _LINKS.fullmatch(text, first.end, second.start)
    return opening is not None and link is not None and (opening["word"].lower(), link["word"].lower()) in _PAIRS


def _carried(text: str, found: Sequence[Found]) -> list[Found]:
    """A quantity in brackets tells the one before it in another unit, and so has its change."""
    made: list[Found] = []
    for f in found:
        before = made[-1] if made else None
        between = text[before.end : f.start].strip() if before else ""
        is_other = before is not None and between in _BRACKETS and before.unit.name != f.unit.name
        if before is not None and is_other and f.change == "=":
            f = replace(f, change=before.change, direction=before.direction, bound=before.bound)
        made.append(f)
    return made


def _bound_before(text: str, start: int) -> str:
    """The bound of words or marks right before a number that records leave out."""
    return next((bound for pattern, bound in _BEFORE if pattern.search(text, max(0, start - 24), start)), "exact")


@lru_cache(maxsize=1)
def _tools() -> tuple[Any, Any]:
    return quantities(load()), timex(load())


def _chosen(doc: Doc) -> Iterator[Quantity]:
    numbers, times = _tools()
    text = doc.text
    blocked = [(e.start, e.end) for e in times.find(text) if e.kind == "date" and e.reads not in _DURATIONS]
    for quantity in numbers.find(text):
        start, end = quantity.number
        if not any(a < end and start < b for a, b in blocked) and is_quantity(doc, quantity):
            yield quantity


def _made(doc: Doc, found: Sequence[Quantity], index: int, previous: Previous) -> tuple[Found, Previous]:
    first = found[index]
    last = found[index + 1] if first.side == "low" and index + 1 < len(found) and found[index + 1].side == "high" else first
    unit = unit_of(doc, first.start, last.number[1], last)
    low, high = sorted((_value(first), _value(last)))
    change, direction, bound, told = change_of(doc, first, last, _family(first, last, unit), previous)
    return Found(first.start, max(last.end, unit.end), low, high, unit, change, direction, bound), told


def _family(first: Quantity, last: Quantity, unit: Named) -> str:
    """What the trend is asked of: points and cents change like shares, other measures like sums."""
    if first.unit is not None or last.unit is not None:
        return str((first.unit or last.unit).family)  # type: ignore[union-attr]
    if unit.name in _SMALL:
        return "percent"
    return "count" if unit.name == "-" or unit.end == last.end else "measure" if has_unit_name(unit.name) else "count"


def _value(quantity: Quantity) -> float:
    """The number as it is written: a unit's factor taken out again, a part as a fraction."""
    if quantity.form == "part":
        return float(Fraction(quantity.value / 100).limit_denominator(10))
    factor = quantity.unit.factor if quantity.unit else 1.0
    return float(f"{quantity.value / factor:.12g}")
