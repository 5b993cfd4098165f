"""How a site is asked: its robots.txt, its pace, its wish to be left alone; and what it may not make us do."""

from __future__ import annotations

import gzip
from email.utils import formatdate
from itertools import pairwise

import pytest
from tests.follow.conftest import MakeWorld, World
from tests.follow.site import HOME, HOST, Page, Site, report, rss, sitemap

from onrecord.follow.robots import Rules


def one_report(site: Site) -> None:
    site.put("/feed", rss("/news/1"))
    site.put("/news/1", report())


def test_what_robots_txt_forbids_is_not_asked_and_told_once(site: Site, feed: World) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /news/2\n", kind="text/plain")
    site.put("/feed", rss("/news/1", "/news/2"))
    site.put("/news/1", report())
    site.put("/news/2", report("Secret", number=3))
    events = feed.go()
    assert [(e.kind, e.url[-1]) for e in events] == [("new", "1"), ("failed", "2")]
    assert "robots.txt" in (events[1].what or "")
    assert feed.go(hours=200) == []
    assert "/news/2" not in site.paths()
    assert [a.path for a in site.asked].count("/robots.txt") == 2, "once a day"


def test_a_group_of_our_own_goes_before_the_one_for_all(site: Site, feed: World) -> None:
    site.put("/robots.txt", b"User-agent: *\nAllow: /\n\nUser-agent: onrecord\nDisallow: /\n")
    one_report(site)
    assert feed.kinds() == ["failed"]
    assert site.paths() == []


@pytest.mark.parametrize("rule", ["Crawl-delay: 40", "Request-rate: 3/120"])
def test_the_pace_that_a_site_asks_for_is_kept(site: Site, feed: World, rule: str) -> None:
    site.put("/robots.txt", f"User-agent: *\n{rule}\n".encode())
    one_report(site)
    feed.go()
    times = [a.at for a in site.asked]
    assert [b - a for a, b in pairwise(times[1:])] == [40.0]


@pytest.mark.parametrize(
    ("rule", "delay"),
    [
        ("Crawl-delay: inf", 0),
        ("Crawl-delay: 99999", 600),
        ("Crawl-delay: nan", 0),
        ("Crawl-delay: -3", 0),
        ("Crawl-delay: 0.5", 0.5),
        ("Request-rate: 0/1", 0),
    ],
)
def test_any_delay_that_a_robots_txt_names_is_one_that_can_be_waited(rule: str, delay: float) -> None:
    assert Rules(f"User-agent: *\n{rule}\n").delay() == delay


def test_without_a_wish_five_seconds_are_left_between_requests(site: Site, feed: World) -> None:
    one_report(site)
    feed.go()
    times = [a.at for a in site.asked]
    assert [b - a for a, b in pairwise(times)] == [5.0, 5.0]


@pytest.mark.parametrize("status", [500, 503])
def test_where_robots_txt_cannot_be_read_nothing_is_asked(site: Site, feed: World, status: int) -> None:
    site.put("/robots.txt", b"", status=status)
    one_report(site)
    (event,) = feed.go()
    assert "robots.txt cannot be read" in (event.what or "")
    assert site.paths() == []


@pytest.mark.parametrize("body", [b"\x00\xff" * 999, b"<html>" * 999, b"", b"Disallow: /", b"User-agent: *\nCrawl-delay: inf\n"])
def test_a_robots_txt_that_is_none_forbids_nothing(site: Site, feed: World, body: bytes) -> None:
    site.put("/robots.txt", body)
    one_report(site)
    assert feed.kinds() == ["new"]


@pytest.mark.parametrize("as_day", [False, True])
def test_a_site_that_wishes_to_be_left_alone_is(site: Site, feed: World, as_day: bool) -> None:
    one_report(site)
    when = formatdate(site.clock.time + 7230, usegmt=True) if as_day else "7200"
    site.put("/news/1", Page(b"", 429, {"Retry-After": when}))
    assert feed.kinds() == ["failed"]
    assert site.paths() == ["/feed", "/news/1"], "no second try, for it was told to wait longer than a pass does"
    since = len(site.asked)
    (event, *_) = feed.go(hours=1)
    assert "minutes more" in (event.what or "")
    assert site.asked[since:] == []
    site.put("/news/1", report())
    assert feed.kinds(hours=1.5) == ["new"]


def test_a_short_wait_that_a_server_names_is_waited(site: Site, feed: World) -> None:
    one_report(site)
    answers = iter([Page(b"", 503, {"Retry-After": "90"})])
    site.put("/news/1", lambda: next(answers, Page(report())))
    assert feed.kinds() == ["new"]
    first, second = (a.at for a in site.asked if a.path == "/news/1")
    assert second - first == 90.0


@pytest.mark.parametrize("wish", ["-1", "9" * 400, "never", "Mon, 99 Foo 2026", "١٢", "1e9", "\x7f"])
def test_a_wish_that_is_none_harms_nothing(site: Site, feed: World, wish: str) -> None:
    one_report(site)
    site.put("/news/1", lambda: Page(b"", 503, {"Retry-After": wish.encode("utf-8").decode("latin-1")}))
    assert set(feed.kinds()) == {"failed"}


def test_redirects_within_the_site_are_followed(site: Site, feed: World) -> None:
    site.put("/feed", rss("/news/1"))
    site.put("/news/1", Page(b"", 301, {"Location": "/news/talks-1"}))
    site.put("/news/talks-1", report())
    (event,) = feed.go()
    assert (event.kind, event.url) == ("new", f"{HOME}/news/talks-1")


@pytest.mark.parametrize(
    "target",
    [
        "http://elsewhere.example/news/1",
        "http://127.0.0.1/news/1",
        "http://inside.example/news/1",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        f"http://user:secret@{HOST}/news/1",
        f"http://{HOST}:6379/news/1",
        f"http://{HOST}.elsewhere.example/news/1",
        "http://[::1",
        "//",
        "/",
    ],
)
def test_redirects_elsewhere_are_refused_and_nothing_is_asked(site: Site, feed: World, target: str) -> None:
    site.put("/feed", rss("/news/1"))
    site.put("/", report("Home page", number=1))
    site.put("/news/1", Page(b"", 302, {"Location": target}))
    (event,) = feed.go()
    assert event.kind == "failed"
    assert {a.host for a in site.asked} == {HOST}
    assert set(site.reached) == {"93.184.215.14"}
    assert len(feed.archive) == 0


def test_a_host_whose_name_leads_inside_is_never_connected_to(site: Site, feed: World) -> None:
    site.names[HOST] = ["10.0.0.7"]
    (event,) = feed.go()
    assert event.kind == "failed"
    assert site.reached == []


def test_a_round_of_redirects_ends(site: Site, feed: World) -> None:
    site.put("/feed", rss("/news/1"))
    site.put("/news/1", Page(b"", 302, {"Location": "/news/1"}))
    (event,) = feed.go()
    assert "leads on and on" in (event.what or "")


def test_an_answer_that_drips_is_given_up(site: Site, feed: World) -> None:
    one_report(site)
    site.put("/news/1", report() * 20, slow=0.05)
    feed.seconds = 0.5
    assert feed.kinds() == ["failed"]


def test_while_one_host_rests_another_is_asked(site: Site, make: MakeWorld) -> None:
    world = make(f'feeds = ["{HOME}/feed"]', (HOST, "elsewhere.example"))
    for host in (HOST, "elsewhere.example"):
        site.put("/feed", rss("/news/1", "/news/2").replace(HOST.encode(), host.encode()), host=host)
        for n in (1, 2):
            site.put(f"/news/{n}", report(f"Talks {n} at {host}", number=n), host=host)
    began = site.clock.time
    assert world.kinds() == ["new"] * 4
    assert [(a.host, a.path) for a in site.asked[:4]] == [
        (HOST, "/robots.txt"), ("elsewhere.example", "/robots.txt"), (HOST, "/feed"), ("elsewhere.example", "/feed"),
    ]  # fmt: skip
    assert site.clock.time - began == 15.0


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
    + b"]>"
)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (BOMB + b"<rss><channel><item><link>&j;</link></item></channel></rss>", "entities"),
        ((BOMB + b"<rss><channel/></rss>").decode().encode("utf-16"), "entities"),
        (b"<rss><channel>" + b"<item>" * 1_000_000, "5 MB"),
        (b"<rss version='2.0'><channel>" + b"x" * 10_000_000, "5 MB"),
        (gzip.compress(b"0" * 60_000_000), ""),
        (b"/etc/passwd", "no feed"),
        (b"http://inside.example/feed", "no feed"),
        (b"", ""),
        (b"\x00" * 10_000, ""),
        (b"<" * 1_000_000, ""),
        (b"<rss>" + b"<a>" * 200_000, ""),
    ],
)
def test_a_hostile_feed_is_told_in_a_line(site: Site, feed: World, body: bytes, why: str) -> None:
    site.put("/feed", body, kind="application/rss+xml")
    (event,) = feed.go()
    assert event.kind == "failed"
    assert why in (event.what or "")
    assert "\n" not in (event.what or "")
    assert site.paths() == ["/feed"]


@pytest.mark.parametrize("charset", ["utf-16", "koi8-r", "nonsense", "ascii"])
def test_a_feed_of_a_wrong_charset_is_read_as_far_as_it_can_be(site: Site, feed: World, charset: str) -> None:
    one_report(site)
    site.put("/feed", rss("/news/1").replace(b"News", "Новости".encode("cp1251")), kind=f"application/rss+xml; charset={charset}")
    assert feed.kinds() == ["new"]


def test_links_in_a_feed_lead_nowhere_else(site: Site, feed: World) -> None:
    tricks = [
        *("file:///etc/passwd", "javascript:alert(1)", "http://127.0.0.1/news/1", "http://inside.example/news/1", "/news/7\n7"),
        *(f"http://{HOST}:22/news/1", f"http://a@{HOST}/news/1", f"http://{HOST}/news/1/../../x", "http://[", "x" * 9000),
    ]
    items = "".join(f"<item><link>{link}</link></item>" for link in tricks)
    one_report(site)
    site.put("/feed", rss("/news/1").replace(b"<item>", items.encode() + b"<item>", 1))
    site.put("/news/77", report("Talks 77", number=7))
    assert set(feed.kinds()) == {"new"}
    assert {a.host for a in site.asked} == {HOST}
    assert set(site.paths()) == {"/feed", "/news/1", "/news/77"}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (BOMB + b"<urlset><url><loc>&j;</loc></url></urlset>", ""),
        (b'<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>', ""),
        (gzip.compress(b"<urlset>" + b" " * 60_000_000), "100 times"),
        (gzip.compress(b"<urlset>")[:-4], "damaged"),
        (b"<urlset>" + b"<url>" * 300_000, ""),
        (b"<a>" * 100_000, ""),
        (b"", ""),
        (b"no sitemap", "no XML"),
    ],
)
def test_a_hostile_sitemap_is_told_in_a_line(site: Site, make: MakeWorld, body: bytes, why: str) -> None:
    world = make(f'sitemaps = ["{HOME}/map"]')
    site.put("/map", body)
    events = world.go()
    assert all(e.kind == "failed" and "\n" not in (e.what or "") for e in events)
    assert why in "".join(e.what or "" for e in events)
    assert site.paths() == ["/map"]


def test_sitemaps_that_list_each_other_without_end_do_end(site: Site, make: MakeWorld) -> None:
    world = make(f'sitemaps = ["{HOME}/map/0"]')
    for n in range(200):
        site.put(f"/map/{n}", sitemap(*((f"/map/{m}", None) for m in range(200)), kind="sitemap"))
    assert world.go() == []
    assert len(site.paths()) <= 51
