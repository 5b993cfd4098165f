"""Places named in a text: venues, cities, countries and regions, in one pass over its capitalised words.

A name counts where it stands as one: with a capital (case counts: "us" is no country), not in the middle of a longer name
("New York Times"), and, where it is first of all a word or a person's name ("March", "Victoria"), only with a preposition
of place or its country beside it. Where several places share a name, the country beside it decides ("Athens, Georgia"),
then the countries that the caller prefers, then size.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.lookups.gazetteer import LONGEST, Entry, Gazetteer, PlaceKind, fold, gazetteer
from onrecord.tables import Knowledge

__all__ = ["Place", "PlaceKind", "country_of", "find_places"]

_CAPITAL = re.compile(r"(?<![\w’'-])(?:[^\W\d_a-z]|\d{1,2}[ \xa0](?=[A-Z]))")
_WORD = re.compile(r"(?:[^\W_]|[’'.&-](?=[^\W_])|(?<=\b[A-Z])\.|(?<=\bSt)\.|(?<=\bNo)\.|(?<=\bST)\.)+")
_GAP = re.compile(r",?[^\S\n]{0,4}\n?[^\S\n]{0,4}")
_BEFORE = re.compile(
    r"\b(in|at|to|from|near|outside|into|through|via|for|of|around|inside|visit(?:ed|ing|s)?)"
    r"[^\S\n]{1,4}\n?(?:(?:the|downtown|central|nearby)\s{1,4})?$",
    re.I,
)
_ARTICLE = re.compile(r"(?<!\w)(?:[Tt]he|an?)[^\S\n]{1,3}$")
_CITY_OF = re.compile(r"\b(?:city|town|port|resort|village|capital)\s{1,4}of\s{1,4}$", re.I)
_FOLLOWING = re.compile(r"[^\S\n]{1,3}[A-Z][\w’'-]{0,30}")
_NAMED_AFTER = re.compile(r"[^\S\n]{1,3}(?:Hotel|Club|Post|Times|Stock Exchange|Declaration|Agreements?|Protocols?)(?!\w)")
"""What is named after a city and need not lie in it."""
_LINK = frozenset({"of", "the", "and", "de", "del", "la", "el", "al", "on", "an", "am", "d", "upon", "pri"})
_LOCAL = frozenset({"in", "at", "to", "from", "near", "outside", "into", "around", "inside", "visit"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the text names it: ``[start, end)``, its name in records, where it lies, and the preposition before it
    (``visit`` after that verb).

    ``city`` is the place itself for a city and the venue's city for a venue; ``country`` an ISO 3166-1 alpha-2 code, null
    where none can be given. ``others`` are the countries of further places of that name.
    """

    start: int
    end: int
    kind: PlaceKind
    name: str
    city: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    preposition: str | None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    entries: Sequence[Entry]


def find_places(
    text: str, knowledge: Knowledge, *, start: int = 0, end: int | None = None, prefer: Collection[str] = ()
) -> tuple[Place, ...]:
    """The places named in ``text[start:end]``, in order, none inside another.

    ``prefer`` are the countries that are about in this text (those of the parties); a city that lies in one of them is
    taken before a larger one of the same name.
    """
    index = knowledge.derived(gazetteer)
    stop = len(text) if end is None else end
    found = _names(text, index, start, stop)
    return tuple(place for i in range(len(found)) if (place := _place(text, found, i, prefer)) is not None)


def country_of(name: str, knowledge: Knowledge) -> str | None:
    """The ISO code of the country called ``name`` in whatever spelling, null where it is none."""
    entries = knowledge.derived(gazetteer).names.get(fold(name), ())
    return next((e.country for e in entries if e.kind == "country"), None)


def _names(text: str, index: Gazetteer, start: int, stop: int) -> list[_Found]:
    found: list[_Found] = []
    at = start
    while (match := _CAPITAL.search(text, at, stop)) is not None:
        here = _longest(text, index, match.start(), stop)
        if here is not None:
            found.append(here)
        at = here.end if here is not None else _skip(text, match.start(), stop)
    return found


def _skip(text: str, at: int, stop: int) -> int:
    word = _WORD.match(text, at, stop)
    return max(word.end() if word else at + 1, at + 1)


def _longest(text: str, index: Gazetteer, start: int, stop: int) -> _Found | None:
    """The longest name that begins at ``start``."""
    best: _Found | None = None
    at = start
    for count in range(LONGEST):
        word = _WORD.match(text, at, stop)
        if word is None or (count and not _belongs(word.group())):
            break
        if count == 0 and fold(word.group()).partition(" ")[0] not in index.first:
            break
        end = _without_possessive(text, word)
        entries = index.names.get(fold(text[start:end]))
        if entries and not _shouted_word(text[start:end]):
            best = _Found(start, end, entries)
        at = _next(text, word.end(), stop)
    return best


def _belongs(word: str) -> bool:
    return not word.islower() or word in _LINK or word in ("residence", "palace", "building", "university", "campus")


def _without_possessive(text: str, word: re.Match[str]) -> int:
    return word.end() - 2 if word.group().endswith(("'s", "’s")) else word.end()


def _shouted_word(name: str) -> bool:
    """Short words in capitals are abbreviations, not names ("OF", "UN"), save those with stops or of countries."""
    return len(name) <= 3 and name.isupper() and name not in ("US", "UK", "USA", "UAE", "PRC", "DRC", "ROK", "EU")


def _next(text: str, at: int, stop: int) -> int:
    gap = _GAP.match(text, at, stop)
    return gap.end() if gap and gap.end() > at else at


def _place(text: str, found: Sequence[_Found], i: int, prefer: Collection[str]) -> Place | None:
    here = found[i]
    before = text[max(0, here.start - 32) : here.start]
    matched = _BEFORE.search(before)
    preposition = matched[1].lower() if matched else None
    preposition = "visit" if preposition and preposition.startswith("visit") else preposition
    beside = _country_beside(text, found, i)
    entry = _choice(here.entries, beside, prefer)
    if entry is None or not _stands(entry, before, preposition, beside) or _goes_on(text, here, entry):
        return None
    others = tuple(dict.fromkeys(e.country for e in here.entries if e.country and e.country != entry.country))
    printed = " ".join(text[here.start : here.end].split())
    name = entry.name if entry.own else _cased(printed)
    city = name if entry.kind == "city" else entry.city
    return Place(
        here.start, here.end, entry.kind, name, city, entry.country, entry.latitude, entry.longitude, preposition, others
    )


def _cased(printed: str) -> str:
    return printed.title() if printed.isupper() and len(printed) > 3 else printed


def _country_beside(text: str, found: Sequence[_Found], i: int) -> str | None:
    """The country or region that follows after a comma: "Astana, Kazakhstan", "Woodside, California"."""
    if i + 1 >= len(found):
        return None
    gap = text[found[i].end : found[i + 1].start]
    if gap.strip() != "," or len(gap) > 4:
        return None
    beside = [e.country for e in found[i + 1].entries if e.kind in ("country", "region")]
    own = {e.country for e in found[i].entries}
    return next((c for c in beside if c in own), beside[0] if beside else None)


def _choice(entries: Sequence[Entry], beside: str | None, prefer: Collection[str]) -> Entry | None:
    if beside is not None:
        return next((e for e in entries if e.country == beside), entries[0])
    if entries[0].kind != "city":
        return entries[0]
    return next((e for e in entries if e.country in prefer and e.needs == "nothing"), entries[0])


def _stands(entry: Entry, before: str, preposition: str | None, beside: str | None) -> bool:
    """Whether what the name needs beside it is there."""
    if entry.kind == "city" and not entry.own and entry.needs != "nothing" and _ARTICLE.search(before):
        return False  # "the Winter Garden" is a hall, and no town of that name
    if entry.needs == "nothing" or (beside is not None and beside == entry.country):
        return True
    if _CITY_OF.search(before):
        return True
    return entry.needs == "preposition" and preposition in _LOCAL


def _goes_on(text: str, here: _Found, entry: Entry) -> bool:
    """Whether the name is only the beginning of a longer one that is no place: "Jackson Hole Symposium", "Paris Agreement"."""
    if entry.kind in ("country", "region"):
        return False
    if entry.kind == "city" and _NAMED_AFTER.match(text, here.end):
        return True
    following = _FOLLOWING.match(text, here.end)
    return following is not None and entry.needs != "nothing"
