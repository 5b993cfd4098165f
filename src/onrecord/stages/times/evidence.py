"""What limits the days on which an undated report can have been written: terms of office, dated facts, years that it names.

Each finding is a :class:`Bound`: spells within which the report must lie, why, and the words that say so. Nothing is decided
here; ``infer`` takes what all bounds leave.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.lookups.offices import HEADS, Office
from onrecord.lookups.people import Holder
from onrecord.reading import Reading
from onrecord.stages.times.dated import Dated, Fact
from onrecord.stages.times.found import Found
from onrecord.stages.times.spells import ALWAYS, Spell, Spells, months_after, spell, within_year

__all__ = ["Bound", "by_facts", "by_terms", "by_years"]

_LEVELS = (*HEADS, "minister", "body")
_LEAD = 1500
"""So much of a report's beginning names those who take part, by the offices that they hold; later it may tell of history."""
_NAME = re.compile(
    r"\s{1,3}((?:[A-Z][\w.’'-]{0,30}|[a-z]{2,3}(?=\s[A-Z]))(?:[\s-]{1,2}(?:[A-Z][\w.’'-]{0,30}|[a-z]{2,3}(?=[\s-][A-Z]))){0,4})"
)
_BEFORE = re.compile(r"((?:[A-Z][\w.’'-]{0,30}[\s-]){0,3}[A-Z][\w’'-]{1,30}),\s{1,2}(?:the\s)?$")
_BESIDE = 60
_YEAR = re.compile(r"\d{4}")
_FULL = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class Bound:
    """The spells within which a report lies, why, and the stretch of its text that says so."""

    spells: Spells
    why: str
    place: tuple[int, int]
    kind: str = "term"
    """What says so: a "term" of office, a fact ("since", "event", "ordinal") or a "year" that is named."""


def by_terms(reading: Reading, dated: Dated) -> Iterator[Bound]:
    """The terms of those whom the report's beginning names with an office that they hold."""
    surface = reading.layout.surface
    seen: set[tuple[str, str]] = set()
    for office in dated.offices.find(surface, 0, min(len(surface), _LEAD)):
        if office.kind != "office" or office.former or office.future or office.level not in _LEVELS:
            continue
        for start, end, terms in _holders(surface, office, dated):
            if terms and (terms[0].id, office.role) not in seen:
                seen.add((terms[0].id, office.role))
                begin, stop = min(start, office.title[0]), max(end, office.title[1])
                held = tuple(spell(t.start, t.end) for t in terms)
                yield Bound(held, f"{terms[0].name} as {terms[0].office}", (begin, stop))


def _holders(text: str, office: Office, dated: Dated) -> Iterator[tuple[int, int, list[Holder]]]:
    """The name beside an office, after it or before it, with the terms of the one person whom it names in that office."""
    if after := _NAME.match(text, office.title[1], office.title[1] + 120):
        named = [(end, terms) for end in _ends(after) if (terms := _terms(text[after.start(1) : end], office, dated))]
        same = [(end, terms) for end, terms in named if terms[0].id == named[0][1][0].id]
        if same:
            yield after.start(1), *same[-1]
            return
    if before := _BEFORE.search(text, max(0, office.title[0] - 80), office.title[0]):
        yield before.start(1), before.end(1), _terms(before[1], office, dated)


def _ends(name: re.Match[str]) -> list[int]:
    """Where a run of capitalised words may end, the longest first."""
    return [name.start(1) + m.end() for m in re.finditer(r"[^\s-]*\w", name[1])][::-1]


def _terms(name: str, office: Office, dated: Dated) -> list[Holder]:
    """The terms of the one person of this name in this office; none where several held it or nobody did."""
    held = [h for h in dated.people.named(name) if dated.offices.equal(h.role, office.role)]
    if office.country is not None:
        held = [h for h in held if h.country == office.country]
    return held if len({h.id for h in held}) == 1 else []


def by_facts(reading: Reading, dated: Dated) -> Iterator[Bound]:
    """Dated facts of public record that the report tells of: it is no older than they are."""
    surface = reading.layout.surface
    seen: set[str] = set()
    for start, end, facts in dated.phrases.find(surface):
        bounds = [b for fact in facts if (b := _by_fact(surface, start, end, fact, dated))]
        if bounds and bounds[0].why not in seen:
            seen.add(bounds[0].why)
            yield replace(bounds[0], spells=tuple(s for b in bounds for s in b.spells))


def _by_fact(text: str, start: int, end: int, fact: Fact, dated: Dated) -> Bound | None:
    if fact.kind == "since":
        return Bound((spell(fact.first, fact.last),), f"{text[start:end]!r} is of {fact.first}", (start, end), fact.kind)
    if fact.kind == "event":
        why = f"{text[start:end]!r} was held in {fact.first[:7]}"
        return Bound((_around(text, start, fact, dated),), why, (start, end), fact.kind)
    count = dated.ordinal.search(text, max(0, start - _BESIDE), start)
    if count is None:
        return None
    year = int(fact.first[:4]) + int(count[1])
    held = (months_after(f"{year}-01-01", -fact.lead), months_after(f"{year}-12-31", fact.lag))
    return Bound((held,), f"{text[count.start() : end]!r} is of {year}", (count.start(), end), fact.kind)


def _around(text: str, start: int, fact: Fact, dated: Dated) -> Spell:
    """When a report can tell of an event: at it, before it, or at any time since it was first spoken of."""
    before = max(0, start - _BESIDE)
    if dated.beside.search(text, before, start):
        return months_after(fact.first, -1), months_after(fact.last or fact.first, 1)
    known = months_after(fact.first, -fact.lead)
    return known, (fact.last or fact.first) if dated.ahead.search(text, before, start) else ALWAYS[1]


def by_years(found: Sequence[Found]) -> Iterator[Bound]:
    """What the report tells of in the past lies before it, what it tells of as to come lies after it.

    Days and months count as to come only after a word that says so ("until"): plans often rest on what a past day agreed.
    """
    ahead = {t.value[:4] for t in found if t.value and t.lean > 0}
    both = {t.value[:4] for t in found if t.value and t.lean < 0} & ahead
    past: list[Bound] = []
    to_come: list[Bound] = []
    for time in found:
        first, _, last = (time.value or "").partition("/")
        end = last or first
        if first[:4] in both or not time.lean or not first or not (_YEAR.fullmatch(end) or _FULL.fullmatch(end)):
            continue
        if time.lean < 0:
            since: Spell = (spell(first, None)[0], ALWAYS[1])
            past.append(Bound((since,), f"{first} is told of as past", (time.start, time.end), "year"))
        elif within_year(end) and (time.until or _YEAR.fullmatch(end)):
            until: Spell = (ALWAYS[0], spell(None, end)[1])
            to_come.append(Bound((until,), f"{end} is told of as to come", (time.start, time.end), "year"))
    # The latest that is past and the earliest that is to come say all that the others do.
    yield from sorted(past, key=lambda b: b.spells, reverse=True)[:1]
    yield from sorted(to_come, key=lambda b: b.spells)[:1]
