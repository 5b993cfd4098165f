"""Progress: on a terminal, when work is long, and never in the way of what is read."""

from __future__ import annotations

import io
import sys

import pytest

from onrecord.cli import progress
from onrecord.cli.progress import followed


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
