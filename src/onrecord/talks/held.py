"""What tells talks from other talks: parties, days, form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.lookups.countries import countries
from onrecord.lookups.people import Holder, people
from onrecord.model import Meeting, Record
from onrecord.tables import Knowledge

__all__ = ["NEAR", "Held", "all_held", "apart", "why_other_talks"]

NEAR = 1
"""Days that may lie between two sides' reports of the same talks."""
_DISTANT = frozenset(("call", "video"))
_HEADS = frozenset(("head of state", "head of government"))
_NAME = re.compile(r"[^\W\d_][\w’'-]{1,30}")
_SHARED = 0.75
"""Of more than two parties: how many of all named must stand in both reports."""


@dataclass(frozen=True, slots=True)
class Held:
    """Talks as one report tells of them.

    ``parties``: the people of each country that took part, by id; a country may stand without anybody. ``first``, ``last``: the
    days between which they were held, null where that is open; ``stated``: the text itself gives the day. ``distant``: by
    telephone or video; null where the report does not say.
    """

    report: str
    publisher: str | None
    parties: dict[str, frozenset[str]]
    first: date | None
    last: date | None
    stated: bool
    distant: bool | None
    meeting: Meeting


def all_held(record: Record, knowledge: Knowledge) -> list[Held]:
    """The talks that a report tells were held."""
    return [_held(m, record, knowledge) for m in record.meetings if m.status == "held"]


def why_other_talks(a: Record, b: Record, knowledge: Knowledge) -> str | None:
    """Why two reports tell of different talks, in a line; null where nothing shows that they do."""
    first, second = (all_held(r, knowledge) for r in (a, b))
    if not first or not second:
        return None
    reasons = [apart(x, y, knowledge) for x in first for y in second]
    return None if None in reasons else reasons[0]


def _held(meeting: Meeting, record: Record, knowledge: Knowledge) -> Held:
    days, stated = _days(meeting, record)
    return Held(
        record.document.id,
        record.document.publisher,
        _parties(meeting, record, knowledge),
        *days,
        stated,
        _is_distant(meeting),
        meeting,
    )


def _parties(meeting: Meeting, record: Record, knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Countries with their people: those of the meeting; where it names one side alone, those of the title and the publisher."""
    found: dict[str, set[str]] = {}
    for person in meeting.participants:
        if person.country:
            found.setdefault(person.country, set()).add(person.id or person.name or "")
    if len(found) < 2:
        for country, id_ in _of_title(record, knowledge):
            found.setdefault(country, set()).add(id_)
    if len(found) == 1 and record.document.country:
        found.setdefault(record.document.country, set())
    return {c: frozenset(ids) for c, ids in sorted(found.items())}


def _of_title(record: Record, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Leaders whom a title names, where a word of it names one leader alone."""
    known, on = people(knowledge), record.document.published
    for word in _NAME.findall(record.document.title or "")[:40]:
        word = re.sub(r"['’]s$", "", word)
        if word[0].isupper():
            leaders = {(h.country, h.id) for h in known.named(word, on) if _leads(h) and word in re.split(r"\W+", h.name)}
            if len(leaders) == 1:
                ((country, id_),) = leaders
                yield country or "", id_


def _leads(holder: Holder) -> bool:
    """Whether somebody speaks for a country; the Union has several heads."""
    return holder.country is not None and (holder.level in _HEADS or holder.country == "EU")


def _days(meeting: Meeting, record: Record) -> tuple[tuple[date | None, date | None], bool]:
    """The first and last day on which talks may have been held: as stated or inferred, else around the publication."""
    inferred = meeting.date_inferred.value if meeting.date_inferred else None
    for value in (meeting.date, inferred):
        days = [_day(part) for part in (value or "").split("/")]
        if all(days):
            return (days[0], days[-1]), value != record.document.published
    published = _day(record.document.published or "")
    return ((published, published) if meeting.date is None else (None, None)), False


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _is_distant(meeting: Meeting) -> bool | None:
    if meeting.format in _DISTANT:
        return True
    face_to_face = meeting.city or meeting.venue or meeting.host or meeting.visit_type
    return False if face_to_face else None


def apart(a: Held, b: Held, knowledge: Knowledge) -> str | None:
    """Why two reports' talks cannot be one; null where they can."""
    if len(a.parties) > 1 and len(b.parties) > 1:
        shared = a.parties.keys() & b.parties.keys()
        if len(shared) < _SHARED * len(a.parties.keys() | b.parties.keys()):
            return f"participants: {_countries(a, knowledge)} in one, {_countries(b, knowledge)} in the other"
        for country in shared:
            if a.parties[country] and b.parties[country] and not a.parties[country] & b.parties[country]:
                return f"participants: {_names(a, country)} in one, {_names(b, country)} in the other"
    if a.first and b.first and a.last and b.last and not _one_time(a, b):
        return f"dates: {a.first.isoformat()} in one, {b.first.isoformat()} in the other"
    if a.distant is not None and b.distant is not None and a.distant != b.distant:
        return f"form: {'a call' if a.distant else 'a meeting'} in one, {'a call' if b.distant else 'a meeting'} in the other"
    return None


def _one_time(a: Held, b: Held) -> bool:
    """Whether the days of both overlap; those of different publishers may be neighbours."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return True
    leeway = timedelta(days=0 if a.publisher and a.publisher == b.publisher else NEAR)
    return a.first - b.last <= leeway and b.first - a.last <= leeway


def _countries(held: Held, knowledge: Knowledge) -> str:
    known = countries(knowledge)
    return ", ".join(known.name(c) for c in held.parties)


def _names(held: Held, country: str) -> str:
    named = [p.name for p in held.meeting.participants if p.country == country and p.name]
    return ", ".join(named) or ", ".join(sorted(held.parties[country]))
