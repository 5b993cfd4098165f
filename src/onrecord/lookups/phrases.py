"""Fixed phrases found in running text: the longest one that starts at a word.

Words are looked up one by one in a dictionary of first words; only where one is known is the rest of its phrases tried.
So the cost does not grow with the number of phrases, and nothing is compiled for phrases that no text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

__all__ = ["Phrases", "pattern_of"]

T = TypeVar("T")
_Tree = dict[str, "_Tree"]
_END = ""
_WORD = re.compile(r"\w+")
# White space between two words of a phrase: a few blanks of any kind, at most one line break among them.
_GAP = r"(?:[^\S\n]{1,8}+\n?+|\n)[^\S\n]{0,8}+"
_CLASSES = {"'": "['’ʼ]", "’": "['’ʼ]", "-": "[-‐‑–]"}


def pattern_of(phrase: str) -> str:
    """A regular expression for a phrase that accepts no-break spaces, single line breaks and other apostrophes and hyphens."""
    return _GAP.join(map(_word_pattern, phrase.split()))


def _word_pattern(word: str) -> str:
    return "".join(_CLASSES.get(c) or re.escape(c) for c in word)


class Phrases(Generic[T]):
    """A set of phrases, each with a value. The first value given for a phrase stands. A phrase starts with a letter or digit."""

    def __init__(self, phrases: Iterable[tuple[str, T]], *, ignore_case: bool = False) -> None:
        self._flags = re.IGNORECASE if ignore_case else re.NOFLAG
        self._fold = str.casefold if ignore_case else str
        self._by_word: dict[str, dict[str, T]] = {}
        self._compiled: dict[str, tuple[re.Pattern[str], tuple[T, ...]]] = {}
        for phrase, value in phrases:
            first = _WORD.match(phrase)
            if first is None:
                raise ValueError(f"the phrase {phrase!r} does not start with a letter or digit")
            self._by_word.setdefault(self._fold(first[0]), {}).setdefault(self._fold(" ".join(phrase.split())), value)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Start, end and value of every phrase in ``text[start:end]``, left to right, the longest at each place."""
        stop = len(text) if end is None else end
        last = start
        for word in _WORD.finditer(text, start, stop):
            begin = word.start()
            if begin < last or (key := self._fold(word[0])) not in self._by_word:
                continue
            hit = self._at(key, text, begin, stop)
            if hit is not None:
                last = hit[0]
                yield begin, *hit

    def match(self, text: str, at: int, end: int | None = None) -> tuple[int, T] | None:
        """End and value of the longest phrase that starts at ``at``; null where none does. ``at`` is the beginning of a word."""
        word = _WORD.match(text, at)
        key = self._fold(word[0]) if word else ""
        return self._at(key, text, at, len(text) if end is None else end) if key in self._by_word else None

    def ending(self, text: str, at: int, within: int = 64) -> tuple[int, T] | None:
        """Start and value of the longest phrase that ends at ``at`` and is no longer than ``within`` characters."""
        hits = [(begin, value) for begin, stop, value in self.find(text, max(0, at - within), at) if stop == at]
        return hits[0] if hits else None

    def _at(self, key: str, text: str, begin: int, stop: int) -> tuple[int, T] | None:
        pattern, values = self._compiled.get(key) or self._compile(key)
        match = pattern.match(text, begin, stop)
        if match is None or match.lastindex is None:
            return None
        return match.end(), values[match.lastindex - 1]

    def _compile(self, key: str) -> tuple[re.Pattern[str], tuple[T, ...]]:
        """The phrases that start with one word, as a tree of words in which every end of a phrase is an empty group."""
        tree: _Tree = {}
        for phrase in self._by_word[key]:
            node = tree
            for word in phrase.split():
                node = node.setdefault(word, {})
            node[_END] = {}
        ends: list[str] = []
        pattern = re.compile(_tree_pattern(tree, "", ends), self._flags)
        self._compiled[key] = pattern, tuple(self._by_word[key][phrase] for phrase in ends)
        return self._compiled[key]


def _tree_pattern(tree: _Tree, before: str, ends: list[str]) -> str:
    """The pattern of a tree of words, longer phrases before their beginnings; ``ends`` gets the phrase of each group in turn."""
    branches = []
    for word in sorted(tree, key=lambda w: (-len(w), w)):
        phrase, below = f"{before} {word}".strip(), tree[word]
        further = {w: sub for w, sub in below.items() if w != _END}
        tails = [f"{_GAP}{_tree_pattern(further, phrase, ends)}"] if further else []
        if _END in below:
            ends.append(phrase)
            tails.append(r"(?!\w)()")
        branches.append(f"{_word_pattern(word)}(?:{'|'.join(tails)})")
    return f"(?:{'|'.join(branches)})"
