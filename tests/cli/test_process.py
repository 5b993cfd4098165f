"""The program as a process: pipes, terminals, exit codes, interrupts, several processes."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest
from tests.cli.conftest import REPORT, Start

from onrecord.model import Record

PROGRAM = [sys.executable, "-m", "onrecord"]


def test_a_bundled_report_through_a_pipe(start: Start) -> None:
    printed = start("example")
    assert (printed.returncode, printed.stderr) == (0, b"")
    read = start("read", "-", given=printed.stdout)
    assert (read.returncode, read.stderr) == (0, b"")
    record = Record.from_json(read.stdout)
    assert record.document.text == printed.stdout.decode("utf-8")
    assert record.meetings
    assert record.statements


def test_the_installed_command_is_the_module(report: Path) -> None:
    command = Path(sys.executable).with_name("onrecord")
    if not command.exists():
        pytest.skip("not checked: onrecord is not installed beside this Python")
    ran = [subprocess.run([*c, "--version"], capture_output=True, check=True).stdout for c in ([command], PROGRAM)]
    assert ran[0] == ran[1]


def test_several_processes_give_the_same_bytes(start: Start, many: Path) -> None:
    one, two = (start("read", many, "--format", "jsonl", "--jobs", n) for n in ("1", "2"))
    assert one.stdout.count(b"\n") == 69
    assert two.stdout == one.stdout
    assert two.stderr == one.stderr
    assert (one.returncode, two.returncode) == (1, 1)


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], Path]]:
    """The program at work, what it prints, and the file that holds what it tells; it is ended afterwards in any case."""
    told = folder / "told"
    # A session of its own, so that it can be interrupted as a terminal does, with all its processes.
    # A shell that runs the tests in the background lets them ignore interrupts, and what they start with them.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with told.open("wb") as errors:
            process = subprocess.Popen([*PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=errors, start_new_session=True)
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stdout is not None
    try:
        yield process, process.stdout, told
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_stops_reading_is_met_in_silence(tmp_path: Path, many: Path, jobs: str) -> None:
    with running(tmp_path, "read", str(many), "--format", "jsonl", "--jobs", jobs) as (process, printed, told):
        assert json.loads(printed.readline())["document"]["id"] == "r00"
        printed.close()
        assert process.wait(120) == 141
        # What came before the pipe broke may have been told: that r03 has no reader.
        assert b"Traceback" not in told.read_bytes()
        assert b"ipe" not in told.read_bytes()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_it_with_a_line_and_130(tmp_path: Path, jobs: str) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": str(n), "text": REPORT}) + "\n" for n in range(4000)), encoding="utf-8")
    with running(tmp_path, "read", str(many), "--format", "jsonl", "--jobs", jobs) as (process, printed, told):
        assert json.loads(printed.readline())["document"]["id"] == "0"
        os.killpg(process.pid, signal.SIGINT)
        printed.read()
        assert process.wait(120) == 130
        assert told.read_text(encoding="utf-8").splitlines() == ["onrecord: interrupted"]
        assert not _group_lives(process.pid)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["schema"], ["example"], ["read", "-"]])
def test_a_full_disk_is_told_in_a_line(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run([*PROGRAM, *arguments], input=REPORT.encode(), stdout=full, stderr=subprocess.PIPE, check=False)
    assert answer.returncode == 1
    assert re.fullmatch(r"onrecord: the output cannot be written \(.+\): .+\n", answer.stderr.decode())


def _group_lives(group: int) -> bool:
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def on_terminal(*arguments: str, **environment: str) -> str:
    """What the program writes to a terminal as its standard output."""
    ours, theirs = pty.openpty()
    values = {**os.environ, "TERM": "xterm-256color", **environment}
    process = subprocess.Popen([*PROGRAM, *arguments], stdout=theirs, stderr=subprocess.DEVNULL, env=values)
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 65536):
            written += piece
    except OSError:  # the other side is closed
        pass
    assert process.wait(60) == 0
    os.close(ours)
    return written.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_a_table_in_color(report: Path) -> None:
    text = on_terminal("read", str(report))
    assert "STATEMENTS" in text
    assert "\x1b[" in text


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_color_can_be_done_without(report: Path, environment: dict[str, str]) -> None:
    text = on_terminal("read", str(report), COLUMNS="60", **environment)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 60
    assert "STATEMENTS" in text


def test_no_locale_is_no_trouble(start: Start, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONUTF8", "0")
    monkeypatch.setenv("PYTHONCOERCECLOCALE", "0")
    for form, words in (("json", "“We will open the second bridge next year,” Radomir"), ("markdown", "\n\nen · talks\n\n")):
        answer = start("read", report, "--format", form)
        assert answer.returncode == 0
        assert words in answer.stdout.decode("utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(start: Start, shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ONRECORD_COMPLETE", f"source_{shell}")
    answer = start()
    assert answer.returncode == 0
    assert b"_ONRECORD_COMPLETE" in answer.stdout


def test_formats_are_completed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ONRECORD_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "onrecord read --format ")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert set(re.findall(r"\w+", start().stdout.decode())) >= {"csv", "html", "json", "jsonl", "markdown", "table"}


def test_reading_processes_do_not_outlive_one_that_was_killed(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": str(n), "text": REPORT}) + "\n" for n in range(4000)), encoding="utf-8")
    with running(tmp_path, "read", str(many), "--format", "jsonl", "--jobs", "2") as (process, printed, _):
        printed.readline()
        process.kill()
        process.wait(120)
        patience = time.monotonic() + 60
        while _group_lives(process.pid) and time.monotonic() < patience:
            time.sleep(0.1)
        assert not _group_lives(process.pid)
