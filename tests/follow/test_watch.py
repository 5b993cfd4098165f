"""Passes over a site that is played: what is new, changed, gone, and how the site is asked."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.follow.conftest import MakeWorld, World
from tests.follow.site import HOME, HOST, Page, Site, atom, report, rss, sitemap

from onrecord.follow import Kept, State, Tally, Watch, sources
from onrecord.model import Document
from onrecord.versions import changes

FEED = f'feeds = ["{HOME}/feed"]'


def two_reports(site: Site) -> None:
    site.put("/feed", rss("/news/1", "/news/2", "/about"), kind="application/rss+xml")
    site.put("/news/1", report())
    site.put("/news/2", report("Telephone conversation with the President of Sarelia", number=9))


def test_new_reports_are_kept_and_told_in_the_order_of_the_feed(site: Site, feed: World) -> None:
    two_reports(site)
    events = feed.go()
    assert [(e.kind, e.url, e.title) for e in events] == [
        ("new", f"{HOME}/news/1", "Talks with the President of Sarelia"),
        ("new", f"{HOME}/news/2", "Telephone conversation with the President of Sarelia"),
    ]
    assert all(e.country == "FI" and e.what is None for e in events)
    assert [feed.archive.record(e.id or "").document.url for e in events] == [e.url for e in events]
    assert site.paths() == ["/feed", "/news/1", "/news/2"], "only what the pattern takes is fetched"
    assert {a.agent for a in site.asked} == {"OnRecord/0.1.0 (plays in a test)"}
    assert feed.tally.summary() == "2 new, 0 changed, 0 unchanged, 0 failed"


def test_a_second_pass_over_an_unchanged_site_fetches_nothing_twice_and_changes_nothing(site: Site, feed: World) -> None:
    two_reports(site)
    feed.go()
    before = [feed.archive.versions(f"{HOME}/news/{n}") for n in (1, 2)]
    for hours in (0.01, 2, 30, 24 * 40):
        since = len(site.asked)
        assert feed.go(hours=hours) == []
        assert {a.status for a in site.asked[since:] if a.path != "/robots.txt"} <= {304}
    assert [feed.archive.versions(f"{HOME}/news/{n}") for n in (1, 2)] == before
    assert len(feed.archive) == 2


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(st.integers(1, 50), min_size=1, max_size=4, unique=True),
    etag=st.booleans(),
    hours=st.sampled_from([0.0, 1.0, 7.0, 100.0]),
)
def test_any_unchanged_site_gives_nothing_new(make: MakeWorld, numbers: list[int], etag: bool, hours: float) -> None:
    world = make(FEED)
    world.site.pages.clear()
    world.site.put("/feed", rss(*(f"/news/{n}" for n in numbers)))
    for n in numbers:
        world.site.put(f"/news/{n}", report(f"Talks number {n}", number=n), etag=etag)
    world.go()
    before = {n: world.archive.versions(f"{HOME}/news/{n}") for n in numbers}
    assert world.go(hours=hours, every=True) == []
    assert {n: world.archive.versions(f"{HOME}/news/{n}") for n in numbers} == before
    assert (world.tally.asked, world.tally.unchanged) == (len(numbers), len(numbers))


def test_a_silent_edit_is_a_version_and_says_what_was_turned(site: Site, feed: World) -> None:
    two_reports(site)
    feed.go()
    site.put("/news/1", report(verb="fallen"))
    (event,) = feed.go(hours=2)
    assert (event.kind, event.url, event.report_changed) == ("changed", f"{HOME}/news/1", True)
    assert event.what is not None
    assert event.what.startswith("1 statement reworded (direction)")
    seen = feed.archive.versions(f"{HOME}/news/1")
    assert len(seen) == 2
    assert seen[1]["id"] == event.id
    assert seen[1]["seen_at"] == event.seen_at
    first, second = (feed.archive.record(v["id"]) for v in seen)
    assert changes(first, second, feed.tables).statements
    assert feed.go(hours=2) == []


def test_a_text_that_returns_is_a_version_again(site: Site, feed: World) -> None:
    two_reports(site)
    feed.go()
    for verb in ("fallen", "grown"):
        site.put("/news/1", report(verb=verb))
        assert feed.kinds(hours=2) == ["changed"]
    assert len(feed.archive.versions(f"{HOME}/news/1")) == 3
    assert len(feed.archive) == 3


def test_other_bytes_with_the_same_report_change_nothing(site: Site, feed: World) -> None:
    two_reports(site)
    feed.go()
    site.put("/news/1", report().replace(b"<nav>", b"<nav><!-- served by machine 4 -->"))
    assert feed.go(hours=2) == []
    assert feed.tally.unchanged == 2
    assert len(feed.archive.versions(f"{HOME}/news/1")) == 1


def test_a_page_is_looked_at_again_by_its_age_or_where_its_feed_says_so(site: Site, feed: World) -> None:
    site.put("/feed", atom("/news/1"))
    site.put("/news/1", report())
    feed.go()

    def asked(hours: float) -> bool:
        since = len(site.asked)
        feed.go(hours=hours)
        return "/news/1" in site.paths(since)

    assert [asked(0.5), asked(0.6), asked(0.5)] == [False, True, False]
    assert asked(24)
    assert [asked(5), asked(2)] == [False, True]
    site.put("/feed", atom("/news/1", updated="2026-03-04T10:00:00Z"))
    assert [asked(0.1), asked(0.1)] == [True, False]
    since = len(site.asked)
    feed.go(every=True)
    assert site.paths(since) == ["/feed", "/news/1"]


def test_a_page_that_is_taken_down_is_told_once_and_when_it_is_back(site: Site, feed: World) -> None:
    two_reports(site)
    feed.go()
    page = site.pages.pop((HOST, "/news/2"))
    (event,) = feed.go(hours=2)
    assert (event.kind, event.url, event.what) == ("gone", f"{HOME}/news/2", "the server answers 404 Not Found")
    assert feed.go(hours=2) == []
    assert len(feed.archive.versions(f"{HOME}/news/2")) == 1
    site.pages[HOST, "/news/2"] = page
    assert feed.kinds(hours=2) == ["back"]
    assert feed.go(hours=2) == []


def test_what_is_no_report_is_told_once(site: Site, feed: World) -> None:
    site.put("/feed", rss("/news/1", "/news/2", "/news/3"))
    site.put("/news/1", b"\x89PNG\r\n\x1a\n" + bytes(99), kind="image/png")
    site.put("/news/2", b"PK\x03\x04" + bytes(99), kind="application/zip")
    site.put("/news/3", b'{"text": "a", "url": "http://elsewhere.example/1"}\n' * 3, kind="application/json")
    assert feed.kinds() == ["failed"] * 3
    assert feed.kinds(hours=2) == []
    assert len(feed.archive) == 0


def test_a_page_without_talks_or_a_reader_is_kept_and_says_so(site: Site, feed: World) -> None:
    text = "Президент принял участие в церемонии открытия новой школы и осмотрел учебные классы. " * 8
    site.put("/feed", rss("/news/1", "/news/2"))
    site.put("/news/1", f"<html lang=ru><body><article><h1>Новость</h1><p>{text}</p></article></body></html>".encode())
    site.put(
        "/news/2",
        b"<html><body><article><h1>Notice</h1><p>" + b"The garden is open in May. " * 20 + b"</p></article></body></html>",
    )
    events = feed.go()
    assert [e.kind for e in events] == ["new", "new"]
    assert "no reader" in (events[0].what or "")
    assert "nothing that a report of talks tells" in (events[1].what or "")


def test_a_page_has_the_address_at_which_it_stood_whatever_it_says(site: Site, feed: World) -> None:
    site.put("/feed", rss("/news/1"))
    claim = b'<link rel="canonical" href="http://kremlin.ru/events/president/news/1"></head>'
    site.put("/news/1", report().replace(b"</head>", claim))
    (event,) = feed.go()
    assert event.country == "FI"
    assert feed.archive.versions("http://kremlin.ru/events/president/news/1") == []
    assert len(feed.archive.versions(f"{HOME}/news/1")) == 1


def test_no_more_than_the_limit_is_asked_and_the_rest_comes_next(site: Site, feed: World) -> None:
    site.put("/feed", rss(*(f"/news/{n}" for n in range(1, 6))))
    for n in range(1, 6):
        site.put(f"/news/{n}", report(f"Talks {n}", number=n))
    assert len(feed.go(most=2)) == 2
    assert feed.tally.summary() == "2 new, 0 changed, 0 unchanged, 3 left for later, 0 failed"
    assert [e.url for e in feed.go(most=2)] == [f"{HOME}/news/3", f"{HOME}/news/4"]
    assert [e.url for e in feed.go(most=2)] == [f"{HOME}/news/5"]


def test_what_was_asked_outlives_the_watch(site: Site, make: MakeWorld) -> None:
    world = make(FEED)
    path = world.folder / "talks.db.watch"
    world.state.close()
    two_reports(site)
    world.state = State(path)
    world.go(most=1)
    world.state.close()
    world.state = State(path)
    assert [e.url for e in world.go()] == [f"{HOME}/news/2"]
    world.state.close()
    path.unlink()
    world.state = State(path)
    assert world.go() == [], "what the archive has is not told as new where the state was lost"
    assert world.tally.unchanged == 2


def test_a_sitemap_and_the_sitemaps_that_it_lists(site: Site, make: MakeWorld) -> None:
    import gzip

    world = make(f'sitemaps = ["{HOME}/sitemap.xml"]')
    site.put("/sitemap.xml", sitemap(("/one.xml.gz", "2026-03-01"), ("/two.xml", None), ("/sitemap.xml", None), kind="sitemap"))
    site.put("/one.xml.gz", gzip.compress(sitemap(("/news/1", "2026-03-01"), ("/news/2", "2019-01-01"), ("/garden", None))))
    site.put("/two.xml", sitemap(("/news/3", None)))
    for n in (1, 2, 3):
        site.put(f"/news/{n}", report(f"Talks {n}", number=n))
    assert [e.url for e in world.go()] == [f"{HOME}/news/1", f"{HOME}/news/3"], "what is long past is not begun with"
    since = len(site.asked)
    assert world.go(hours=0.1) == []
    assert site.paths(since) == ["/sitemap.xml", "/two.xml"], "a sitemap whose index says that it is as it was is not asked"
    site.put("/sitemap.xml", sitemap(("/one.xml.gz", "2026-03-02"), ("/two.xml", None), kind="sitemap"))
    site.put("/one.xml.gz", gzip.compress(sitemap(("/news/1", "2026-03-02"), ("/news/4", "2026-03-02"))))
    site.put("/news/4", report("Talks 4", number=4))
    site.put("/news/1", report("Talks 1", number=91))
    assert {(e.kind, e.url) for e in world.go(hours=0.1)} == {("changed", f"{HOME}/news/1"), ("new", f"{HOME}/news/4")}


def test_a_page_that_lists_others_by_selector(site: Site, make: MakeWorld) -> None:
    world = make(f'pages = ["{HOME}/news"]\nentries = [".list a"]')
    site.put("/news", b'<body><div class="side"><a href="/news/9">x</a></div><div class="list"><a href="/news/1#top">a</a>'
             b'<a href="news/2?utm_source=list">b</a><a href="http://elsewhere.example/news/3">c</a></div></body>')  # fmt: skip
    site.put("/news/1", report())
    site.put("/news/2", report("Other talks", number=3))
    assert [e.url for e in world.go()] == [f"{HOME}/news/1", f"{HOME}/news/2"]


def test_a_list_of_which_nothing_is_taken_is_told(site: Site, feed: World) -> None:
    site.put("/feed", rss("/press/1"))
    (event,) = feed.go()
    assert event.kind == "failed"
    assert "nothing that it lists" in (event.what or "")


def test_a_list_that_fails_does_not_keep_the_others_back(site: Site, make: MakeWorld) -> None:
    world = make(f'feeds = ["{HOME}/none", "{HOME}/feed"]')
    two_reports(site)
    assert world.kinds() == ["failed", "new", "new"]


def test_answers_are_kept_as_a_web_archive_that_can_be_read(site: Site, feed: World) -> None:
    from warcio.archiveiterator import ArchiveIterator

    from onrecord.follow import WarcFolder
    from onrecord.ingest import load_all

    two_reports(site)
    feed.warc = WarcFolder(feed.folder / "captures", "OnRecord of a test")
    with feed.warc:
        feed.go()
        feed.go(hours=2)
        assert [p.suffix for p in (feed.folder / "captures").iterdir()] == [".open"]
    (path,) = (feed.folder / "captures").iterdir()
    assert path.name == "onrecord-20260302T140010Z-00000.warc.gz"
    with path.open("rb") as stream:
        kinds = [r.rec_type for r in ArchiveIterator(stream)]
    assert kinds == ["warcinfo", "response", "request", "response", "request"], "unchanged pages are not kept again"
    read = [d for d in load_all([path]) if not hasattr(d, "error")]
    assert [d.url for d in read] == [f"{HOME}/news/1", f"{HOME}/news/2"]  # type: ignore[union-attr]
    known = {feed.archive.versions(f"{HOME}/news/{n}")[0]["sha256"] for n in (1, 2)}
    assert {d.sha256 for d in read} == known  # type: ignore[union-attr]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_failed_request_is_made_again_at_foreseen_times(site: Site, feed: World, status: int) -> None:
    two_reports(site)
    answers = iter([Page(b"", status), Page(b"", status)])
    site.put("/news/1", lambda: next(answers, Page(report())))
    assert feed.kinds() == ["new", "new"]
    times = [a.at for a in site.asked if a.path == "/news/1"]
    assert [b - a for a, b in pairwise(times)] == [10.0, 60.0]


def test_a_page_that_goes_on_failing_is_asked_less_and_less(site: Site, feed: World) -> None:
    two_reports(site)
    site.put("/news/1", b"", status=500)
    assert sorted(feed.kinds()) == ["failed", "new"]
    asked = []
    for _ in range(30):
        since = len(site.asked)
        feed.go(hours=1)
        asked.append("/news/1" in site.paths(since))
    assert 3 <= sum(asked) <= 6
    site.put("/news/1", report())
    assert feed.kinds(hours=30) == ["new"]


def test_a_watch_needs_no_archive(site: Site, feed: World) -> None:
    two_reports(site)
    seen: list[tuple[str, str | None]] = []

    def keep(document: Document, seen_at: str) -> Kept:
        seen.append((seen_at, document.title))
        return Kept(document.id, first=True)

    source = sources(feed.tables)["velland0"]
    with State(str(feed.folder / "my.watch")) as state:
        watch = Watch([source], keep, state, feed.tables, fetcher=site.fetcher(), clock=site.clock)
        events = list(watch.once(Tally()))
    assert [e.kind for e in events] == ["new", "new"]
    assert [title for _, title in seen] == [
        "Talks with the President of Sarelia",
        "Telephone conversation with the President of Sarelia",
    ]
    assert [at for at, _ in seen] == [e.seen_at for e in events]
