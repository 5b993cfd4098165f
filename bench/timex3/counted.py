"""Lengths and years that a record leaves alone: "2 1/2 years", "another week", "20 more days", that of "a 1971 Convention"."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["counted", "named_years"]

_NUMBERS = {"another": 1, "an additional": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBERS |= {"eight": 8, "nine": 9, "ten": 10, "a dozen": 12, "half a dozen": 6}
_UNITS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM", "second": "TS"}
_SMALLER = {"year": "6M", "month": "15D", "day": "T12H", "hour": "30M", "minute": "30S"}
_UNIT = rf"(?P<unit>{'|'.join(_UNITS)})s?\b"
_MORE = r"(?:more|additional|full|whole|straight|consecutive|long|extra|further)"
_COUNTED = re.compile(
    rf"(?<![\w.,/-])(?:(?P<whole>\d{{1,3}}|{'|'.join(_NUMBERS)})[ -](?P<half>1/2|and (?:a|one)[ -]half)[ -]{_UNIT}"
    rf"|(?P<n>\d{{1,3}}|\d{{1,3}},\d{{3}}|{'|'.join(_NUMBERS)})(?: {_MORE})? {_UNIT.replace('<unit>', '<unit2>')})"
    r"(?![- ]old|[- ]ago\b)",
    re.I,
)
_SOME = re.compile(
    r"\bthe (?:first|last|final|early(?! hours)|closing|opening) (?P<unit>year|month|week|day|hour|minute)s\b(?! of the year)",
    re.I,
)
_OPEN = {"year": "PXY", "month": "PXM", "week": "PXW", "day": "PXD", "hour": "PTXH", "minute": "PTXM"}
_NTH_DAY = re.compile(r"\b(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) day(?= of\b)", re.I)
_YEAR = re.compile(r"(?<=[a-z’'] )(?<!\bNo )(?:1[89]|20)\d\d(?= [A-Z][a-z])")
_SHORT = re.compile(r"(?<=[a-z] )['’][3-9]\d(?![\w’'])")


def counted(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Stretches with type and value."""
    for match in _COUNTED.finditer(text):
        unit = (match["unit"] or match["unit2"]).lower()
        number = _number(match["whole"] or match["n"])
        if match["half"] and unit in _SMALLER:
            yield match.start(), match.end(), "DURATION", _length(unit, number) + _SMALLER[unit]
        elif not match["half"]:
            yield match.start(), match.end(), "DURATION", _length(unit, number)
    for match in _SOME.finditer(text):
        yield match.start(), match.end(), "DURATION", _OPEN[match["unit"].lower()]
    for match in _NTH_DAY.finditer(text):
        yield match.start(), match.end(), "DATE", "@day"


def named_years(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Years before a name ("a 1971 Convention"), which belong to it in a record."""
    for match in _YEAR.finditer(text):
        yield match.start(), match.end(), "DATE", match[0]
    for match in _SHORT.finditer(text):
        yield match.start(), match.end(), "DATE", f"19{match[0][1:]}"


def _number(words: str) -> int:
    plain = words.replace(",", "").lower()
    return int(plain) if plain.isdigit() else _NUMBERS[plain]


def _length(unit: str, count: int) -> str:
    letters = _UNITS[unit]
    return f"P{letters[:-1]}{count}{letters[-1]}"
