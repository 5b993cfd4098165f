"""The cast of a report: everybody whom it names, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.lookups.bodies import Body
from onrecord.lookups.names import Folded, Names
from onrecord.lookups.offices import HEADS
from onrecord.lookups.people import Holder, People
from onrecord.reading import Actor
from onrecord.stages.actors.references import Reference
from onrecord.stages.actors.spot import Words

__all__ = ["Cast", "Member", "slug"]

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_ALIKE = 0.8
"""How alike two given names are (1 for the same) that differ by a slip only."""
_AIDES = ("spokes", "press secretary", "interpreter", "translator")


def slug(name: str) -> str:
    """A name in small ASCII letters, joined by hyphens: the last part of an id."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return _NOT_SLUG.sub("-", plain).strip("-")


@dataclass(slots=True)
class Member:
    """Somebody of the cast while it is being filled."""

    name: str
    id: str | None
    role: str | None
    level: str | None
    country: str | None
    kind: Literal["person", "body", "country"]
    folded: Folded
    party: bool = False
    place: str | None = None
    """The place of an office that no table has, as printed."""
    pronoun: str | None = None
    printed: bool = False
    """Whether the name is as the text prints it, and not a table's."""

    @property
    def aide(self) -> bool:
        """Whether the office is one of those who speak or translate for others."""
        return self.role is not None and any(word in self.role.lower() for word in _AIDES)


class Cast:
    """All members in the order in which they come up. ``on`` is the report's date, which settles who held an office."""

    def __init__(self, people: People, names: Names, words: Words, on: str | None) -> None:
        self._people, self._names, self._words, self._on = people, names, words, on
        self.members: list[Member] = []
        self.around: frozenset[str | None] = frozenset()
        """The countries that the report names or comes from."""
        self._by_country: dict[str, int] = {}
        self._seen: dict[tuple[str, str | None, str | None], int | None] = {}

    def named(
        self, name: str, role: str | None, level: str | None, code: str | None, sure: bool, private: bool = False
    ) -> int | None:
        """The member called ``name``, added where new; null where the name is nobody's that is known.

        ``sure``: the words around it say that it is a person's name (an office, an honorific, a transcript's label).
        ``private``: the office is none of a state or body, so that who is not in the tables gets no profile.
        """
        if code is not None and self.of_others(name, code):
            # "... initiated by the President of France, Vladimir Putin had ...": the title is somebody else's.
            role = level = code = None
        key = (name, role, code)
        found = self._seen.get(key)
        if found is None:
            found = self._known(name, role, code)
            if found is None:
                found = self._new(name, role, level, code, sure, private)
            if found is not None:
                self._seen[key] = found
        if found is not None:
            self._learn(self.members[found], role, level, code, private)
            self._spelled_out(self.members[found], name)
        return found

    def of_others(self, name: str, code: str) -> bool:
        """Whether all who are known by a full name held their offices in other countries."""
        if len(name.split()) == 1:
            return False
        held = self._people.named(name, self._on)
        return bool(held) and all(h.country != code for h in held)

    def is_private(self, reference: Reference) -> bool:
        """Whether somebody's office is of something that no table has: "President of Norwind", no region and no body."""
        office = reference.office
        if office is None or office.level != "other" or office.body is not None or reference.code is not None:
            return False
        return office.role in self._words.private and reference.place not in self._words.regions

    def country(self, code: str) -> int:
        """The member for a country, added where new."""
        if code not in self._by_country:
            name = self._words.countries.name(code, self._on)
            self.members.append(Member(name, f"country:{code}", None, None, code, "country", self._names.folded(name)))
            self._by_country[code] = len(self.members) - 1
        return self._by_country[code]

    def body(self, body: Body) -> int:
        """The member for a body, added where new."""
        found = next((i for i, m in enumerate(self.members) if m.kind == "body" and m.name == body.name), None)
        if found is None:
            self.members.append(
                Member(body.name, f"body:{slug(body.name)}", None, None, body.country, "body", self._names.folded(body.name))
            )
            found = len(self.members) - 1
        return found

    def equal(self, a: str, b: str) -> bool:
        """Whether two roles may name one office."""
        return self._words.offices.equal(a, b)

    def holder(self, role: str, code: str) -> int | None:
        """The one who held an office (a role, or a level) of a country at the report's date, added where new.

        Null where that is not known.
        """
        if self._on is None:
            return None
        held = {h.id: h for h in self._people.holding(role, code, self._on)}
        if len(held) != 1:
            return None
        (only,) = held.values()
        for i, member in enumerate(self.members):
            if member.id == only.id:
                return i
        return self._add(only, None)

    def placed(self, index: int | None, place: str | None) -> None:
        """Note the place that a title gives somebody, where the tables have no country for it."""
        if index is not None and place is not None and self.members[index].country is None:
            self.members[index].place = self.members[index].place or place

    def peer(self, index: int | None, other: int | None) -> None:
        """Note that somebody is the counterpart of another: they hold the same office, where nothing else is known."""
        if index is None or other is None or self.members[index].role is not None:
            return
        self._learn(self.members[index], self.members[other].role, self.members[other].level, None)

    def people(self, among: Iterable[int] | None = None) -> list[int]:
        """The indexes of all persons, or of those among some."""
        indexes = range(len(self.members)) if among is None else among
        return [i for i in indexes if self.members[i].kind == "person"]

    def parties(self) -> list[int]:
        """The indexes of those who take part in the talks."""
        return [i for i, m in enumerate(self.members) if m.party and m.kind == "person"]

    def others(self, speaker: int) -> list[str]:
        """The countries of those who take part in the talks, but the speaker's."""
        codes = dict.fromkeys(self.members[i].country for i in self.parties())
        return [code for code in codes if code is not None and code != self.members[speaker].country]

    def sides(self) -> list[int]:
        """The indexes of the countries that a joint document speaks as."""
        return [i for i, m in enumerate(self.members) if m.party and m.kind == "country"]

    def actors(self) -> tuple[Actor, ...]:
        """The cast as the reading holds it."""
        return tuple(
            Actor(m.name, m.id, m.role, m.country, m.kind, m.party, rank, m.aide, m.level, m.pronoun)
            for rank, m in enumerate(self.members)
        )

    def _known(self, name: str, role: str | None, code: str | None) -> int | None:
        folded = self._names.folded(name)
        fitting = [i for i in self.people() if self._names.match(folded, self.members[i].folded)]
        if code is not None:
            fitting = [i for i in fitting if self.members[i].country in (None, code)]
        if len(fitting) > 1 and role is not None:
            fitting = [i for i in fitting if self.members[i].role == role] or fitting
        if len(fitting) > 1:
            fitting = [i for i in fitting if self.members[i].party] or fitting
        return fitting[0] if len(fitting) == 1 else None

    def _new(self, name: str, role: str | None, level: str | None, code: str | None, sure: bool, private: bool) -> int | None:
        holder = self._holder_named(name, role, code, sure)
        if holder is not None:
            return self._add(holder, level)
        if not sure:
            return None
        office_known = role is not None and not private
        self.members.append(
            Member(
                " ".join(name.split()),
                f"person:{slug(name)}" if office_known else None,
                role,
                level,
                code,
                "person",
                self._names.folded(name),
                printed=True,
            )
        )
        return len(self.members) - 1

    def _add(self, holder: Holder, level: str | None) -> int:
        for i, member in enumerate(self.members):
            if member.id == holder.id:
                return i
        # Whom the tables know from another time only holds, as far as is known, no office now.
        now = holder.near(self._on)
        self.members.append(
            Member(
                holder.name,
                holder.id,
                holder.role if now else None,
                (holder.level or level) if now else None,
                holder.country,
                "person",
                self._names.folded(holder.name),
            )
        )
        return len(self.members) - 1

    def _holder_named(self, name: str, role: str | None, code: str | None, sure: bool) -> Holder | None:
        """The holder of a public office of that name; of several the one that office and country fit."""
        single = len(name.split()) == 1
        if single and not sure:
            return self._leader_here(name)
        held = self._people.named(name, self._on) or (() if single else self._people.named(name))
        if code is not None:
            held = tuple(h for h in held if h.country == code)
        if role is not None:
            held = tuple(h for h in held if self.equal(h.role, role)) or held
        persons = {h.id for h in held}
        if not held and role is not None and not single:
            return self._misspelt(name, role, code)
        return held[0] if len(persons) == 1 else None

    def _leader_here(self, name: str) -> Holder | None:
        """The one leader of a country of this report whose surname a bare name is: "Tesk said", in a report on Veskonia."""
        if self._on is None:
            return None
        held = [h for h in self._people.named(name, self._on) if h.level in HEADS and h.at(self._on) and h.country in self.around]
        return held[0] if len({h.id for h in held}) == 1 else None

    def _misspelt(self, name: str, role: str, code: str | None) -> Holder | None:
        """The one who held that office then, where only letters of the given name are wrong: "President Heelna Marsk"."""
        words = name.split()
        given, surname = words[0].casefold(), words[-1]
        held = [h for h in self._people.named(surname, self._on) if self.equal(h.role, role) and code in (None, h.country)]
        alike = SequenceMatcher(None, given, held[0].name.partition(" ")[0].casefold()).ratio() if held else 0
        return held[0] if len({h.id for h in held}) == 1 and alike >= _ALIKE else None

    def _spelled_out(self, member: Member, name: str) -> None:
        """The longer form of a name that no table has: "Macron" in a title, "Emmanuel Macron" in the text."""
        same = len(member.name.split()) == 1 or name.split(maxsplit=1)[0] == member.name.split(maxsplit=1)[0]
        if member.printed and same and len(name.split()) > len(member.name.split()):
            member.name, member.folded = " ".join(name.split()), self._names.folded(name)
            member.id = f"person:{slug(member.name)}" if member.id else None

    def _learn(self, member: Member, role: str | None, level: str | None, code: str | None, private: bool = False) -> None:
        """What a later mention tells of somebody of whom the first told less."""
        if member.role is None and role is not None:
            member.role, member.level = role, level
            member.id = member.id or (None if private else f"person:{slug(member.name)}")
        if member.level is None and level is not None and member.role == role:
            member.level = level
        if member.country is None:
            member.country = code
