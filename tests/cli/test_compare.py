"""``onrecord compare``, ``diff`` and ``talks``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Invoke
from tests.cli.test_commands import holds

from bench.golden import EXAMPLES
from onrecord.model import Comparison
from onrecord.schema import json_schema

OWN = ("--knowledge", EXAMPLES / "knowledge")


@pytest.fixture
def pair(tmp_path: Path, invoke: Invoke) -> list[Path]:
    """The bundled reports of the talks in Linmouth, and that of a call."""
    paths = []
    for name in ("linmouth-sarelia", "linmouth-veskonia", "call-caldora"):
        path = tmp_path / f"{name}.jsonl"
        path.write_text(invoke("example", "--format", "jsonl", name).stdout, encoding="utf-8")
        paths.append(path)
    return paths


def test_json_is_one_comparison_that_keeps_the_schema(invoke: Invoke, pair: list[Path]) -> None:
    result = invoke("compare", *pair[:2], *OWN)
    assert result.exit_code == 0, result.stderr
    written = json.loads(result.stdout)
    schema = json_schema("comparison")
    holds(written, schema["$defs"]["Comparison"], schema["$defs"])
    assert written["a"]["id"] == "linmouth-sarelia"
    assert set(written["items"][0]) == {"id", "kind", "differs_in", "a", "b", "note", "confidence"}


def test_several_reports_give_an_array(invoke: Invoke, pair: list[Path]) -> None:
    written = json.loads(invoke("compare", *pair[:2], pair[0], *OWN, "--force").stdout)
    assert (written[0]["a"]["id"], written[0]["b"]["id"]) == ("linmouth-sarelia", "linmouth-veskonia")
    assert len(written) == 3


def test_records_are_taken_as_they_are(invoke: Invoke, pair: list[Path], tmp_path: Path) -> None:
    records = tmp_path / "records"
    assert invoke("read", *pair[:2], "--output", records, *OWN).exit_code == 0
    assert invoke("compare", *sorted(records.iterdir()), *OWN).stdout == invoke("compare", *pair[:2], *OWN).stdout


def test_other_talks_are_refused(invoke: Invoke, pair: list[Path]) -> None:
    result = invoke("compare", pair[0], pair[2], *OWN)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "tell of different talks (participants: " in result.stderr
    assert "--force" in result.stderr
    assert invoke("compare", pair[0], pair[2], "--force", *OWN).exit_code == 0


def test_one_report_is_not_enough(invoke: Invoke, pair: list[Path]) -> None:
    result = invoke("compare", pair[0], *OWN)
    assert result.exit_code == 1
    assert "give 2 or more" in result.stderr


def test_the_table_has_differences_first(invoke: Invoke, pair: list[Path]) -> None:
    told = invoke("compare", *pair[:2], "--format", "table", *OWN).stdout
    heads = re.findall(r"^[A-Z][A-Z ,]+$", told, re.MULTILINE)
    assert heads == ["BOTH TELL IT, AND DIFFER", "ONLY IN A", "ONLY IN B", "BOTH TELL THE SAME"]
    assert told.index("Note: a is not whole") < told.index(heads[0])
    assert max(map(len, told.splitlines())) <= 80


def test_the_page_needs_nothing_else(invoke: Invoke, pair: list[Path], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = invoke("compare", *pair[:2], "--format", "html", "--output", page, *OWN)
    assert (result.exit_code, result.stdout) == (0, "")
    html = page.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_an_output_that_cannot_be_written_is_told(invoke: Invoke, pair: list[Path], tmp_path: Path) -> None:
    result = invoke("compare", *pair[:2], "--output", tmp_path / "nowhere" / "x.json", *OWN)
    assert result.exit_code == 1
    assert "cannot write" in result.stderr


def test_talks_are_grouped(invoke: Invoke, pair: list[Path]) -> None:
    written = json.loads(invoke("talks", *pair, *OWN).stdout)
    assert [[r["id"] for r in t["reports"]] for t in written] == [["linmouth-sarelia", "linmouth-veskonia"], ["call-caldora"]]
    schema = json_schema("talks")
    for talks in written:
        holds(talks, schema["$defs"]["Talks"], schema["$defs"])
    told = invoke("talks", *pair, "--format", "table", *OWN).stdout
    assert "QS: no report of this side is here" in told
    assert len(json.loads(invoke("talks", *pair, "--at-least", "2", *OWN).stdout)) == 1


def test_talks_of_a_folder_of_records(invoke: Invoke, pair: list[Path], tmp_path: Path) -> None:
    records = tmp_path / "records"
    invoke("read", *pair, "--output", records, *OWN)
    assert invoke("talks", records, *OWN).stdout == invoke("talks", *pair, *OWN).stdout


@pytest.mark.parametrize("view", ["side-by-side", "inline", "changes"])
@pytest.mark.parametrize("form", ["table", "json", "markdown", "html"])
def test_captures_are_told_apart(invoke: Invoke, pair: list[Path], tmp_path: Path, form: str, view: str) -> None:
    new = tmp_path / "new.jsonl"
    new.write_text(pair[0].read_text(encoding="utf-8").replace("about 14 percent", "about 24 percent"), encoding="utf-8")
    result = invoke("diff", pair[0], new, "--format", form, "--view", view, *OWN)
    assert result.exit_code == 0, result.stderr
    assert "24" in result.stdout
    if form == "json":
        schema = json_schema("changes")
        holds(json.loads(result.stdout), schema["$defs"]["Changes"], schema["$defs"])


def test_more_than_two_captures_are_too_many(invoke: Invoke, pair: list[Path]) -> None:
    both = pair[0].parent / "both.jsonl"
    both.write_text(pair[0].read_text(encoding="utf-8") + pair[1].read_text(encoding="utf-8"), encoding="utf-8")
    result = invoke("diff", both, pair[2], *OWN)
    assert result.exit_code == 1
    assert "diff takes two captures of one page" in result.stderr


def test_the_python_face_says_the_same(invoke: Invoke, pair: list[Path]) -> None:
    import onrecord

    found = onrecord.compare(pair[0], pair[1], knowledge=[EXAMPLES / "knowledge"])
    assert isinstance(found, Comparison)
    assert found.to_dict() == json.loads(invoke("compare", *pair[:2], *OWN).stdout)
