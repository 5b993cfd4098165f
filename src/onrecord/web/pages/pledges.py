"""Pledges: by maker and due date, and where each is mentioned again."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries import pledges as q
from onrecord.archive.queries.whom import one_person
from onrecord.export.atom import Entry
from onrecord.web.pages.asked import archive_of, chosen, country_of, day_of, knowledge_of, offset_of
from onrecord.web.routes import page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()
_PER_PAGE = 15
"""Few, for each is looked for again in all that was said later."""


@page(ROUTER, "/pledges", "json", "csv", "atom")
def pledges(request: Request) -> View:
    """The pledges that are asked for, the latest first, each with where it is mentioned again."""
    asked = {
        "maker": chosen(request, "maker"),
        "country": country_of(request),
        "due_since": day_of(request, "due_since"),
        "due_until": day_of(request, "due_until"),
    }
    offset = offset_of(request)
    with archive_of(request).reading() as connection:
        maker = one_person(connection, knowledge_of(request), asked["maker"]).id if asked["maker"] else None
        found, total = q.pledges(
            connection, maker, asked["country"], None, asked["due_since"], asked["due_until"], limit=_PER_PAGE, offset=offset
        )
        again = [q.mentioned_again(connection, knowledge_of(request), p) for p in found]

    rows = [_row(p, a) for p, a in zip(found, again, strict=True)]

    def here(**changed: Any) -> str:
        return href("pledges", **{**asked, "offset": 0, **changed})

    return View(
        "pledges.html.j2",
        "Pledges",
        {
            "pledges": list(zip(found, again, strict=True)),
            "total": total,
            "asked": asked,
            "offset": offset,
            "per_page": _PER_PAGE,
            "here": here,
        },
        data={"total": total, "offset": offset, "pledges": rows},
        rows=rows,
        entries=[_entry(p) for p in found],
        section="Pledges",
    )


def _entry(pledge: q.PledgeRow) -> Entry:
    title = f"{', '.join(pledge.makers)}: {pledge.text[:120]}"
    return Entry(
        href("findings", pledge.document, pledge.id), title, pledge.day or "", pledge.sentence, pledge.publisher or "unknown"
    )


def _row(pledge: q.PledgeRow, again: list[Any]) -> dict[str, Any]:
    flat = {k: v for k, v in msgspec.structs.asdict(pledge).items() if k != "key"}
    return {**flat, "again": [href("findings", h.document, h.id) for h in again]}
