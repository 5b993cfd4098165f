"""Headers that every answer carries, and requests that are not answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.settings import Settings
from onrecord.web.templating import href
from onrecord.web.users import user_of

__all__ = ["POLICY", "Guard"]

POLICY = (
    "default-src 'none'; style-src 'self'{styles}; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of a page; ``styles`` are hashes of style sheets that stand in the page itself."""

_HEADERS = {
    "content-security-policy": POLICY.format(styles=""),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Guard:
    """Adds the headers, and refuses requests for foreign host names and changes asked for by foreign pages.

    Source of the rules on cross-site requests: the Fetch Metadata headers (W3C) and the Origin header (RFC 6454); forms carry a
    token besides.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = _refusal(Headers(scope=scope), scope["method"], self.settings)
        answer: ASGIApp = PlainTextResponse(refusal[1] + "\n", refusal[0]) if refusal else self._door(Request(scope))
        await answer(scope, receive, _with_headers(send))

    def _door(self, request: Request) -> ASGIApp:
        """The site; or, where strangers read nothing, the way in."""
        path = request.url.path
        if self.settings.strangers_read or path == "/session" or path.startswith("/static/"):
            return self.app
        if user_of(request, self.settings) is not None:
            return self.app
        if path.startswith("/api/") or path.endswith((".json", ".csv", ".atom")):
            return PlainTextResponse("This archive is read by those who are signed in.\n", 401)
        return RedirectResponse(href("session", next=path), 303)


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def _refusal(headers: Headers, method: str, settings: Settings) -> tuple[int, str] | None:
    """The status and the reason for not answering, or nothing."""
    host = _host_name(headers.get("host", ""))
    if not settings.allows(host):
        return 421, "This server does not answer to that name. Start it with --name to let it."
    if method in _CHANGING and not _same_site(headers, headers.get("host", "")):
        return 403, "A change was asked for by another site's page. Nothing was changed."
    return None


def _host_name(host: str) -> str:
    """The name without its port, brackets of IPv6 taken off."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _same_site(headers: Headers, host: str) -> bool:
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()
