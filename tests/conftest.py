"""What the tests share: the bundled tables, a way to make documents, and the shared data where it is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bench import golden, shared
from onrecord.ingest import Hints, from_text
from onrecord.model import Document, Record
from onrecord.read import read_documents
from onrecord.tables import Knowledge, load

# No test is timed: how long an example takes says how busy the machine is.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

ReadText = Callable[..., Record]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The bundled tables, without a user's own."""
    return load()


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """Make a document of any text at all, and of whatever else is known of it, without the doors of ingest."""

    def make(text: str, **known: str | None) -> Document:
        plain: dict[str, Any] = {"id": "made", "title": None, "url": None, "publisher": None, "country": None, "language": "en"}
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        rest: dict[str, Any] = {"published": None, "media": None, "partial": False, "furniture": ()}
        return Document(sha256=digest, text=text, **plain | rest | known)

    return make


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared data. Tests that ask for it are skipped, saying so, where it is absent."""
    found = shared.folder()
    if found is None:
        pytest.skip(f"not checked: {shared.NO_DATA}")
    return found


@pytest.fixture(scope="session")
def own() -> Knowledge:
    """The bundled tables with those of the bundled reports."""
    return load(golden.EXAMPLES / "knowledge")


@pytest.fixture(scope="session")
def examples(own: Knowledge) -> dict[str, Record]:
    """The records of the bundled reports, by name."""
    documents = golden.documents()
    return dict(zip(documents, read_documents(documents.values(), own), strict=True))


@pytest.fixture(scope="session")
def read(own: Knowledge) -> ReadText:
    """Read an invented text."""

    def of(text: str, **known: str | None) -> Record:
        return next(iter(read_documents([from_text(text, Hints(**known), own)], own)))

    return of
