"""Which file an address becomes, and how pages lead to each other as files."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import relpath
from urllib.parse import parse_qsl, quote, unquote, urlsplit

__all__ = ["followed", "links", "place_of", "relinked"]

_LINK = re.compile(r' (href|src|action)="(/(?!/)[^"]*)"')
_LEFT_OUT = ("/api", "/review", "/session", "/search")
_KEPT_QUERIES = {"offset", "year"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._~@,+ -]")
_LONGEST = 120


def links(html: str) -> list[str]:
    """The addresses of this site that a page of ours leads to, without fragments, in their order."""
    found = (unescape(match[2]).partition("#")[0] for match in _LINK.finditer(html))
    return list(dict.fromkeys(a for a in found if a))


def followed(address: str) -> bool:
    """Whether an address becomes a file: pages for reading and their data, not forms, and of lists their parts and years."""
    parts = urlsplit(address)
    if any(parts.path == p or parts.path.startswith((f"{p}/", f"{p}.")) for p in _LEFT_OUT):
        return False
    asked = {key for key, _ in parse_qsl(parts.query)}
    return parts.path.startswith("/static/") or asked <= _KEPT_QUERIES


def place_of(address: str) -> str:
    """The file of an address, from the site's folder: ``reports/x/index.html``; segments are made safe as names of files."""
    parts = urlsplit(address)
    segments = [_name(unquote(s)) for s in parts.path.split("/") if s]
    if parts.path.startswith("/static/"):
        return "/".join(segments)
    query = [f"{key}-{_name(value)}" for key, value in sorted(parse_qsl(parts.query))]
    last = segments[-1] if segments else ""
    if re.search(r"\.(?:json|csv|atom)$", last):
        stem, _, ending = last.rpartition(".")
        return "/".join([*segments[:-1], "-".join([stem, *query]) + f".{ending}"])
    return "/".join([*segments, *query, "index.html"])


def relinked(html: str, address: str, kept: Callable[[str], bool]) -> str:
    """A page whose links lead to files beside it. Links to what is not ``kept`` go without their query, or nowhere."""
    folder = place_of(address).rpartition("/")[0] or "."

    def turned(match: re.Match[str]) -> str:
        target, hash_, fragment = unescape(match[2]).partition("#")
        if match[1] == "action":
            target = target.partition("?")[0]
            return f' action="{escape(_relative(place_of(target), folder))}"'
        if not kept(target):
            target = target.partition("?")[0]
        if target != "/search" and not kept(target):
            return ""
        return f' {match[1]}="{escape(_relative(place_of(target), folder) + hash_ + fragment)}"'

    return _LINK.sub(turned, html)


def _relative(place: str, folder: str) -> str:
    return quote(relpath(place, folder), safe="/.~@,+-")


def _name(segment: str) -> str:
    """A segment as a name of a file on any system: no dot alone, nothing but letters, digits and a few marks."""
    safe = _UNSAFE.sub(lambda m: "=" + m[0].encode("utf-8", "replace").hex(), segment)
    if len(safe) > _LONGEST:
        import hashlib

        safe = safe[: _LONGEST - 13] + "-" + hashlib.sha256(segment.encode("utf-8", "replace")).hexdigest()[:12]
    return f"={safe}" if safe.strip(". ") == "" or safe.endswith((".", " ")) else safe
