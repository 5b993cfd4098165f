"""Claims of an indicator over the years: as points over a series, and as a table with every sentence."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries import claims as q
from onrecord.archive.queries.whom import NameUnknown
from onrecord.check import Series as Statistics
from onrecord.check import Verdict, check_figures
from onrecord.check.periods import period_of
from onrecord.export.atom import Entry
from onrecord.export.words import amount_words
from onrecord.model import Figure
from onrecord.web.charts import Plot, Point, Series, plot
from onrecord.web.pages.asked import archive_of, chosen, knowledge_of
from onrecord.web.routes import NoSuchPage, page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()
_MOST = 300
_TICK = 12


@page(ROUTER, "/claims", "json", "csv")
def measures(request: Request) -> View:
    """Every indicator and subject of which something is claimed."""
    with archive_of(request).reading() as connection:
        found = q.measures(connection, limit=_MOST)
    return View(
        "measures.html.j2",
        "Claims",
        {"measures": found},
        data={"measures": found},
        rows=[msgspec.structs.asdict(m) for m in found],
        section="Claims",
    )


@page(ROUTER, "/claims/{indicator:path}/{subject}", "json", "csv", "atom")
def claims(request: Request, indicator: str, subject: str) -> View:
    """The claims of one indicator and subject."""
    name, of, found, total = _found(request, indicator, subject)
    figures = [q.figure_of(c) for c in found]
    verdicts = _verdicts(request, found, figures)
    rows = [_row(c, f, v) for c, f, v in zip(found, figures, verdicts, strict=True)]
    return View(
        "claims.html.j2",
        f"{name}, {of}",
        {
            "indicator": name,
            "subject": of,
            "claims": list(zip(found, figures, verdicts, strict=True)),
            "total": total,
            "turned": [(t, q.figure_of(t.first), q.figure_of(t.other)) for t in q.turned(found)],
            "plots": _plots(found, figures, verdicts),
            "has_series": request.app.state.series is not None,
        },
        data={"indicator": name, "subject": of, "total": total, "turned": q.turned(found), "claims": rows},
        rows=rows,
        entries=[_entry(c, f) for c, f in zip(found, figures, strict=True)],
        section="Claims",
    )


def _found(request: Request, indicator: str, subject: str) -> tuple[str, str, list[q.Claim], int]:
    """The indicator and the subject as figures have them, and the claims. Raises ``NoSuchPage`` where there are none."""
    with archive_of(request).reading() as connection:
        try:
            name = q.indicator_named(connection, knowledge_of(request), indicator)
            of = q.subject_named(knowledge_of(request), subject)
        except NameUnknown:
            # Subjects may be words of a report, which are no country's name.
            name, of = indicator, subject
        found, total = q.claims(connection, name, of, kind=chosen(request, "kind"), limit=_MOST)
    if not found:
        raise NoSuchPage(f"nobody claims anything of {indicator} of {subject} here")
    return name, of, found, total


def _entry(claim: q.Claim, figure: Figure) -> Entry:
    title = f"{claim.claimant or claim.publisher or 'unknown'}: {amount_words(figure)}"
    return Entry(href("findings", claim.document, claim.id), title, claim.day or "", claim.sentence, claim.publisher or "unknown")


def _verdicts(request: Request, found: list[q.Claim], figures: list[Figure]) -> list[Verdict | None]:
    series: Statistics | None = request.app.state.series
    if series is None:
        return [None] * len(found)
    given = [(c.document, c.day, f) for c, f in zip(found, figures, strict=True)]
    return list(check_figures(given, series, knowledge_of(request)))


def _plots(found: list[q.Claim], figures: list[Figure], verdicts: list[Verdict | None]) -> list[tuple[str, Plot]]:
    """A chart for changes in percent, and one for levels in each unit, of the claims whose period is known."""
    groups: dict[tuple[str, str], list[tuple[q.Claim, Figure, Verdict | None]]] = {}
    for each in zip(found, figures, verdicts, strict=True):
        kind = "change" if each[0].kind == "change" else "level" if each[0].kind in ("level", "count") else each[0].kind
        groups.setdefault((kind, each[0].unit), []).append(each)
    made = []
    for (kind, unit), group in groups.items():
        drawn = plot(
            [p for c, f, v in group if (p := _point(c, f, v)) is not None], _lines(group), "%" if unit == "percent" else ""
        )
        if drawn is not None and len(drawn.points) > 1:
            made.append((f"{kind} in {unit}", drawn))
    return made


def _point(claim: q.Claim, figure: Figure, verdict: Verdict | None) -> Point | None:
    period = period_of(claim.at)
    if period is None:
        return None
    signed = -claim.value if claim.direction == "down" else claim.value
    low, high = (verdict.low, verdict.high) if verdict else (signed, signed)
    who = claim.claimant or claim.publisher or "the publisher"
    told = f"{who}, {claim.day or 'no date'}: {amount_words(figure)}, {claim.at}"
    return Point(
        (period.start + period.length / 2) / _TICK, signed, low, high, who, told, href("findings", claim.document, claim.id)
    )


def _lines(group: list[tuple[q.Claim, Figure, Verdict | None]]) -> list[Series]:
    """What each reporter has for whole years around the claims, in the claims' terms."""
    years = [p.start // _TICK for c, _, _ in group if (p := period_of(c.at)) is not None]
    if not years:
        return []
    first, last = min(years) - 2, max(years) + 1
    lines: dict[str, dict[float, float]] = {}
    for _, _, verdict in group:
        for reported in verdict.reported if verdict else ():
            for point in reported.history:
                at = period_of(point.period)
                if at is not None and at.length == _TICK and first <= at.start // _TICK <= last:
                    lines.setdefault(reported.name, {})[at.start / _TICK + 0.5] = point.value
    return [Series(name, sorted(values.items())) for name, values in sorted(lines.items())]


def _row(claim: q.Claim, figure: Figure, verdict: Verdict | None) -> dict[str, Any]:
    told = {"verdict": verdict.verdict, "reported": verdict.told} if verdict else {}
    return {**msgspec.structs.asdict(claim), "claimed": amount_words(figure), **told}
