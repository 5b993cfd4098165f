"""Countries by any of their names, and their names, demonyms and capitals in running text.

Codes are ISO 3166-1 alpha-2, with ``EU`` for the European Union and user-assigned codes where the standard has none
(``countries.csv`` says where). A user's table may add countries or take over a code; its rows win.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from onrecord.lookups.phrases import Phrases
from onrecord.tables import Knowledge, with_columns

__all__ = ["Countries", "Form", "Found", "countries"]

Form = Literal["name", "demonym", "capital"]
_COLUMNS: tuple[tuple[str, Form], ...] = (("name", "name"), ("also", "name"), ("demonyms", "demonym"), ("capitals", "capital"))
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_TAKES_PLURAL = re.compile(r"(?:an|i|[bkt]|er|eo|Finn|Dane|Swede|Pole)$")
# Shorter words in capitals are words or abbreviations of something else.
_SHORTEST_UPPER = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch ``[start, end)`` that names a country, by name, demonym ("Belarusian", also "Belarusians") or capital.

    ``unsure``: the same form often means something else (Georgia, Jordan, Washington) or another country (Korean).
    """

    start: int
    end: int
    code: str
    form: Form
    unsure: bool = False


_Value = tuple[str, Form, bool] | None


class Countries:
    """All countries of a knowledge. Make it with :func:`countries`."""

    def __init__(self, rows: tuple[Mapping[str, str], ...]) -> None:
        self._names: dict[str, str] = {}
        self._former: dict[str, tuple[tuple[str, str], ...]] = {}
        self._codes: dict[str, str] = {}
        self._lead: dict[str, str] = {}
        for row in filter(_code, rows):
            self._names.setdefault(_code(row), row["name"])
            self._former.setdefault(_code(row), _former(row))
            self._lead.setdefault(_code(row), row.get("lead", ""))
        forms = [item for row in rows for item in _forms(row)]
        for form, value in forms:
            if value and value[1] != "capital":
                self._codes.setdefault(_key(form), value[0])
        self._phrases: Phrases[_Value] = Phrases(forms)

    def __contains__(self, code: str) -> bool:
        return code in self._names

    def codes(self) -> tuple[str, ...]:
        """All codes, in the order of the tables."""
        return tuple(self._names)

    def code(self, text: str) -> str | None:
        """The code of the country that ``text`` names, by name or demonym, with or without article; null where it names none."""
        return self._codes.get(_key(text))

    def name(self, code: str, on: str | None = None) -> str:
        """The common English name of a country, at the ISO date ``on`` where it has changed; an unknown code as it is."""
        if on:
            for former, until in self._former.get(code, ()):
                if on < until[: len(on)]:
                    return former
        return self._names.get(code, code)

    def lead(self, code: str) -> str | None:
        """Which of its heads leads a country abroad: "head of state" or "head of government"; null where either may."""
        return self._lead.get(code) or None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Found]:
        """Every country named in ``text[start:end]``, left to right, the longest form at each place.

        Case counts ("US" is a country, "us" is none). Phrases that hold a country's word but name none ("Indian Ocean",
        "South America") are passed over.
        """
        return [Found(begin, stop, *value) for begin, stop, value in self._phrases.find(text, start, end) if value]

    def starting(self, text: str, at: int) -> Found | None:
        """The country named by the words that start at ``at``."""
        hit = self._phrases.match(text, at)
        return Found(at, hit[0], *hit[1]) if hit and hit[1] else None

    def ending(self, text: str, at: int) -> Found | None:
        """The country named by the words that end at ``at``."""
        hit = self._phrases.ending(text, at)
        return Found(hit[0], at, *hit[1]) if hit and hit[1] else None


def countries(knowledge: Knowledge) -> Countries:
    """The countries of ``knowledge``, built once. Raises ``KnowledgeError`` where ``countries.csv`` cannot be read."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Countries:
    return Countries(with_columns(knowledge.rows("countries.csv"), "countries.csv", "code", "name"))


def _code(row: Mapping[str, str]) -> str:
    return row["code"]


def _cell(row: Mapping[str, str], column: str) -> list[str]:
    return [x.strip() for x in row.get(column, "").split("|") if x.strip()]


def _former(row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = (item.partition("<") for item in _cell(row, "former"))
    return tuple((name, until) for name, _, until in pairs)


def _forms(row: Mapping[str, str]) -> Iterator[tuple[str, _Value]]:
    """Every form of a row as it may stand in a text, with its value; none where the row only names what is no country."""
    code, unsure = _code(row), _cell(row, "unsure")
    for column, kind in _COLUMNS:
        for form in _cell(row, column):
            value: _Value = (code, kind, form in unsure) if code else None
            yield form, value
            if len(form) >= _SHORTEST_UPPER:
                yield form.upper(), value
            if kind == "demonym" and _TAKES_PLURAL.search(form):
                yield form + "s", value


def _key(text: str) -> str:
    """Names compare without article, by single blanks and straight apostrophes; case counts only in words of two letters."""
    name = _ARTICLE.sub("", " ".join(text.split()).replace("’", "'"), count=1) if text[:3].lower() == "the" else text
    name = " ".join(name.split()).replace("’", "'")
    return name if len(name) < 3 else name.casefold()
