"""The words of a matter, made comparable: stems, meanings that share a name, countries, numbers, and how much each tells."""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files

from snowballstemmer import stemmer

from onrecord.lookups.countries import Countries, countries
from onrecord.tables import Knowledge

__all__ = ["Words", "idf", "plain", "words_of"]

_WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:[-’'.][^\W\d_]+)*\.?", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")
_CACHED = 65536
_TABLE = "languages/en/comparison.toml"
_UNSEEN = 1.0


def plain(text: str) -> str:
    """``text`` in small letters with single blanks, without accents: how texts compare to the letter."""
    folded = unicodedata.normalize("NFKD", text).translate(_ALIKE)
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).casefold().split())


_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})


@lru_cache(maxsize=_CACHED)
def _stem(word: str) -> str:
    return str(stemmer("english").stemWord(word))


def words_of(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of ``text`` with their places: small letters, no possessive ending, digits without separators of thousands."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0]).rstrip(".").casefold()
        yield match.start(), match.end(), word.replace(",", "") if word[:1].isdigit() else word


class Words:
    """The comparable words of texts, and their weights. Make it with ``knowledge.derived(Words)``."""

    def __init__(self, knowledge: Knowledge) -> None:
        table = knowledge.toml(_TABLE)
        self._countries: Countries = countries(knowledge)
        general = {_stem(w) for w in table["general"]["words"]}
        self._silent = general | {_stem(w) for w in table["general"]["function"]}
        self._same = _same(table["same"]["lines"])
        self._weights = _read_weights()

    def read(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What a text tells of, in its order, as terms and as the words that gave them, one to one.

        A term is a meaning (``=trade``), a country (``@RU``), a number (``#17``) or a stem.
        """
        found = sorted(self._phrases(text))
        taken, at = [*found], 0
        for start, end, word in words_of(text):
            while at < len(taken) and taken[at][1] <= start:
                at += 1
            if at == len(taken) or taken[at][0] >= end:
                found += [(start, end, term) for term in self._single(word)]
        found.sort()
        return tuple(term for _, _, term in found), tuple(" ".join(text[s:e].casefold().split()) for s, e, _ in found)

    def weight(self, term: str) -> float:
        """How much a term tells, from 0 to 1: rare ones tell more."""
        return self._weights.get(term, _UNSEEN)

    def _phrases(self, text: str) -> Iterator[tuple[int, int, str]]:
        end = 0
        for match in self._same.pattern.finditer(text):
            end = match.end()
            yield match.start(), end, self._same.meaning(match[0])
        for found in self._countries.find(text):
            yield found.start, found.end, f"@{found.code}"

    def _single(self, word: str) -> Iterator[str]:
        if word[0].isdigit():
            yield f"#{word}"
            return
        for part in word.split("-") if "-" in word else (word,):
            stem = _stem(unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() or part)
            if len(stem) > 1 and stem not in self._silent:
                yield stem


class _Same:
    """Phrases of one meaning, which goes by the first of them."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        self._exact: dict[str, str] = {}
        self._beginning: dict[str, str] = {}
        for line in lines:
            for phrase in line:
                name, key = line[0].rstrip("*").casefold(), phrase.casefold()
                if key.endswith("*"):
                    self._beginning.setdefault(key[:-1], f"={name}")
                else:
                    self._exact.setdefault(key, f"={name}")
        both = sorted([*self._exact, *(f"{b}*" for b in self._beginning)], key=lambda p: (-len(p), p))
        any_of = "|".join(re.escape(p).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s{1,4}") for p in both)
        self.pattern = re.compile(rf"(?<![\w-])(?:{any_of})(?![\w])", re.IGNORECASE)

    def meaning(self, phrase: str) -> str:
        key = " ".join(phrase.casefold().split())
        if key in self._exact:
            return self._exact[key]
        return next((self._beginning[key[:n]] for n in range(len(key), 1, -1) if key[:n] in self._beginning), key)


def _same(lines: Iterable[Sequence[str]]) -> _Same:
    return _Same(lines)


def _read_weights() -> dict[str, float]:
    path = files(__package__).joinpath("weights.csv")
    rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return {term: float(weight) for term, weight in rows}


def idf(count: int, total: int) -> float:
    """How much a term tells that stands in ``count`` of ``total`` texts, from 0 to 1 (inverse document frequency)."""
    return math.log((total + 1) / (count + 1)) / math.log(total + 1)
