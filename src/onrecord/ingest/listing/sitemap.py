"""Sitemaps and indexes of sitemaps, as the protocol of sitemaps.org has them; also plain text with an address in each line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from onrecord.ingest.limits import LINKS
from onrecord.ingest.wire import Link, Refused

__all__ = ["read"]

_ENTRIES = ("url", "sitemap")
_LONGEST_MOMENT = 40


def read(data: bytes) -> tuple[list[Link], list[Link]] | Refused:
    """The pages and the further sitemaps of a sitemap, in their order. Entities stay unread, and nothing else is loaded."""
    if data[:8].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"http:", b"https:")):
        return [Link(line.strip()) for line in data.decode("utf-8", "replace").splitlines()[: LINKS + 1]], []
    pages: list[Link] = []
    maps: list[Link] = []
    try:
        for name, link in _entries(data):
            (pages if name == "url" else maps).append(link)
            if max(len(pages), len(maps)) > LINKS:
                break
    except etree.LxmlError as error:
        if not pages and not maps:
            return Refused("malformed", f"the sitemap is no XML that can be read ({_short(error)}): check its address")
    return (pages, maps) if pages or maps else Refused("empty", "the sitemap lists nothing: check its address")


def _entries(data: bytes) -> Iterator[tuple[str, Link]]:
    """Each entry once it is whole; what was read is let go."""
    safe = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False, "remove_pis": True}
    for _, element in etree.iterparse(io.BytesIO(data), events=("end",), remove_comments=True, **safe):
        name = _name(element)
        if name in _ENTRIES:
            values = {_name(child): (child.text or "").strip() for child in element}
            moment = values.get("lastmod", "")
            yield name, Link(values.get("loc", ""), moment if 0 < len(moment) <= _LONGEST_MOMENT else None)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _name(element: Any) -> str:
    """An element's name without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
