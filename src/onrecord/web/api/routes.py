"""The endpoints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.archive.queries import reports as q
from onrecord.archive.queries import talks as t
from onrecord.model import Comparison, Record
from onrecord.web.api.base import Country, Limit, Offset, Page, Year, answered, listed
from onrecord.web.api.describe import answers
from onrecord.web.pages.asked import archive_of, knowledge_of
from onrecord.web.pages.report import record_at
from onrecord.web.pages.talks import compared
from onrecord.web.routes import NoSuchPage

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/api", tags=["archive"])
Words = Annotated[str | None, Query(max_length=200)]


@ROUTER.get("/reports", responses=answers(Page[q.Report]))
def reports(
    request: Request, publisher: Words = None, country: Country = None, year: Year = None, limit: Limit = 50, offset: Offset = 0
) -> Response:
    """Reports, the newest first."""
    with archive_of(request).reading() as connection:
        found, total = q.reports(connection, publisher, country, year, limit, offset)
    return listed(request, found, total, limit, offset)


@ROUTER.get("/reports/{document:path}/versions", responses=answers(list[q.Version]))
def versions(request: Request, document: str) -> Response:
    """The versions of the address that a report stood at, in the order in which they were first seen."""
    with archive_of(request).reading() as connection:
        if q.report(connection, document) is None:
            raise NoSuchPage(f"no report here has the id {document}")
        return answered(request, q.versions_of(connection, document))


@ROUTER.get("/reports/{document:path}", responses=answers(Record))
def report(request: Request, document: str) -> Response:
    """The record of a report, as it was corrected."""
    return answered(request, record_at(request, document))


@ROUTER.get("/talks", responses=answers(Page[t.TalksRow]))
def talks(
    request: Request,
    year: Year = None,
    country: Annotated[list[str] | None, Query(max_length=4, description="Countries that took part, as BY")] = None,
    both_sides: bool = False,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Talks, the latest first, with the reports of them."""
    with archive_of(request).reading() as connection:
        found, total = t.talks(connection, year, tuple(country or ()), both_sides, limit, offset)
    return listed(request, found, total, limit, offset)


@ROUTER.get("/talks/{talks}", responses=answers(t.TalksRow))
def talks_of(request: Request, talks: str) -> Response:
    """Talks with the reports of them."""
    with archive_of(request).reading() as connection:
        found = t.talks_of(connection, [talks])
    if not found:
        raise NoSuchPage(f"no talks here have the id {talks}")
    return answered(request, found[0])


@ROUTER.get("/comparison", responses=answers(Comparison))
def comparison(request: Request, a: Annotated[str, Query(max_length=400)], b: Annotated[str, Query(max_length=400)]) -> Response:
    """Two reports set side by side, matter by matter."""
    return answered(request, compared(record_at(request, a), record_at(request, b), knowledge_of(request)))
