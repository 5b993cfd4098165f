"""What the tests share: the bundled tables, a way to make documents, and the shared data where it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench import shared
from onrecord.model import Document
from onrecord.tables import Knowledge, load


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The bundled tables, without a user's own."""
    return load()


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """Make a document of a text, and of whatever else is known of it, as the corpus would."""

    def make(text: str, **known: str | None) -> Document:
        return shared.document({"id": "made", "language": "en", "text": text, **known})

    return make


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of shared data. Tests that ask for it are skipped, saying so, where it is absent."""
    found = shared.folder()
    if found is None:
        pytest.skip(f"not checked: {shared.NO_DATA}")
    return found
