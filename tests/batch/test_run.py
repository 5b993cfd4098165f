"""Jobs by local workers: the same records however they are cut and whatever dies, and only what is left the second time."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.batch import archives
from tests.cli.conftest import Invoke
from tests.ingest import made

from onrecord.batch import Job, Limits, Summary, run
from onrecord.batch.driver import SHARD_BYTES
from onrecord.batch.engine import Engine
from onrecord.batch.local import LocalEngine
from onrecord.batch.worker import read_shard
from onrecord.errors import NotFound, OnRecordError

pytest.importorskip("pyarrow", reason="not checked: pyarrow is not installed")
pytest.importorskip("resiliparse", reason="not checked: resiliparse is not installed")
COUNT = 40


def rows(home: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    found = [row for path in (home / "records").glob("*.parquet") for row in parquet.read_table(path).to_pylist()]
    return sorted(found, key=lambda row: (row["file"], row["at"] or 0, row["number"], row["id"]))


def facts(home: Path) -> list[tuple[str, str, bytes]]:
    return [(row["id"], row["record"], row["signature"]) for row in rows(home)]


def done(source: Path, home: Path, work: Any = read_shard, jobs: int = 1, size: int = SHARD_BYTES, **more: Any) -> Summary:
    return run(Job((str(source),), home, shard_bytes=size, **more), lambda: LocalEngine(jobs, (), work))


def no_engine() -> Engine:
    raise AssertionError("nothing should be left")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.archive(tmp_path_factory.mktemp("source") / "news.warc.gz", COUNT)


@pytest.fixture(scope="module")
def whole(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The job done by one worker in one shard."""
    home = tmp_path_factory.mktemp("whole") / "out"
    summary = done(source, home)
    assert (summary.shards, summary.given_up, summary.failures) == (1, [], [])
    return home


def test_reports_of_talks_are_read_and_other_pages_passed_over(whole: Path) -> None:
    found = rows(whole)
    assert [row["url"] for row in found] == [f"https://a.example/{n}" for n in range(COUNT) if n % 4 == 1]
    for row in found:
        record = json.loads(row["record"])
        assert record["document"]["id"] == row["id"]
        assert row["statements"] == len(record["statements"]) > 0
        assert row["captured"] == "2024-06-12T10:00:00Z"


def test_near_duplicates_are_marked_and_kept(whole: Path) -> None:
    from pyarrow import parquet

    marked = parquet.read_table(whole / "duplicates.parquet").to_pylist()
    assert COUNT // 8 < len(marked) < COUNT // 4
    assert all(row["at"] > row["of_at"] and row["similarity"] >= 0.8 for row in marked)


def test_small_shards_in_two_workers_one_killed_give_the_same(source: Path, whole: Path, tmp_path: Path) -> None:
    summary = done(source, tmp_path / "out", archives.dies_once, jobs=2, size=10_000)
    assert summary.shards > 2
    assert summary.given_up == []
    assert facts(tmp_path / "out") == facts(whole)
    assert (tmp_path / "out" / "duplicates.parquet").read_bytes() == (whole / "duplicates.parquet").read_bytes()


def test_a_page_that_kills_its_worker_costs_that_page_only(whole: Path, tmp_path: Path) -> None:
    source = archives.archive(tmp_path / "news.warc.gz", COUNT, archives.deadly_record())
    summary = done(source, tmp_path / "out", archives.dies_on_a_page)
    (failure,) = summary.failures
    assert archives.DEADLY in failure["name"]
    assert "brought its worker down" in failure["why"]
    assert [row[:1] for row in facts(tmp_path / "out")] == [row[:1] for row in facts(whole)]


def test_tries_are_finite(source: Path, tmp_path: Path) -> None:
    summary = done(source, tmp_path / "out", limits=Limits(retries=1, seconds=0.0))
    ((name, why),) = summary.given_up
    assert str(source) in name
    assert "it took over 0 s" in why
    assert rows(tmp_path / "out") == []


def test_a_second_run_does_only_what_is_left(source: Path, whole: Path, tmp_path: Path) -> None:
    home = tmp_path / "out"
    done(source, home, size=10_000)
    ledger = sorted((home / "ledger").iterdir())
    before = {path: path.stat().st_mtime_ns for path in (home / "records").iterdir()}
    ledger[0].unlink()
    summary = done(source, home, size=10_000)
    assert (summary.shards, summary.before) == (len(ledger), len(ledger) - 1)
    after = {path: path.stat().st_mtime_ns for path in (home / "records").iterdir()}
    assert [path.stem for path in before if before[path] != after[path]] == [ledger[0].stem]
    run(Job((str(source),), home, shard_bytes=10_000), no_engine)
    assert facts(home) == facts(whole)


def test_another_cut_or_other_contents_replace_what_was_there(source: Path, whole: Path, tmp_path: Path) -> None:
    mine = tmp_path / "news.warc.gz"
    mine.write_bytes(source.read_bytes())
    done(mine, tmp_path / "out", size=10_000)
    done(mine, tmp_path / "out")
    assert len(rows(tmp_path / "out")) == COUNT // 4
    archives.archive(mine, 8)
    done(mine, tmp_path / "out")
    assert len(rows(tmp_path / "out")) == 2


def test_a_driver_that_is_killed_loses_and_doubles_nothing(source: Path, whole: Path, tmp_path: Path) -> None:
    home = tmp_path / "out"
    command = [sys.executable, "-m", "onrecord", "run", str(source), "-o", str(home), "--jobs", "2"]
    for _ in range(2):
        driver = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            if driver.poll() is not None or any((home / "work").glob("*.at")):
                break
            time.sleep(0.1)
        os.kill(driver.pid, signal.SIGKILL)
        driver.wait()
    done(source, home)
    assert facts(home) == facts(whole)
    assert list((home / "work").iterdir()) == []


def test_damaged_records_are_told_with_exit_code_1(invoke: Invoke, tmp_path: Path) -> None:
    bad = gzip.compress(made.warc_record("https://a.example/bad", b"<p>x", digest="A" * 32), mtime=0)
    source = archives.archive(tmp_path / "news.warc.gz", 8, bad)
    result = invoke("run", source, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "https://a.example/bad: its digest is not the one" in result.stderr
    assert "1 damaged" in result.stderr
    assert len(rows(tmp_path / "out")) == 2
    (entry,) = (tmp_path / "out" / "ledger").iterdir()
    assert json.loads(entry.read_text(encoding="utf-8"))["count"]["damaged"] == 1
    assert invoke("run", source, "-o", tmp_path / "out", "--quiet").exit_code == 1
    read = invoke("read", source, "-o", tmp_path / "read", "--quiet")
    assert read.exit_code == 1
    assert "https://a.example/bad: its digest is not the one" in read.stderr


def test_a_large_file_of_lines_is_cut_and_gives_the_same(report: Path, tmp_path: Path) -> None:
    text = report.read_text(encoding="utf-8")
    lines = [json.dumps({"id": f"r{n}", "text": text.replace("14", str(n + 20)), "language": "en"}) for n in range(9)]
    source = tmp_path / "reports.jsonl"
    source.write_text("\n".join([*lines, "no report", lines[0]]) + "\n", encoding="utf-8")
    whole = done(source, tmp_path / "whole")
    cut = done(source, tmp_path / "cut", jobs=2, size=16_000)
    assert (whole.shards, cut.shards > 3) == (1, True)
    assert [row[0] for row in facts(tmp_path / "whole")] == [*(f"r{n}" for n in range(9)), "r0"]
    assert facts(tmp_path / "cut") == facts(tmp_path / "whole")
    assert [f["name"].endswith(f"byte {len(lines[0]) * 9 + 9}") or "line 10" in f["name"] for f in cut.failures] == [True]
    packed = tmp_path / "reports.jsonl.gz"
    packed.write_bytes(gzip.compress(source.read_bytes(), mtime=0))
    assert done(packed, tmp_path / "packed", jobs=2, size=4_000).shards > 3
    assert facts(tmp_path / "packed") == facts(tmp_path / "whole")


def test_records_that_came_into_no_ledger_go(source: Path, whole: Path, tmp_path: Path) -> None:
    home = tmp_path / "out"
    shutil.copytree(whole, home)
    (record,) = (home / "records").iterdir()
    shutil.copy(record, home / "records" / "0123456789abcdef01234567.parquet")
    done(source, home)
    assert facts(home) == facts(whole)


def test_a_folder_of_reports_is_read_without_the_filter(invoke: Invoke, report: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(report.read_text(encoding="utf-8") + f"\n{n}\n", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    result = invoke("run", folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "there is nothing in it" in result.stderr
    assert [row["id"] for row in rows(tmp_path / "out")] == ["0", "1", "2"]


def test_two_runs_do_not_write_one_folder(source: Path, tmp_path: Path) -> None:
    from onrecord.batch.store import Store

    store = Store(tmp_path / "out")
    store.prepare()
    with store.locked(), pytest.raises(OnRecordError, match="another run writes to"):
        done(source, tmp_path / "out")


def test_what_is_not_there_is_told(tmp_path: Path, invoke: Invoke) -> None:
    with pytest.raises(NotFound, match="no such file"):
        done(tmp_path / "nothing.warc.gz", tmp_path / "out")
    result = invoke("run", tmp_path, "-o", tmp_path / "out", "--address", "auto")
    assert result.exit_code == 1
    assert "say --engine ray" in result.stderr


def test_without_ray_a_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, source: Path, tmp_path: Path, invoke: Invoke
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    result = invoke("run", source, "-o", tmp_path / "out", "--engine", "ray")
    assert result.exit_code == 1
    assert "pip install 'onrecord[cluster]'" in result.stderr
