"""``onrecord export``: whole or not at all, all reports or those that a search finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package
from tests.cli.conftest import Invoke
from tests.export.records import empty_record, talks

from onrecord.archive import open_archive
from onrecord.cli.export import FORMS
from onrecord.export import format_names
from onrecord.export.sets import set_names
from onrecord.model import Record


@pytest.fixture
def place(tmp_path: Path, examples: dict[str, Record]) -> Path:
    """An archive of the bundled reports, an invented one and one without findings."""
    path = tmp_path / "archive.db"
    with open_archive(path) as archive:
        for record in (*examples.values(), talks(), empty_record(published="2024-06-12")):
            archive.add(record)
    return path


def test_every_format_and_set_may_be_asked_for() -> None:
    assert tuple(sorted((*format_names(), *set_names()))) == FORMS


def test_json_of_the_archive_is_its_records(invoke: Invoke, place: Path) -> None:
    answer = invoke("export", "json", "--archive", place)
    assert answer.exit_code == 0, answer.stderr
    with open_archive(place) as archive:
        assert json.loads(answer.stdout) == [r.to_dict() for r in archive.records()]


def test_a_search_narrows_it(invoke: Invoke, place: Path) -> None:
    answer = invoke("export", "jsonl", "-A", place, "--query", '"second bridge"')
    assert [json.loads(line)["document"]["id"] for line in answer.stdout.splitlines()] == ["velland-port-linden"]
    answer = invoke("export", "jsonl", "-A", place, "--side", "VE", "--act", "pledge")
    assert [json.loads(line)["document"]["id"] for line in answer.stdout.splitlines()] == ["velland-port-linden"]


def test_days_alone_keep_reports_without_statements(invoke: Invoke, place: Path) -> None:
    answer = invoke("export", "jsonl", "-A", place, "--since", "2024", "--until", "2024")
    assert "quiet" in [json.loads(line)["document"]["id"] for line in answer.stdout.splitlines()]


def test_reports_are_named(invoke: Invoke, place: Path) -> None:
    answer = invoke("export", "jsonl", "-A", place, "--report", "quiet", "--report", "velland-port-linden")
    found = [json.loads(line)["document"]["id"] for line in answer.stdout.splitlines()]
    assert found == ["quiet", "velland-port-linden"]
    answer = invoke("export", "jsonl", "-A", place, "--report", "nowhere")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "there is no report nowhere" in answer.stderr


def test_corrections_are_in_what_is_exported(invoke: Invoke, place: Path) -> None:
    with open_archive(place) as archive:
        statement = archive.record("velland-port-linden").statements[0]
        archive.correct(statement.id, "act", "warn", who="Ada", why="it warns", document="velland-port-linden")
    answer = invoke("export", "csv", "-A", place, "--report", "velland-port-linden")
    assert ",warn," in next(line for line in answer.stdout.splitlines() if statement.id in line)


def test_a_package_is_a_valid_folder(invoke: Invoke, place: Path, tmp_path: Path) -> None:
    answer = invoke("export", "package", "-A", place, "-o", tmp_path / "out" / "package")
    assert answer.exit_code == 0, answer.stderr
    assert "5 reports, written to" in answer.stderr
    assert Package(str(tmp_path / "out" / "package" / "datapackage.json")).validate().valid
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["package"]


def test_brat_is_a_folder_with_its_configuration(invoke: Invoke, place: Path, tmp_path: Path) -> None:
    assert invoke("export", "brat", "-A", place, "-o", tmp_path / "brat").exit_code == 0
    names = {p.name for p in (tmp_path / "brat").iterdir()}
    assert {"annotation.conf", "quiet.txt", "quiet.ann", "velland-port-linden.ann"} <= names


def test_read_writes_brat_with_its_configuration(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    assert invoke("read", report, "--format", "brat", "-o", tmp_path / "brat").exit_code == 0
    assert {p.suffix for p in (tmp_path / "brat").iterdir()} == {".txt", ".ann", ".conf"}


@pytest.mark.parametrize("name", ["meetings.csv", "meetings.parquet"])
def test_the_meeting_table_is_written_by_its_ending(invoke: Invoke, place: Path, tmp_path: Path, name: str) -> None:
    pandas = pytest.importorskip("pandas")
    answer = invoke("export", "meetings", "-A", place, "-o", tmp_path / name)
    assert answer.exit_code == 0, answer.stderr
    table = pandas.read_csv(tmp_path / name) if name.endswith("csv") else pandas.read_parquet(tmp_path / name)
    assert "Port Linden" in set(table["city"])


def test_a_file_is_replaced_as_a_whole(invoke: Invoke, place: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.jsonl"
    target.write_text("old", encoding="utf-8")
    assert invoke("export", "jsonl", "-A", place, "-o", target, "--report", "quiet").exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))["document"]["id"] == "quiet"
    assert not [p for p in tmp_path.iterdir() if ".tmp." in p.name]


@pytest.mark.parametrize("form", ["package", "parquet", "sqlite", "brat"])
def test_a_folder_that_holds_something_is_left_alone(invoke: Invoke, place: Path, tmp_path: Path, form: str) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.txt").write_text("mine", encoding="utf-8")
    answer = invoke("export", form, "-A", place, "-o", tmp_path / "taken")
    assert answer.exit_code == 1
    assert "is not empty: name a new folder" in answer.stderr
    assert [p.name for p in (tmp_path / "taken").iterdir()] == ["mine.txt"]


def test_what_fails_half_way_leaves_nothing(invoke: Invoke, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.export.sets import package

    def full(record: Record) -> dict[str, list[dict[str, object]]]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(package, "rows_of", full)
    answer = invoke("export", "package", "-A", place, "-o", tmp_path / "package")
    assert answer.exit_code == 1
    assert "No space left on device" in answer.stderr
    assert not (tmp_path / "package").exists()
    assert not [p for p in tmp_path.iterdir() if ".tmp." in p.name]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sqlite"], "sqlite is a folder of files: name it with --output"),
        (["json", "--query", '"open'], "close the quotation"),
        (["json", "--query", "(bridge"], "close it or quote it"),
        (["json", "--speaker", "Nobody Atall"], "no holder of public office in this archive is called Nobody Atall"),
        (["brat"], "give a folder with --output"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(invoke: Invoke, place: Path, arguments: list[str], told: str) -> None:
    answer = invoke("export", *arguments, "-A", place)
    assert answer.exit_code == 1
    assert told in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_an_unknown_format_is_wrong_usage(invoke: Invoke, place: Path) -> None:
    assert invoke("export", "docx", "-A", place).exit_code == 2
