"""Notebooks: a record shows itself, and the example notebook runs from its first cell to its last."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.export.comparisons import Compared
from onrecord.export.comparisons.page import comparison_fragment, comparison_page
from onrecord.export.page import fragment

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


def _shown(value: Any) -> str:
    """What a notebook shows of a value."""
    return str(value._repr_html_()) if hasattr(value, "_repr_html_") else repr(value)


def _run(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; the value of its last line where that is an expression."""
    body = ast.parse(source).body
    last = ast.Expression(body.pop().value) if body and isinstance(body[-1], ast.Expr) else None  # type: ignore[attr-defined]
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    return eval(compile(last, "cell", "eval"), names) if last is not None else None


@pytest.fixture(scope="module")
def record() -> onrecord.Record:
    return onrecord.read_text("President of Veskonia Radomir Tesk said: “<b>Trade & friendship</b> have grown.”", language="en")


def test_a_record_shows_itself_as_the_page_does(record: onrecord.Record) -> None:
    shown = _shown(record)
    assert shown == fragment(record)
    assert "<b>Trade" not in shown
    assert "&lt;b&gt;" in shown
    assert "Trade &amp; friendship" in shown
    assert "<script" not in shown


def test_a_record_from_json_shows_itself_before_anything_was_read() -> None:
    program = (
        "import sys, onrecord\n"
        "r = onrecord.Record.from_json(sys.stdin.read())\n"
        "assert 'jinja2' not in sys.modules and 'spacy' not in sys.modules\n"
        "print(len(r._repr_html_()))\n"
    )
    given = onrecord.read_text("Radomir Tesk said that trade had grown.", language="en").to_json()
    answer = subprocess.run([sys.executable, "-c", program], input=given, capture_output=True, text=True, check=True)
    assert int(answer.stdout) > 1000


def test_a_comparison_shows_itself_as_the_page_does_without_the_texts() -> None:
    examples = Path(onrecord.__file__).parent / "examples"
    known = {"knowledge": [examples / "knowledge"], "published": "2024-06-11"}
    a, b = (onrecord.read(examples / f"linmouth-{side}.txt", **known) for side in ("sarelia", "veskonia"))  # type: ignore[arg-type]
    comparison = onrecord.compare(a, b, knowledge=[examples / "knowledge"])
    shown, page = _shown(comparison), comparison_page([Compared(comparison, a, b)])
    assert shown == comparison_fragment(comparison)
    assert "<script" not in shown
    assert "<html" not in shown
    assert '<a class="to-text"' not in shown
    for item in comparison.items:
        assert f'{item.id}" class="item"' in shown
        assert f'{item.id}" class="item"' in page
    assert shown.count("<mark>") == page.count("<mark>") > 0


def test_the_style_of_a_comparison_leaves_the_notebook_around_it_alone() -> None:
    style = (Path(onrecord.__file__).parent / "export" / "comparisons" / "comparison.css").read_text(encoding="utf-8")
    rules = [rule.strip() for rule in re.sub(r"@media[^{]*\{", "", style).split("}") if "{" in rule]
    for rule in rules:
        for selector in re.split(r",\s*(?![^()]*\))", rule.partition("{")[0].strip()):
            assert selector.startswith(".onrecord"), selector


def test_the_example_notebook_runs(capsys: pytest.CaptureFixture[str]) -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells if cell["cell_type"] == "code")
    names: dict[str, Any] = {"__name__": "notebook"}
    shown = [_run("".join(cell["source"]), names) for cell in cells if cell["cell_type"] == "code"]
    assert _shown(shown[0]) == fragment(names["record"])
    assert "Helena Marsk" in capsys.readouterr().out
    assert len(shown[-2]) == len(names["record"].pledges)
    assert _shown(shown[-1]) == comparison_fragment(names["comparison"])
    assert any(item.kind == "differs" for item in names["comparison"].items)
