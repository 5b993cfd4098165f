"""Versions of a page: two of them told apart, side by side, in line or the changes only."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from onrecord.archive.queries.reports import Version, versions_of
from onrecord.errors import InputError
from onrecord.export.changes.lines import change_words, lines, summary
from onrecord.export.comparisons.wording import cut
from onrecord.model import Change
from onrecord.versions import changes
from onrecord.web.pages.asked import archive_of, chosen, knowledge_of
from onrecord.web.pages.report import record_at
from onrecord.web.routes import NoSuchPage, page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter()
_WAYS = {"side": "side by side", "inline": "in line", "changes": "changes only"}


@page(ROUTER, "/versions/{document:path}", "json", "csv")
def versions(request: Request, document: str) -> View:
    """The versions of the address that a report stood at, and what the last change was, or the one that is asked for."""
    way = chosen(request, "view") or "side"
    if way not in _WAYS:
        raise InputError(f"view is one of {', '.join(_WAYS)}, not {way!r}")
    with archive_of(request).reading() as connection:
        held = versions_of(connection, document)
    if not held:
        raise NoSuchPage(f"no versions of {document} are held: a report has versions where its address is known")
    old, new = _two(request, held)
    records = record_at(request, old), record_at(request, new)
    found = changes(*records, knowledge_of(request)) if old != new else None
    return View(
        "versions.html.j2",
        f"Versions of {records[1].document.title or document}",
        {
            "document": document,
            "versions": held,
            "steps": list(pairwise(held)),
            "old": records[0].document,
            "new": records[1].document,
            "found": found,
            "summary": summary(found) if found else "",
            "lines": list(lines(*records, way)) if found else [],
            "way": way,
            "ways": _WAYS,
            "cut": cut,
            "change_words": change_words,
            "address": href("versions", document),
            "here": lambda **changed: href("versions", document, **{"old": old, "new": new, "view": way, **changed}),
        },
        data={"versions": held, "changes": found},
        rows=[_row(c) for c in (*found.statements, *found.text)] if found else [],
        section="Reports",
    )


def _two(request: Request, held: list[Version]) -> tuple[str, str]:
    """The two that are asked for, else the last two that are not the same."""
    asked = chosen(request, "old"), chosen(request, "new")
    ids = [v.document for v in held]
    if asked[0] and asked[1]:
        if asked[0] not in ids or asked[1] not in ids:
            raise NoSuchPage("that is no version of this page")
        return asked[0], asked[1]
    moved = [(a, b) for a, b in pairwise(ids) if a != b]
    return moved[-1] if moved else (ids[-1], ids[-1])


def _row(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "old": change.old.text if change.old else None,
        "new": change.new.text if change.new else None,
        "differs_in": change.differs_in,
        "speakers": change.speakers,
        "note": change.note,
    }
