"""``--output``: one whole file for each report, nowhere but in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import Invoke
from tests.export.records import empty_record, talks

from onrecord.cli.output import Folder, file_stem
from onrecord.errors import OnRecordError
from onrecord.export import Options, get_format
from onrecord.model import Record

JSON = get_format("json")


def names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def test_a_file_for_each_report(invoke: Invoke, many: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "records"
    result = invoke("read", many, "--output", folder)
    assert result.stdout == ""
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == f"onrecord: 68 read, 2 failed, written to {folder}"
    assert names(folder) == [f"r{n:02}.json" for n in range(70) if n != 39]
    for path in folder.iterdir():
        assert Record.from_json(path.read_text(encoding="utf-8")).document.id == path.stem


def test_quiet_tells_failures_only(invoke: Invoke, many: Path, tmp_path: Path) -> None:
    result = invoke("read", many, "--output", tmp_path / "records", "--quiet")
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("options", "endings"),
    [
        (["-f", "html"], ["html"]),
        (["-f", "markdown"], ["md"]),
        (["-f", "csv"], ["events.csv", "figures.csv", "meetings.csv", "pledges.csv", "statements.csv"]),
        (["-f", "csv", "-t", "figures"], ["figures.csv"]),
        ([], ["json"]),
    ],
)
def test_files_end_as_their_format_does(
    invoke: Invoke, report: Path, tmp_path: Path, options: list[str], endings: list[str]
) -> None:
    folder = tmp_path / "records"
    assert invoke("read", report, "--output", folder, *options).exit_code == 0
    assert names(folder) == [f"talks.{ending}" for ending in endings]


def test_a_file_that_is_there_is_replaced_and_no_draft_stays(tmp_path: Path) -> None:
    for record in (talks(), empty_record(id=talks().document.id)):
        Folder(tmp_path).put(record, JSON, Options())
    assert names(tmp_path) == ["velland-port-linden.json"]
    assert Record.from_json((tmp_path / "velland-port-linden.json").read_bytes()).statements == ()


def test_a_second_report_of_the_same_id_gets_a_number(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for identity in ("a", "A", "a", "a-2"):
        folder.put(empty_record(id=identity), JSON, Options())
    assert names(tmp_path) == ["A-2.json", "a-2-2.json", "a-3.json", "a.json"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OnRecordError, match=r"cannot make the folder .*name another for --output"):
        Folder(tmp_path / "file" / "under")


def test_a_file_that_cannot_be_written_is_told_and_no_draft_stays(tmp_path: Path) -> None:
    (tmp_path / "quiet.json").mkdir()
    with pytest.raises(OnRecordError, match=r"cannot write .*quiet\.json"):
        Folder(tmp_path).put(empty_record(), JSON, Options())
    assert names(tmp_path) == ["quiet.json"]


@pytest.mark.parametrize("identity", ["talks", "2021-07-13", "kremlin-en-66185-early", "a.b_c", "переговоры", "_con"])
def test_a_plain_id_is_the_name(identity: str) -> None:
    assert file_stem(identity) == identity


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_id_leaves_the_folder(identity: str) -> None:
    stem = file_stem(identity)
    assert stem
    assert not set(stem) & set('/\\:*?"<>|\0\n ')
    assert not stem.startswith((".", "-"))
    assert Path(stem).name == stem
    assert len(f".{stem}.statements.csv.1234567.tmp".encode()) < 255


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=2, max_size=5, unique=True))
def test_different_ids_have_different_names(identities: list[str]) -> None:
    assert len({file_stem(i) for i in identities}) == len(identities)


def test_collected_paths_stay_in_the_folder(shared_data: Path, tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    folder = Folder(inside)
    payloads: list[str] = []
    for path in sorted((shared_data / "data" / "hostile" / "payloads" / "traversal").glob("*.txt")):
        payloads += path.read_text(encoding="utf-8", errors="replace").splitlines()[:400]
    for payload in payloads:
        folder.put(empty_record(id=payload or "-"), JSON, Options())
    assert [p.name for p in tmp_path.iterdir()] == ["inside"]
    assert all(p.is_file() for p in inside.iterdir())
    assert len(list(inside.iterdir())) == len(payloads)
