"""Sources, addresses, what was asked, words and web archives, each by itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ArchiveError, KnowledgeError
from onrecord.follow import Source, State, WarcFolder, sources
from onrecord.follow.addresses import host_of, whole
from onrecord.follow.words import what_changed
from onrecord.ingest.limits import LINK_LENGTH
from onrecord.ingest.remote import Answer
from onrecord.model import Change, Changes, Side, Span
from onrecord.tables import Knowledge, load


def test_the_sides_that_are_followed(knowledge: Knowledge) -> None:
    found = sources(knowledge)
    sides = {s.country for s in found.values()}
    assert {"RU", "BY", "US", "UA", "GB", "CA", "IN", "JP", "FI", "KZ", "EU", None} <= sides
    assert {"european-council", "united-nations"} <= set(found)
    assert all(s.checked is None for s in found.values()), "a day belongs here once somebody has looked at the live site"


@pytest.mark.parametrize(
    ("key", "url", "taken"),
    [
        ("president-russia", "http://en.kremlin.ru/events/president/news/7984", True),
        ("president-russia", "http://en.kremlin.ru/events/president/news/7984/photos", False),
        ("president-russia", "http://kremlin.ru/events/president/news/7984", False),
        ("president-russia", "http://en.kremlin.ru.example.org/events/president/news/7984", False),
        ("president-belarus", "https://president.gov.by/en/events/talks-in-minsk-4080", True),
        ("president-belarus", "https://president.gov.by/en/events", False),
        ("white-house", "https://www.whitehouse.gov/briefings-statements/2025/01/readout-of-a-call/", True),
        ("white-house", "https://www.whitehouse.gov/briefings-statements/feed/", False),
        ("downing-street", "https://www.gov.uk/government/news/a-call", True),
        ("downing-street", "https://www.gov.uk/browse/driving", False),
        ("prime-minister-canada", "https://www.pm.gc.ca/en/news/readouts/2022/01/11/prime-minister-speaks", True),
        ("prime-minister-japan", "https://japan.kantei.go.jp/101_x/diplomatic/202406/14usa.html", True),
        ("united-nations", "https://press.un.org/en/2024/sgsm22100.doc.htm", True),
    ],
)
def test_which_addresses_are_reports(knowledge: Knowledge, key: str, url: str, taken: bool) -> None:
    assert sources(knowledge)[key].takes(url) is taken


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("follow = 3", "is a table"),
        ("[follow]\nfeed = []", "is a table of"),
        ("[follow]\nfeeds = ['http://a.example/f']", "and the links"),
        ("[follow]\nlinks = ['http://a.example/#']", "names feeds"),
        ("[follow]\nfeeds = 'http://a.example/f'\nlinks = ['x']", "feeds is a list"),
        ("[follow]\nfeeds = ['http://b.example/f']\nlinks = ['x']", "at none of the publisher's domains"),
        ("[follow]\nfeeds = ['ftp://a.example/f']\nlinks = ['x']", "at none of the publisher's domains"),
        ("[follow]\nfeeds = ['http://a.example/f']\nlinks = ['*/*/*/*']", "over 3 stars"),
        ("[follow]\nfeeds = ['http://a.example/f']\nlinks = ['x']\ndelay = -1", "delay is a number"),
        ("[follow]\nfeeds = ['http://a.example/f']\nlinks = ['x']\ndelay = true", "delay is a number"),
    ],
)
def test_a_source_that_does_not_hold_together_is_told(tmp_path: Path, table: str, why: str) -> None:
    (tmp_path / "publishers").mkdir()
    top, rest = (table, "") if table.startswith("follow") else ("", table)
    text = f'name = "A"\ndomains = ["a.example"]\n{top}\n{rest}\n'
    (tmp_path / "publishers" / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=why):
        sources(load(tmp_path))


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("/a#b", "http://h.example/a"),
        ("b?utm_source=x&id=2&UTM_medium=y", "http://h.example/x/b?id=2"),
        ("//other.example:80/c", "http://other.example/c"),
        ("https://h.example:443", "https://h.example/"),
        ("HTTP://H.Example/A", "http://h.example/A"),
        ("http://h.example:8080/a", "http://h.example:8080/a"),
        ("http://user@h.example/", None),
        ("http://[::1", None),
        ("http://h.example:99999/", None),
        ("mailto:a@h.example", None),
        ("x" * (LINK_LENGTH + 1), None),
    ],
)
def test_links_made_whole(link: str, found: str | None) -> None:
    assert whole(link, "http://h.example/x/y") == found


@given(st.text(max_size=60))
def test_any_link_gives_a_plain_address_or_none(link: str) -> None:
    found = whole(link, "http://h.example/")
    assert found is None or (found.isprintable() and host_of(found) and "#" not in found)
    assert found is None or whole(found, "http://other.example/") == found


def test_one_watch_at_a_time_holds_the_state(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "talks.db.watch"
    with State(path) as first:
        with pytest.raises(ArchiveError, match="another `onrecord watch`"):
            State(path)
        first.list_("s", "page", None, [("http://a.example/1", None)], 5.0)
    with State(path) as again:
        assert [r.url for r in again.due("s", 5.0, 9)] == ["http://a.example/1"]


def test_a_state_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "talks.db.watch"
    path.write_bytes(b"no database " * 200)
    with pytest.raises(ArchiveError, match="move it away"):
        State(path)
    with pytest.raises(ArchiveError):
        State(path / "below" / "a.watch")


def test_a_state_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "talks.db.watch"
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.commit()
    base.close()
    with pytest.raises(ArchiveError, match="newer OnRecord"):
        State(path)


def test_pages_never_asked_go_first_in_the_order_in_which_they_were_listed() -> None:
    state = State(None)
    state.list_("s", "page", None, [(f"http://a.example/{n}", None) for n in (3, 1, 2)], 10.0)
    state.note("http://a.example/3", status=200, due_at=0.0)
    assert [r.url[-1] for r in state.due("s", 10.0, 9)] == ["1", "2", "3"]
    assert state.due("other", 10.0, 9) == []
    assert state.waiting("s", 10.0) == 3


def made(old: str, new: str, kind: str = "reworded", **more: tuple[Change, ...] | int | tuple[str, ...]) -> Changes:
    side = Side(id="a", sha256="0")
    change = Change(
        kind=kind,  # type: ignore[arg-type]
        old=Span(0, len(old), old) if old else None,
        new=Span(0, len(new), new) if new else None,
        differs_in=("magnitude",) if old and new else (),
        note=None,
    )
    parts = {"warnings": (), "statements": (), "text": (change,), "furniture": (), "typography": 0, "same": 0} | more
    return Changes(old=side, new=side, **parts)  # type: ignore[arg-type]


def test_what_changed_in_a_line() -> None:
    assert what_changed(made("up 3", "up 4")) == ("1 sentence reworded (magnitude): “up 3” → “up 4”", True)
    assert what_changed(made("gone now", "", "dropped")) == ("1 sentence dropped: “gone now”", True)
    assert what_changed(made("", "a" * 500, "added")).line.endswith("a…”")
    furniture = made("a", "b").text
    assert what_changed(made("", "x", text=(), furniture=furniture)) == ("furniture of the page only", False)
    assert what_changed(made("", "x", text=(), typography=2)) == ("typography only, of 2 sentences", False)
    assert what_changed(made("", "x", text=())) == ("blanks and line breaks only", False)
    assert what_changed(made("a", "b", warnings=("cut short",))).line.startswith("cut short; 1 sentence")


def answer(**more: object) -> Answer:
    plain = {
        "url": "http://a.example/1?b",
        "status": 200,
        "reason": "OK",
        "headers": (),
        "asked": (),
        "packed": b"x",
        "data": b"x",
    }
    return Answer(**plain | more)  # type: ignore[arg-type]


def test_headers_cannot_write_records_of_their_own(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    headers = (
        ("X-A", "b\r\n\r\nWARC/1.1\r\nWARC-Type: response"),
        ("Transfer-Encoding", "chunked"),
        ("Content-Length", "99"),
        ("Ü", "é—"),
    )
    with WarcFolder(tmp_path, "a test") as folder:
        folder.put(answer(headers=headers), "2026-03-02T10:00:00Z")
        folder.put(answer(reason="Ünd\r\nX: y", packed=b""), "2026-03-02T10:00:05Z")
    (path,) = tmp_path.iterdir()
    with path.open("rb") as stream:
        found = [
            (r.rec_type, r.content_stream().read(), r.digest_checker.passed) for r in ArchiveIterator(stream, check_digests=True)
        ]
    assert [(kind, body) for kind, body, _ in found[1:]] == [
        ("response", b"x"),
        ("request", b""),
        ("response", b""),
        ("request", b""),
    ]
    assert all(passed is not False for *_, passed in found)


def test_web_archives_of_one_moment_have_names_of_their_own(tmp_path: Path) -> None:
    for _ in range(2):
        with WarcFolder(tmp_path, "a test") as folder:
            folder.put(answer(), "2026-03-02T10:00:00Z")
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"onrecord-20260302T100000Z-0000{n}.warc.gz" for n in (0, 1)]


class Full:
    """A disk with room for so many bytes."""

    def __init__(self, file: Any, room: int) -> None:
        self._file, self._room = file, room

    def write(self, data: memoryview) -> int:
        piece = data[: max(1, min(100, self._room - self._file.tell()))]
        if self._file.tell() + len(piece) > self._room:
            raise OSError(28, "No space left on device")
        return int(self._file.write(piece))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.mark.parametrize("room", [0, 700, 1000])
def test_a_full_disk_leaves_no_half_of_a_record(tmp_path: Path, room: int) -> None:
    from warcio.archiveiterator import ArchiveIterator

    with WarcFolder(tmp_path, "a test") as folder:
        folder.put(answer(), "2026-03-02T10:00:00Z")
        size = folder._file.tell()  # type: ignore[union-attr]
        folder._file = Full(folder._file, size + room)  # type: ignore[assignment]
        with pytest.raises(ArchiveError, match="No space left"):
            folder.put(answer(packed=os.urandom(5000)), "2026-03-02T10:00:05Z")
    (path,) = tmp_path.iterdir()
    assert path.name.endswith(".warc.gz")
    with path.open("rb") as stream:
        assert [r.rec_type for r in ArchiveIterator(stream)] == ["warcinfo", "response", "request"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ArchiveError, match="cannot be written"):
        WarcFolder(tmp_path / "file" / "below", "a test")


def test_a_source_holds_its_hosts_and_no_others(knowledge: Knowledge) -> None:
    source: Source = sources(knowledge)["president-belarus"]
    assert source.holds("https://president.gov.by/x")
    for url in (
        "https://president.gov.by:8443/",
        "ftp://president.gov.by/",
        "https://a@president.gov.by/",
        "https://xpresident.gov.by/",
    ):
        assert not source.holds(url)
