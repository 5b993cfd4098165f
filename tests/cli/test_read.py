"""``onrecord read``: what comes out, in which form, and what is said of what fails."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.conftest import REPORT, Invoke

from onrecord.export.page import page
from onrecord.model import TABLES, Record


def test_one_report_is_one_object(invoke: Invoke, report: Path) -> None:
    result = invoke("read", report)
    assert (result.exit_code, result.stderr) == (0, "")
    record = Record.from_json(result.stdout)
    assert record.document.text == REPORT
    assert record.statements


def test_several_inputs_are_an_array_even_if_one_fails(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    result = invoke("read", report, tmp_path / "nowhere.txt")
    assert result.exit_code == 1
    assert [one["document"]["text"] for one in json.loads(result.stdout)] == [REPORT]
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere.txt" in result.stderr


def test_a_file_of_several_reports_is_an_array(invoke: Invoke, many: Path) -> None:
    result = invoke("read", many)
    found = json.loads(result.stdout)
    assert [one["document"]["id"] for one in found] == [f"r{n:02}" for n in range(70) if n != 39]


def test_what_has_no_reader_gives_a_record_without_findings_a_line_and_1(invoke: Invoke, many: Path) -> None:
    result = invoke("read", many, "--format", "jsonl")
    assert result.exit_code == 1
    records = [Record.from_json(line) for line in result.stdout.splitlines()]
    assert [r.document.id for r in records if r.unread] == ["r03"]
    assert records[3].unread == "language: ru"
    assert not any(getattr(records[3], table) for table in TABLES)
    lines = result.stderr.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("onrecord: r03: not read (language: ru): ")
    assert lines[1].startswith("onrecord: ")
    assert "40" in lines[1] or "r39" in lines[1]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown", "html", "table"])
def test_every_form_of_output_ends_with_a_line_break_and_is_the_same_twice(invoke: Invoke, report: Path, form: str) -> None:
    first, second = (invoke("read", report, "--format", form).stdout for _ in range(2))
    assert first == second
    assert first.endswith("\n")
    assert "Helena Marsk" in first


def test_html_is_the_page(invoke: Invoke, report: Path) -> None:
    record = Record.from_json(invoke("read", report).stdout)
    assert invoke("read", report, "-f", "html").stdout == page([record])


def test_csv_of_a_table(invoke: Invoke, report: Path) -> None:
    text = invoke("read", report, "--format", "csv", "--table", "meetings").stdout
    (row, *_) = csv.DictReader(io.StringIO(text))
    assert row["city"] == "Linmouth" or "Linmouth" in row["evidence"]


def test_standard_input(invoke: Invoke) -> None:
    record = Record.from_json(invoke("read", "-", input=REPORT).stdout)
    assert record.document.text == REPORT


def test_what_the_input_does_not_say(invoke: Invoke, report: Path) -> None:
    source = ["--published", "2024-06-12", "--publisher", "President of Veskonia", "--side", "qv", "--title", "Talks"]
    document = Record.from_json(invoke("read", report, *source, "--language", "EN").stdout).document
    assert (document.published, document.publisher, document.country) == ("2024-06-12", "President of Veskonia", "QV")
    assert (document.title, document.language) == ("Talks", "en")


def test_another_language_may_be_said(invoke: Invoke, report: Path) -> None:
    result = invoke("read", report, "--language", "de")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["unread"] == "language: de"
    assert "--language en" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument"),
        (["a.txt", "--published", "13 July"], "'13 July' is no day: write it as 2021-07-14"),
        (["a.txt", "--published", "2021-02-30"], "is no day"),
        (["a.txt", "--side", "Belarus"], "'Belarus' is no country code"),
        (["a.txt", "--language", "English!"], "is no language code"),
        (["a.txt", "--format", "docx"], "'docx' is not one of annotations, brat, csv"),
        (["a.txt", "--table", "people"], "'people' is not one of meetings"),
        (["a.txt", "--jobs", "0"], "--jobs"),
        (["a.txt", "--jobs", "many"], "--jobs"),
        (["a.txt", "--min-confidence", "2"], "--min-confidence"),
        (["a.txt", "--knowledge", "no/such/folder"], "--knowledge"),
        (["a.txt", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_usage_is_2_and_says_why(invoke: Invoke, arguments: list[str], told: str) -> None:
    result = invoke("read", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_output_that_is_a_file_is_wrong_usage(invoke: Invoke, report: Path) -> None:
    result = invoke("read", report, "--output", report)
    assert result.exit_code == 2
    assert "is a file: name a folder" in result.stderr


def test_findings_that_are_not_sure_enough_are_left_out(invoke: Invoke, report: Path) -> None:
    every = Record.from_json(invoke("read", report).stdout)
    few = Record.from_json(invoke("read", report, "--min-confidence", "1").stdout)
    assert all(s.confidence >= 1 for s in few.statements)
    assert len(few.statements) < len(every.statements)


def test_why_is_told_on_asking(invoke: Invoke, report: Path) -> None:
    assert "found by" not in invoke("read", report, "-f", "table").stdout
    for form in ("table", "markdown", "html"):
        assert "found by statements@" in " ".join(invoke("read", report, "-f", form, "--explain").stdout.split())


def test_own_tables_are_used(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    for name in ("sound", "broken"):
        (tmp_path / name).mkdir()
    assert invoke("read", report, "--knowledge", tmp_path / "sound").exit_code == 0
    (tmp_path / "broken" / "countries.csv").write_text("a,b\n1\n", encoding="utf-8")
    result = invoke("read", report, "--knowledge", tmp_path / "sound", "--knowledge", tmp_path / "broken")
    assert result.exit_code == 1
    assert "countries.csv" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_folder_of_the_user_is_used(tmp_path: Path) -> None:
    from onrecord.cli.run import own_folders

    assert own_folders((Path("a"),)) == ("a",)
    folder = tmp_path / "configuration" / "onrecord" / "knowledge"
    folder.mkdir(parents=True)
    if own_folders(()) == ():
        pytest.skip("this system keeps configuration elsewhere than XDG_CONFIG_HOME says")
    assert own_folders((Path("a"),)) == ("a", str(folder))
