"""References without a name: which member of the cast they can mean.

An office with its country is one person's. A bare office or reference is settled here only where one person alone can
be meant; else its candidates go on to the statements, which know who was speaking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lookups.offices import HEADS, Office
from onrecord.stages.actors.cast import Cast
from onrecord.stages.actors.references import Reference

__all__ = ["Resolved", "resolve"]

_STEM = 4
_MINISTER = "minister"
_MANY = "more than one person here holds such an office"
_NONE = "nobody here is known to hold such an office"


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a reference means: ``actors``, or ``candidates`` where it stays open, and why."""

    actors: tuple[int, ...] = ()
    candidates: tuple[int, ...] = ()
    why: str | None = None


def resolve(reference: Reference, cast: Cast, own: str | None, told: Sequence[int]) -> Resolved:
    """Whom a reference without a name means.

    ``own`` is the country that published the report, ``told`` whom the text names right before.
    """
    if reference.kind == "country":
        assert reference.code is not None
        return Resolved((cast.country(reference.code),))
    if reference.kind == "body":
        assert reference.body is not None
        return Resolved((cast.body(reference.body),))
    assert reference.office is not None
    if reference.kind == "group":
        return _group(reference, reference.office, cast)
    if reference.office.former or reference.office.future:
        return Resolved(why="a former or future holder of an office")
    if reference.office.kind == "peer":
        return _peer(reference, cast, told)
    if reference.place is not None:
        return _of_place(reference.place, reference.office, cast)
    if reference.code is not None or reference.office.body is not None:
        return _of_country(reference.office, reference.code, cast)
    return _bare(reference.office, cast, own)


def _fits(cast: Cast, i: int, office: Office) -> bool:
    member = cast.members[i]
    if office.kind == "class":
        return member.level in HEADS if office.level == "leader" else member.level == office.level
    if office.role == _MINISTER:  # "the Minister": of whatever the report has told
        return member.level == _MINISTER and member.role is not None
    return member.role is not None and cast.equal(member.role, office.role)


def _of_country(office: Office, code: str | None, cast: Cast) -> Resolved:
    fitting = [i for i in cast.people() if cast.members[i].country == code and _fits(cast, i, office)]
    if len(fitting) > 1:
        fitting = _narrowed(fitting, cast)
    if len(fitting) == 1:
        return Resolved((fitting[0],), why="the only one here who holds this office")
    if fitting:
        return Resolved(candidates=tuple(fitting), why=_MANY)
    return _in_office(office, code, cast) if code is not None else Resolved(why=_NONE)


def _of_place(place: str, office: Office, cast: Cast) -> Resolved:
    """An adjective that no table has means the one whose title holds a word of the same stem ("Sarelia", "Sarelian")."""
    near = [i for i in cast.people() if _alike(place, cast.members[i].place)]
    near = [i for i in near if cast.members[i].role is None or _fits(cast, i, office)]
    if len(near) == 1:
        return Resolved((near[0],), why="the only one here whose title names this place")
    if near:
        return Resolved(candidates=tuple(near), why=_MANY)
    return Resolved(why=_NONE)


def _alike(a: str, b: str | None) -> bool:
    if b is None:
        return False
    shared = next((i for i, (x, y) in enumerate(zip(a.lower(), b.lower(), strict=False)) if x != y), min(len(a), len(b)))
    return shared >= _STEM and shared >= min(len(a), len(b)) - 2


def _in_office(office: Office, code: str, cast: Cast) -> Resolved:
    wanted = (office.role,) if office.kind == "office" else HEADS if office.level == "leader" else (office.level,)
    for role in wanted:
        held = cast.holder(role, code)
        if held is not None:
            return Resolved((held,), why="held this office at the report's date")
    return Resolved(why="it is not known who held this office at the report's date")


def _narrowed(fitting: list[int], cast: Cast) -> list[int]:
    """Those who take part in the talks before others, the head of state before the head of government."""
    parties = [i for i in fitting if cast.members[i].party] or fitting
    for level in HEADS:
        top = [i for i in parties if cast.members[i].level == level]
        if top:
            return top
    return parties


def _peer(reference: Reference, cast: Cast, told: Sequence[int]) -> Resolved:
    """ "His counterpart": the other one who takes part in the talks."""
    rest = [i for i in cast.parties() if i not in told and reference.code in (None, cast.members[i].country)]
    if len(rest) == 1:
        return Resolved((rest[0],), why="the other one who takes part in the talks")
    if not rest and reference.code is not None and reference.code not in [cast.members[i].country for i in cast.parties()]:
        held = cast.holder("leader", reference.code)  # "my Veskonian counterpart", who is not at these talks
        return Resolved((held,), why="led this country at the report's date") if held is not None else Resolved(why=_NONE)
    return Resolved(candidates=tuple(rest), why=_MANY if rest else _NONE)


def _group(reference: Reference, office: Office, cast: Cast) -> Resolved:
    parties = cast.parties()
    if reference.codes and office.kind == "sides":
        if {cast.members[i].country for i in parties} == set(reference.codes):
            return Resolved(tuple(parties), why="those who take part in the talks for these countries")
        return Resolved(tuple(cast.country(code) for code in reference.codes), why="the sides are these countries")
    if reference.codes:
        each = [_of_country(office, code, cast) for code in reference.codes]
        if all(len(one.actors) == 1 for one in each):
            return Resolved(tuple(one.actors[0] for one in each), why="those who hold this office in these countries")
    if reference.code is not None or reference.place is not None:
        return Resolved(why="it is not told who these are")
    if office.kind == "sides" and len(cast.sides()) > 1:
        return Resolved(tuple(cast.sides()), why="the document speaks as these countries")
    holding = [i for i in cast.people() if _fits(cast, i, office)]
    within = [i for i in holding if i in parties]
    if office.kind == "office":
        if len(within) > 1:
            return Resolved(tuple(within), why="those who take part in the talks and hold this office")
        if office.level not in HEADS:
            return Resolved(why="it is not told who these are")
    if office.kind == "class" and len(within) > 1:
        return Resolved(tuple(within), why="the leaders who take part in the talks")
    if len(parties) > 1:
        return Resolved(tuple(parties), why="those who take part in the talks")
    return Resolved(candidates=tuple(parties), why="it is not told who these are")


def _bare(office: Office, cast: Cast, own: str | None) -> Resolved:
    parties = [i for i in cast.parties() if _fits(cast, i, office)]
    fitting = parties or [i for i in cast.people() if _fits(cast, i, office)]
    if len(fitting) == 1:
        return Resolved((fitting[0],), why="the only one here who holds such an office")
    if fitting:
        return Resolved(candidates=tuple(fitting), why=_MANY)
    if office.kind == "class" and len(cast.parties()) > 1:
        return Resolved(candidates=tuple(cast.parties()), why="it is not known who here holds such an office")
    return _in_office(office, own, cast) if own is not None and office.kind != "sides" else Resolved(why=_NONE)
