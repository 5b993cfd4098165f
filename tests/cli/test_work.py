"""The work behind ``read``: order, chunks, and a fault of one report that costs no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest
from tests.export.records import empty_record

from onrecord.cli.messages import DEBUG
from onrecord.cli.work import CHUNK, Failed, outcomes, read_chunk
from onrecord.errors import EmptyInput, ModelMissing
from onrecord.ingest import Failure
from onrecord.model import Document, Record
from onrecord.tables import Knowledge


def documents(count: int) -> list[Document]:
    return [empty_record(id=f"d{n}").document for n in range(count)]


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stand in for the reading: records without findings, a fault at d5. Gives the ids of each batch that was read."""
    seen: list[list[str]] = []

    def read(given: Iterable[Document], knowledge: Knowledge) -> Iterator[Record]:
        batch = list(given)
        seen.append([d.id for d in batch])
        for document in batch:
            if document.id == "d5":
                raise IndexError("out of range")
            yield empty_record(id=document.id)

    monkeypatch.setattr(import_module("onrecord.read"), "read_documents", read)
    return seen


def test_a_fault_costs_only_the_report_that_brought_it_about(batches: list[list[str]]) -> None:
    found = read_chunk(documents(8), ())
    assert [x.name if isinstance(x, Failed) else x.document.id for x in found] == [f"d{n}" for n in range(8)]
    (failed,) = [x for x in found if isinstance(x, Failed)]
    assert failed.name == "d5"
    assert failed.why == "OnRecord failed on it (IndexError: out of range): please report this, with the text"


def test_a_fault_is_raised_for_who_looks_for_it(batches: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(IndexError):
        read_chunk(documents(8), ())


def test_what_is_wrong_with_all_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(given: Iterable[Document], knowledge: Knowledge) -> Iterator[Record]:
        raise ModelMissing("no model")
        yield

    monkeypatch.setattr(import_module("onrecord.read"), "read_documents", read)
    with pytest.raises(ModelMissing):
        read_chunk(documents(2), ())


def test_failures_keep_their_place_and_chunks_their_size(batches: list[list[str]]) -> None:
    items: list[Document | Failure] = [*documents(5), Failure("bad.txt", EmptyInput("nothing there")), *documents(100)[6:]]
    found = list(outcomes(items, (), 1))
    assert [x.name if isinstance(x, Failed) else x.document.id for x in found[4:8]] == ["d4", "bad.txt", "d6", "d7"]
    assert found[5] == Failed("bad.txt", "nothing there")
    assert [len(b) for b in batches] == [CHUNK - 1, CHUNK, CHUNK, 100 - 3 * CHUNK]


def test_no_more_is_taken_than_is_worked_on(batches: list[list[str]]) -> None:
    taken = 0

    def items() -> Iterator[Document]:
        nonlocal taken
        for document in documents(200):
            taken += 1
            yield document

    next(outcomes(items(), (), 1))
    assert taken == CHUNK
