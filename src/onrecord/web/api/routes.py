"""The endpoints."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from onrecord.archive.queries import claims as c
from onrecord.archive.queries import directory, follow
from onrecord.archive.queries import pledges as p
from onrecord.archive.queries import reports as q
from onrecord.archive.queries import talks as t
from onrecord.archive.queries.search import Filters, Found
from onrecord.archive.queries.search import search as found_by
from onrecord.archive.queries.whom import country_named, one_person, speaker_ids
from onrecord.archive.queries.wording import parsed
from onrecord.model import Act, Comparison, Record, StatementKind, Talks
from onrecord.web.api.base import Country, Limit, Offset, Page, Year, answered, listed
from onrecord.web.api.describe import answers
from onrecord.web.pages.asked import archive_of, knowledge_of
from onrecord.web.pages.report import record_at
from onrecord.web.pages.talks import compared
from onrecord.web.routes import NoSuchPage

__all__ = ["ROUTER"]

ROUTER = APIRouter(prefix="/api", tags=["archive"])
Day = Annotated[str | None, Query(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$", description="A day, month or year")]
Words = Annotated[str | None, Query(max_length=200)]


@ROUTER.get("/reports", responses=answers(Page[q.ReportRow]))
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


@ROUTER.get("/talks", responses=answers(Page[Talks]))
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


@ROUTER.get("/talks/{talks}", responses=answers(Talks))
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


@ROUTER.get("/search", responses=answers(Found))
def search(
    request: Request,
    q: Annotated[str | None, Query(max_length=400, description='Words, "phrases", beginnings*, AND, OR, NOT, brackets')] = None,
    speaker: Words = None,
    act: Act | None = None,
    kind: StatementKind | None = None,
    topic: Words = None,
    country: Country = None,
    side: Country = None,
    publisher: Words = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Statements: with words the best first, without the newest."""
    words = parsed(q) if q and q.strip() else None
    with archive_of(request).reading() as connection:
        filters = Filters(
            speakers=speaker_ids(connection, knowledge_of(request), speaker or None),
            since=since,
            until=until,
            act=act,
            kind=kind,
            topic=topic,
            country=country,
            side=side,
            publisher=publisher,
        )
        return answered(request, found_by(connection, words, filters, limit, offset))


@ROUTER.get("/claims", responses=answers(Page[c.Claim]))
def claims(
    request: Request,
    indicator: Words = None,
    subject: Annotated[str | None, Query(max_length=60, description="A country, BY, or two, BY-RU")] = None,
    claimant: Words = None,
    since: Day = None,
    until: Day = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Figures that were claimed, in the order of the reports."""
    knowledge = knowledge_of(request)
    with archive_of(request).reading() as connection:
        name = c.indicator_named(connection, knowledge, indicator) if indicator else None
        of = c.subject_named(knowledge, subject) if subject else None
        who = one_person(connection, knowledge, claimant).id if claimant else None
        found, total = c.claims(connection, name, of, who, since, until, limit=limit, offset=offset)
    return listed(request, found, total, limit, offset)


@ROUTER.get("/indicators", responses=answers(list[c.Measure]))
def measures(request: Request, subject: Words = None) -> Response:
    """Indicators and subjects of which there are claims, those with most first."""
    with archive_of(request).reading() as connection:
        return answered(request, c.measures(connection, subject))


@ROUTER.get("/pledges", responses=answers(Page[p.PledgeRow]))
def pledges(
    request: Request,
    maker: Words = None,
    country: Country = None,
    due_since: Day = None,
    due_until: Day = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:
    """Pledges, the latest first."""
    with archive_of(request).reading() as connection:
        who = one_person(connection, knowledge_of(request), maker).id if maker else None
        found, total = p.pledges(connection, who, country, None, due_since, due_until, limit=limit, offset=offset)
    return listed(request, found, total, limit, offset)


@ROUTER.get("/people", responses=answers(Page[directory.PersonRow]))
def people(request: Request, country: Country = None, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Holders of public office who speak in the archive, those with most statements first."""
    with archive_of(request).reading() as connection:
        found, total = directory.people(connection, country, limit, offset)
    return listed(request, found, total, limit, offset)


@ROUTER.get("/people/{name}", responses=answers(follow.Profile))
def person(request: Request, name: str, limit: Limit = 50) -> Response:
    """A holder of public office, by id or by name in any spelling."""
    with archive_of(request).reading() as connection:
        named = one_person(connection, knowledge_of(request), name)
        return answered(request, follow.person(connection, knowledge_of(request), named, limit))


@ROUTER.get("/countries", responses=answers(list[directory.CountryRow]))
def countries(request: Request) -> Response:
    """Countries whose leaders met or whose side published."""
    with archive_of(request).reading() as connection:
        return answered(request, directory.countries(connection))


@ROUTER.get("/pairs/{a}/{b}", responses=answers(follow.Pair))
def pair(request: Request, a: str, b: str, limit: Limit = 50) -> Response:
    """Two countries: their talks, the subjects of these, claims and pledges."""
    first, second = (country_named(knowledge_of(request), code) for code in (a, b))
    with archive_of(request).reading() as connection:
        return answered(request, follow.pair(connection, first, second, limit))
