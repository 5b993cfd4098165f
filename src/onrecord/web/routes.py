"""How a page is offered in all its forms at addresses of one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.respond import respond
from onrecord.web.views import FORMS, View

__all__ = ["NoSuchPage", "page"]

Maker = Callable[..., View]


class NoSuchPage(Exception):
    """There is nothing at an address; the text says what was looked for."""


def page(router: APIRouter, path: str, *forms: str) -> Callable[[Maker], Maker]:
    """Offers a view at ``path`` as HTML and, with an ending, in ``forms``.

    The function gets the request and the parts of the path that are named in braces, in their order.
    """

    def offered(make: Maker) -> Maker:
        for form in (*forms, ""):
            assert not form or form in FORMS
            stem = "/index" if path == "/" and form else path
            router.add_api_route(
                f"{stem}.{form}" if form else stem,
                _answering(make, form),
                methods=["GET", "HEAD"],
                include_in_schema=False,
                name=f"{make.__name__}.{form}",
            )
        return make

    return offered


def _answering(make: Maker, form: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        parts: dict[str, Any] = dict(request.path_params)
        return respond(request, make(request, **parts), form)

    return answer
