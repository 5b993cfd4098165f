"""Addresses as lists write them, made whole and plain."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

from onrecord.ingest.limits import LINK_LENGTH

__all__ = ["host_of", "origin_of", "whole"]

_TRACKING = ("utm_", "fbclid=", "gclid=")


def whole(link: str, base: str) -> str | None:
    """The address that ``link`` leads to from ``base``, without fragment and without what only counts visitors.

    Null where it is none, or too long.
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or len(link) > LINK_LENGTH or not parts.geturl().isprintable():
        return None
    query = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith(_TRACKING))
    usual = port is None or (parts.scheme, port) in (("http", 80), ("https", 443))
    network = host if usual else f"{host}:{port}"
    if parts.username is not None:
        return None
    return urlunsplit((parts.scheme, network, parts.path or "/", query, ""))


def host_of(url: str) -> str:
    """The host of an address; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port of an address: what a robots.txt holds for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"
