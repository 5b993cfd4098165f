"""A report: its text with what was found marked in it, the record beside it, and a page for each finding to be cited by."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request

from onrecord.archive.queries import reports as q
from onrecord.archive.queries.talks import talks_of
from onrecord.comparison import side_of
from onrecord.errors import ArchiveError
from onrecord.export.citations import citations
from onrecord.export.page import embedded
from onrecord.export.words import source_words
from onrecord.model import TABLES, Record, Span
from onrecord.web.linked import report_linked
from onrecord.web.pages.asked import archive_of
from onrecord.web.routes import NoSuchPage, page
from onrecord.web.templating import href
from onrecord.web.views import View

__all__ = ["ROUTER", "record_at"]

ROUTER = APIRouter()
_NAMES = {"meetings": "Meeting", "statements": "Statement", "figures": "Figure", "events": "Event", "pledges": "Pledge"}
_CONTEXT = 200
"""Characters of the report that are shown before and after a finding."""


def record_at(request: Request, document: str) -> Record:
    """The record of a report as it was corrected. Raises ``NoSuchPage`` where the archive has no such report."""
    try:
        return archive_of(request).record(document)
    except ArchiveError as error:
        raise NoSuchPage(f"no report here has the id {document}") from error


@page(ROUTER, "/reports/{document:path}", "json", "csv")
def report(request: Request, document: str) -> View:
    """A report, marked, with its record."""
    record = record_at(request, document)
    article, style = embedded(record, cite=lambda id_: href("findings", document, id_))
    with archive_of(request).reading() as connection:
        versions = q.versions_of(connection, document)
        talks = talks_of(connection, q.of_talks(connection, document))
    return View(
        "report.html.j2",
        record.document.title or document,
        {
            "article": article,
            "style": Markup(style),  # noqa: S704 - selectors of ours
            "document": record.document,
            "versions": versions,
            "talks": talks,
            "citations": citations(side_of(record.document)),
        },
        data=record,
        rows=[{"table": table, **row} for table in TABLES for row in record.to_rows(table)],
        linked=report_linked(record, str(request.base_url).rstrip("/")),
        styles=(style,) if style else (),
        section="Reports",
    )


@page(ROUTER, "/findings/{document:path}/{finding}", "json")
def finding(request: Request, document: str, finding: str) -> View:
    """One finding of a report: the address by which it is cited."""
    record = record_at(request, document)
    table, number, found = _found(record, finding)
    spans = _spans(found)
    quote = " … ".join(s.text for s in spans)
    return View(
        "finding.html.j2",
        f"{_NAMES[table]} {number} of {record.document.title or document}",
        {
            "name": _NAMES[table],
            "table": table,
            "number": number,
            "finding": found,
            "document": record.document,
            "source": source_words(record.document),
            "spans": spans,
            "around": _around(record.document.text, spans),
            "citations": citations(side_of(record.document), quote),
            "report": f"{href('reports', document)}#{table[0]}{number}-text",
        },
        data={"document": document, "sha256": record.document.sha256, "table": table, "finding": found},
        section="Reports",
    )


def _found(record: Record, id: str) -> tuple[str, int, Any]:
    for table in TABLES:
        for number, each in enumerate(getattr(record, table), 1):
            if each.id == id:
                return table, number, each
    raise NoSuchPage(f"the report {record.document.id} has no finding {id}; it may have been read anew since")


def _spans(found: Any) -> tuple[Span, ...]:
    """The stretches that a finding was read from."""
    for field in ("content", "evidence"):
        if hasattr(found, field):
            return tuple(getattr(found, field))
    return (found.span,)


def _around(text: str, spans: tuple[Span, ...]) -> tuple[str, str]:
    """What stands before the first stretch and after the last, up to the paragraph's edge."""
    if not spans:
        return "", ""
    start, end = spans[0].start, spans[-1].end
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    return before, after
