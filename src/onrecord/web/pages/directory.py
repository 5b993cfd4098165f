"""Lists of people and of countries, from which one goes on to each."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries import directory as q
from onrecord.lookups.countries import countries as table
from onrecord.web.pages.asked import PER_PAGE, archive_of, country_of, knowledge_of, offset_of
from onrecord.web.routes import page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()
_PAIRS = 60


@page(ROUTER, "/people", "json", "csv")
def people(request: Request) -> View:
    """Holders of public office who speak in the archive."""
    country, offset = country_of(request), offset_of(request)
    with archive_of(request).reading() as connection:
        found, total = q.people(connection, country, PER_PAGE, offset)

    def here(**changed: Any) -> str:
        return href("people", **{"country": country, "offset": 0, **changed})

    return View(
        "people.html.j2",
        "People",
        {"people": found, "total": total, "country": country, "offset": offset, "per_page": PER_PAGE, "here": here},
        data={"total": total, "offset": offset, "people": found},
        rows=[msgspec.structs.asdict(p) for p in found],
        section="People",
    )


@page(ROUTER, "/countries", "json", "csv")
def countries(request: Request) -> View:
    """Countries, and the pairs of them whose leaders met."""
    names = table(knowledge_of(request))
    with archive_of(request).reading() as connection:
        found, pairs = q.countries(connection), q.pairs(connection, limit=_PAIRS)
    return View(
        "countries.html.j2",
        "Countries",
        {"countries": found, "pairs": pairs, "name_of": lambda code: names.name(code) if code in names else code},
        data={"countries": found, "pairs": pairs},
        rows=[msgspec.structs.asdict(c) for c in found],
        section="Countries",
    )
