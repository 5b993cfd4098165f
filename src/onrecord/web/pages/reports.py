"""All reports, by publisher, side and year."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries import reports as q
from onrecord.export.atom import Entry
from onrecord.web.pages.asked import PER_PAGE, archive_of, chosen, country_of, offset_of, year_of
from onrecord.web.routes import page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER", "entry_of"]

ROUTER = APIRouter()


@page(ROUTER, "/reports", "json", "csv", "atom")
def reports(request: Request) -> View:
    """The reports that were asked for, the newest first."""
    asked = {"publisher": chosen(request, "publisher"), "country": country_of(request), "year": year_of(request)}
    offset = offset_of(request)
    with archive_of(request).reading() as connection:
        found, total = q.reports(connection, **asked, limit=PER_PAGE, offset=offset)
        facets = {field: q.count_by(connection, field) for field in ("publisher", "country", "year")}

    def here(**changed: Any) -> str:
        return href("reports", **{**asked, "offset": 0, **changed})

    return View(
        "reports.html.j2",
        "Reports",
        {
            "reports": found,
            "total": total,
            "asked": asked,
            "facets": facets,
            "offset": offset,
            "per_page": PER_PAGE,
            "here": here,
        },
        data={"total": total, "offset": offset, "reports": found},
        rows=[msgspec.structs.asdict(r) for r in found],
        entries=[entry_of(r) for r in found],
        section="Reports",
    )


def entry_of(report: q.ReportRow) -> Entry:
    """A report as an entry of a feed."""
    published, publisher = report.published or report.added_at, report.publisher or ""
    return Entry(href("reports", report.id), report.title or report.id, published, publisher, publisher or "unknown")
