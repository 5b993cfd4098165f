"""The bundled archive, and a site over it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.archive import Archive, open_archive
from onrecord.web import Settings, create_app
from onrecord.web.demo import demo_knowledge, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the bundled archive, read once."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with open_archive(path, demo_knowledge()) as archive:
        assert fill(archive) == 17
        with archive.writing() as connection:
            connection.exec_driver_sql("SELECT 1")
    return path


@pytest.fixture(scope="module")
def demo(filled: Path) -> Iterator[Archive]:
    """The bundled archive, only read from."""
    with open_archive(filled, demo_knowledge()) as archive:
        yield archive


@pytest.fixture(scope="module")
def site(demo: Archive) -> Iterator[TestClient]:
    """A site over the bundled archive, on loopback."""
    with TestClient(create_app(demo, Settings(), demo_knowledge()), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def own(filled: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of the bundled archive, to be changed."""
    for part in filled.parent.glob(f"{filled.name}*"):
        shutil.copy(part, tmp_path / part.name)
    with open_archive(tmp_path / filled.name, demo_knowledge()) as archive:
        yield archive
