"""Pages of an app taken without a network."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message

__all__ = ["Fetched", "fetched"]

Fetched = tuple[int, str, bytes]
"""Status, media type and body of an answer."""


def fetched(app: ASGIApp, address: str, base: str) -> Fetched:
    """The answer of ``app`` for an address of its own, as if it stood at ``base``."""
    return asyncio.run(_fetch(app, address, base))


async def _fetch(app: ASGIApp, address: str, base: str) -> Fetched:
    here, site = urlsplit(address), urlsplit(base)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": site.scheme or "http",
        "path": _unquoted(here.path),
        "raw_path": here.path.encode(),
        "query_string": here.query.encode(),
        "root_path": "",
        "headers": [(b"host", (site.netloc or "localhost").encode())],
        "server": (site.hostname or "localhost", site.port or 80),
        "client": ("127.0.0.1", 0),
        "state": {},
    }
    status, media, body = 500, "", bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, media
        if message["type"] == "http.response.start":
            status = message["status"]
            media = next((v.decode() for k, v in message["headers"] if k == b"content-type"), "")
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await app(scope, receive, send)
    return status, media, bytes(body)


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)
