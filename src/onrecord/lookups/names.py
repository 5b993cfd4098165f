"""Names of people compared blind to spelling, transliteration, order, initials and titles.

A name is folded to words of small Latin letters by the rules of ``names.toml``; two names are one person's where the
words of the shorter all stand in the longer and nothing speaks against it. A surname alone stands for any full name
with it, so the caller decides among those who are at hand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from onrecord.tables import Knowledge, load

__all__ = ["Folded", "Names", "fold", "names", "same_person", "slug"]

_APOSTROPHE = re.compile("['’‘`ʼʻ´ʹ]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_NOT_LETTER = re.compile(r"[^a-z\n]+")
_CACHED = 8192
_PREFIX = 4
_NONE: frozenset[int] = frozenset()


class Folded(Struct, frozen=True, gc=False):
    """A name as it is compared: ``words`` without titles and particles, ``fathers`` the indexes of words that name the
    father ("bin Salman"), ``family_first`` whether the first word is the surname."""

    words: tuple[str, ...]
    fathers: frozenset[int] = frozenset()
    family_first: bool = False

    @property
    def joined(self) -> str:
        return "".join(self.words)


class Names:
    """The rules of a knowledge by which names compare. Make it with :func:`names`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._letters = str.maketrans(dict(table["letters"]))
        self._rules = [(re.compile(rule["find"]), rule["put"]) for rule in table["rules"]]
        self._titles = _titles_pattern(table["honorifics"]["before"], table["honorifics"]["after"])
        self._one: dict[str, str] = {}
        for group in (*table["given"]["same"], *table["family"]["same"]):
            self._join(group)
        self._father = frozenset(self._spelled(table["particles"]["father"]))
        self._particles = self._father.union(self._spelled(table["particles"]["words"]))
        self._family_first = frozenset(self._spelled(table["family_first"]["names"]))
        endings = sorted(set(self._spelled(table["patronymics"]["endings"])), key=lambda e: (-len(e), e))
        self._patronymic = re.compile(rf"[a-zS]{{2,}}(?:{'|'.join(map(re.escape, endings))})")
        self.folded = lru_cache(maxsize=_CACHED)(self._folded)

    def fold(self, name: str) -> str:
        """The words by which ``name`` compares, joined by blanks; not for display. Empty where it holds no letter."""
        return " ".join(self.folded(name).words)

    def fold_all(self, names: Sequence[str]) -> list[Folded]:
        """:meth:`folded` of many names at once, far quicker than one by one."""
        bare = self._titles.sub("", "\n".join(" ".join(name.split()) for name in names))
        return [self._parted(words) for words in self._spelled(bare.split("\n"))]

    def same(self, a: str, b: str) -> bool:
        """Whether ``a`` and ``b`` can be names of one person; see :func:`same_person`."""
        return self.match(self.folded(a), self.folded(b))

    def match(self, a: Folded, b: Folded) -> bool:
        """:meth:`same` for names that are folded already."""
        if not a.words or not b.words:
            return False
        short, long = (a, b) if len(a.words) <= len(b.words) else (b, a)
        if a.joined == b.joined or sorted(a.words) == sorted(b.words):
            return True
        if len(short.words) == 1:
            return short.words[0] in self.surnames(long)
        return _contained(short.words, long.words) and _same_bearer(short, long)

    def surname(self, name: Folded) -> str:
        """The word by which the bearer of a name is called: the last, the first where the family's name comes first."""
        return name.words[0 if name.family_first else -1] if name.words else ""

    def surnames(self, name: Folded) -> tuple[str, ...]:
        """The words of a name that may stand alone for its bearer, middle ones included ("Lula", "Fernández")."""
        last = len(name.words) - 1
        later = (
            word
            for i, word in enumerate(name.words)
            if i > 0 and i not in name.fathers and len(word) > 1 and (i == last or not self._patronymic.fullmatch(word))
        )
        first = name.words[:1] if name.family_first or len(name.words) == 1 else ()
        return (*first, *later)

    def is_patronymic(self, word: str) -> bool:
        """Whether a word of a name is a patronymic ("Vladimirovich")."""
        folded = self.folded(word).words
        return len(folded) == 1 and self._patronymic.fullmatch(folded[0]) is not None

    def _join(self, group: Sequence[str]) -> None:
        """All spellings of a group stand for the first of them."""
        folded = self._spelled(group)
        for word in folded:
            self._one.setdefault(word, self._one.get(folded[0], folded[0]))

    def _folded(self, name: str) -> Folded:
        return self.fold_all((name,))[0]

    def _spelled(self, names: Sequence[str]) -> list[str]:
        """Names in small Latin letters after all rules. One pass of each rule over all names together."""
        text = _APOSTROPHE.sub("", "\n".join(" ".join(name.split()) for name in names).lower())
        text = _NOT_ASCII.sub(lambda run: run[0].translate(self._letters), text)
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
        text = _NOT_LETTER.sub(" ", text)
        for find, put in self._rules:
            text = find.sub(put, text)
        return text.split("\n")

    def _parted(self, spelled: str) -> Folded:
        parts = spelled.split()
        words = tuple([self._one.get(w, w) for w in parts if w not in self._particles]) or tuple(parts)
        family_first = 2 <= len(words) <= 3 and words[0] in self._family_first
        return Folded(words, self._fathers(parts) if self._father.intersection(parts) else _NONE, family_first)

    def _fathers(self, parts: Sequence[str]) -> frozenset[int]:
        """The indexes, among words that are no particles, of those after a word for "son of"."""
        found: set[int] = set()
        index = 0
        for before, word in zip(("", *parts), parts, strict=False):
            if word not in self._particles:
                if before in self._father and index:
                    found.add(index)
                index += 1
        return frozenset(found)


def names(knowledge: Knowledge) -> Names:
    """The rules of ``knowledge``, built once."""
    return knowledge.derived(_build)


def fold(name: str) -> str:
    """The words by which ``name`` compares under the bundled rules: "Лукашенко" and "Lukashenka" fold alike."""
    return names(load()).fold(name)


def same_person(a: str, b: str) -> bool:
    """Whether ``a`` and ``b`` can be names of one person, under the bundled rules.

    True for other spellings and word orders, left-out middle names, initials, titles and a surname alone ("Mr Li", "Li
    Keqiang"); false where given names differ ("Alexander Lukashenko", "Viktor Lukashenko").
    """
    return names(load()).same(a, b)


def slug(name: str) -> str:
    """A name as part of an id: small ASCII letters, digits and hyphens (``vladimir-putin``)."""
    plain = unicodedata.normalize("NFKD", name.translate(_SLUG_LETTERS)).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


_SLUG_LETTERS = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "’": None}
)


def _build(knowledge: Knowledge) -> Names:
    return Names(knowledge.toml("names.toml"))


def _titles_pattern(before: Iterable[str], after: Iterable[str]) -> re.Pattern[str]:
    """Titles at the beginning and suffixes at the end of a name, each followed or preceded by a blank, so that a name remains."""

    def any_of(words: Iterable[str]) -> str:
        return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(words), key=lambda w: (-len(w), w)))

    return re.compile(rf"^(?:(?:{any_of(before)})\.? ){{1,4}}+|(?:,? (?:{any_of(after)})\.?){{1,3}}$", re.MULTILINE)


def _alike(a: str, b: str) -> bool:
    """Equal words, one the initial of the other, or one the beginning of the other ("Georg", "George") but no feminine of it."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= _PREFIX:
        return long.startswith(short) and (len(short) == len(long) or long[-1] != "a")
    return a == b or (len(short) == 1 and long[0] == short)


def _contained(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether every word of ``short`` has a word of its own in ``long``; whole words are paired before initials."""
    rest = list(long)
    for word in sorted(short, key=len, reverse=True):
        found = next((w for w in rest if w == word), None) or next((w for w in rest if _alike(w, word)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _same_bearer(short: Folded, long: Folded) -> bool:
    """Whether the first word of the longer name is in the shorter, or the shorter is a stretch of it that names no father."""
    first, whole = long.words[0], any(len(w) > 1 for w in short.words[1:])
    if whole and (_alike(short.words[0], first) or _alike(short.words[-1], first)):
        return True
    size = len(short.words)
    begins = range(1, len(long.words) - size + 1)
    return any(long.words[b : b + size] == short.words and b not in long.fathers for b in begins)
