"""Quantities in running text: a number with its unit, the words that bound it, and the range that it belongs to.

:func:`quantities` gives the words of a knowledge; :meth:`Quantities.find` every quantity in a stretch of text. What a
quantity says of the world (a change or a level, of what, when) is for others to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from onrecord.lookups.quantities.bounds import Bounds
from onrecord.lookups.quantities.numbers import Number, Numbers, tidy
from onrecord.lookups.quantities.units import Unit, Units
from onrecord.model import Bound
from onrecord.tables import Knowledge

__all__ = ["Quantities", "Quantity", "Unit", "quantities", "tidy"]

_TO = re.compile(r"[^\S\n]{0,3}(?:[-–—−]|to|or|through|till)[^\S\n]{0,3}")
_AND = re.compile(r"[^\S\n]{1,3}and[^\S\n]{1,3}")
_BETWEEN = re.compile(r"\bbetween[^\S\n]{1,3}$", re.I)
_FROM = re.compile(r"\bfrom[^\S\n]{1,3}$", re.I)
_OPENS = re.compile(r"\b(?:from|between)\s{1,3}(?:about\s{1,3}|around\s{1,3})?$", re.I)
_BY = re.compile(r"\bby\s{1,3}(?:[^\W\d_]{1,12}\s{1,3}){0,3}$", re.I)
_REACH = 40
_OF_SHARE = re.compile(r"\s{1,3}of\s{1,3}(?:a|one)\s{1,3}per", re.I)
_LONGEST_LINK = 12


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at ``[start, end)``, its number at ``number``, all in characters; ``lead`` is where its bounding words start.

    ``unit`` is null where none is written. ``end`` of a range: "low" or "high"; ``from_to``: a range after "from", which with
    a word of change is two levels. ``sign``: -1 or 1 where one is written before the number. ``bounded`` tells a stated bound.
    """

    start: int
    end: int
    number: tuple[int, int]
    value: float
    unit: Unit | None
    form: str
    scaled: bool
    sign: int
    bound: Bound
    lead: int
    tail: int
    side: Literal["", "low", "high"] = ""
    from_to: bool = False


class Quantities:
    """The quantities of a language. Make it with :func:`quantities`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._numbers = Numbers(table)
        self._units = Units(table)
        self._bounds = Bounds(table)
        parts = table["numbers"]
        self._half, self._and = parts["half"], parts["and"]
        self._halved = frozenset(table["multiples"]["halved"])
        self._odd = re.compile(rf"-(?:{'|'.join(map(re.escape, parts['odd']))})\b")
        self._bare = frozenset(parts["scales"])
        self._part_follows = frozenset(parts["part_follows"])
        self._part_preceded = frozenset(parts["part_preceded"])

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
        """Every quantity in ``text[start:end]``, left to right."""
        stop = len(text) if end is None else end
        numbers = [n for n in _summed(text, self._numbers.find(text, start, stop)) if self._is_number(text, n, stop)]
        found = [q for n in numbers if not _is_code(text, q := self._quantity(text, n, start, stop))]
        return [self._bounded(text, q, start) for q in self._ranged(text, found)]

    def _is_number(self, text: str, number: Number, stop: int) -> bool:
        """Whether a part is one ("a third of exports"), and no ordinal ("a third country"); a scale alone ("million") is none."""
        written = text[number.start : number.end].lower()
        if written in self._bare:
            return False
        if number.form != "part" or written in self._halved:
            return True
        if not self._has_count(written):
            return False
        before = re.search(r"([^\W\d_]+)[\s-]{1,3}$", text[max(0, number.start - 20) : number.start])
        if before and before[1].lower() == self._and:
            return False
        if before and before[1].lower() in self._part_preceded and text[number.start].lower() != "a":
            return False
        if _OF_SHARE.match(text, number.end):
            return False
        word = re.match(r"[\s-]{0,3}([^\W\d_]+)?", text[number.end : min(stop, number.end + 20)])
        return word is None or word[1] is None or word[1].lower() in self._part_follows

    def _has_count(self, part: str) -> bool:
        """Whether a part says how many: "a third", "two thirds"; only a half does without."""
        return part.startswith(self._half) or re.search(r"[\s-]", part) is not None

    def _quantity(self, text: str, number: Number, start: int, stop: int) -> Quantity:
        begin, end, unit = number.start, number.end, None
        odd = self._odd.match(text, end)
        end = odd.end() if odd else end
        mark = self._units.before(text, begin) if number.form == "digits" else None
        after = self._units.after(text, end) if number.form != "part" else None
        if mark and mark[0] >= start:
            begin, unit = mark
        if after and after[0] <= stop and (unit is None or after[1].family == "money"):
            end, unit = after
        if number.form == "part":
            unit = Unit("percent", "percent")
        if number.form == "multiple":
            unit = Unit("times", "times")
        value = tidy(number.value * unit.factor) if unit else number.value
        span = (number.start, number.end)
        bound: Bound = "approx" if odd else "exact"
        return Quantity(begin, end, span, value, unit, number.form, number.scaled, number.sign, bound, begin, end)

    def _ranged(self, text: str, found: Sequence[Quantity]) -> list[Quantity]:
        """The quantities, with those that are the two ends of a range told so; the first takes its unit from the second."""
        made = list(found)
        for index in range(len(made) - 1):
            low, high = made[index], made[index + 1]
            if low.side == "" and self._is_range(text, low, high):
                made[index : index + 2] = _pair(text, low, high)
        return made

    def _is_range(self, text: str, low: Quantity, high: Quantity) -> bool:
        between = text[low.end : high.start]
        if len(between) > _LONGEST_LINK or not _same_form(low, high):
            return False
        if _AND.fullmatch(between):
            return _BETWEEN.search(text, max(0, low.start - 12), low.start) is not None
        if _TO.fullmatch(between) is None or (low.unit is not None and _BY.search(text, max(0, low.start - _REACH), low.start)):
            return False
        if low.unit is not None and high.unit is None and between.strip().isalpha():
            # "From 5 percent to 8", but "rose 5 percent to 300,000".
            return _OPENS.search(text, max(0, low.start - _REACH), low.start) is not None
        return low.unit is None or high.unit is None or low.unit == high.unit

    def _bounded(self, text: str, quantity: Quantity, start: int) -> Quantity:
        before = self._bounds.before(text, quantity.start, start)
        after = self._bounds.after(text, quantity.end)
        lead = before[0] if before else quantity.start
        tail = after[0] if after else quantity.end
        bound = before[1] if before else after[1] if after else quantity.bound
        return replace(quantity, bound=bound if quantity.side == "" else quantity.bound, lead=lead, tail=tail)


def _summed(text: str, numbers: Iterable[Number]) -> list[Number]:
    """The numbers, with one in two scales ("1 trillion 600 billion") taken for one."""
    made: list[Number] = []
    for number in numbers:
        last = made[-1] if made else None
        if (
            last is not None
            and last.scaled
            and number.scaled
            and number.value < last.value
            and text[last.end : number.start].isspace()
        ):
            made[-1] = replace(last, end=number.end, value=tidy(last.value + number.value))
        else:
            made.append(number)
    return made


def _same_form(low: Quantity, high: Quantity) -> bool:
    """Whether two numbers are both in digits or both in words; or, where each has its unit, in either ("five percent to 20")."""
    both_counted = low.unit is not None and low.unit == high.unit
    return high.form in ("digits", "words") and low.form in ("digits", "words") and (low.form == high.form or both_counted)


def _is_code(text: str, quantity: Quantity) -> bool:
    """Whether letters follow the digits that are no unit ("130J", "3rd")."""
    after = text[quantity.number[1] : quantity.number[1] + 1]
    return after.isalpha() and quantity.end == quantity.number[1]


def _pair(text: str, low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """The two ends of a range, with the unit and the scale that only one of them has given to both."""
    unit = high.unit or low.unit
    value = low.value
    if low.unit is None and not low.scaled and unit is not None:
        value = tidy(value * unit.factor)
    if not low.scaled and high.scaled and low.value < high.value / _scale(high):
        # "$5 to $6 million"; but "$200,000 to $4 million" has its low end in full.
        value = tidy(value * _scale(high))
    from_to = _FROM.search(text, max(0, low.start - 8), low.start) is not None
    first = replace(low, value=value, unit=unit, scaled=high.scaled, side="low", bound="at_least", from_to=from_to)
    second = replace(high, unit=unit, side="high", bound="at_most", from_to=from_to)
    return (first, second) if value <= high.value or from_to else (low, high)


def _scale(quantity: Quantity) -> float:
    """The largest power of a thousand that the value holds: what its scale word stood for, as far as can be told."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if quantity.value >= scale:
            return scale
    return 1.0


def quantities(knowledge: Knowledge) -> Quantities:
    """The quantities of English, compiled once."""
    return knowledge.derived(_english)


def _english(knowledge: Knowledge) -> Quantities:
    return Quantities(knowledge.toml("languages/en/quantities.toml"))
