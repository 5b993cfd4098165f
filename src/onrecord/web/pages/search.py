"""Search: statements by words, and by facets that stand in the address."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries.search import Filters, Found, Hit
from onrecord.archive.queries.search import search as found_by
from onrecord.archive.queries.whom import NameUnknown, speaker_ids
from onrecord.archive.queries.wording import parsed
from onrecord.errors import InputError
from onrecord.export.atom import Entry
from onrecord.model import Act, StatementKind
from onrecord.web.pages.asked import PER_PAGE, archive_of, chosen, country_of, day_of, knowledge_of, offset_of
from onrecord.web.routes import page
from onrecord.web.settings import Settings
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER", "entry_of", "row_of"]

ROUTER = APIRouter()
_ACTS, _KINDS = get_args(Act), get_args(StatementKind)


@page(ROUTER, "/search", "json", "csv", "atom")
def search(request: Request) -> View:
    """The statements that are asked for, and what narrows them down."""
    settings: Settings = request.app.state.settings
    if settings.static:
        return View("search_static.html.j2", "Search")
    asked = _asked(request)
    offset = offset_of(request)
    problem, found = "", Found(total=0, more=False, hits=())
    try:
        found = _found(request, asked, offset) if any(asked.values()) else found
    except (InputError, NameUnknown) as error:
        problem = str(error)

    def here(**changed: Any) -> str:
        return href("search", **{**asked, "offset": 0, **changed})

    return View(
        "search.html.j2",
        f"Search: {asked['q']}" if asked["q"] else "Search",
        {
            "asked": asked,
            "found": found,
            "offset": offset,
            "per_page": PER_PAGE,
            "here": here,
            "problem": problem,
            "acts": _ACTS,
            "kinds": _KINDS,
        },
        data=found,
        rows=[row_of(h) for h in found.hits],
        entries=[entry_of(h) for h in found.hits],
        status=400 if problem else 200,
    )


def row_of(hit: Hit) -> dict[str, Any]:
    """A statement as a row of a table."""
    return {k: v for k, v in msgspec.structs.asdict(hit).items() if k != "snippet"}


def entry_of(hit: Hit) -> Entry:
    """A statement as an entry of a feed."""
    return Entry(
        href("findings", hit.document, hit.id),
        f"{', '.join(hit.speakers) or 'Nobody named'}: {hit.text[:120]}",
        hit.day or "",
        hit.text[:1000],
        hit.publisher or "unknown",
    )


def _asked(request: Request) -> dict[str, str | None]:
    act, kind = chosen(request, "act"), chosen(request, "kind")
    for name, value, choices in (("act", act, _ACTS), ("kind", kind, _KINDS)):
        if value is not None and value not in choices:
            raise InputError(f"{name} is one of {', '.join(choices)}, not {value!r}")
    return {
        "q": chosen(request, "q"),
        "speaker": chosen(request, "speaker"),
        "act": act,
        "kind": kind,
        "topic": chosen(request, "topic"),
        "country": country_of(request),
        "side": country_of(request, "side"),
        "since": day_of(request, "since"),
        "until": day_of(request, "until"),
    }


def _found(request: Request, asked: dict[str, str | None], offset: int) -> Found:
    words = parsed(asked["q"]) if asked["q"] else None
    with archive_of(request).reading() as connection:
        speakers = speaker_ids(connection, knowledge_of(request), asked["speaker"])
        named = {k: v for k, v in asked.items() if k not in ("q", "speaker")}
        return found_by(connection, words, Filters(speakers=speakers, **named), PER_PAGE, offset)
