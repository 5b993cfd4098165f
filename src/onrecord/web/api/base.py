"""What the endpoints share."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any, Generic, TypeVar

import msgspec
from fastapi import Query
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["Country", "Limit", "Offset", "Page", "Year", "answered", "listed"]

Row = TypeVar("Row")

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="From which on, from 0")]
Year = Annotated[str | None, Query(pattern=r"^\d{4}$", description="A year, as 2021")]
Country = Annotated[str | None, Query(pattern=r"^[A-Z]{2}$", description="A country's code (ISO 3166-1 alpha-2), as BY")]


class Page(msgspec.Struct, Generic[Row], frozen=True):
    """A part of a list: how many there are in all, from which on these are, and these."""

    total: int
    offset: int
    items: list[Row]


def answered(request: Request, data: Any, links: str = "") -> Response:
    """An answer as JSON with its ETag, or 304 where the asker has it."""
    body = msgspec.json.encode(data)
    headers = {"etag": f'"{hashlib.sha256(body).hexdigest()[:24]}"', "cache-control": "private, no-cache"}
    headers |= {"link": links} if links else {}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def listed(request: Request, items: list[Any], total: int, limit: int, offset: int) -> Response:
    """A part of a list, with links to the parts before and after it (RFC 8288)."""
    links = []
    if offset + limit < total:
        links.append(f'<{_at(request.url, offset + limit)}>; rel="next"')
    if offset:
        links.append(f'<{_at(request.url, max(0, offset - limit))}>; rel="prev"')
    return answered(request, Page(total, offset, items), ", ".join(links))


def _at(url: URL, offset: int) -> str:
    return str(url.include_query_params(offset=offset))
