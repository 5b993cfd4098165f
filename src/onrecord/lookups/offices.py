"""Offices in running text: the noun, what stands before it, and the country or body that it is an office of.

The words are data (``languages/en/offices.toml``). A find tells the role as a record names it ("president", "foreign
minister", "president of the European Commission"), its level, and the whole stretch of the title ("former President of
the French Republic").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from onrecord.lookups.bodies import Bodies, Body, bodies
from onrecord.lookups.countries import Countries, countries
from onrecord.lookups.phrases import Phrases
from onrecord.tables import Knowledge

__all__ = ["HEADS", "Office", "Offices", "offices"]

HEADS = ("head of state", "head of government")
"""The levels of those who lead a country."""

_TABLE = "languages/en/offices.toml"
_BEHIND = 64
_OF = re.compile(r"\s{1,3}(?:of|to|for)\s{1,3}(?:(?:the|a|his|her|our|their)\s{1,3})?(?=(\w))", re.IGNORECASE)
_TO = re.compile(r"\s{1,3}(?:to|for)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_FIGURE = re.compile(r"\d[\s.:]{0,2}$")
_ACRONYM = re.compile(r"(?<!\w)[A-Z]{3,8}[\s]$")


@dataclass(frozen=True, slots=True)
class Office:
    """An office named in a text.

    ``start`` and ``end`` bound the noun ("President"), ``title`` all that belongs to it ("former French President",
    "Deputy Prime Minister of Italy"). ``kind``: "office", "class" ("the head of state"), "peer" ("counterpart") or
    "sides" ("the parties"). ``country`` is the code of the country, ``body`` the body whose office it is, where the title
    says so. ``level`` is "other" where the title says that it is an office of something else ("President of the Football
    Union"), and "deputy" for the second of an office.
    """

    start: int
    end: int
    role: str
    level: str
    kind: str = "office"
    plural: bool = False
    former: bool = False
    acting: bool = False
    future: bool = False
    country: str | None = None
    body: Body | None = None
    title: tuple[int, int] = (0, 0)


class _Noun(NamedTuple):
    role: str
    level: str
    kind: str
    plural: bool
    country: str | None


_HEAD = _Noun("head of state", HEADS[0], "class", False, None)


class _After(NamedTuple):
    """What follows an office: the end of the title, and what it is an office of; ``stray`` where that is not known."""

    end: int
    country: str | None = None
    body: Body | None = None
    stray: bool = False
    state: bool = False
    """It is an office of the state itself: "the head of the Sarelian state"."""


class Offices:
    """All offices of a knowledge. Make it with :func:`offices`."""

    def __init__(self, table: Mapping[str, Any], places: Countries, organs: Bodies) -> None:
        self._countries, self._bodies = places, organs
        self._phrases: Phrases[_Noun] = Phrases(_nouns(table["office"]), ignore_case=True)
        self._levels: dict[str, str] = {entry["role"]: entry["level"] for entry in table["office"]}
        self._levels["leader"] = HEADS[0]
        self._royal = frozenset(entry["role"] for entry in table["office"] if entry.get("royal"))
        self._same = {role: frozenset(group) for group in table["same"]["roles"] for role in group}
        self._kinds = {word.rstrip("-"): kind for kind, words in table["before"].items() for word in words}
        self._before = _before_pattern(self._kinds)
        self._next = re.compile(rf"[\s-]{{0,2}}(?:{_any_of(w.lstrip('-') for w in table['after']['next'])})\b", re.IGNORECASE)
        self._capitals = frozenset(table["capitals"]["forms"])
        self._state = re.compile(rf"\s{{1,3}}(?:{_any_of(table['after']['state'])})\b", re.IGNORECASE)
        self._portfolio_before, self._portfolio_after = _portfolio_patterns(table["portfolios"]["words"])

    def level(self, role: str) -> str:
        """The level of a role: "president" is a head of state, "president of the World Bank" the head of a body."""
        known = self._levels.get(role)
        if known is None:
            known = self._levels[role] = self._derived_level(role)
        return known

    def _derived_level(self, role: str) -> str:
        if role.startswith(("vice ", "deputy ", "first ")):
            return "deputy"
        noun, of, _ = role.partition(" of ")
        base = self._levels.get(noun, "other")
        return base if not of or base in ("minister", "parliament", "other") else "body"

    def equal(self, a: str, b: str) -> bool:
        """Whether two roles may name one office ("premier", "prime minister")."""
        return a == b or b in self._same.get(a, ())

    def royal(self, role: str) -> bool:
        """Whether holders of a role go by their first name ("King Salman")."""
        return role in self._royal

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Office]:
        """Every office named in ``text[start:end]``, left to right, the longest noun at each place."""
        return [self._office(text, *hit) for hit in self._phrases.find(text, start, end) if not self._misread(text, *hit[:2])]

    def _misread(self, text: str, start: int, end: int) -> bool:
        """Whether an abbreviation is none here: not in capitals, or after a figure ("6 PM")."""
        word = text[start:end]
        return word.casefold() in self._capitals and (
            not word.isupper() or _FIGURE.search(text, max(0, start - 4), start) is not None
        )

    def _office(self, text: str, start: int, end: int, noun: _Noun) -> Office:
        role, begin, stop = self._with_portfolio(text, start, end, noun.role)
        begin, kinds, words = self._modifiers(text, begin)
        before = self._whose(text, begin)
        begin, more, _ = self._modifiers(text, before.end)
        kinds |= more
        future = self._next.match(text, stop)
        after = self._after(text, future.end() if future else stop, noun)
        body = after.body or before.body
        if after.state and noun.role == "head":
            role, noun = _HEAD.role, _HEAD
        return Office(
            start,
            end,
            _role(role, words, body),
            self._level(noun, kinds, body, after.stray or before.stray),
            noun.kind,
            noun.plural,
            former="former" in kinds or ("first" in kinds and "deputy" not in kinds),
            acting="acting" in kinds,
            future="next" in kinds or future is not None,
            country=after.country or before.country or (body.country if body else noun.country),
            body=body,
            title=(begin, after.end),
        )

    def _level(self, noun: _Noun, kinds: set[str], body: Body | None, stray: bool) -> str:
        if noun.kind != "office":
            return noun.level
        if "deputy" in kinds:
            return "deputy"
        if body is not None:
            return {"international": "body", "parliament": "parliament"}.get(body.kind, "other")
        return "other" if stray else noun.level

    def _modifiers(self, text: str, at: int) -> tuple[int, set[str], list[str]]:
        """Where the words that modify an office begin, their kinds, and those of them that make another office of it."""
        match = self._before.search(text, max(0, at - _BEHIND), at)
        if match is None:
            return at, set(), []
        known = [w for w in re.split(r"[\s-]+", match[1].casefold()) if w]
        kinds = {self._kinds.get(word, "deputy") for word in known}
        second = [w for w in known if self._kinds.get(w, "deputy") in ("deputy", "first")]
        return match.start(1), kinds, second if "deputy" in kinds else []

    def _whose(self, text: str, at: int) -> _After:
        """The country or body named right before ``at``; ``end`` is where it begins."""
        stop = len(text[max(0, at - _BEHIND) : at].rstrip()) + max(0, at - _BEHIND)
        if stop == at:
            return _After(at)
        for shift in (2, 1, 0):
            if shift and text[stop - shift : stop] not in ("'s", "’s", "'", "’"):
                continue
            if country := self._countries.ending(text, stop - shift):
                return _After(country.start, country.code)
            if body := self._bodies.ending(text, stop - shift):
                before = self._countries.ending(text, len(text[: body[0]].rstrip())) if body[1].country is None else None
                return _After(before.start if before else body[0], before.code if before else body[1].country, body[1])
        stray = _ACRONYM.search(text, max(0, at - 12), at)
        return _After(at, stray=stray is not None)

    def _after(self, text: str, at: int, noun: _Noun) -> _After:
        """What an office is of. Nobody is "president to" a country: "the visit of the Russian president to the US"."""
        if noun.level in HEADS and _TO.match(text, at):
            return _After(at)
        after = self._of(text, at)
        beyond = re.match(r"\s{1,2}(?=\w)", text[after.end : after.end + 3])
        if after.country and beyond and noun.level == "other" and self._phrases.match(text, after.end + beyond.end()):
            return _After(at)  # "adviser to the US President": the country is the President's
        return after

    def _of(self, text: str, at: int) -> _After:
        """The country or body named right after ``at`` ("of the Republic of Korea", "of the European Council")."""
        link = _OF.match(text, at)
        if link is None:
            return _After(at)
        begin = link.end()
        if found := self._body_at(text, begin):
            return found
        country = self._countries.starting(text, begin)
        if country is None or _POSSESSIVE.match(text, country.end):
            return _After(at, stray=link[1].isupper())
        if country.form == "name":
            return _After(country.end, country.code)
        if state := self._state.match(text, country.end):
            return _After(state.end(), country.code, state=True)
        # "of the German Bundestag" is an office of a body, "of the Russian Academy" of something unknown.
        found = self._body_at(text, country.end + 1)
        return found._replace(country=country.code) if found else _After(at, stray=True)

    def _body_at(self, text: str, begin: int) -> _After | None:
        """The body named at ``begin``, with the country that may follow; the European Union counts as a country here."""
        body = self._bodies.starting(text, begin)
        if body is None or body[1].name == "European Union":
            return None
        further = self._of(text, body[0]) if body[1].country is None else _After(body[0])
        return _After(max(further.end, body[0]), further.country or body[1].country, body[1])

    def _with_portfolio(self, text: str, start: int, end: int, role: str) -> tuple[str, int, int]:
        """The role of a minister or secretary with what they are for, and where the whole begins and ends."""
        if role not in ("minister", "secretary") or self._of(text, end).body is not None:
            return role, start, end
        if match := self._portfolio_after.match(text, end):
            return self._specific(f"{role} of {_tidy(match[1])}"), start, match.end()
        if match := self._portfolio_before.search(text, max(0, start - _BEHIND), start):
            return self._specific(f"{_tidy(match[1])} {role}", f"{role} of {_tidy(match[1])}"), match.start(1), end
        return role, start, end

    def _specific(self, phrase: str, otherwise: str | None = None) -> str:
        hit = self._phrases.match(phrase, 0)
        return hit[1].role if hit and hit[0] == len(phrase) else otherwise or phrase


def offices(knowledge: Knowledge) -> Offices:
    """The offices of ``knowledge``, built once. Raises ``KnowledgeError`` where a table cannot be read."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Offices:
    return Offices(knowledge.toml(_TABLE), countries(knowledge), bodies(knowledge))


def _nouns(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, _Noun]]:
    for entry in entries:
        for plural in (False, True):
            noun = _Noun(entry["role"], entry["level"], entry.get("kind", "office"), plural, entry.get("country"))
            for form in entry.get("plurals" if plural else "forms", ()):
                yield form, noun


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _before_pattern(kinds: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)((?:(?:{_any_of(kinds)})[\s-]{{1,2}}){{1,3}})$", re.IGNORECASE)


def _portfolio_patterns(words: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    word = rf"(?:{_any_of(words)})\b"
    row = rf"{word}(?:(?:,?\s{{1,2}}(?:and\s|&\s|of\s|the\s)?){word}){{0,7}}"
    after = rf"\s{{1,3}}(?:of|for)\s{{1,3}}(?:the\s)?({row})"
    return re.compile(rf"(?<!\w)({row})\s{{1,2}}$", re.IGNORECASE), re.compile(after, re.IGNORECASE)


def _tidy(words: str) -> str:
    return " ".join(words.casefold().split())


def _role(role: str, deputy: list[str], body: Body | None) -> str:
    """The whole role: "vice president", "first deputy prime minister", "secretary of the Security Council"."""
    named = f"{role} of {body.with_article}" if body else role
    return f"{' '.join(deputy)} {named}" if deputy else named
