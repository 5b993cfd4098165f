"""Time expressions in running text, read by the forms of a language.

:func:`timex` gives the forms of a knowledge; :meth:`Timex.find` every expression in a stretch of text, each with the
moment that it stands for, whose value follows once it is known when the text was published (:class:`Anchor`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.lookups.timex.calendar import Anchor, anchor_of
from onrecord.lookups.timex.forms import Form, Hit, compile_forms, match
from onrecord.lookups.timex.moments import Basis, Moment
from onrecord.lookups.timex.readers import READERS, Kind
from onrecord.lookups.timex.tokens import Lexicon, Tokens
from onrecord.tables import Knowledge

__all__ = ["Anchor", "Basis", "Expression", "Kind", "Moment", "Timex", "anchor_of", "timex"]

_BEFORE = re.compile(r"([^\W\d_]+)[^\S\n]{0,8}\.?[^\S\n]{0,8}(?:[-–—][^\S\n]{0,2})?$")
_AFTER = re.compile(r"[^\S\n]{0,8}-?[^\S\n]{0,8}([^\W\d_]+)")
_NEAR = 32


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at ``[start, end)``: its kind (date, vague, duration or set) and the moment that it stands for."""

    start: int
    end: int
    kind: Kind
    reads: str
    moment: Moment


class Timex:
    """The time expressions of a language. Make it with :func:`timex`."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._lexicon = Lexicon(table["words"])
        self._forms = compile_forms(table, self._lexicon)
        self._starts = re.compile("[" + "".join(self._forms) + "]")
        no_year = table.get("no_year", {})
        self._no_year_after = frozenset(no_year.get("before", ()))
        self._no_year_before = frozenset(no_year.get("after", ()))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Expression]:
        """Every time expression in ``text[start:end]``, left to right, the longest at each place."""
        tokens = self._lexicon.read(text, start, len(text) if end is None else end)
        at = 0
        for begin in self._starts.finditer(tokens.symbols):
            if begin.start() < at:
                continue
            found = self._at(text, tokens, begin.start())
            if found is not None:
                at, expressions = found
                yield from expressions

    def _at(self, text: str, tokens: Tokens, at: int) -> tuple[int, list[Expression]] | None:
        """The longest form at a token that makes sense, with the token after it."""
        hits = self._hits(tokens, at)
        later = max((h.first for h in hits), default=at)
        if later > at:
            hits += self._hits(tokens, later)
        for hit in sorted(hits, key=lambda h: -h.last):
            made = self._expressions(text, tokens, hit)
            if made:
                return hit.last, made
        return None

    def _hits(self, tokens: Tokens, at: int) -> list[Hit]:
        forms: Sequence[Form] = self._forms.get(tokens.symbols[at], ())
        return [hit for form in forms if (hit := match(form, tokens, at, self._lexicon))]

    def _expressions(self, text: str, tokens: Tokens, hit: Hit) -> list[Expression]:
        start, end = tokens.starts[hit.first], tokens.ends[hit.last - 1]
        if hit.reads == "bareyear" and self._is_no_year(text, start, end):
            return []
        if hit.reads == "year" and self._is_counting(text, end):
            return []
        kind, reader = READERS[hit.reads]
        moments = reader(_fields(hit))
        if moments is None:
            return []
        if not isinstance(moments, Sequence):
            return [Expression(start, end, kind, hit.reads, moments)]
        return [
            Expression(*piece, kind, hit.reads, moment)
            for piece, moment in zip(_parted(tokens, hit, start, end), moments, strict=True)
        ]

    def _is_counting(self, text: str, end: int) -> bool:
        """Whether what is counted follows a number that looks like a year ("by 2000 people")."""
        after = _AFTER.match(text, end, end + _NEAR)
        return after is not None and after[1].lower() in self._no_year_before

    def _is_no_year(self, text: str, start: int, end: int) -> bool:
        """Whether what looks like a year is a number, or belongs to a name."""
        before = _BEFORE.search(text, max(0, start - _NEAR), start)
        if before and (before[1].lower() in self._no_year_after or _is_named(text, before, start)):
            return True
        after = _AFTER.match(text, end, end + _NEAR)
        if after is None:
            return False
        return after[1].lower() in self._no_year_before or (after[1][0].isupper() and text[start - 1 : start] != "(")


def _is_named(text: str, before: re.Match[str], start: int) -> bool:
    """Whether the capitalised word before, where it does not open its sentence, makes a name with the number ("Expo 2020")."""
    opens = text[max(0, before.start() - 2) : before.start()].strip(' \u00a0\n"“‘(') in ("", ".", "!", "?", ":")
    return before[1][0].isupper() and not opens and before.end() == start and text[before.end(1) : start].isspace()


def _parted(tokens: Tokens, hit: Hit, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The two stretches of a pair, without the word between them."""
    split = next(place for name, _, place in hit.fields if name == "split")
    return (start, tokens.ends[split - 1]), (tokens.starts[split + 1], end)


def _fields(hit: Hit) -> dict[str, Any]:
    """The values of a hit by field; those on each side of a split apart."""
    split = next((place for name, _, place in hit.fields if name == "split"), None)
    if split is None:
        return _grouped((name, value) for name, value, _ in hit.fields)
    before = _grouped((name, value) for name, value, place in hit.fields if place < split)
    after = _grouped((name, value) for name, value, place in hit.fields if place > split)
    return {**_grouped((n, v) for n, v, _ in hit.fields), "before": [before], "after": [after]}


def _grouped(pairs: Iterator[tuple[str, Any]]) -> dict[str, list[Any]]:
    fields: dict[str, list[Any]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def timex(knowledge: Knowledge, language: str = "en") -> Timex:
    """The time expressions of a language, compiled once. Raises ``KnowledgeError`` where a form is not well formed."""
    return knowledge.derived(_BUILDERS[language])


def _english(knowledge: Knowledge) -> Timex:
    return Timex(knowledge.toml("languages/en/times.toml"))


_BUILDERS = {"en": _english}
