"""An Atom feed (RFC 4287) of entries that each have an address and a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

__all__ = ["Entry", "feed"]

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``updated`` is an ISO day or time in UTC, ``author`` who published what it tells of."""

    address: str
    title: str
    updated: str
    summary: str
    author: str


def feed(address: str, page: str, title: str, entries: Sequence[Entry]) -> str:
    """The feed at ``address`` that follows the page at ``page``, its entries in the order given; XML with its declaration."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed")
    _text(root, "id", address)
    _text(root, "title", title)
    _text(root, "updated", max((_moment(e.updated) for e in entries), default=_EPOCH))
    _link(root, "self", address)
    _link(root, "alternate", page)
    author = ET.SubElement(root, f"{{{_ATOM}}}author")
    _text(author, "name", "OnRecord")
    for each in entries:
        _entry(root, each)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, f"{{{_ATOM}}}entry")
    _text(element, "id", entry.address)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.address)
    _text(ET.SubElement(element, f"{{{_ATOM}}}author"), "name", entry.author)
    _text(element, "summary", entry.summary)


def _moment(day: str) -> str:
    """RFC 3339 asks for a time: a day begins at midnight in UTC."""
    return day if "T" in day else f"{day}T00:00:00Z" if day else _EPOCH


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NO_XML.sub("\ufffd", text)


def _link(parent: ET.Element, rel: str, href: str) -> None:
    ET.SubElement(parent, f"{{{_ATOM}}}link", rel=rel, href=_NO_XML.sub("\ufffd", href))
