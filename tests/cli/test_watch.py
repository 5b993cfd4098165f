"""``onrecord watch``, against a site that is played."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Invoke
from tests.follow.conftest import SOURCE
from tests.follow.site import HOME, HOST, FakeClock, Site, playing, report, rss

import onrecord.follow.watch as following
from onrecord.archive import open_archive


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site is all the internet that there is, and its clock the only one."""
    with playing(Site(FakeClock())) as made:
        monkeypatch.setattr(following, "Fetcher", lambda purpose: made.fetcher())
        monkeypatch.setattr(following, "Clock", lambda: made.clock)
        made.put("/feed", rss("/news/1", "/news/2"))
        made.put("/news/1", report())
        made.put("/news/2", report("Telephone conversation with the President of Sarelia", number=9))
        yield made


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "publishers").mkdir()
    text = SOURCE.format(lists=f'feeds = ["{HOME}/feed"]')
    (folder / "publishers" / "president-velland.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def options(tmp_path: Path, own: Path) -> list[str | Path]:
    return ["president-velland", "--once", "--archive", tmp_path / "talks.db", "--knowledge", own]


def test_new_then_nothing_then_a_silent_edit(invoke: Invoke, site: Site, options: list[str | Path], tmp_path: Path) -> None:
    first = invoke("watch", *options)
    assert first.exit_code == 0, first.output
    lines = first.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["new", "new"]
    assert f"2026-03-02  Talks with the President of Sarelia  {HOME}/news/1" in lines[0]
    assert first.stderr == "onrecord: 2 new, 0 changed, 0 unchanged, 0 failed\n"
    second = invoke("watch", *options, "--all", "--quiet")
    assert (second.exit_code, second.output) == (0, "")
    site.put("/news/1", report(verb="fallen"))
    site.clock.wait(7200)
    third = invoke("watch", *options, "--format", "json", "--warc", tmp_path / "captures")
    (event,) = map(json.loads, third.stdout.splitlines())
    assert event["kind"] == "changed"
    assert event["report_changed"] is True
    assert event["source"] == "president-velland"
    assert event["what"].startswith("1 statement reworded (direction)")
    assert [p.suffixes for p in (tmp_path / "captures").iterdir()] == [[".warc", ".gz"]]
    assert (tmp_path / "talks.db.watch").is_file()
    shown = invoke("diff", f"{HOME}/news/1", "--archive", tmp_path / "talks.db", "--format", "json")
    assert json.loads(shown.stdout)["statements"]


def test_failures_are_told_and_the_exit_code_says_so(invoke: Invoke, site: Site, options: list[str | Path]) -> None:
    site.put("/news/2", b"", status=403)
    result = invoke("watch", *options)
    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["new"]
    assert f"onrecord: {HOME}/news/2: the server answers 403 Forbidden" in result.stderr


def test_pass_after_pass_until_it_is_interrupted(
    invoke: Invoke, site: Site, options: list[str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        FakeClock.wait(site.clock, seconds)
        if seconds > 600:
            site.put("/feed", rss("/news/1", "/news/2", f"/news/{len(waits) + 10}"))
            site.put(f"/news/{len(waits) + 10}", report(f"Talks after {len(waits)}", number=len(waits)))
        if len([w for w in waits if w > 600]) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(site.clock, "wait", wait)
    result = invoke("watch", *(o for o in options if o != "--once"), "--every", "30")
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "onrecord: interrupted"
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["new"] * 4
    with open_archive(options[3]) as archive:
        assert len(archive) == 4


def test_sources_are_named_by_key_publisher_or_side(invoke: Invoke, own: Path) -> None:
    for name in ("president-velland", "President of Velland"):
        rows = json.loads(invoke("watch", name, "--list", "--format", "json", "--knowledge", own).stdout)
        assert [row["source"] for row in rows] == ["president-velland"]
    assert {row["source"] for row in json.loads(invoke("watch", "by", "RU", "--list", "-f", "json").stdout)} == {
        "president-belarus", "president-russia",
    }  # fmt: skip
    assert len(json.loads(invoke("watch", "--list", "--format", "json").stdout)) >= 12
    assert "president-russia" in invoke("watch", "--list").stdout


def test_a_source_that_is_none(invoke: Invoke, options: list[str | Path], tmp_path: Path) -> None:
    result = invoke("watch", "atlantis", *options[1:])
    assert result.exit_code == 1
    assert result.stderr == "onrecord: 'atlantis' is no source: `onrecord watch --list` names those that are\n"
    assert not (tmp_path / "talks.db").exists()


def test_a_second_watch_over_the_same_archive_ends(invoke: Invoke, site: Site, options: list[str | Path], tmp_path: Path) -> None:
    from onrecord.follow import State

    with State(tmp_path / "talks.db.watch"):
        result = invoke("watch", *options)
    assert result.exit_code == 1
    assert "another `onrecord watch` is at work" in result.stderr
    assert site.asked == []


def test_a_folder_for_web_archives_that_cannot_be_made(
    invoke: Invoke, site: Site, options: list[str | Path], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert invoke("watch", *options, "--warc", tmp_path / "file").exit_code == 2
    result = invoke("watch", *options, "--warc", tmp_path / "file" / "below")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert site.asked == []


def test_what_a_page_says_cannot_write_to_the_terminal(invoke: Invoke, site: Site, options: list[str | Path]) -> None:
    site.put("/news/1", report("Talks \x1b[2J\x1b]0;owned\x07 with \u202eSarelia\r\nnew fake"))
    result = invoke("watch", *options)
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_nothing_is_lost_or_doubled_where_it_ends_in_between(
    invoke: Invoke, site: Site, options: list[str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.follow import State

    note = State.note

    def broken(self: State, url: str, **values: object) -> None:
        if url.endswith("/news/1"):
            raise KeyboardInterrupt
        note(self, url, **values)

    with monkeypatch.context() as patched:
        patched.setattr(State, "note", broken)
        assert invoke("watch", *options).exit_code == 130
    result = invoke("watch", *options)
    assert result.exit_code == 0
    with open_archive(options[3]) as archive:
        assert len(archive) == 2
        assert len(archive.versions(f"http://{HOST}/news/1")) == 1
