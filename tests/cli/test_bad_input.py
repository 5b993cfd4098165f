"""Input that is no report: a line that says which, why and what to do, exit 1, and no traceback."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from tests.cli.conftest import REPORT, Invoke

from onrecord.model import Record


def told(invoke: Invoke, *arguments: str | Path, code: int = 1) -> list[str]:
    result = invoke("read", *arguments, "--format", "jsonl")
    assert result.exit_code == code
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    return list(result.stderr.splitlines())


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("white.txt", b" \n\t\n "),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + bytes(range(256)) * 20),
        ("noise.txt", random.Random(7).randbytes(4096)),
        ("empty.html", b"<html><head><title></title></head><body></body></html>"),
        ("broken.jsonl", b'{"id": "a", "text": \n'),
        ("textless.jsonl", b'{"id": "a"}\n'),
        ("number.json", b"17\n"),
        ("deep.json", b"[" * 100_000),
    ],
)
def test_a_line_says_which_why_and_what_to_do(invoke: Invoke, tmp_path: Path, name: str, content: bytes) -> None:
    (line,) = told(invoke, write(tmp_path, name, content))
    assert line.startswith("onrecord: ")
    assert name in line
    why = line.partition(name)[2]
    assert len(why) > 15, "says neither why nor what to do"


def test_what_is_not_there(invoke: Invoke, tmp_path: Path) -> None:
    (line,) = told(invoke, tmp_path / "nowhere.txt")
    assert "nowhere.txt" in line


def test_an_empty_folder(invoke: Invoke, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (line,) = told(invoke, folder)
    assert "nothing" in line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(invoke: Invoke, report: Path) -> None:
    report.chmod(0)
    (line,) = told(invoke, report)
    assert "talks.txt" in line


def test_empty_standard_input(invoke: Invoke) -> None:
    result = invoke("read", "-", input="")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_more_than_the_limit(invoke: Invoke, tmp_path: Path) -> None:
    (line,) = told(invoke, write(tmp_path, "huge.txt", REPORT.encode() * (51_000_000 // len(REPORT))))
    assert "huge.txt" in line
    assert "MB" in line


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_another_encoding_is_read(invoke: Invoke, tmp_path: Path, encoding: str) -> None:
    result = invoke("read", write(tmp_path, "talks.txt", REPORT.encode(encoding)))
    assert result.exit_code == 0, result.stderr
    assert Record.from_json(result.stdout).document.text == REPORT


def test_another_language(invoke: Invoke, tmp_path: Path) -> None:
    text = "Президент провёл переговоры со своим коллегой. Стороны обсудили торговлю и границу, сообщила пресс-служба.\n" * 5
    path = write(tmp_path, "talks.txt", text.encode())
    (line,) = told(invoke, path)
    assert "language: ru" in line


def test_what_is_no_report_is_said_to_be_none_and_gives_an_empty_record(invoke: Invoke, tmp_path: Path) -> None:
    recipe = "Beat the eggs. Add flour, milk and a pinch of salt. Bake for twenty minutes and serve warm.\n"
    result = invoke("read", write(tmp_path, "cake.txt", recipe.encode()), "--language", "en")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("onrecord: cake: nothing that a report of talks tells was found in it")
    record = Record.from_json(result.stdout)
    assert not any((record.meetings, record.statements, record.figures, record.events, record.pledges))


def test_one_bad_input_among_good_ones_costs_only_itself(invoke: Invoke, tmp_path: Path, report: Path) -> None:
    bad = write(tmp_path, "empty.txt", b"")
    result = invoke("read", report, bad, report, "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_name_cannot_steer_the_terminal(invoke: Invoke, tmp_path: Path) -> None:
    (line,) = told(invoke, tmp_path / "a\x1b[31mb\n.txt")
    assert "\x1b" not in line
