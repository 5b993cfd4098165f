"""Putting right what is wrong: one finding after another, with keys, and with every step undone as easily."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.archive.corrections import Correction, in_force
from onrecord.archive.queries.review import doubtful, verdicts
from onrecord.errors import ArchiveError
from onrecord.export.annotation import annotation
from onrecord.model import Act, Bound, Direction, FigureKind, Record, Statement
from onrecord.web.pages.asked import archive_of, chosen
from onrecord.web.pages.report import record_at
from onrecord.web.routes import NoSuchPage, page
from onrecord.web.settings import Settings
from onrecord.web.templating import href
from onrecord.web.users import csrf_token, is_csrf_token, user_of
from onrecord.web.views import View

__all__ = ["ROUTER"]

ROUTER = APIRouter(include_in_schema=False)
_JUDGED = ("statements", "figures", "pledges", "meetings")
_RECENT = 20
_VERDICTS = {"right": False, "wrong": True, "unsure": None}
_CHOICES = {
    "act": get_args(Act),
    "direction": ("", *get_args(Direction)),
    "bound": get_args(Bound),
    "kind": get_args(FigureKind),
}
_FIELDS = {
    "statements": ("speakers", "act", "content"),
    "figures": ("direction", "bound", "value", "unit", "period", "claimant"),
    "pledges": ("who", "due", "span"),
    "meetings": ("date", "city", "venue", "format"),
}
_AROUND = 600


@page(ROUTER, "/review")
def queue(request: Request) -> View:
    """What is to be judged next, and what was corrected last."""
    archive = archive_of(request)
    with archive.reading() as connection:
        next_ = doubtful(connection)
    made = archive.corrections()
    holds = {c.id for c in in_force(made)}
    return View(
        "review.html.j2",
        "Review",
        {
            "next": next_,
            "recent": [(c, c.id in holds) for c in reversed(made[-_RECENT:])],
            "many": len(made),
            "token": csrf_token(request, _settings(request)),
            "told": told,
        },
    )


@page(ROUTER, "/review/annotations", "json")
def corrected(request: Request) -> View:
    """Every report that somebody corrected, as an annotation: training and test data."""
    archive = archive_of(request)
    ids = list(dict.fromkeys(c.document for c in in_force(archive.corrections())))
    held = set(archive.ids())
    data = [annotation(archive.record(i)) for i in ids if i in held]
    return View("annotations.html.j2", "Corrections as annotations", {"annotations": data}, data=data)


@page(ROUTER, "/review/{document:path}")
def one(request: Request, document: str) -> View:
    """One finding of a report, to be judged and corrected."""
    record, read = record_at(request, document), archive_of(request).record(document, corrected=False)
    every = _every(record, read)
    if not every:
        raise NoSuchPage(f"{document} has no findings to review")
    made = archive_of(request).corrections(document)
    given = verdicts(made)
    number = _number(request, every, set(given))
    table, finding = every[number]
    mine = [c for c in made if c.target == finding.id]
    holds = {c.id for c in in_force(made)}
    return View(
        "review_one.html.j2",
        f"Review of {record.document.title or document}",
        {
            "document": record.document,
            "number": number,
            "total": len(every),
            "judged": sum(f.id in given for _, f in every),
            "table": table,
            "finding": finding,
            "verdict": given.get(finding.id),
            "fields": [(name, _value(finding, name), _CHOICES.get(name)) for name in _FIELDS[table]],
            "names": sorted({p.name for m in read.meetings for p in m.participants if p.name}),
            "around": _around(record, finding),
            "history": [(c, c.id in holds) for c in mine],
            "token": csrf_token(request, _settings(request)),
            "told": told,
            "last": next((c for c in reversed(made) if c.id in holds), None),
        },
    )


@ROUTER.post("/review/{document:path}")
def judge(
    request: Request,
    document: str,
    token: Annotated[str, Form(max_length=200)],
    target: Annotated[str, Form(max_length=100)] = "",
    field: Annotated[str, Form(max_length=40)] = "",
    value: Annotated[str, Form(max_length=20_000)] = "",
    why: Annotated[str, Form(max_length=1000)] = "",
    undo: Annotated[str, Form(max_length=40)] = "",
    n: Annotated[int, Form(ge=0, le=100_000)] = 0,
) -> Response:
    """Records a verdict or a correction, or undoes one, and goes on."""
    settings = _settings(request)
    user = user_of(request, settings)
    if user is None:
        return RedirectResponse(href("session", next=href("review", document, n=n)), 303)
    if not is_csrf_token(request, settings, token):
        raise ArchiveError("the form was too old: go back, load the page again and send it once more")
    archive = archive_of(request)
    if undo:
        archive.undo(undo, who=user, why=why or "undone in review")
        return RedirectResponse(href("review", document, n=n), 303)
    if field == "verdict":
        if value not in _VERDICTS:
            raise ArchiveError(f"a verdict is one of {', '.join(_VERDICTS)}")
        archive.correct(target, "wrong", _VERDICTS[value], who=user, why=why or f"judged {value}", document=document)
        return RedirectResponse(href("review", document, n=n + 1), 303)
    archive.correct(target, field, value, who=user, why=why or "corrected in review", document=document)
    return RedirectResponse(href("review", document, n=n), 303)


def told(correction: Correction) -> str:
    """What a correction says, in words."""
    if correction.field == "wrong":
        return {True: "wrong", False: "right", None: "unsure"}[correction.new]
    return f"{correction.field}: {_brief(correction.old)} → {_brief(correction.new)}"


def _brief(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_brief, value)) or "none"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or " or ".join(value.get("candidates", [])) or "open")
    return "none" if value is None else str(value)


def _every(record: Record, read: Record) -> list[tuple[str, Any]]:
    """All findings to be judged, as corrected; those that were found wrong stay, as they were read."""
    found = []
    for table in _JUDGED:
        now = {f.id: f for f in getattr(record, table)}
        found += [(table, now.get(f.id, f)) for f in getattr(read, table)]
    return found


def _number(request: Request, every: list[tuple[str, Any]], judged: set[str]) -> int:
    """The finding that is asked for, else the first that nobody judged."""
    asked = chosen(request, "n")
    if asked is None or not asked.isdigit():
        return next((i for i, (_, f) in enumerate(every) if f.id not in judged), 0)
    return min(int(asked[:6]), len(every) - 1)


def _value(finding: Any, name: str) -> str:
    """A field as it is typed in."""
    value = getattr(finding, name)
    if name in ("speakers", "who"):
        return "; ".join(p.name or "" for p in value)
    if name == "claimant":
        return value.name or "" if value else ""
    if name == "content":
        return " ".join(s.text for s in value) if len(value) == 1 else ""
    if name == "span":
        return str(value.text)
    return "" if value is None else str(value)


def _around(record: Record, finding: Any) -> list[tuple[str, bool]]:
    """The paragraphs that a finding stands in, cut where its words begin and end."""
    spans = finding.content if isinstance(finding, Statement) else getattr(finding, "evidence", None) or (finding.span,)
    if not spans:
        return []
    text, at = record.document.text, max(0, spans[0].start - _AROUND)
    end = min(len(text), spans[-1].end + _AROUND)
    at = max(at, text.rfind("\n", at, spans[0].start) + 1) if spans[0].start > at else at
    pieces: list[tuple[str, bool]] = []
    for span in spans:
        pieces += [(text[at : span.start], False), (span.text, True)]
        at = span.end
    stop = text.find("\n", at, end)
    return [*pieces, (text[at : stop if stop >= 0 else end], False)]


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings
