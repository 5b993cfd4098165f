"""Units of quantities: shares, currencies, measures; by the marks before a number and the words after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.lookups.phrases import Phrases

__all__ = ["Family", "Unit", "Units"]

Family = Literal["percent", "points", "money", "measure", "times"]
_FAMILIES: Mapping[str, Family] = {"percent": "percent", "times": "times"}
_LONGEST_MARK = 8
_SPACE = re.compile(r"[^\S\n]{0,3}(?:-(?=[^\W\d_])|\[(?=[^\W\d_]))?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the record names it, its family, and the factor from the unit written to it."""

    name: str
    family: Family
    factor: float = 1.0


class Units:
    """The units of a language, by its tables ``units``, ``measures`` and ``currencies`` in ``quantities.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._marks: dict[str, Unit] = {}
        for entry in table["currencies"]:
            for mark in entry["marks"]:
                self._marks[mark] = Unit(entry["code"], "money")
        either = "|".join(re.escape(m) for m in sorted(self._marks, key=lambda m: (-len(m), m)))
        self._before = re.compile(rf"(?<![\w$€£¥])({either})[^\S\n]{{0,2}}$")
        self._after_mark = re.compile(rf"({either}|%)(?!\w)")
        self._words: Phrases[Unit] = Phrases(_named(table), ignore_case=True)

    def before(self, text: str, at: int) -> tuple[int, Unit] | None:
        """The currency written before a number that starts at ``at``, and where it starts."""
        match = self._before.search(text, max(0, at - _LONGEST_MARK), at)
        return (match.start(), self._marks[match[1]]) if match else None

    def after(self, text: str, at: int) -> tuple[int, Unit] | None:
        """The unit written after a number that ends at ``at``, and where it ends."""
        space = _SPACE.match(text, at)
        begin = space.end() if space else at
        mark = self._after_mark.match(text, begin)
        if mark:
            return mark.end(), Unit("percent", "percent") if mark[1] == "%" else self._marks[mark[1]]
        if begin == at and text[at : at + 1].isalnum() and text[at - 1 : at].isalpha():
            return None
        return self._words.match(text, begin) if text[begin : begin + 1].isalnum() or text[begin : begin + 1] == "°" else None


def _named(table: Mapping[str, Any]) -> Iterator[tuple[str, Unit]]:
    """Every word for a unit, the longer names of a currency with it."""
    for name, words in table["units"].items():
        for word in words:
            yield word, Unit(name, _FAMILIES.get(name, "points"))
    for entry in table["measures"]:
        for word in entry["words"]:
            if word[0].isalnum():
                yield word, Unit(entry["unit"], "measure", float(entry.get("factor", 1.0)))
    for entry in table["currencies"]:
        for word in entry["words"]:
            yield word, Unit(entry["code"], "money")
