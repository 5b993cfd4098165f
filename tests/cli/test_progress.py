"""Progress: on a terminal, when work is long, and never in the way of what is read."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from onrecord.cli import progress
from onrecord.cli.adding import expected
from onrecord.cli.progress import Count, followed


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("wanted", [True, False])
def test_without_a_terminal_nothing_is_shown(wanted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    assert list(followed([1, 2, 3], wanted)) == [1, 2, 3]
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(progress, "_PATIENCE", 3600)
    assert list(followed([1, 2, 3], True)) == [1, 2, 3]
    assert sys.stderr.getvalue() == ""  # type: ignore[attr-defined]


def test_long_work_shows_how_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    terminal = sys.stderr
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    assert list(followed([1, 2, 3], True)) == [1, 2, 3]
    assert "reports read" in terminal.getvalue()  # type: ignore[attr-defined]


def test_it_is_cleared_away_when_the_work_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    terminal = sys.stderr
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    work = followed(iter([1, 2, 3]), True)
    assert next(work) == 1
    work.close()  # type: ignore[attr-defined]
    assert terminal.getvalue().count("\x1b[?25l") == terminal.getvalue().count("\x1b[?25h")  # type: ignore[attr-defined]


def test_where_it_is_known_how_many_there_are_the_time_left_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", Terminal())
    terminal = sys.stderr
    monkeypatch.setattr(progress, "_PATIENCE", -1)
    with Count(True, 4) as count:
        for _ in range(3):
            count.more()
    told = terminal.getvalue()  # type: ignore[attr-defined]
    for words in ("3/4", "a second", "left"):
        assert words in told


def test_how_many_reports_inputs_hold_is_told_where_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "a"}\n{"text": "b"}', encoding="utf-8")
    with gzip.open(tmp_path / "more.jsonl.gz", "wb") as packed:
        packed.write(b'{"text": "a"}\n' * 5)
    (tmp_path / "one.html").write_text("<p>a</p>", encoding="utf-8")
    (tmp_path / "notes.xyz").write_text("no report", encoding="utf-8")
    assert expected([str(tmp_path)]) == 8
    assert expected([str(tmp_path / "many.jsonl"), str(tmp_path / "one.html")]) == 3
    assert expected(["-"]) is expected(["https://president.sarelia.example/1"]) is expected([str(tmp_path / "a.zip")]) is None
    (tmp_path / "broken.jsonl.gz").write_bytes(b"no gzip")
    assert expected([str(tmp_path)]) is None
