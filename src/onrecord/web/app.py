"""The site: pages and API over one archive."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from onrecord import __version__
from onrecord.archive import Archive
from onrecord.archive.queries.whom import NameUnknown
from onrecord.check import Series
from onrecord.errors import OnRecordError
from onrecord.tables import Knowledge, load
from onrecord.web import api
from onrecord.web.pages import ROUTERS
from onrecord.web.respond import respond, static_file
from onrecord.web.routes import NoSuchPage
from onrecord.web.security import Guard
from onrecord.web.settings import Settings
from onrecord.web.views import View

__all__ = ["create_app"]

_SMALL = 1024
"""Answers of fewer bytes are not worth compressing."""


def create_app(
    archive: Archive, settings: Settings | None = None, knowledge: Knowledge | None = None, series: Series | None = None
) -> FastAPI:
    """The site of an archive. ``knowledge``: the tables that names are looked up in; ``series``: what claims are set against."""
    app = FastAPI(title="OnRecord", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.archive = archive
    app.state.settings = settings or Settings()
    app.state.knowledge = knowledge or load()
    app.state.series = series
    for router in (*ROUTERS, api.ROUTER):
        app.include_router(router)
    app.openapi = lambda: api.described(app)  # type: ignore[method-assign]
    app.add_api_route("/static/{name}", _static, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_exception_handler(NoSuchPage, _missing)
    app.add_exception_handler(NameUnknown, _missing)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(OnRecordError, _failed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALL)
    app.add_middleware(Guard, settings=app.state.settings)
    return app


def _static(name: str) -> Response:
    found = static_file(name)
    if found is None:
        return PlainTextResponse("There is no such file.\n", 404)
    return Response(found[0], media_type=found[1], headers={"cache-control": "public, max-age=31536000, immutable"})


def _missing(request: Request, error: Exception) -> Response:
    return _told(request, 404, "Not in this archive", str(error))


def _failed(request: Request, error: Exception) -> Response:
    return _told(request, 400, "That cannot be shown", str(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors()[:5])
    return _told(request, 422, "That cannot be asked for", told)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _told(request, 404, "There is no such page", "Nothing stands at this address.")
    return _told(request, error.status_code, "That was refused", str(error.detail))


def _told(request: Request, status: int, title: str, reason: str) -> Response:
    """An error in the form that was asked for."""
    data = {"error": {"status": status, "title": title, "reason": reason}}
    wants_data = request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv", ".atom"))
    view = View("error.html.j2", title, {"reason": reason}, data=data if wants_data else None, status=status)
    return respond(request, view, "json" if wants_data else "")
