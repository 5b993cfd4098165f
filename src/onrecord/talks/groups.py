"""Reports grouped by the talks that they tell of."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from onrecord.model import Record, Report, Talks
from onrecord.tables import Knowledge
from onrecord.talks.held import NEAR, Held, all_held, apart

__all__ = ["Told", "find_talks", "grouped", "told_in"]

_MOST_TALKS = 8
_MOST_PARTIES = 12
_COPIES = 0.5
Told = tuple[Record, Held]
"""Talks, as one report tells of them."""


def find_talks(records: Iterable[Record], knowledge: Knowledge) -> list[Talks]:
    """The talks that records tell of, in the order of their days, each with all of its reports.

    A report of several talks (a day of calls on one page) stands with each of them. Reports whose parties or day cannot be told
    stand alone. A report that tells of no talks held stands nowhere.
    """
    told = [each for record in records for each in told_in(record, knowledge)]
    return [talks for talks, _ in grouped(told, knowledge)]


def told_in(record: Record, knowledge: Knowledge) -> list[Told]:
    """The talks that one report tells were held, as far as they are grouped."""
    return [(record, held) for held in all_held(record, knowledge)[:_MOST_TALKS]]


def grouped(told: Sequence[Told], knowledge: Knowledge) -> list[tuple[Talks, list[Told]]]:
    """Talks in the order of their days, each with what it was made of.

    Where the choice is free, the order of ``told`` decides.
    """
    found = [(_talks(group), group) for group in _groups(told, knowledge)]
    return sorted(found, key=lambda pair: (pair[0].date or "", pair[0].id))


def _groups(told: Sequence[Told], knowledge: Knowledge) -> Iterator[list[Told]]:
    """Joined where each goes with each; those nearest in time first."""
    group_of = {n: [n] for n in range(len(told))}
    for m, n in sorted(_candidates(told), key=lambda p: (_gap(told[p[0]][1], told[p[1]][1]), p)):
        first, second = group_of[m], group_of[n]
        if first is not second and all(_one(told[x], told[y], knowledge) for x in first for y in second):
            first += second
            group_of.update(dict.fromkeys(second, first))
    seen: set[int] = set()
    for n, group in group_of.items():
        if n not in seen:
            seen.update(group)
            yield [told[x] for x in sorted(group)]


def _candidates(told: Sequence[Told]) -> set[tuple[int, int]]:
    """Pairs that share two parties and are near in time."""
    near: dict[tuple[str, str, date], list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for n, (_, held) in enumerate(told):
        for pair in combinations(list(held.parties)[:_MOST_PARTIES], 2):
            for day in _around(held):
                found.update((m, n) for m in near[(*pair, day)])
                near[(*pair, day)].append(n)
    return found


def _around(held: Held) -> list[date]:
    """The day of talks and the one after it: two whose days are neighbours have one of these in common."""
    return [] if held.first is None else [held.first, held.first + timedelta(days=NEAR)]


def _gap(a: Held, b: Held) -> int:
    return abs((a.first - b.first).days) if a.first and b.first else 0


def _one(a: Told, b: Told, knowledge: Knowledge) -> bool:
    """Whether two reports' talks can be one. A side that puts two calls of a day on two pages had two calls."""
    if a[0].document.id == b[0].document.id or apart(a[1], b[1], knowledge) is not None:
        return False
    calls = a[1].distant and b[1].distant and a[1].publisher and a[1].publisher == b[1].publisher
    return not calls or _copies(a[0].document.text, b[0].document.text)


def _copies(a: str, b: str) -> bool:
    """Whether most of the shorter text's lines stand in the other: versions of a page."""
    lines = [{" ".join(line.split()) for line in text.splitlines() if line.strip()} for text in (a, b)]
    return len(lines[0] & lines[1]) >= _COPIES * min(map(len, lines))


def _talks(group: Sequence[Told]) -> Talks:
    reports = sorted({r.document.id: _report(r) for r, _ in group}.values(), key=lambda r: (r.published or "9999", r.id))
    meetings = [held.meeting for _, held in group]
    days = Counter(held.first.isoformat() for _, held in group if held.first)
    parties = sorted({c for _, held in group for c in held.parties})
    published = {r.country for r in reports}
    names = {p.name for m in meetings for p in m.participants if p.name}
    digest = hashlib.sha256("|".join([*sorted(r.id for r in reports), *parties, *sorted(days)]).encode("utf-8", "replace"))
    return Talks(
        id=f"t-{digest.hexdigest()[:10]}",
        participants=tuple(sorted(names)),
        countries=tuple(parties),
        date=min(days, key=lambda d: (-days[d], d)) if days else None,
        format=min(Counter(m.format for m in meetings).items(), key=lambda x: (-x[1], x[0]))[0],
        city=next((m.city for m in meetings if m.city), None),
        reports=tuple(reports),
        silent=tuple(c for c in parties if c not in published),
    )


def _report(record: Record) -> Report:
    d = record.document
    return Report(id=d.id, title=d.title, publisher=d.publisher, country=d.country, published=d.published, partial=d.partial)
