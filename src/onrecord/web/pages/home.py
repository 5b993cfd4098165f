"""The first page: what is new, and the timeline of talks."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries import reports as q
from onrecord.archive.queries.talks import talks, talks_by_year
from onrecord.web.charts import by_year
from onrecord.web.pages.asked import archive_of
from onrecord.web.pages.reports import entry_of
from onrecord.web.routes import page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()
_NEW = 8
_TALKS = 12


@page(ROUTER, "/", "json", "atom")
def index(request: Request) -> View:
    """What is new, and which talks were last."""
    with archive_of(request).reading() as connection:
        new = q.latest(connection, _NEW)
        last, many = talks(connection, limit=_TALKS)
        sides, two_sided = talks(connection, both_sides=True, limit=_NEW)
        years = {c.value: c.reports for c in talks_by_year(connection)}
        _, held = q.reports(connection, limit=1)
    return View(
        "home.html.j2",
        "What leaders are reported to have said",
        {
            "new": new,
            "talks": last,
            "sides": [t for t in sides if t not in last],
            "counts": {"reports": held, "talks": many, "two_sided": two_sided},
            "chart": by_year(years, "talks", lambda year: href("talks", year=year)),
        },
        data={"reports": held, "talks": many, "new": new, "latest_talks": last},
        entries=[entry_of(r) for r in new],
    )
