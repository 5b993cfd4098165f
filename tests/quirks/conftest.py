"""What the tests of quirks share: reading a text with the invented countries, and short views of a record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bench import golden
from onrecord.ingest import Hints, from_text
from onrecord.model import Record, Statement
from onrecord.read import read_documents
from onrecord.tables import load

Read = Callable[..., Record]


@pytest.fixture(scope="session")
def read() -> Read:
    """The record of a text; what else is known of it by name. Every span of it is checked against the text."""
    own = load(golden.EXAMPLES / "knowledge")

    def record(text: str, published: str | None = "2024-06-12", **known: str) -> Record:
        found = from_text(text, Hints(published=published, **known), own)
        assert found.text == text
        (record,) = read_documents([found], own)
        return record

    return record


def content(record: Record) -> list[str]:
    """What was said, piece by piece."""
    return [span.text for statement in record.statements for span in statement.content]


def everything_said(record: Record) -> str:
    """All that was said, as one text."""
    return "\n".join(content(record))


def speakers(statement: Statement) -> list[str | None]:
    """The names of those who say it."""
    return [person.name for person in statement.speakers]


def saying(record: Record, words: str) -> Statement:
    """The one statement that holds these words."""
    (found,) = [s for s in record.statements if any(words in span.text for span in s.content)]
    return found


def furniture(record: Record) -> str:
    """All furniture, as one text."""
    return "\n".join(span.text for span in record.document.furniture)
