"""What the tests of ingest share: one extractor in this process, and a way to load one source whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Failure, Hints, load
from onrecord.ingest.page import Extractor
from onrecord.model import Document
from onrecord.tables import Knowledge

Load = Callable[..., list[Document | Failure]]
One = Callable[..., Document]
Fails = Callable[..., InputError]


@pytest.fixture(scope="session")
def extractor(knowledge: Knowledge) -> Extractor:
    return Extractor(knowledge)


@pytest.fixture(scope="session")
def load_all_of(knowledge: Knowledge) -> Load:
    """Everything that a source gives."""

    def everything(source: str | Path | bytes, **hints: str) -> list[Document | Failure]:
        return list(load(source, Hints(**hints), knowledge))

    return everything


@pytest.fixture(scope="session")
def one(load_all_of: Load) -> One:
    """The one document that a source gives."""

    def document(source: str | Path | bytes, **hints: str) -> Document:
        (found,) = load_all_of(source, **hints)
        assert isinstance(found, Document), found
        return found

    return document


@pytest.fixture(scope="session")
def fails(load_all_of: Load) -> Fails:
    """The error that a source gives, and nothing else. Its message is one line."""

    def error(source: str | Path | bytes) -> InputError:
        (found,) = load_all_of(source)
        assert isinstance(found, Failure), found
        assert "\n" not in str(found.error)
        assert ":" in str(found.error), "says what was wrong, and what to do"
        return found.error

    return error
