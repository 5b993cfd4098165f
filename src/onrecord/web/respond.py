"""Views written as HTML, JSON, CSV or a feed."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from onrecord.export.atom import Entry, feed
from onrecord.export.page import stylesheet
from onrecord.export.spreadsheet import csv_lines
from onrecord.web.security import POLICY
from onrecord.web.settings import Settings
from onrecord.web.templating import environment, href
from onrecord.web.users import user_of
from onrecord.web.views import View

__all__ = ["SECTIONS", "asset", "html", "respond", "static_file"]

SECTIONS = (
    ("Talks", href("talks")),
    ("Reports", href("reports")),
    ("People", href("people")),
    ("Countries", href("countries")),
    ("Claims", href("claims")),
    ("Pledges", href("pledges")),
)
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


def respond(request: Request, view: View, form: str) -> Response:
    """The answer for a view in a form: "" for HTML. Answers carry an ETag; one that the browser has is not sent again."""
    body, media_type, headers = _written(request, view, form)
    etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    headers |= {"etag": etag, "cache-control": "private, no-cache", "vary": "Cookie"}
    if request.headers.get("if-none-match") == etag and view.status == 200:
        return Response(status_code=304, headers=headers)
    return Response(body, view.status, headers, media_type=media_type)


def _written(request: Request, view: View, form: str) -> tuple[bytes, str, dict[str, str]]:
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(view.data), indent=1) + b"\n", "application/json", {}
    if form == "csv":
        return "".join(csv_lines(view.rows or ())).encode("utf-8"), "text/csv; charset=utf-8", _attachment(request)
    if form == "atom":
        here = str(request.url)
        page = str(request.url.replace(path=request.url.path.removesuffix(".atom")))
        return feed(here, page, view.title, list(_absolute(request, view))).encode("utf-8"), "application/atom+xml", {}
    return html(request, view).encode("utf-8"), "text/html; charset=utf-8", {"content-security-policy": _policy(view)}


def html(request: Request, view: View) -> str:
    """The page, with what every page has: who is signed in, the sections, the addresses of its other forms."""
    settings: Settings = request.app.state.settings

    def form_address(form: str) -> str:
        url = request.url
        path = url.path.rstrip("/") or "/index"
        return f"{path}.{form}{'?' + url.query if url.query else ''}"

    return (
        environment()
        .get_template(view.template)
        .render(
            {
                "view": view,
                "asset": asset,
                "sections": SECTIONS,
                "form_address": form_address,
                "user": user_of(request, settings),
                "correcting": settings.correcting,
                "has_api": not settings.static,
                "static": settings.static,
                **view.context,
            }
        )
    )


def _policy(view: View) -> str:
    hashes = (base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode() for css in view.styles)
    return POLICY.format(styles="".join(f" 'sha256-{digest}'" for digest in hashes))


def _attachment(request: Request) -> dict[str, str]:
    """A name for the file that does not depend on what stands in the address."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", request.url.path.strip("/"))[:80] or "onrecord.csv"
    return {"content-disposition": f'attachment; filename="{name}"'}


def _absolute(request: Request, view: View) -> Iterator[Entry]:
    base = str(request.base_url).rstrip("/")
    for entry in view.entries or ():
        yield dataclasses.replace(entry, address=base + entry.address if entry.address.startswith("/") else entry.address)


@lru_cache(maxsize=32)
def static_file(name: str) -> tuple[bytes, str] | None:
    """A file of the site's own and its media type, or nothing."""
    if not re.fullmatch(r"[a-z-]+\.(?:css|js|svg)", name):
        return None
    if name == "report.css":
        return stylesheet().encode("utf-8"), _TYPES["css"]
    path = files("onrecord.web").joinpath("static", name)
    return (path.read_bytes(), _TYPES[name.rpartition(".")[2]]) if path.is_file() else None


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """The address of a file of the site's own, with its hash, so that a browser may keep it for good."""
    found = static_file(name)
    return f"/static/{name}?{hashlib.sha256(found[0]).hexdigest()[:10]}" if found else f"/static/{name}"
