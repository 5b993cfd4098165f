"""Atom feeds: what RFC 4287 asks for, and hostile texts that stay text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.export.atom import Entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"


def _parsed(written: str) -> etree._Element:
    return etree.fromstring(written.encode("utf-8"), etree.XMLParser(resolve_entities=False))


def test_a_feed_has_what_the_standard_asks_for() -> None:
    root = _parsed(feed("https://a.example/s.atom", "https://a.example/s", "Trade", [_entry("t", "s")]))
    assert root.tag == ATOM + "feed"
    for name in ("id", "title", "updated", "author"):
        assert root.find(ATOM + name) is not None
    entry = root.find(ATOM + "entry")
    assert entry is not None
    assert entry.findtext(ATOM + "updated") == "2024-06-12T00:00:00Z"
    assert root.findtext(ATOM + "updated") == "2024-06-12T00:00:00Z"
    assert {e.get("rel") for e in root.findall(ATOM + "link")} == {"self", "alternate"}


def test_an_empty_feed_is_a_feed() -> None:
    assert _parsed(feed("https://a.example/s.atom", "https://a.example/s", "Trade", [])).findtext(ATOM + "updated")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_stays_text(title: str, summary: str) -> None:
    entry = _parsed(feed("https://a.example/s.atom", "https://a.example/s", "<b>", [_entry(title, summary)])).find(ATOM + "entry")
    assert entry is not None
    assert [child.tag.removeprefix(ATOM) for child in entry] == ["id", "title", "updated", "link", "author", "summary"]


def _entry(title: str, summary: str) -> Entry:
    return Entry("https://a.example/s/1", title, "2024-06-12", summary, "President of Veskonia")
