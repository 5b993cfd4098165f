"""The bundled reports as records, read once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench import golden
from onrecord.ingest import Hints, from_text
from onrecord.model import Record
from onrecord.read import read_documents
from onrecord.tables import Knowledge, load

ReadText = Callable[..., Record]


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
