"""The wheel: what is in it and what it says of itself. That it installs and reads is scripts/check_wheel.sh's to show."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from email.parser import Parser
from importlib.metadata import version
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    made = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(made), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = made.glob("onrecord-*.whl")
    return zipfile.ZipFile(path)


def test_every_file_of_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    source = ROOT / "src"
    files = {str(p.relative_to(source)) for p in source.rglob("*") if p.is_file()}
    wanted = {f for f in files if "__pycache__" not in f and ".egg-info" not in f}
    assert wanted <= set(wheel.namelist())
    assert "onrecord/py.typed" in wanted
    assert any(f.startswith("onrecord/examples/") and f.endswith(".txt") for f in wanted)
    assert any(f.startswith("onrecord/knowledge/") for f in wanted)


def test_nothing_but_the_package_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"onrecord"}


def test_the_licence_is_in_the_wheel_whole(wheel: zipfile.ZipFile) -> None:
    (name,) = [n for n in wheel.namelist() if n.endswith("licenses/LICENSE")]
    text = wheel.read(name).decode("utf-8")
    assert text == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License\n                           Version 2.0, January 2004" in text
    assert "Copyright 2026 The OnRecord developers" in text


def test_the_metadata_is_complete(wheel: zipfile.ZipFile) -> None:
    (name,) = [n for n in wheel.namelist() if n.endswith(".dist-info/METADATA")]
    metadata = Parser().parsestr(wheel.read(name).decode("utf-8"))
    assert metadata["Name"] == "onrecord"
    assert metadata["Version"] == onrecord.__version__ == version("onrecord")
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == "<3.14,>=3.11"
    assert "frame" in metadata.get_all("Provides-Extra", [])
    assert metadata.get_payload(), "no long description"
