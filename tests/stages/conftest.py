"""What several tests of stages read."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from tests.stages.readings import Tell

from onrecord.model import Document, Statement
from onrecord.tables import Knowledge


@pytest.fixture(scope="session")
def tell(make_document: Callable[..., Document], knowledge: Knowledge) -> Tell:
    """The statements of one text."""
    flow = importlib.import_module("onrecord.read")

    def run(text: str, **known: str | None) -> tuple[Statement, ...]:
        record = next(iter(flow.read_documents([make_document(text, **known)], knowledge)))
        found: tuple[Statement, ...] = record.statements
        return found

    return run
