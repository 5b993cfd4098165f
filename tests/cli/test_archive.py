"""The commands that keep reports: add, list, show, versions, diff of versions, correct, reread, remove."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import REPORT, Invoke, Start

from onrecord.archive import Archive, open_archive
from onrecord.model import Record

URL = "https://president.sarelia.example/news/17"
KNOWLEDGE = Path(__file__).parents[2] / "src" / "onrecord" / "examples" / "knowledge"


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the archive of a test is: said by the environment, as a user may."""
    where = tmp_path / "kept" / "archive.db"
    monkeypatch.setenv("ONRECORD_ARCHIVE", str(where))
    return where


@pytest.fixture
def archive(place: Path) -> Iterator[Archive]:
    """The archive of the test, opened."""
    with open_archive(place) as found:
        yield found


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A JSONL file with two versions of a page, in the order in which they were seen."""
    rows = [
        {"id": "talks", "text": REPORT.replace("14", n), "language": "en", "url": URL, "date": "2024-06-11"} for n in ("14", "17")
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_add_keeps_what_read_reads(invoke: Invoke, report: Path, archive: Archive) -> None:
    result = invoke("add", report, "--published", "2024-06-12", "--side", "qs", "--knowledge", KNOWLEDGE)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "onrecord: 1 added, 0 unchanged, 0 failed\n")
    (record,) = archive.records()
    read = invoke("read", report, "--published", "2024-06-12", "--side", "qs", "--knowledge", KNOWLEDGE, "-f", "json")
    assert record == Record.from_json(read.stdout)


def test_adding_again_reads_nothing(invoke: Invoke, many: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    first = invoke("add", many, "--jobs", "2")
    assert first.exit_code == 1, "one line has no text, one report has no reader"
    assert first.stderr.endswith("onrecord: 69 added, 0 unchanged, 2 failed\n")
    assert len(archive) == 69
    monkeypatch.setattr("onrecord.cli.work.read_chunk", lambda chunk, folders: pytest.fail("read") if _texts(chunk) else chunk)
    again = invoke("add", many)
    assert again.stderr.endswith("onrecord: 0 added, 69 unchanged, 1 failed\n")
    assert again.exit_code == 1
    assert len(archive) == 69


def _texts(chunk: list[object]) -> bool:
    return any(hasattr(item, "text") for item in chunk)


def test_what_came_in_the_meantime_is_added(invoke: Invoke, tmp_path: Path, archive: Archive) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"r{number}.txt").write_text(REPORT.replace("14", str(number + 3)), encoding="utf-8")
        result = invoke("add", folder)
        assert result.stderr == f"onrecord: 1 added, {number} unchanged, 0 failed\n"
    assert archive.ids() == ["r0", "r1", "r2"]


def test_add_takes_standard_input(start: Start, place: Path) -> None:
    result = start("add", "-", "--quiet", given=REPORT.encode())
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    assert place.exists()


def test_list_shows_reports_in_three_forms(invoke: Invoke, two: Path) -> None:
    invoke("add", two)
    assert [row["id"] for row in json.loads(invoke("list").stdout)] == ["talks", "talks-2"]
    lines = invoke("list", "--format", "csv", "--since", "2024-06", "--limit", "1").stdout.splitlines()
    assert lines[0].startswith("id,day,published,")
    assert len(lines) == 2
    table = invoke("list", "--format", "table").stdout
    assert "talks-2" in table
    assert "2024-06-11" in table
    assert "No such reports" in invoke("list", "--format", "table", "--country", "BY").stdout
    assert invoke("list", "--since", "June").exit_code == 2


def test_show_prints_what_has_the_id(invoke: Invoke, two: Path, archive: Archive) -> None:
    invoke("add", two)
    record = archive.record("talks")
    assert Record.from_json(invoke("show", "talks").stdout) == record
    assert "Helena Marsk" in invoke("show", "talks", "--format", "markdown").stdout
    statement = record.statements[0]
    shown = json.loads(invoke("show", statement.id).stdout)
    assert (shown["report"], shown["table"], shown["act"]) == ("talks", "statements", statement.act)
    assert statement.id in invoke("show", statement.id, "-f", "table").stdout
    several = invoke("show", "s-")
    assert several.exit_code == 1
    assert "write more of the id" in several.stderr
    assert "nothing in the archive has the id nowhere" in invoke("show", "nowhere").stderr
    assert "goes as table or json only" in invoke("show", statement.id, "-f", "html").stderr


def test_versions_of_an_address_are_listed_and_told_apart(invoke: Invoke, two: Path) -> None:
    invoke("add", two)
    rows = json.loads(invoke("versions", URL).stdout)
    assert [(row["version"], row["id"]) for row in rows] == [(1, "talks"), (2, "talks-2")]
    changes = json.loads(invoke("diff", URL).stdout)
    assert [c["note"] for c in changes["text"]] == [
        c["note"] for c in json.loads(invoke("diff", URL, "--from", "1").stdout)["text"]
    ]
    assert "14" in changes["text"][0]["old"]["text"]
    assert "17" in changes["text"][0]["new"]["text"]
    assert "the older goes first" in invoke("diff", URL, "--from", "2").stderr
    assert "has seen nothing at" in invoke("diff", "elsewhere.example").stderr


def test_a_correction_is_made_listed_and_taken_back(invoke: Invoke, two: Path, archive: Archive) -> None:
    invoke("add", two)
    statement = archive.record("talks").statements[0]
    made = invoke("correct", statement.id, "act", "warn", "--why", "the video", "--who", "A. Editor")
    assert made.exit_code == 0
    assert f"act of {statement.id} is warn, not {statement.act}" in made.stderr
    assert archive.record("talks").statements[0].act == "warn"
    assert json.loads(invoke("show", statement.id, "--as-read").stdout)["act"] == statement.act
    (row,) = json.loads(invoke("correct", "--list").stdout)
    assert (row["who"], row["why"], row["report"], row["new"]) == ("A. Editor", "the video", "talks", "warn")
    assert row["quotation"] in archive.record("talks").document.text
    assert json.loads(invoke("show", row["id"]).stdout)["field"] == "act"
    assert invoke("correct", "--undo", row["id"], "--why", "I misread it").exit_code == 0
    assert archive.record("talks").statements[0].act == statement.act
    assert len(json.loads(invoke("correct", "--list").stdout)) == 2
    assert json.loads(invoke("correct", "--unresolved").stdout) == []
    assert [row["corrections"] for row in json.loads(invoke("list", "--corrected").stdout)] == []


@pytest.mark.parametrize(
    ("arguments", "code", "what"),
    [
        (["talks", "title"], 2, "say a TARGET, a FIELD and a VALUE"),
        (["talks", "title", "Talks"], 2, "with --why"),
        (["talks", "mood", "sad", "--why", "so"], 1, "no field 'mood'"),
        (["--undo", "--why", "so"], 2, "say the id of a correction"),
        (["--undo", "c-0", "--why", "so"], 1, "there is no correction"),
    ],
)
def test_a_correction_that_says_too_little_is_refused(
    invoke: Invoke, two: Path, arguments: list[str], code: int, what: str
) -> None:
    invoke("add", two)
    result = invoke("correct", *arguments)
    assert result.exit_code == code
    assert what in result.stderr


def test_reports_are_read_again_and_corrections_stay(invoke: Invoke, two: Path, archive: Archive) -> None:
    invoke("add", two)
    statement = archive.record("talks").statements[0]
    invoke("correct", statement.id, "act", "warn", "--why", "so")
    assert invoke("reread").stderr == "onrecord: 0 read again, 0 failed\n", "this version read them"
    assert invoke("reread", "--all").stderr == "onrecord: 2 read again, 0 failed\n"
    assert archive.record("talks").statements[0].act == "warn"
    corrected = invoke("correct", "talks", "published", "2023-06-12", "--why", "so")
    assert "`onrecord reread talks` reads it again" in corrected.stderr
    assert invoke("reread", "talks").stderr == "onrecord: 1 read again, 0 failed\n"
    assert archive.record("talks").document.published == "2023-06-12"
    assert archive.record("talks-2").document.published == "2024-06-11"
    assert "there is no report nowhere" in invoke("reread", "nowhere").stderr


def test_removing_asks_first(invoke: Invoke, two: Path, archive: Archive) -> None:
    invoke("add", two)
    asked = invoke("remove", "talks")
    assert asked.exit_code == 1
    assert "say --yes" in asked.stderr
    assert len(archive) == 2
    removed = invoke("remove", "--yes", "talks", "nowhere")
    assert removed.exit_code == 1
    assert "there is no report nowhere" in removed.stderr
    assert archive.ids() == ["talks-2"]
    assert invoke("remove", "-y", "-q", "talks-2").exit_code == 0


def test_an_archive_that_cannot_be_used_is_one_line(invoke: Invoke, report: Path) -> None:
    for where in (str(report), str(report.parent), "mysql://host/talks"):
        result = invoke("list", "--archive", where)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
        assert result.stderr.startswith("onrecord: ")
