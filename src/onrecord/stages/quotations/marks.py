"""Quotation marks and what their neighbours say of them: what it costs to read a mark as opening, closing or neither.

Costs are small numbers by judgement: 0 for what is regular, about 1 for what is allowed, 3 and more for an error.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Literal

__all__ = ["Family", "Mark", "marks_of"]

Family = Literal["double", "single"]

_DOUBLE = '"“”„‟«»″「」『』《》＂'
_SINGLE = "'‘’‚‛‹›`"
_FIND = re.compile(rf"''|[{_DOUBLE}{_SINGLE}]")
_OPENING = frozenset("“„‟«‘‚‛‹「『《")
_CLOSING = frozenset("”»’›」』》")
_BEFORE_OPENING = frozenset("([{<—–-/…|*_=") | _OPENING | frozenset("\"'")
_AFTER_CLOSING = frozenset(".,;:!?)]}>—–-/…|*_") | _CLOSING | frozenset("\"'")
_LOOSE_BEFORE = frozenset(".,;:!?")
_WORD = re.compile(r"[^\W\d_]{1,8}")
_NEVER = 9.0
# A curly mark against its form: where its neighbours leave no doubt (”so“ is common), and elsewhere.
_TURNED = 1.5
_AGAINST = 3.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at ``[start, end)`` and the costs of its three readings."""

    start: int
    end: int
    family: Family
    opening: float
    closing: float
    neither: float


def marks_of(text: str, start: int, end: int, elisions: Set[str]) -> list[Mark]:
    """The marks of a paragraph, apostrophes inside words left out."""
    found: list[Mark] = []
    german, turned = _habits(text, start, end)
    for match in _FIND.finditer(text, start, end):
        at, stop = match.span()
        left = text[at - 1] if at > start else " "
        right = text[stop] if stop < end else " "
        glyph = match[0]
        if glyph == "''" or glyph in _DOUBLE:
            found.append(_double(glyph, at, stop, left, right, german, turned))
        elif not (left.isalnum() and right.isalnum()) and left != "\\":
            found.append(_single(glyph, at, left, right, text[stop : stop + 9], elisions))
    return found


def _habits(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether “ closes („so“) and whether guillemets point inwards (»so«), in this paragraph."""
    low = text.find("„", start, end)
    left, right = text.find("«", start, end), text.find("»", start, end)
    return low >= 0, 0 <= right < left and (right == start or not text[right - 1].isalnum())


def _double(glyph: str, at: int, end: int, left: str, right: str, german: bool, turned: bool) -> Mark:
    opening, closing = _by_neighbours(left, right)
    nominal = _nominal(glyph, german, turned)
    if nominal == "opening":
        closing += _TURNED if closing == 0 else _AGAINST
    elif nominal == "closing":
        opening += _TURNED if opening == 0 else _AGAINST
    straight = nominal is None
    inches = straight and left.isdigit() and not right.isalpha()
    return Mark(at, end, "double", opening, closing, 1.0 if inches else 4.5)


def _nominal(glyph: str, german: bool, turned: bool) -> Literal["opening", "closing"] | None:
    if german and glyph in "“‘":
        return "closing"
    if turned and glyph in "«»":
        return "closing" if glyph == "«" else "opening"
    if glyph in _OPENING:
        return "opening"
    return "closing" if glyph in _CLOSING else None


def _by_neighbours(left: str, right: str) -> tuple[float, float]:
    """Costs of opening and closing by the characters on both sides."""
    before = left.isspace() or left in _BEFORE_OPENING
    after = right.isspace() or right in _AFTER_CLOSING
    if before and after:
        return (3.0, 3.0) if left.isspace() and right.isspace() else (1.5 + right.isspace(), 1.5 + left.isspace())
    if before:
        return 0.0, 5.0
    if after:
        return 5.0, 0.0
    return (0.8, 1.2) if left in _LOOSE_BEFORE and right.isupper() else (1.5, 1.5)


def _single(glyph: str, at: int, left: str, right: str, following: str, elisions: Set[str]) -> Mark:
    opening, closing = _by_neighbours(left, right)
    if glyph in "‘‚‛‹":
        return Mark(at, at + 1, "single", opening, closing + 3, _elided(following, elisions, 3.5))
    if glyph in "’›":
        opening += 3
    if closing > opening:
        return Mark(at, at + 1, "single", opening + 1, closing, _elided(following, elisions, 2.0))
    if left in "sS":
        neither = 0.2
    elif left.isalnum():
        neither = 1.2
    else:
        neither = 3.0
    return Mark(at, at + 1, "single", min(opening + 1, _NEVER), closing + 0.5, neither)


def _elided(following: str, elisions: Set[str], otherwise: float) -> float:
    """The cost of an apostrophe before a word: none in "'em" and "'90s"."""
    word = _WORD.match(following)
    if word is not None and word[0].casefold() in elisions:
        return 0.1
    return 0.1 if following[:2].isdigit() and following[2:3] in ("s", " ", "") else otherwise
