"""Who is asking: a name chosen on this machine, one given by a proxy, or one who knew the shared secret."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode

from starlette.requests import Request
from starlette.responses import Response

from onrecord.web.settings import Settings

__all__ = ["COOKIE", "checked_name", "csrf_token", "is_csrf_token", "knows_password", "sign_in", "sign_out", "user_of"]

COOKIE = "onrecord"
_LASTS = 30 * 24 * 3600
_NAME = re.compile(r"[^\W_](?:[\w .,'@+-]{0,62}[\w.])?")


def checked_name(name: str) -> str | None:
    """The name as it is recorded, or nothing where it is none: letters, digits, blanks and ``.,'@+-``, 64 at most."""
    name = " ".join(name.split())
    return name if _NAME.fullmatch(name) else None


def user_of(request: Request, settings: Settings) -> str | None:
    """The name of whoever is asking, null for a stranger."""
    if settings.proxy_header is not None:
        return checked_name(request.headers.get(settings.proxy_header, ""))
    return _name_in(request.cookies.get(COOKIE, ""), settings)


def sign_in(response: Response, name: str, settings: Settings) -> None:
    """Lets the browser keep the name, signed. Scripts cannot read it, and other sites' pages do not send it."""
    expires = int(time.time()) + _LASTS
    payload = f"{expires}.{secrets.token_urlsafe(9)}.{urlsafe_b64encode(name.encode()).decode()}"
    response.set_cookie(
        COOKIE,
        f"{payload}.{_signed(payload, settings)}",
        max_age=_LASTS,
        httponly=True,
        samesite="strict",
        secure=settings.secure,
        path="/",
    )


def sign_out(response: Response, settings: Settings) -> None:
    """Lets the browser forget the name."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=settings.secure)


def knows_password(given: str, settings: Settings) -> bool:
    """Whether this is the shared secret; true where none is asked for. Compared in constant time."""
    if settings.password is None:
        return True
    return hmac.compare_digest(_hashed(given), _hashed(settings.password))


def csrf_token(request: Request, settings: Settings) -> str:
    """What a form must send back: bound to the session, so that a foreign page cannot know it."""
    return _signed(f"form.{_session(request, settings)}", settings)


def is_csrf_token(request: Request, settings: Settings, given: str) -> bool:
    """Whether a form sent what it was given."""
    return hmac.compare_digest(_hashed(given), _hashed(csrf_token(request, settings)))


def _session(request: Request, settings: Settings) -> str:
    return (user_of(request, settings) or "") if settings.proxy_header else request.cookies.get(COOKIE, "")


def _name_in(cookie: str, settings: Settings) -> str | None:
    payload, _, signature = cookie.rpartition(".")
    if not payload or not hmac.compare_digest(_hashed(signature), _hashed(_signed(payload, settings))):
        return None
    expires, _, name = payload.split(".", 2)
    return checked_name(urlsafe_b64decode(name).decode()) if int(expires) > time.time() else None


def _signed(payload: str, settings: Settings) -> str:
    return hmac.new(settings.key, payload.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _hashed(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
