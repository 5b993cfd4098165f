"""One person, one country, and two countries, through the years."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries import directory
from onrecord.archive.queries import follow as q
from onrecord.archive.queries import reports as r
from onrecord.archive.queries.claims import measures
from onrecord.archive.queries.talks import talks, talks_by_year
from onrecord.archive.queries.whom import one_person
from onrecord.export.atom import Entry
from onrecord.lookups.countries import countries
from onrecord.model import Talks
from onrecord.web.charts import by_year
from onrecord.web.pages.asked import archive_of, knowledge_of
from onrecord.web.pages.search import entry_of
from onrecord.web.pages.search import row_of as hit_row
from onrecord.web.pages.talks import row_of
from onrecord.web.routes import NoSuchPage, page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()
_SHOWN = 30


@page(ROUTER, "/people/{name}", "json", "csv", "atom")
def person(request: Request, name: str) -> View:
    """A holder of public office."""
    knowledge = knowledge_of(request)
    with archive_of(request).reading() as connection:
        named = one_person(connection, knowledge, name)
        profile = q.person(connection, knowledge, named, _SHOWN)
    slug = named.id.removeprefix("person:")
    return View(
        "person.html.j2",
        profile.name,
        {
            "person": profile,
            "slug": slug,
            "chart": by_year(
                dict(profile.years), "statements", lambda year: href("search", speaker=named.id, since=year, until=year)
            ),
        },
        data=profile,
        rows=[hit_row(h) for h in profile.latest],
        entries=[entry_of(h) for h in profile.latest],
        linked={
            "@context": "https://schema.org",
            "@type": "Person",
            "name": profile.name,
            "url": str(request.base_url).rstrip("/") + href("people", slug),
            "hasOccupation": [
                {"@type": "Role", "roleName": o.office, "startDate": o.start, "endDate": o.end} for o in profile.offices
            ],
        },
        section="People",
    )


@page(ROUTER, "/countries/{code}", "json", "csv")
def country(request: Request, code: str) -> View:
    """A country: its talks, the countries that it talks with, its people, what is claimed of it."""
    code, name = _country(request, code)
    with archive_of(request).reading() as connection:
        held, total = talks(connection, countries=(code,), limit=_SHOWN)
        years = {c.value: c.reports for c in talks_by_year(connection, (code,))}
        pairs = directory.pairs(connection, code)
        people, _ = directory.people(connection, code, _SHOWN)
        reports, published = r.reports(connection, country=code, limit=_SHOWN)
        claimed = measures(connection, code, _SHOWN)
    return View(
        "country.html.j2",
        name,
        {
            "code": code,
            "talks": held,
            "total": total,
            "pairs": pairs,
            "people": people,
            "reports": reports,
            "published": published,
            "claims": claimed,
            "name_of": _names(request),
            "chart": by_year(years, "talks", lambda year: href("talks", year=year, country=code)),
        },
        data={"country": code, "talks_total": total, "talks": held, "pairs": pairs, "people": people, "claims": claimed},
        rows=[row_of(t) for t in held],
        section="Countries",
    )


@page(ROUTER, "/pairs/{codes}", "json", "csv", "atom")
def pair(request: Request, codes: str) -> View:
    """Two countries: talks on a timeline, their subjects over time, what was claimed and promised."""
    a, _, b = codes.partition("-")
    (a, first), (b, second) = sorted((_country(request, a), _country(request, b)))
    with archive_of(request).reading() as connection:
        told = q.pair(connection, a, b)
        years = {c.value: c.reports for c in talks_by_year(connection, (a, b))}
    return View(
        "pair.html.j2",
        f"{first} and {second}",
        {
            "pair": told,
            "names": (first, second),
            "agenda": _agenda(told),
            "chart": by_year(years, "talks", lambda year: href("talks", year=year)),
            "own_claims": [m for m in told.claims if m.subject == f"{a}-{b}"],
        },
        data=told,
        rows=[row_of(t) for t in told.talks],
        entries=[
            Entry(href("talks", t.id), f"{t.format}, {', '.join(t.participants)}", t.date or "", _reported(t), "OnRecord")
            for t in told.talks
        ],
        section="Countries",
    )


def _country(request: Request, code: str) -> tuple[str, str]:
    names = countries(knowledge_of(request))
    code = code.upper()
    if code not in names:
        raise NoSuchPage(f"{code} is no country's code")
    return code, names.name(code)


def _names(request: Request) -> Any:
    names = countries(knowledge_of(request))
    return lambda code: names.name(code) if code in names else code


def _agenda(told: q.Pair) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """The subjects with most statements, and how many there are in each year."""
    years = sorted({year for year, _, _ in told.agenda})
    table: dict[str, dict[str, int]] = {}
    for year, topic, n in told.agenda:
        table.setdefault(topic, {})[year] = n
    ordered = sorted(table, key=lambda t: (-sum(table[t].values()), t))[:10]
    return years, [(topic, [table[topic].get(y, 0) for y in years]) for topic in ordered]


def _reported(row: Talks) -> str:
    return f"reported by {', '.join(dict.fromkeys(r.publisher or 'unknown' for r in row.reports))}"
