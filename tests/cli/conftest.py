"""What the tests of the command line share: runs in this process and in one of their own, and reports to read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

REPORT = """Talks with President of Sarelia Helena Marsk

President of Veskonia Radomir Tesk and President of Sarelia Helena Marsk held talks in Linmouth on 11 June.

Helena Marsk said that trade between the two countries had grown by 14 percent in 2023.

“We will open the second bridge next year,” Radomir Tesk said.
"""
Invoke = Callable[..., Result]
Start = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(autouse=True)
def _no_own_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The tables of whoever runs the tests, and their terminal, stay out of them."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "configuration"))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "ONRECORD_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def invoke() -> Invoke:
    """Run the command line in this process: ``invoke("read", path)``."""
    from onrecord.cli.app import app

    def run(*arguments: str | Path, **options: object) -> Result:
        return CliRunner().invoke(app, [str(a) for a in arguments], prog_name="onrecord", **options)  # type: ignore[arg-type]

    return run


@pytest.fixture
def start() -> Start:
    """Run the command line in a process of its own, to its end."""

    def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        return subprocess.run(command, input=given, capture_output=True, env=os.environ.copy(), timeout=120, check=False)

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file that holds one report."""
    path = tmp_path / "talks.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A JSONL file of 70 reports, which are three chunks of work, the fourth and the fortieth without a reader or a text."""
    lines = [{"id": f"r{n:02}", "text": REPORT.replace("14", str(n + 2)), "language": "en"} for n in range(70)]
    lines[3] = {"id": "r03", "text": "Президент заявил, что граница должна оставаться открытой.", "language": "ru"}
    lines[39] = {"id": "r39", "text": "  ", "language": "en"}
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path
