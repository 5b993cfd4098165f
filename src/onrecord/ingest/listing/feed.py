"""Feeds: RSS, RDF and Atom, by feedparser."""

from __future__ import annotations

import calendar
import io
import re
from datetime import UTC, datetime
from typing import Any

from onrecord.ingest.wire import Link, Refused

__all__ = ["read"]

_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y", re.IGNORECASE)
_DECLARED_WITHIN = 100_000
_ITS_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the parser raises where a feed is of a kind that it did not foresee."""


def read(data: bytes) -> list[Link] | Refused:
    """The links of a feed's entries, in their order. A feed that declares entities is refused: none needs to."""
    import feedparser

    if _ENTITY.search(data[:_DECLARED_WITHIN]):
        return Refused("malformed", "the feed declares entities of its own, which no feed needs: it is not read")
    try:
        # A stream, for bytes are first tried as the name of a file.
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except _ITS_FAULTS as error:
        return Refused("malformed", f"the feed cannot be read ({type(error).__name__}): check its address")
    links = [Link(url, _moment(entry)) for entry in found.get("entries", ()) if (url := _address(entry))]
    if not links and not found.get("version"):
        return Refused("malformed", "this is no feed: check its address")
    return links


def _address(entry: Any) -> str:
    """Where an entry stands: its link, else an id that is an address."""
    address = entry.get("link") or entry.get("id") or ""
    return "".join(address.split()) if isinstance(address, str) else ""


def _moment(entry: Any) -> str | None:
    """When an entry says that it last changed, in UTC."""
    parsed = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None
