"""What the comparison knows of the language: strength of cues, courtesies, narration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from onrecord.comparison.words import Words
from onrecord.tables import Knowledge

__all__ = ["SCALE", "Lexicon"]

SCALE = ("discuss", "note", "stress", "agree", "bind")
"""From the weakest to the strongest; ``comparison.toml`` says which cues stand where."""

_LEAST = 2
_LEAST_SPOKEN = 4
_LEAST_NARRATION = 3


class Lexicon:
    """The tables of ``languages/en/comparison.toml``. Make it with ``knowledge.derived(Lexicon)``."""

    def __init__(self, knowledge: Knowledge) -> None:
        table = knowledge.toml("languages/en/comparison.toml")
        strength = table["strength"]
        self.words = knowledge.derived(Words)
        self._levels = [(SCALE.index(name), _starting(strength[name])) for name in SCALE]
        self._acts = {act: SCALE.index(name) for act, name in strength["acts"].items()}
        self._hope = _whole(strength["hope"]["words"])
        self._opening = _starting(table["courtesy"]["openings"])
        self.turns = {name: _starting(words) for name, words in table["turns"].items()}
        self._page = re.compile("|".join(_pattern(w) for w in table["narration"]["leave_out"]), re.IGNORECASE)

    def level(self, cue: str | None, act: str | None) -> int | None:
        """The place of a cue on the scale, the strongest where it has several words; else that of the act."""
        found = [level for level, pattern in self._levels for word in (cue or "").split() if pattern.match(word)]
        return max(found) if found else self._acts.get(act or "")

    def hoped(self, text: str) -> bool:
        """Whether a text gives a hope or a wish rather than a fact."""
        return self._hope.search(text) is not None

    def empty(self, text: str, terms: Sequence[str], kind: str) -> bool:
        """Whether a piece of speech has no matter: a word or two, or a courtesy alone."""
        if any(t.startswith("#") for t in terms):
            return False
        if kind != "direct":
            return not terms and len(text.split()) <= _LEAST
        return len(text.split()) < _LEAST_SPOKEN or (len(set(terms)) <= _LEAST and self._opening.match(text.strip()) is not None)

    def tells(self, text: str, terms: Sequence[str]) -> bool:
        """Whether a sentence of narration tells something of the talks."""
        return (
            len(set(terms)) >= _LEAST_NARRATION and len(text.split()) >= 2 * _LEAST_NARRATION and self._page.search(text) is None
        )


def _pattern(word: str) -> str:
    body = re.escape(word).replace(r"\*", r"\w{0,12}")
    return rf"\b{body}\b"


def _starting(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(w) for w in words), re.IGNORECASE)


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(w) for w in words), re.IGNORECASE)
