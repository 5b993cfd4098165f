"""The names that others build on: changed on purpose or not at all."""

from __future__ import annotations

import inspect
import pkgutil
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import onrecord

PUBLIC = [
    "AddressRefused",
    "ArchiveError",
    "Comparison",
    "DifferentTalks",
    "Document",
    "EmptyInput",
    "Event",
    "Figure",
    "Inferred",
    "InputError",
    "Item",
    "KnowledgeError",
    "Malformed",
    "Media",
    "Meeting",
    "ModelMissing",
    "NotFound",
    "NotText",
    "OnRecordError",
    "Origin",
    "ParserStopped",
    "Person",
    "Pledge",
    "Record",
    "Report",
    "Side",
    "Span",
    "Statement",
    "Talks",
    "TooLarge",
    "Verdict",
    "Versions",
    "__version__",
    "check",
    "compare",
    "find_talks",
    "json_schema",
    "open_archive",
    "read",
    "read_all",
    "read_text",
]
MODULES = sorted(m.name for m in pkgutil.walk_packages(onrecord.__path__, "onrecord.") if m.name != "onrecord.__main__")


def test_the_public_names_are_what_they_should_be() -> None:
    assert sorted(onrecord.__all__) == PUBLIC


@pytest.mark.parametrize("name", [n for n in PUBLIC if not n.startswith("__")])
def test_a_public_name_is_there_and_is_documented(name: str) -> None:
    found = getattr(onrecord, name)
    assert name in dir(onrecord)
    own = inspect.getdoc(found)
    assert own
    assert own != inspect.getdoc(getattr(found, "__base__", None)), "documented by its base class only"
    if inspect.isclass(found):
        for each, method in inspect.getmembers(found, inspect.isroutine):
            if not each.startswith("_") and method.__qualname__.startswith(found.__name__):
                assert inspect.getdoc(method), f"{name}.{each} has no docstring"


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_names_as_public_is_there(name: str) -> None:
    module = import_module(name)
    missing = [each for each in getattr(module, "__all__", ()) if not hasattr(module, each)]
    assert missing == []


def test_read_stays_the_function_when_its_namesake_module_is_imported() -> None:
    program = "import onrecord, onrecord.read; from onrecord.read import STAGES; print(callable(onrecord.read), len(STAGES) > 5)"
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert answer.stdout.split() == ["True", "True"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        onrecord.reed  # noqa: B018


def test_every_error_is_an_onrecord_error() -> None:
    from onrecord import errors

    for name in errors.__all__:
        assert issubclass(getattr(onrecord, name), onrecord.OnRecordError)


def test_the_examples_of_the_documentation_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", document, re.MULTILINE | re.DOTALL)
    text = "Helena Marsk said that the border must stay open. The talks were held in Linmouth on 11 June 2024."
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "reports" / "b.txt").write_text("", encoding="utf-8")
    (tmp_path / "talks.html").write_text(
        f"<html><body><article><h1>Talks</h1><p>{text}</p></article></body></html>", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)
    told = capsys.readouterr().out
    assert "Helena Marsk state ['trade between the two countries had grown by 14 percent in 2023']" in told
    assert "nowhere.txt" in told
    assert "b.txt" in told
