"""Word pieces of BERT's uncased vocabulary, with their places in the text.

The greedy longest-match tokenizer of Devlin et al. (2019): text is split at white space and around punctuation, lower-cased,
stripped of accents, and each word cut into the longest pieces that the vocabulary has. Offsets are code points of the text as
given, also where lower-casing or decomposition changes lengths.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

__all__ = ["WordPieces"]

_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_RUN = re.compile(rf"[^\W_{_IDEOGRAPHS}]+|\S")
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_LONGEST_WORD = 100
_KEPT_WORDS = 50_000
Cut = tuple[tuple[int, int, int], ...]


class WordPieces:
    """A tokenizer: the id of a piece is its line in the vocabulary, from 0; pieces that go on a word start with ``##``."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self._longest = max(map(len, vocabulary))
        self._known: dict[str, Cut] = {}

    @classmethod
    def from_file(cls, path: Path) -> WordPieces:
        """The tokenizer of a ``vocab.txt``."""
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def encode(self, text: str, start: int = 0, end: int | None = None) -> tuple[list[int], list[tuple[int, int]]]:
        """The ids of the pieces of ``text[start:end]``, and where each stands in ``text``."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        for at, word in _words(text, start, len(text) if end is None else end):
            for piece, s, e in self._cut(word):
                ids.append(piece)
                offsets.append((at + s, at + e))
        return ids, offsets

    def _cut(self, word: str) -> Cut:
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _KEPT_WORDS:
                self._known.clear()
            found = self._known[word] = tuple(self._pieces(word))
        return found

    def _pieces(self, word: str) -> Iterator[tuple[int, int, int]]:
        letters, places = _normal(word)
        if not letters:
            return
        cut = self._longest_match(letters)
        if cut is None:
            yield self._unknown, places[0], places[-1] + 1
            return
        for piece, s, e in cut:
            yield piece, places[s], places[e - 1] + 1

    def _longest_match(self, word: str) -> list[tuple[int, int, int]] | None:
        if len(word) > _LONGEST_WORD:
            return None
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(min(len(word), start + self._longest), start, -1):
                piece = self._ids.get(mark + word[start:end])
                if piece is not None:
                    found.append((piece, start, end))
                    start = end
                    break
            else:
                return None
        return found


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Words and single punctuation marks with where they begin; symbols and combining marks stay with their words."""
    begin = last = -1
    for run in _RUN.finditer(text, start, end):
        s, e = run.span()
        alone = e - s == 1 and _stands_alone(text[s])
        if begin >= 0 and (alone or s != last):
            yield begin, text[begin:last]
            begin = -1
        if alone:
            yield s, text[s]
        elif begin < 0:
            begin = s
        last = e
    if begin >= 0:
        yield begin, text[begin:last]


def _stands_alone(letter: str) -> bool:
    if letter.isalnum():
        return _IDEOGRAPH.match(letter) is not None
    return letter.isascii() or unicodedata.category(letter).startswith("P")


def _normal(word: str) -> tuple[str, list[int]]:
    """A word lower-cased without accents and controls, and for each letter left its place in the word."""
    if word.isascii() and word.isprintable():
        return word.lower(), list(range(len(word)))
    letters: list[str] = []
    places: list[int] = []
    for i, letter in enumerate(word):
        for part in unicodedata.normalize("NFD", letter).lower():
            if unicodedata.category(part) not in ("Mn", "Cc", "Cf", "Co", "Cn", "Cs") and part != "\ufffd":
                letters.append(part)
                places.append(i)
    return "".join(letters), places
