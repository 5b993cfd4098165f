"""What holds for any text: a record comes out, its spans are the text's, JSON loses nothing, reading again changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.endurance import bad_spans
from onrecord.model import TABLES, Document, Record
from onrecord.read import read_documents
from onrecord.tables import Knowledge

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Pieces of reports, put together in any order: what the rules look for, and what comes to stand beside it by mistake.
PIECES = (
    "President of Sarelia Helena Marsk",
    "Helena Marsk:",
    "the head of state",
    "He",
    "The two leaders",
    " said",
    " noted that",
    " agreed to",
    " promised to send a delegation by September",
    "According to",
    " discussed the border",
    " held talks in the Heron Palace in Linmouth",
    " spoke by telephone with",
    " on 11 June",
    " last year",
    "in 2023",
    "next week",
    "--07-13",
    "17%",
    "about 14 percent",
    "$3.4 billion",
    "35 to 36 percent",
    "17 fishermen",
    "• 9 • 2",
    "* * *",
    "<…>",
    "(retranslated)",
    "See also",
    "###",
    '"',
    "“",
    "”",
    "‘",
    "’",
    "«",
    "[opponents]",
    ",",
    ".",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u00a0",
    "\u2028",
    "\ufffd",
    "\U0001f91d",
    "e\u0301",
    "İ",
    " ",
)
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
)
Make = Callable[..., Document]


def _read(document: Document, knowledge: Knowledge) -> Record:
    (record,) = read_documents([document], knowledge)
    return record


@SETTINGS
@given(text=texts, published=st.sampled_from([None, "2024-06-12", "2024", "not a date"]))
def test_any_text_gives_a_record_whose_spans_are_the_text(
    text: str, published: str | None, make_document: Make, knowledge: Knowledge
) -> None:
    record = _read(make_document(text, published=published), knowledge)
    assert record.document.text == text
    assert bad_spans(record) == []
    assert Record.from_json(record.to_json()) == record
    assert Record.from_json(record.to_json(indent=2)) == record


@SETTINGS
@given(text=texts)
def test_reading_again_gives_the_same_bytes(text: str, make_document: Make, knowledge: Knowledge) -> None:
    document = make_document(text)
    assert _read(document, knowledge).to_json() == _read(document, knowledge).to_json()


@settings(SETTINGS, max_examples=15)
@given(several=st.lists(texts, min_size=2, max_size=5))
def test_a_record_does_not_hang_on_its_batch(several: list[str], make_document: Make, knowledge: Knowledge) -> None:
    documents = [make_document(text, id=f"d{i}") for i, text in enumerate(several)]
    together = list(read_documents(documents, knowledge))
    assert [r.to_json() for r in together] == [_read(d, knowledge).to_json() for d in documents]


@SETTINGS
@given(text=texts)
def test_ids_are_unique_and_what_refers_to_one_finds_it(text: str, make_document: Make, knowledge: Knowledge) -> None:
    record = _read(make_document(text), knowledge)
    ids = [finding.id for table in TABLES for finding in getattr(record, table)]
    assert len(ids) == len(set(ids))
    said = {s.id for s in record.statements}
    referred = [s.restates for s in record.statements]
    referred += [f.statement for f in record.figures] + [p.statement for p in record.pledges]
    assert {r for r in referred if r is not None} <= said


@pytest.mark.parametrize("language", ["ru", "de", "zz"])
def test_a_language_without_a_reader_is_left_unread(language: str, make_document: Make, knowledge: Knowledge) -> None:
    record = _read(make_document("Президент заявил.", language=language), knowledge)
    assert record.unread == f"language: {language}"
    assert [table for table in TABLES if getattr(record, table)] == []
    assert Record.from_json(record.to_json()) == record
