"""Whom a name means, among the holders of public office of whom an archive tells."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from onrecord.archive import schema
from onrecord.archive.words import folded
from onrecord.errors import ArchiveError
from onrecord.lookups.countries import countries
from onrecord.lookups.people import people
from onrecord.tables import Knowledge

__all__ = ["NameUnknown", "Named", "country_named", "one_person", "speaker_ids", "whom"]


class NameUnknown(ArchiveError):
    """A name means nothing of which the archive tells, or may mean several."""


class Named(NamedTuple):
    """A person, body or country that speaks: id and canonical name."""

    id: str
    name: str


def whom(connection: Connection, knowledge: Knowledge, name: str) -> list[Named]:
    """Everybody of public office in the archive whom a name, an id or a part of a name may mean.

    Spelling, script, order and titles do not matter where the table of office-holders knows the person.
    """
    p = schema.people.c
    known = [h.id for h in people(knowledge).named(name)]
    plain = folded(name)
    exact = select(p.id, p.name).where(or_(p.id.in_([*known, name, f"person:{name}"]), p.folded == plain)).order_by(p.name)
    found = [Named(*row) for row in connection.execute(exact)]
    if found or not plain:
        return found
    pattern = "%" + plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    parts = select(p.id, p.name).where(p.folded.like(pattern, escape="\\")).order_by(p.name).limit(50)
    return [n for n in (Named(*row) for row in connection.execute(parts)) if folded(n.name).endswith(f" {plain}")]


def one_person(connection: Connection, knowledge: Knowledge, name: str) -> Named:
    """The one person whom a name means. Raises ``NameUnknown`` where nobody of public office is called so, or several are."""
    found = [n for n in whom(connection, knowledge, name) if n.id.startswith("person:")]
    if not found:
        raise NameUnknown(
            f"no holder of public office in this archive is called {name}: people without public office have no page of their own"
        )
    exact = [n for n in found if name in (n.id, n.id.removeprefix("person:")) or folded(n.name) == folded(name)]
    chosen = exact or found
    if len(chosen) > 1:
        raise NameUnknown(f"{name} may be {', '.join(n.name for n in chosen[:6])}: give the name in full")
    return chosen[0]


def speaker_ids(connection: Connection, knowledge: Knowledge, name: str | None) -> tuple[str, ...]:
    """The ids of everybody whom a name may mean; none where none is given. Raises ``NameUnknown`` where it means nobody."""
    if name is None:
        return ()
    found = whom(connection, knowledge, name)
    if not found:
        raise NameUnknown(f"no holder of public office in this archive is called {name}: search for the name as a word instead")
    return tuple(n.id for n in found)


def country_named(knowledge: Knowledge, given: str) -> str:
    """The code of a country given by code or name. Raises ``NameUnknown`` where it is none."""
    names = countries(knowledge)
    upper = given.strip().upper()
    code = upper if upper in names else names.code(given.strip())
    if code is None:
        raise NameUnknown(f"{given!r} is no country: give its code, as BY, or its common name")
    return code
