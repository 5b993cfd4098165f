"""The bundled reports: whole, invented, readable with and without their knowledge, and read as their golden records say."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from bench import golden
from onrecord.export import Options, get_format
from onrecord.model import TABLES
from onrecord.read import read_documents
from onrecord.tables import Knowledge, load

REPORTS = golden.documents()
EXAMPLES = sorted(path.stem for path in golden.EXAMPLES.glob("*.txt"))
USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


@pytest.fixture(scope="module")
def own() -> Knowledge:
    return load(golden.EXAMPLES / "knowledge")


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bundled_report_says_where_it_is_from(name: str) -> None:
    known = tomllib.loads((golden.EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    assert {"title", "publisher", "country", "language", "date"} <= known.keys()
    assert USER_ASSIGNED.fullmatch(known["country"]), "an invented country takes a code that ISO 3166-1 leaves to its users"
    assert REPORTS[name].text.endswith("\n")


def test_a_pair_of_bundled_reports_tells_of_the_same_talks(own: Knowledge) -> None:
    pair = [REPORTS["linmouth-veskonia"], REPORTS["linmouth-sarelia"]]
    held = [[m for m in r.meetings if m.status == "held"] for r in read_documents(pair, own)]
    (first, *_), (second, *_) = held
    assert (first.date, first.city) == (second.date, second.city) == ("2024-06-11", "Linmouth")
    assert {p.name for p in first.participants} == {p.name for p in second.participants} == {"Radomir Tesk", "Helena Marsk"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_bundled_report_reads_without_its_knowledge(name: str, knowledge: Knowledge) -> None:
    (record,) = read_documents([REPORTS[name]], knowledge)
    assert record.meetings
    assert record.statements
    assert record.figures


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_reads_as_its_golden_record_says(name: str) -> None:
    expected = golden.expected(name)
    assert expected["reviewed"] != golden.REVIEW_ME, f"look at tests/golden/{name}.json beside its text"
    assert list(golden.differences(expected["record"], golden.found(REPORTS[name]))) == []


def test_a_difference_from_a_golden_record_is_told_with_its_place() -> None:
    old = {"id": "s-1", "statements": [{"act": "state", "confidence": 0.9}]}
    new = {"id": "s-2", "statements": [{"act": "agree", "confidence": 0.8}, {"act": "pledge"}]}
    lines = list(golden.differences(old, new))
    assert lines == [
        'record.statements[0].act: "state" -> "agree"',
        'record.statements[1]: null -> {"act": "pledge"}',
    ]


def test_every_kind_of_finding_is_shown_by_the_bundled_reports(own: Knowledge) -> None:
    records = list(read_documents([REPORTS[name] for name in EXAMPLES], own))
    shown = {table for record in records for table in TABLES if getattr(record, table)}
    assert shown >= {"meetings", "statements", "figures", "pledges"}


def test_the_page_counts_of_a_bundled_report_are_no_figures(own: Knowledge) -> None:
    (record,) = read_documents([REPORTS["linmouth-veskonia"]], own)
    media = record.document.media
    assert media is not None
    assert (media.photos, media.videos) == (6, 2)
    assert not {2, 6} & {f.value for f in record.figures if f.kind == "count"}


def test_the_examples_hold_no_leftovers() -> None:
    files = {path.name for path in golden.EXAMPLES.iterdir() if path.is_file() and path.suffix != ".py"}
    assert files == {f"{name}.{end}" for name in EXAMPLES for end in ("txt", "toml")}


def _shown() -> list[tuple[str, str]]:
    """The name of a bundled report and a block of lines that the README shows of its record as a table."""
    text = (golden.GOLDEN.parent.parent / "README.md").read_text(encoding="utf-8")
    return re.findall(r"<!-- shown: (\S+) -->\n```\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize(("name", "block"), _shown())
def test_the_readme_shows_what_comes_out(name: str, block: str, own: Knowledge) -> None:
    table = get_format("table")
    printed = "".join(table.stream(read_documents([REPORTS[name]], own), Options(width=100))).splitlines()
    place = 0
    for line in block.splitlines():
        if line and line != "...":
            assert line in printed[place:], line
            place = printed.index(line, place) + 1


def test_the_readme_shows_a_figure_as_it_is(own: Knowledge) -> None:
    text = (golden.GOLDEN.parent.parent / "README.md").read_text(encoding="utf-8")
    ((name, block),) = re.findall(r"<!-- shown: (\S+) json -->\n```json\n(.*?)```", text, flags=re.DOTALL)
    (record,) = read_documents([REPORTS[name]], own)
    shown = json.loads(block)
    assert shown in [{key: figure[key] for key in shown} for figure in record.to_dict()["figures"]]
