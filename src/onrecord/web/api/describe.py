"""OpenAPI of the API: FastAPI's own, with the schemas of what the answers hold taken from the types."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

__all__ = ["Problem", "Reason", "answers", "described"]

_REF = "#/components/schemas/{name}"
_USED: dict[str, Any] = {}


class Reason(msgspec.Struct, frozen=True):
    """Why a request was not answered."""

    status: int
    title: str
    reason: str


class Problem(msgspec.Struct, frozen=True):
    """What stands in the place of an answer."""

    error: Reason


def answers(kind: Any) -> dict[int | str, dict[str, Any]]:
    """The answers of an endpoint that gives ``kind``, for OpenAPI: with it, not changed since, refused, and not there."""
    return {
        200: {"description": "What was asked for", "content": {"application/json": {"schema": _schema(kind)}}},
        304: {"description": "Not changed since the answer with the ETag that was sent"},
        400: _problem("The request asks for something that cannot be"),
        404: _problem("There is no such thing in this archive"),
        422: _problem("A parameter has no value of its kind"),
    }


def described(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of an app, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=_ABOUT, routes=app.routes)
        _, components = msgspec.json.schema_components(list(_USED.values()), ref_template=_REF)
        schema.setdefault("components", {})["schemas"] = components
        app.openapi_schema = schema
    return app.openapi_schema


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": _schema(Problem)}}}


def _schema(kind: Any) -> dict[str, Any]:
    _USED[str(kind)] = kind
    (found,), _ = msgspec.json.schema_components([kind], ref_template=_REF)
    return found


_ABOUT = (
    "Reports of talks, and what they say. Every list takes `limit` and `offset` and says in the header `Link` where it goes on. "
    "Every answer has an `ETag`: send it back in `If-None-Match`. Dates are ISO 8601, countries ISO 3166-1 alpha-2, offsets "
    "Unicode code points."
)
