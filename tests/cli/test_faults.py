"""A full disk and a folder that may not be written to: one line that says so, an exit code, nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Invoke
from tests.cli.test_watch import own, site
from tests.follow.site import Site

__all__ = ["own", "site"]

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="not checked: a small disk is made by tmpfs")
COMMANDS = ("read", "run", "add", "export jsonl", "export parquet", "export sqlite", "export package", "publish", "watch")
SIZES = (4, 16, 64)
"""Kilobytes. What fills a disk at once, in the middle, or only at the end is different for each command."""

Command = Callable[[Path], list[str | Path]]
Mount = Callable[[str], Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """A file system of one's own, with these options."""
    made: list[Path] = []

    def mounted(options: str) -> Path:
        folder = tmp_path / "disk"
        folder.mkdir()
        if os.geteuid() != 0 or shutil.which("mount") is None:
            pytest.skip("not checked: only root may mount")
        answer = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, text=True, check=False
        )
        if answer.returncode:
            pytest.skip(f"not checked: nothing can be mounted here: {answer.stderr.strip()}")
        made.append(folder)
        return folder

    yield mounted
    for folder in made:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def place(invoke: Invoke, report: Path, tmp_path: Path) -> Path:
    """An archive of a few reports."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(4):
        text = report.read_text(encoding="utf-8").replace("14", str(number + 20))
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    assert invoke("add", folder, "-A", tmp_path / "talks.db").exit_code == 0
    return tmp_path / "talks.db"


@pytest.fixture
def command(request: pytest.FixtureRequest, tmp_path: Path, place: Path, own: Path, site: Site) -> Command:
    """A command that writes into a folder, by its name."""
    name, reports = str(request.param), tmp_path / "reports"

    def of(disk: Path) -> list[str | Path]:
        if name == "read":
            return ["read", reports, "-o", disk / "out", "--quiet"]
        if name == "run":
            return ["run", reports, "-o", disk / "out", "--quiet"]
        if name == "add":
            return ["add", reports, "-A", disk / "talks.db", "--quiet"]
        if name == "publish":
            return ["publish", disk / "site", "-A", place, "--quiet"]
        if name == "watch":
            options = ["president-velland", "--once", "--knowledge", own, "--quiet"]
            return ["watch", *options, "-A", disk / "talks.db", "--warc", disk / "captures"]
        return ["export", name.split()[1], "-A", place, "-o", disk / "out"]

    return of


def _fails_clearly(result: object, allowed: tuple[str, ...]) -> None:
    assert result.exit_code == 1, result.output  # type: ignore[attr-defined]
    lines = result.stderr.splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1, lines
    assert lines[0].startswith("onrecord: ")
    assert any(words in lines[0] for words in allowed), lines
    assert "Traceback" not in lines[0]


def _nothing_half_written(disk: Path) -> None:
    """Every file that is there is whole, under its own name."""
    for path in sorted(p for p in disk.rglob("*") if p.is_file()):
        assert not any(mark in path.name for mark in (".tmp", ".new-")), path
        assert path.parent.name != "work", path
        if path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
        elif path.suffix == ".html":
            assert path.read_text(encoding="utf-8").rstrip().endswith("</html>"), path
        elif path.suffix == ".parquet":
            from pyarrow import parquet

            parquet.read_table(path)
        elif path.read_bytes().startswith(b"SQLite format 3"):
            # Where there is no room for it to say what it is at, SQLite does not even read.
            kept = shutil.copytree(path.parent, disk.parent / f"copy-{path.name}") / path.name
            with closing(sqlite3.connect(kept)) as base:
                assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("command", COMMANDS, indirect=True)
def test_a_full_disk(invoke: Invoke, command: Command, mount: Mount, size: int) -> None:
    disk = mount(f"size={size}k")
    result = invoke(*command(disk))
    if result.exit_code != 0:
        _fails_clearly(result, ("No space left", "disk is full", "disk I/O", "make room", "unable to open"))
    assert result.exit_code != 0 or size > min(SIZES)
    _nothing_half_written(disk)


@pytest.mark.parametrize("command", COMMANDS, indirect=True)
def test_with_room_made_the_same_command_does_what_was_left(invoke: Invoke, command: Command, mount: Mount) -> None:
    disk = mount("size=16k")
    assert invoke(*command(disk)).exit_code == 1
    subprocess.run(["mount", "-o", "remount,size=16m", str(disk)], check=True)
    result = invoke(*command(disk))
    assert result.exit_code == 0, result.output
    _nothing_half_written(disk)
    elsewhere = disk.parent / "elsewhere"
    elsewhere.mkdir()
    assert invoke(*command(elsewhere)).exit_code == 0
    assert _names(disk) == _names(elsewhere)


def _names(folder: Path) -> list[str]:
    """The files of a folder, those left out whose name has a moment in it, and what a database keeps beside it."""
    names = (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith("captures/") and not name.endswith(("-wal", "-shm")))


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "run"], indirect=True)
def test_files_that_may_not_grow(invoke: Invoke, command: Command, tmp_path: Path) -> None:
    """A limit of the size of files fails like a full disk, for whoever runs the tests. Libraries of ``run`` need files."""
    import resource

    folder = tmp_path / "limited"
    folder.mkdir()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, hard))
    try:
        result = invoke(*command(folder))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    _fails_clearly(result, ("File too large", "disk is full", "disk I/O"))
    _nothing_half_written(folder)


@pytest.mark.parametrize("command", COMMANDS, indirect=True)
def test_a_folder_that_may_not_be_written_to(invoke: Invoke, command: Command, mount: Mount) -> None:
    disk = mount("ro,size=4m")
    _fails_clearly(invoke(*command(disk)), ("Read-only file system", "readonly", "unable to open"))
    assert list(disk.iterdir()) == []
