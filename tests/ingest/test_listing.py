"""Feeds, sitemaps and links on pages, as the parsing process reads them: what is in them, and that nothing in them harms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, Malformed, TooLarge
from onrecord.ingest.limits import FEED_BYTES, LINK_LENGTH, LINKS
from onrecord.ingest.listing import FORMS, read
from onrecord.ingest.lists import links_in
from onrecord.ingest.wire import Link, Links, Refused
from onrecord.tables import Knowledge

PIECES = st.sampled_from(
    [
        *(
            "<rss>",
            "</rss>",
            "<channel>",
            "<item>",
            "</item>",
            "<link>",
            "</link>",
            "http://a.example/1",
            "<pubDate>",
            "</pubDate>",
        ),
        *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "<link href='/1' rel='alternate'/>", "<updated>"),
        *("<urlset>", "<url>", "<loc>", "</loc>", "</url>", "<sitemap>", "</sitemap>", "<lastmod>", "2026-03-02", "</lastmod>"),
        *("<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>", "&a;", "&#0;", "&#x110000;", "<![CDATA[", "]]>", "<?xml version='1.0'", "?>"),
        *("encoding='utf-7'", "\x00", "\ufffe", "<a href='/2'>", "</a>", "Mon, 99 Foo 99999", "<!--", "-->", "\r\n", "é"),
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(FORMS), st.sampled_from(["utf-8", "utf-16", "cp1251"]))
def test_anything_gives_links_or_a_reason(text: str, form: str, encoding: str) -> None:
    data = text.encode("utf-8" if form == "links" else encoding, "replace")
    found = read(form, data)
    assert isinstance(found, Links | Refused)
    assert found == read(form, data)


@settings(max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["feed", "sitemap"]))
def test_any_bytes_give_links_or_a_reason(data: bytes, form: str) -> None:
    assert isinstance(read(form, data), Links | Refused)


def test_the_forms_of_feeds() -> None:
    rss1 = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        b'xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="http://a.example/1"><link> http://a.example/\n1 </link>'
        b"<dc:date>2026-03-02T12:00:00+02:00</dc:date></item></rdf:RDF>"
    )
    assert read("feed", rss1) == Links((Link("http://a.example/1", "2026-03-02T10:00:00Z"),))
    guid = b"<rss version='2.0'><channel><item><guid>http://a.example/2</guid></item><item><title>none</title></item></channel></rss>"
    assert read("feed", guid) == Links((Link("http://a.example/2"),))
    atom = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>urn:1</id><link rel='enclosure' href='/big.mp4'/>"
        b"<link rel='alternate' href='/3'/></entry></feed>"
    )
    assert read("feed", atom) == Links((Link("/3"),))


def test_a_feed_never_opens_a_file_or_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    def refused(*args: object, **more: object) -> None:
        raise AssertionError(args)

    import feedparser.http

    monkeypatch.setattr(feedparser.http, "get", refused)
    with monkeypatch.context() as patched:
        patched.setattr(builtins, "open", refused)
        for data in (b"/etc/passwd", b"http://a.example/feed", b"file:///etc/passwd"):
            assert isinstance(read("feed", data), Refused)


def test_sitemaps_with_and_without_namespace_and_in_plain_text() -> None:
    plain = b"<urlset><url><lastmod>2026-03-02</lastmod><loc> http://a.example/1 </loc></url><url><loc/></url></urlset>"
    assert read("sitemap", plain) == Links((Link("http://a.example/1", "2026-03-02"),))
    image = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">'
        b"<url><loc>http://a.example/1</loc><i:image><i:loc>http://a.example/p.jpg</i:loc></i:image></url></urlset>"
    )
    assert read("sitemap", image) == Links((Link("http://a.example/1"),))
    index = b"<sitemapindex><sitemap><loc>http://a.example/m.xml</loc></sitemap></sitemapindex>"
    assert read("sitemap", index) == Links((), (Link("http://a.example/m.xml"),))
    assert read("sitemap", b"https://a.example/1\nhttps://a.example/2\n") == Links(
        (Link("https://a.example/1"), Link("https://a.example/2"))
    )


def test_a_sitemap_that_breaks_off_gives_what_came() -> None:
    cut = b"<urlset><url><loc>http://a.example/1</loc></url><url><loc>http://a.exam"
    assert read("sitemap", cut) == Links((Link("http://a.example/1"),))


def test_entities_of_a_sitemap_stay_unread() -> None:
    data = b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "yy">]><urlset><url><loc>http://a/&x;&y;</loc></url></urlset>'
    found = read("sitemap", data)
    assert found == Links((Link("http://a/"),))


def test_too_many_links_and_too_long_ones() -> None:
    many = b"<urlset>" + b"".join(b"<url><loc>http://a.example/%d</loc></url>" % n for n in range(LINKS + 5)) + b"</urlset>"
    found = read("sitemap", many)
    assert isinstance(found, Links)
    assert (len(found.items), found.more) == (LINKS, True)
    assert read("links", b"<a href='" + b"x" * (LINK_LENGTH + 1) + b"'>a</a><a href=y>b</a>") == Links((Link("y"),))


def test_links_by_the_first_selector_that_finds_any() -> None:
    page = b"<div class=side><a href=/0>x</a></div><ul><li data-to='/1'><a href=/2>a</a></ul>"
    assert read("links", page) == Links((Link("/0"), Link("/2")))
    assert read("links", page, (".none a", "ul a", "a")) == Links((Link("/2"),))
    assert read("links", page, ("li@data-to",)) == Links((Link("/1"),))


def test_lists_from_this_side(knowledge: Knowledge) -> None:
    cyrillic = "<a href='/события'>б</a>".encode("cp1251")
    assert links_in(cyrillic, "links", knowledge, charset="windows-1251").items == (Link("/события"),)
    with pytest.raises(TooLarge, match="5 MB"):
        links_in(b" " * (FEED_BYTES + 1), "feed", knowledge)
    with pytest.raises(Malformed, match="no feed"):
        links_in(b"nothing", "feed", knowledge)
    with pytest.raises(InputError):
        links_in(b"", "links", knowledge)
