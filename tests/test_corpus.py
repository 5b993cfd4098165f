"""Real reports, where they are there: a sample of every publisher is read without a crash, the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from bench import shared
from bench.endurance import bad_spans
from onrecord.model import Record
from onrecord.read import read_documents
from onrecord.tables import Knowledge

OF_EACH_PUBLISHER = 2


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[shared.Row]:
    """The shortest reports of each publisher of the corpus."""

    def publisher(row: shared.Row) -> str:
        return row["publisher"] or ""

    ordered = sorted(shared.reports(), key=lambda row: (publisher(row), len(row["text"]), row["id"]))
    return [row for _, group in groupby(ordered, publisher) for row in list(group)[:OF_EACH_PUBLISHER]]


@pytest.fixture(scope="module")
def records(rows: list[shared.Row], knowledge: Knowledge) -> list[Record]:
    return list(read_documents(shared.documents(rows), knowledge))


def test_every_span_of_a_real_report_is_the_text(rows: list[shared.Row], records: list[Record]) -> None:
    assert len(records) == len(rows) > OF_EACH_PUBLISHER
    assert {r.document.id: bad_spans(r) for r in records if bad_spans(r)} == {}
    assert [r.document.text for r in records] == [row["text"] for row in rows]


def test_a_report_keeps_the_id_it_came_with(shared_data: Path) -> None:
    rows = shared.reports()
    assert [d.id for d in shared.documents(rows)] == [row["id"] for row in rows]


def test_a_real_record_survives_json(records: list[Record]) -> None:
    assert [r.document.id for r in records if Record.from_json(r.to_json()) != r] == []


def test_a_real_report_reads_alone_as_in_its_batch(rows: list[shared.Row], records: list[Record], knowledge: Knowledge) -> None:
    def alone() -> Iterator[Record]:
        for row in rows:
            yield from read_documents(shared.documents([row]), knowledge)

    different = [a.document.id for a, b in zip(alone(), records, strict=True) if a.to_json() != b.to_json()]
    assert different == []


def test_only_english_is_read(records: list[Record]) -> None:
    assert {r.document.language for r in records if r.unread is None} == {"en"}
    assert any(r.unread for r in records)
