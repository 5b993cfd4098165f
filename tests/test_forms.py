"""The record of a report is the same, offsets apart, in whatever form it came: text, web page, PDF, Word file, web archive."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.ingest import made

from bench import golden
from onrecord.ingest import Hints, load
from onrecord.model import Document
from onrecord.read import read_documents
from onrecord.tables import Knowledge
from onrecord.tables import load as load_tables

REPORTS = 50
_KNOWN = Hints(published="2024-06-12", publisher="President of Sarelia", side="QS", language="en", title="Talks in Linmouth")
_URL = "https://president.sarelia.example/1"
_LABEL = re.compile(r"[A-Z][^.:“]{3,60}:\s")
_OPENINGS = (
    "President of Sarelia Helena Marsk met with President of Veskonia Radomir Tesk in Linmouth on 11 June.",
    "On 11 June, President of Veskonia Radomir Tesk and President of Sarelia Helena Marsk held talks at the Heron Palace.",
    "Prime Minister of Caldora Amara Quill spoke with President of Sarelia Helena Marsk by phone on 11 June.",
)
_SAID = (
    "I am glad to welcome you in Linmouth. Our trade grew by 17 percent last year, and we can do better than that.",
    "We agreed to open two more crossings by September.",
    "I promise to send a delegation to prepare them, and I invite you to visit Drenburg in October.",
    "Thank you for the warm welcome that we were given in your capital.",
    "The line through Karsk carries 2.6 million tonnes of freight a year.",
    "We are grateful for the help of your engineers after the flood.",
)
FORMS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "page": lambda parts: made.html(parts).encode(),
    "pdf": made.pdf,
    "pdf, indented": lambda parts: made.pdf(parts, indent=18, gap=0),
    "docx": made.docx,
    "warc": lambda parts: made.warc_record(_URL, made.html(parts).encode()),
    "mhtml": lambda parts: made.mhtml(made.html(parts)),
}
WRAPPED: dict[str, Callable[[Sequence[str]], bytes]] = {
    "warc, compressed": lambda parts: gzip.compress(made.warc_record(_URL, made.html(parts).encode())),
    "page, compressed": lambda parts: gzip.compress(made.html(parts).encode()),
    "zip of a text": lambda parts: made.zipped({"report.txt": "\n\n".join(parts).encode()}),
    "zip of a page": lambda parts: made.zipped({"report.html": made.html(parts).encode()}),
    "jsonl": lambda parts: (json.dumps({"text": "\n\n".join(parts)}) + "\n").encode(),
}
"""Forms that hold one of the others: a few reports show that they are opened."""


def _sentences() -> list[str]:
    """The narrated paragraphs of the bundled examples, turns of transcripts and labels left out."""
    paragraphs = [p for d in golden.documents().values() for p in d.text.split("\n\n")]
    return sorted(
        {" ".join(p.split()) for p in paragraphs if len(p) > 60 and p.rstrip().endswith((".", "”")) and not _LABEL.match(p)}
    )


def _report(number: int, sentences: Sequence[str]) -> list[str]:
    """An invented report: an opening and some of the sentences, the same ones for the same number."""
    chance = random.Random(number)
    told = [chance.choice(_OPENINGS), *chance.sample(sentences, chance.randint(4, 9))]
    return told if number % 3 else [*told, "* * *", *_transcript(chance)]


def _transcript(chance: random.Random) -> list[str]:
    """A few turns, with a title on each speaker's first only, an interpreter's among them, and a mark that there is more."""
    said = chance.sample(_SAID, 4)
    return [
        "President of Sarelia Helena Marsk: Mr Tesk, colleagues,",
        said[0],
        f"President of Veskonia Radomir Tesk (retranslated): {said[1]}",
        said[2],
        f"Helena Marsk: {said[3]}",
        "<…>",
    ]


@pytest.fixture(scope="module")
def own() -> Knowledge:
    return load_tables(golden.EXAMPLES / "knowledge")


@pytest.fixture(scope="module")
def texts() -> list[list[str]]:
    sentences = _sentences()
    return [_report(number, sentences) for number in range(REPORTS)]


@pytest.fixture(scope="module")
def expected(texts: list[list[str]], own: Knowledge) -> list[Any]:
    return _findings(["\n\n".join(parts).encode() for parts in texts], own)


def _findings(reports: Sequence[bytes], own: Knowledge) -> list[Any]:
    """What was found in each report, without ids and offsets, which hang on where things stand."""
    documents = []
    for data in reports:
        (document,) = load(data, _KNOWN, own)
        assert isinstance(document, Document), document
        documents.append(document)
    return [_bare(record.to_dict()) for record in read_documents(documents, own)]


def _bare(record: dict[str, Any]) -> dict[str, Any]:
    tables = {name: record[name] for name in ("meetings", "statements", "figures", "pledges", "events")}
    numbers = {item["id"]: f"{name} {n}" for name, items in tables.items() for n, item in enumerate(items)}
    bare: dict[str, Any] = _without(tables, numbers)
    return bare


def _without(value: Any, numbers: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, numbers) for key, inner in value.items() if key not in ("start", "end")}
    if isinstance(value, list):
        return [_without(inner, numbers) for inner in value]
    return numbers.get(value, value) if isinstance(value, str) else value


def test_the_reports_say_something(expected: list[Any]) -> None:
    assert len(expected) == REPORTS
    assert all(record["meetings"] for record in expected)
    assert sum(len(record["statements"]) for record in expected) > 2 * REPORTS
    assert sum(len(record["figures"]) for record in expected) > REPORTS / 2


@pytest.mark.parametrize("form", FORMS)
def test_a_report_gives_the_same_record_in_every_form(
    form: str, texts: list[list[str]], expected: list[Any], own: Knowledge
) -> None:
    found = _findings([FORMS[form](parts) for parts in texts], own)
    for parts, record, other in zip(texts, expected, found, strict=True):
        assert other == record, parts


@pytest.mark.parametrize("form", WRAPPED)
def test_what_holds_a_report_in_another_form_changes_nothing(
    form: str, texts: list[list[str]], expected: list[Any], own: Knowledge
) -> None:
    found = _findings([WRAPPED[form](parts) for parts in texts[::10]], own)
    assert found == expected[::10]


def test_a_part_of_the_reports_are_transcripts(texts: list[list[str]], expected: list[Any]) -> None:
    direct = [record for parts, record in zip(texts, expected, strict=True) if "<…>" in parts]
    assert len(direct) == 17
    assert all(sum(s["kind"] == "direct" for s in record["statements"]) >= 3 for record in direct)
