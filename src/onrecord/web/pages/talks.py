"""Talks: listed, and all reports of one set side by side."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries.reports import count_by
from onrecord.archive.queries.talks import talks as listed
from onrecord.archive.queries.talks import talks_by_year, talks_of
from onrecord.comparison import compare
from onrecord.export.atom import Entry
from onrecord.export.comparisons.wording import count_words, heading, in_order, pieces
from onrecord.model import Comparison, Record, Span, Talks
from onrecord.tables import Knowledge
from onrecord.web.charts import by_year
from onrecord.web.pages.asked import PER_PAGE, archive_of, chosen, country_of, knowledge_of, offset_of, year_of
from onrecord.web.pages.report import record_at
from onrecord.web.routes import NoSuchPage, page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER", "compared", "in_text", "row_of"]

ROUTER = APIRouter()
_KEPT = 256
"""Comparisons that are kept, so that a page seen again costs nothing."""


@page(ROUTER, "/talks", "json", "csv", "atom")
def talks(request: Request) -> View:
    """Talks, the latest first."""
    year, country, both = year_of(request), country_of(request), chosen(request, "sides") == "both"
    offset = offset_of(request)
    with archive_of(request).reading() as connection:
        found, total = listed(connection, year, (country,) if country else (), both, PER_PAGE, offset)
        years = {c.value: c.reports for c in talks_by_year(connection)}
        sides = count_by(connection, "country")

    def here(**changed: Any) -> str:
        asked = {"year": year, "country": country, "sides": "both" if both else None, "offset": 0}
        return href("talks", **{**asked, **changed})

    return View(
        "talks.html.j2",
        "Talks",
        {
            "talks": found,
            "total": total,
            "asked": {"year": year, "country": country, "both": both},
            "years": years,
            "sides": sides,
            "offset": offset,
            "per_page": PER_PAGE,
            "here": here,
            "chart": by_year(years, "talks", lambda year: here(year=year)),
        },
        data={"total": total, "offset": offset, "talks": found},
        rows=[row_of(t) for t in found],
        entries=[Entry(href("talks", t.id), _title(t), t.date or "", _sources(t), "OnRecord") for t in found],
        section="Talks",
    )


@page(ROUTER, "/talks/{id}", "json", "csv")
def talk(request: Request, id: str) -> View:
    """One set of talks: who published when, and two of the reports side by side."""
    with archive_of(request).reading() as connection:
        found = talks_of(connection, [id])
    if not found:
        raise NoSuchPage(f"no talks have the id {id}; they may have been grouped anew since")
    row = found[0]
    pair = _pair(request, row)
    records = [record_at(request, document) for document in pair]
    comparison = compared(records[0], records[1], knowledge_of(request)) if len(records) == 2 else None
    return View(
        "talk.html.j2",
        _title(row),
        {
            "row": row,
            "pair": pair,
            "records": records,
            "comparison": comparison,
            "groups": list(in_order(comparison)) if comparison else [],
            "count_words": count_words,
            "heading": heading,
            "pieces": pieces,
            "in_text": in_text,
            "other_pairs": [(a, b) for a, b in combinations(row.reports, 2)] if len(row.reports) > 2 else [],
        },
        data={"talks": row, "comparison": comparison},
        rows=_items(comparison) if comparison else [row_of(row)],
        section="Talks",
    )


def compared(a: Record, b: Record, knowledge: Knowledge) -> Comparison:
    """Two reports of the same talks set side by side; kept for the next time."""
    return _compared(_Pair(a, b, knowledge))


class _Pair:
    """Two records, told from others by their texts and by what read and corrected them."""

    def __init__(self, a: Record, b: Record, knowledge: Knowledge) -> None:
        self.a, self.b, self.knowledge = a, b, knowledge
        self._key = tuple(hash(msgspec.json.encode(r)) for r in (a, b))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self._key == other._key


@lru_cache(maxsize=_KEPT)
def _compared(pair: _Pair) -> Comparison:
    return compare(pair.a, pair.b, pair.knowledge, force=True)


def in_text(record: Record, span: Span) -> str:
    """The address of the place in the report that a passage stands at, or is next to: that of the finding which holds it."""
    best = ("", -1)
    for letter, number, start, end in _places(record):
        shared = min(end, span.end) - max(start, span.start)
        if shared > best[1]:
            best = (f"{letter}{number}-text", shared)
    return f"{href('reports', record.document.id)}#{best[0]}"


def _places(record: Record) -> Iterator[tuple[str, int, int, int]]:
    """Where the marks stand that links lead to: letter and number of the finding, start and end."""
    for number, statement in enumerate(record.statements, 1):
        yield from (("s", number, c.start, c.end) for c in statement.content[:1])
    for number, figure in enumerate(record.figures, 1):
        yield "f", number, figure.span.start, figure.span.end
    for number, meeting in enumerate(record.meetings, 1):
        yield from (("m", number, e.start, e.end) for e in meeting.evidence[:1])


def _pair(request: Request, row: Talks) -> tuple[str, ...]:
    """The two reports that are asked for, else the first two of different sides, else the first two."""
    ids = [r.id for r in row.reports]
    asked = tuple(chosen(request, name) for name in ("a", "b"))
    if all(asked):
        if any(a not in ids for a in asked):
            raise NoSuchPage("these talks have no such report")
        return tuple(a for a in asked if a)
    by_side = {r.country: r.id for r in reversed(row.reports)}
    first = [i for i in ids if i in by_side.values()][:2]
    return tuple(first if len(first) == 2 else ids[:2])


def _title(row: Talks) -> str:
    return f"{', '.join(row.participants) or 'Talks'}, {row.date or 'no date'}"


def _sources(row: Talks) -> str:
    return f"{row.format}; reported by {', '.join(dict.fromkeys(r.publisher or 'unknown' for r in row.reports))}"


def row_of(row: Talks) -> dict[str, Any]:
    """Talks as a row of a table: of their reports the ids."""
    return {**msgspec.structs.asdict(row), "reports": [r.id for r in row.reports]}


def _items(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {
            "a": comparison.a.id,
            "b": comparison.b.id,
            "kind": item.kind,
            "differs_in": item.differs_in,
            "text_a": item.a.text if item.a else None,
            "start_a": item.a.start if item.a else None,
            "text_b": item.b.text if item.b else None,
            "start_b": item.b.start if item.b else None,
            "note": item.note,
            "confidence": item.confidence,
        }
        for item in comparison.items
    ]
