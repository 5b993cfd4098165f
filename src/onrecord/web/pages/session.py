"""Signing in and out."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.web.respond import respond
from onrecord.web.routes import page
from onrecord.web.settings import Settings
from onrecord.web.users import checked_name, csrf_token, is_csrf_token, knows_password, sign_in, sign_out, user_of
from onrecord.web.views import View

__all__ = ["ROUTER", "local_path"]

ROUTER = APIRouter(include_in_schema=False)
_PAUSE = 1.0
"""Seconds that a wrong secret costs, so that guessing is slow."""


@page(ROUTER, "/session")
def session(request: Request) -> View:
    """Who is signed in, and the form to sign in or out."""
    return _view(request, local_path(request.query_params.get("next", "/")))


@ROUTER.post("/session")
def enter(
    request: Request,
    token: Annotated[str, Form(max_length=200)],
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=400)] = "",
    next_: Annotated[str, Form(alias="next", max_length=2000)] = "/",
    leave: Annotated[str, Form(max_length=8)] = "",
) -> Response:
    """Signs in or, with ``leave``, out."""
    settings: Settings = request.app.state.settings
    back = local_path(next_)
    if not is_csrf_token(request, settings, token):
        return respond(request, _view(request, back, "The form was too old. Please send it again."), "")
    answer = RedirectResponse(back, 303)
    if leave:
        sign_out(answer, settings)
        return answer
    if settings.proxy_header is not None or not settings.correcting:
        return respond(request, _view(request, back, "Names are not chosen here."), "")
    chosen = checked_name(name)
    if chosen is None:
        return respond(request, _view(request, back, "Give a name of letters and digits, 64 at most."), "")
    if not knows_password(password, settings):
        time.sleep(_PAUSE)
        return respond(request, _view(request, back, "That is not the shared secret."), "")
    sign_in(answer, chosen, settings)
    return answer


def local_path(path: str) -> str:
    """A path of this site to go on to, never another site's address."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path else "/"


def _view(request: Request, back: str, problem: str = "") -> View:
    settings: Settings = request.app.state.settings
    return View(
        "session.html.j2",
        "Sign out" if user_of(request, settings) else "Sign in",
        {
            "token": csrf_token(request, settings),
            "problem": problem,
            "back": back,
            "asks_password": settings.password is not None,
            "by_proxy": settings.proxy_header is not None,
        },
        status=400 if problem else 200,
    )
