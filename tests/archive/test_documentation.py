"""What docs/archive.md shows runs, and the map of the tables is that of the schema."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord import archive, open_archive
from onrecord.archive.schema import METADATA

DOCUMENT = Path(__file__).parents[2] / "docs" / "archive.md"
PAGE = """<html><body><article><h1>Talks</h1><p>Helena Marsk said that the border must stay open. The talks were held in Linmouth
on 11 June 2024.</p></article></body></html>"""


def test_the_example_of_the_documentation_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "talks.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(block, "docs/archive.md", "exec"), {})
    with open_archive("talks.db") as found:
        assert [statement.act for statement in found.record("talks").statements] == ["pledge"]
        assert len(found.corrections()) == 1


def test_every_table_is_in_the_map() -> None:
    assert archive.__doc__ is not None
    for name in METADATA.tables:
        assert re.search(rf"\b{name}\b", archive.__doc__), name
