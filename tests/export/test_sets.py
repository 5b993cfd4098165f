"""Sets of files, each read back by the tools that they are for."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest
from frictionless import Package
from tests.export.records import TEXT, empty_record, talks

from onrecord.export.relations import relations, rows_of
from onrecord.export.sets import get_set, set_names
from onrecord.model import Record

pandas = pytest.importorskip("pandas")
pyarrow_parquet = pytest.importorskip("pyarrow.parquet")


def records() -> list[Record]:
    """The invented record, one whose cells a spreadsheet would run, an empty one."""
    record = talks()
    risky = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, id="=1+1", title="@sum"))
    return [record, risky, empty_record(unread="language: ru")]


def written(name: str, folder: Path, given: list[Record] | None = None) -> Path:
    assert get_set(name).write(records() if given is None else given, folder) == len(records() if given is None else given)
    return folder


def plain(record: Record, table: str) -> list[dict[str, Any]]:
    (relation,) = [r for r in relations(texts=True) if r.name == table]
    return [{c: row.get(c) for c in relation.columns} for row in rows_of(record, texts=True)[table]]


def test_sets_are_found_by_their_files() -> None:
    assert set_names() == ("package", "parquet", "sqlite")
    for name in set_names():
        assert get_set(name).summary
    with pytest.raises(ValueError, match="no set 'docx': choose one of package, parquet"):
        get_set("docx")


def test_every_column_has_its_place_and_every_key_is_one(examples: dict[str, Record]) -> None:
    for record in (talks(), *examples.values()):
        rows = rows_of(record, texts=True)
        for table in relations(texts=True):
            for row in rows[table.name]:
                assert {name for name, value in row.items() if value is not None} <= set(table.columns)
            keys = [tuple(row[k] for k in table.key) for row in rows[table.name]]
            assert len(set(keys)) == len(keys)


def test_everybody_and_every_stretch_of_text_has_a_row() -> None:
    rows = rows_of(talks())
    spans = [(s["start"], s["end"], s["text"]) for s in rows["spans"]]
    assert all(TEXT[start:end] == text for start, end, text in spans)
    assert sum(s["part"] == "content" for s in rows["spans"]) == sum(len(s.content) for s in talks().statements)
    (open_one,) = [p for p in rows["people"] if p["name"] is None]
    assert open_one["candidates"] == "Ilse Brandt | Tomas Oray"
    assert {p["part"] for p in rows["people"]} >= {"speaker", "participant", "host", "claimant", "maker", "actor"}


def test_frictionless_finds_the_package_valid(tmp_path: Path, examples: dict[str, Record]) -> None:
    folder = written("package", tmp_path, [*records(), *examples.values()])
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    assert {r.name for r in package.resources} == {t.name for t in relations()}
    statements = package.get_resource("statements").read_rows()
    assert statements[0]["verbatim"] is False
    assert statements[0]["content_start"] == talks().statements[0].content[0].start


def test_frictionless_would_find_what_is_wrong(tmp_path: Path) -> None:
    folder = written("package", tmp_path)
    lines = (folder / "figures.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "figures.csv").write_text(
        lines[0] + lines[1].replace("velland-port-linden", "nowhere"), encoding="utf-8", newline=""
    )
    assert not Package(str(folder / "datapackage.json")).validate().valid


def test_cells_of_a_package_are_harmless_and_still_refer_to_each_other(tmp_path: Path) -> None:
    folder = written("package", tmp_path)
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as lines:
        documents = list(csv.DictReader(lines))
    assert [d["id"] for d in documents] == ["velland-port-linden", "'=1+1", "quiet"]
    assert documents[1]["title"] == "'@sum"
    assert Package(str(folder / "datapackage.json")).validate().valid


def test_pandas_reads_the_parquet_files(tmp_path: Path) -> None:
    folder = written("parquet", tmp_path)
    assert {p.stem for p in folder.iterdir()} == {t.name for t in relations(texts=True)}
    documents = pandas.read_parquet(folder / "documents.parquet")
    assert documents["text"].iloc[0] == TEXT
    assert documents["unread"].iloc[2] == "language: ru"
    figures = pandas.read_parquet(folder / "figures.parquet")
    assert figures["value"].dtype == "float64"
    assert figures["value"].iloc[0] == 12


@pytest.mark.parametrize("table", ["statements", "meetings", "figures", "people", "spans", "events", "pledges", "documents"])
def test_parquet_gives_every_value_back(tmp_path: Path, table: str) -> None:
    folder = written("parquet", tmp_path, [talks()])
    assert pyarrow_parquet.read_table(folder / f"{table}.parquet").to_pylist() == plain(talks(), table)


def test_a_number_of_any_size_goes_into_parquet_and_sqlite(tmp_path: Path) -> None:
    record = talks()
    figure = msgspec.structs.replace(record.figures[0], value=10**25 + 1)
    for name in ("parquet", "sqlite"):
        (tmp_path / name).mkdir()
        written(name, tmp_path / name, [msgspec.structs.replace(record, figures=(figure,))])
    assert pandas.read_parquet(tmp_path / "parquet" / "figures.parquet")["value"].iloc[0] == 1e25


def test_datasette_inspects_the_copy(tmp_path: Path) -> None:
    folder = written("sqlite", tmp_path)
    command = [sys.executable, "-m", "datasette", "inspect", str(folder / "onrecord.db")]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    tables = told["onrecord"]["tables"]
    assert tables["documents"]["count"] == 3
    assert tables["statements"]["count"] == 2 * len(talks().statements)
    assert {"statements_fts", "documents_fts", "people", "spans"} <= set(tables)


def test_datasette_serves_the_folder_and_searches(tmp_path: Path) -> None:
    folder = written("sqlite", tmp_path)
    address = "/onrecord/statements.json?_search=bridge&_shape=array&_labels=on"
    command = [sys.executable, "-m", "datasette", "serve", str(folder), "--get", address]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert {row["document"]["value"] for row in rows} == {"velland-port-linden", "=1+1"}
    assert any("second bridge" in row["content"] for row in rows)


def test_the_copy_is_clean_and_for_reading(tmp_path: Path) -> None:
    folder = written("sqlite", tmp_path)
    assert sorted(p.name for p in folder.iterdir()) == ["metadata.json", "onrecord.db"]
    assert not (folder / "onrecord.db").stat().st_mode & 0o222
    with closing(sqlite3.connect(f"file:{folder / 'onrecord.db'}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        asked = "SELECT count(*) FROM people JOIN statements ON statements.id = finding AND statements.document = people.document"
        assert connection.execute(asked).fetchone()[0] == 2 * sum(len(s.speakers) for s in talks().statements)


def test_no_records_give_empty_tables(tmp_path: Path) -> None:
    for name in ("package", "parquet", "sqlite"):
        (tmp_path / name).mkdir()
        written(name, tmp_path / name, [])
    assert Package(str(tmp_path / "package" / "datapackage.json")).validate().valid
    assert len(pandas.read_parquet(tmp_path / "parquet" / "statements.parquet")) == 0
