"""Office-holders by name and by office, at a date.

The table is ``office_holders.csv``: one row for each term. A user's rows come first and so win where they name the same
person; a user's countries are as good as any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from msgspec import Struct

from onrecord.lookups.countries import Countries, countries
from onrecord.lookups.names import Folded, Names, names, slug
from onrecord.lookups.offices import HEADS, Offices, offices
from onrecord.tables import Knowledge, with_columns

__all__ = ["Holder", "People", "people"]

_TABLE = "office_holders.csv"
_MONTH = len("2021-07")
_NEAR = 3
_CACHED = 4096


class Holder(Struct, frozen=True, gc=False):
    """A person in an office for a term.

    ``name`` is the commonest English form; ``id`` is ``person:`` and a slug of it; ``role`` is the office as records call
    it ("president"), ``office`` its name in full; ``country`` a code, null for offices of no one country. ``start`` and
    ``end`` are ISO dates, which may be a year or a month only; ``end`` is null for a term that goes on.
    """

    name: str
    id: str
    role: str
    office: str
    country: str | None
    start: str | None
    end: str | None
    aliases: tuple[str, ...] = ()
    level: str = "other"
    wikidata: str | None = None
    acting: bool = False

    def at(self, on: str | None) -> bool:
        """Whether the term covers ``on``, an ISO date that may be partial; always true where it is null."""
        return on is None or (_not_after(self.start, on) and _not_after(on, self.end))

    def near(self, on: str | None) -> bool:
        """Whether the term covers a day within three months of ``on``."""
        if on is None or len(on) < _MONTH:
            return self.at(on)
        return _not_after(self.start, _shifted(on, _NEAR)) and _not_after(_shifted(on, -_NEAR), self.end)


class _Name(NamedTuple):
    """A name of a person of the table, folded, and the id of the person."""

    folded: Folded
    id: str


class People:
    """All office-holders of a knowledge. Make it with :func:`people`."""

    def __init__(
        self,
        rows: Sequence[Mapping[str, str]],
        rules: Names,
        posts: Offices,
        places: Countries,
        home: Mapping[str, str] | None = None,
    ) -> None:
        self._rules, self._posts, self._places = rules, posts, places
        self._terms: dict[str, list[Holder]] = {}
        self._offices: dict[str | None, list[Holder]] = {}
        for holder in _holders(rows, posts):
            self._terms.setdefault(holder.id, []).append(holder)
            self._offices.setdefault(holder.country, []).append(holder)
        for id_, code in (home or {}).items():
            self._terms.get(id_, []).sort(key=lambda holder: holder.country != code)
        self._names: dict[str, list[_Name]] = {}
        self._index()
        self._found = lru_cache(maxsize=_CACHED)(self._named)

    def __iter__(self) -> Iterator[Holder]:
        return chain.from_iterable(self._terms.values())

    def named(self, name: str, on: str | None = None) -> tuple[Holder, ...]:
        """The terms, at the date ``on`` where it is given, of everybody whom ``name`` may name.

        Spelling, order, titles, initials and left-out middle names do not matter. Where some match word for word, those
        who match in part are left out; a surname alone matches all who bear it, a first name alone only royalty. Where
        nobody held office at the date, terms count that began or ended within three months of it.
        """
        return self._found(name, on)

    def _named(self, name: str, on: str | None) -> tuple[Holder, ...]:
        folded, tiers = self._rules.folded(name), []
        for among in (self._exact, self._by_surname, self._partly, self._royal):
            tiers.append([term for id_ in among(folded) for term in self._terms[id_]])
            if found := tuple(term for term in tiers[-1] if term.at(on)):
                return found
        near = (tuple(term for term in terms if term.near(on)) for terms in tiers)
        return next(filter(None, near), ())

    def holding(self, role: str, country: str | None, on: str | None) -> tuple[Holder, ...]:
        """Who held an office of ``country`` at the date ``on``: several where the office is shared or changed hands on the day.

        ``role`` is a role ("president", "foreign minister") or a level ("head of state", "minister"); "leader" stands for
        the head of state or of government, whoever leads the country first, both where that is not settled.
        ``country`` is null for offices of no one country.
        """
        terms = [h for h in self._offices.get(country, ()) if h.at(on)]
        if role == "leader":
            return self._leaders(terms, country)
        held = _distinct(h for h in terms if self._posts.equal(h.role, role) or h.level == role)
        # Where a president leads the government there is no other head of it.
        return held or (_distinct(h for h in terms if h.level == HEADS[0]) if role == HEADS[1] else ())

    def person(self, id_: str) -> tuple[Holder, ...]:
        """All terms of the person with this id, in the order of the table."""
        return tuple(self._terms.get(id_, ()))

    def _leaders(self, terms: Iterable[Holder], country: str | None) -> tuple[Holder, ...]:
        heads = _distinct(sorted((h for h in terms if h.level in HEADS), key=lambda h: HEADS.index(h.level)))
        lead = self._places.lead(country) if country else None
        return tuple(h for h in heads if h.level == lead) or heads

    def _index(self) -> None:
        spelled = [(name, id_) for id_, terms in self._terms.items() for name in (terms[0].name, *terms[0].aliases)]
        by_word: defaultdict[str, list[_Name]] = defaultdict(list)
        for folded, (_, id_) in zip(self._rules.fold_all([name for name, _ in spelled]), spelled, strict=True):
            entry = _Name(folded, id_)
            for word in folded.words:
                by_word[word].append(entry)
            if len(folded.words) > 1:
                by_word[folded.joined].append(entry)
        self._names = dict(by_word)

    def _by_surname(self, folded: Folded) -> list[str]:
        if len(folded.words) != 1:
            return []
        word = folded.words[0]
        return _unique(e.id for e in self._names.get(word, ()) if self._rules.surname(e.folded) == word)

    def _exact(self, folded: Folded) -> list[str]:
        return _unique(e.id for e in self._names.get(folded.joined, ()) if e.folded.joined == folded.joined)

    def _partly(self, folded: Folded) -> list[str]:
        entries = (e for word in folded.words if len(word) > 1 for e in self._names.get(word, ()))
        return _unique(e.id for e in entries if self._rules.match(folded, e.folded))

    def _royal(self, folded: Folded) -> list[str]:
        if len(folded.words) != 1:
            return []
        entries = self._names.get(folded.words[0], ())
        return _unique(e.id for e in entries if e.folded.words[0] == folded.words[0] and self._is_royal(e.id))

    def _is_royal(self, id_: str) -> bool:
        return any(self._posts.royal(term.role) for term in self._terms[id_])


def people(knowledge: Knowledge) -> People:
    """The office-holders of ``knowledge``, built once. Raises ``KnowledgeError`` where a table cannot be read."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> People:
    rows = with_columns(knowledge.rows(_TABLE), _TABLE, "person", "office")
    home = knowledge.toml("names.toml").get("home", {})
    return People(rows, names(knowledge), offices(knowledge), countries(knowledge), home)


def _holders(rows: Sequence[Mapping[str, str]], posts: Offices) -> list[Holder]:
    ids: dict[str, str] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    found: list[Holder] = []
    for row in rows:
        name = row["person"]
        own = row.get("id") or ids.get(name) or ids.setdefault(name, f"person:{slug(name)}")
        if also := row.get("spellings"):
            spellings.setdefault(own, tuple(s.strip() for s in also.split("|")))
        found.append(_holder(row, own, spellings.get(own, ()), posts))
    return found


def _holder(row: Mapping[str, str], id_: str, also: tuple[str, ...], posts: Offices) -> Holder:
    get = row.get
    role = get("role") or _role(row["office"], posts)
    return Holder(
        row["person"],
        id_,
        role,
        get("office") or role,
        get("country") or None,
        get("from") or None,
        get("to") or None,
        also,
        posts.level(role),
        get("wikidata") or None,
        "acting" in get("note", ""),
    )


def _role(office: str, posts: Offices) -> str:
    """The role that the name of an office holds ("President of Arden": president)."""
    found = posts.find(office)
    return found[0].role if found else office.lower()


def _not_after(a: str | None, b: str | None) -> bool:
    """Whether date ``a`` may lie before or on ``b``, as far as both are given."""
    if not a or not b:
        return True
    known = min(len(a), len(b))
    return a[:known] <= b[:known]


def _shifted(on: str, months: int) -> str:
    """The month ``months`` after that of an ISO date."""
    year, month = divmod(int(on[:4]) * 12 + int(on[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"


def _unique(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _distinct(terms: Iterable[Holder]) -> tuple[Holder, ...]:
    """The first term of each person."""
    found: dict[str, Holder] = {}
    for term in terms:
        found.setdefault(term.id, term)
    return tuple(found.values())
