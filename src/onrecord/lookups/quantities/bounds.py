"""Words that bound a number: "about", "more than", "up to", "or more"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onrecord.model import Bound

__all__ = ["Bounds"]

_REACH = 64
_LONGEST = 6
_MOST_BETWEEN = 3
_SPACE = re.compile(r"[^\S\n]{0,3}")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+){0,3}|[^\w\s]")
_NOT_A_BOUND = re.compile(r"[^\S\n]{1,3}(?:\w{2,12}ly|than)\b")


class Bounds:
    """The bounding words of a language, by its tables ``bounds``, ``bounds_after`` and ``transparent``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._before = {w: _bound(name) for name, words in table["bounds"].items() for w in words}
        self._after = {w: _bound(name) for name, words in table["bounds_after"].items() for w in words}
        self._clear = frozenset(table["transparent"]["words"])
        starting = "|".join(re.escape(w) for w in sorted(self._after, key=lambda w: (-len(w), w)))
        anew = "|".join(re.escape(w) for w in table["bounds_else"]["before"])
        self._anew = re.compile(rf"[^\S\n]{{1,3}}(?:[\d$€£]|(?:{anew})\b)", re.I)
        self._starting = re.compile(rf"({starting})(?!\w)", re.I)

    def before(self, text: str, at: int, floor: int = 0) -> tuple[int, Bound] | None:
        """The bound whose words end before a quantity that starts at ``at``, and where they start.

        Of two bounds in a row the outer one counts ("at least about"), unless it only stresses ("only about").
        """
        words = list(_WORD.finditer(text, max(floor, at - _REACH), at))
        found: tuple[int, Bound] | None = None
        passed = 0
        while words and passed <= _MOST_BETWEEN:
            size = self._phrase(words)
            if size:
                bound = self._before[_joined(words[-size:])]
                if found is None or bound != "exact":
                    found = words[-size].start(), bound
                del words[-size:]
            elif words[-1][0].lower() in self._clear:
                words.pop()
                passed += 1
            else:
                break
        return found

    def _phrase(self, words: list[re.Match[str]]) -> int:
        """How many of the last words are a bounding phrase; 0 for none."""
        return next((n for n in range(min(_LONGEST, len(words)), 0, -1) if _joined(words[-n:]) in self._before), 0)

    def after(self, text: str, at: int) -> tuple[int, Bound] | None:
        """The bound whose words follow a quantity that ends at ``at``, and where they end."""
        space = _SPACE.match(text, at)
        match = self._starting.match(text, space.end() if space else at)
        if match is None or _NOT_A_BOUND.match(text, match.end()) or self._anew.match(text, match.end()):
            return None
        return match.end(), self._after[match[1].lower()]


def _joined(words: list[re.Match[str]]) -> str:
    return " ".join(w[0].lower() for w in words)


def _bound(name: str) -> Bound:
    known: Mapping[str, Bound] = {
        "exact": "exact",
        "approx": "approx",
        "over": "over",
        "under": "under",
        "at_least": "at_least",
        "at_most": "at_most",
    }
    return known[name]
