"""Real pages of one publisher: reports are read whole, lists and photo pages are refused, each for its reason."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import EmptyInput, InputError
from onrecord.ingest import Failure, load
from onrecord.ingest.page import Extractor
from onrecord.ingest.page.extract import SUMMARY_NOTE
from onrecord.ingest.wire import PageFacts
from onrecord.model import Document
from onrecord.read import read_documents
from onrecord.reading import Reading
from onrecord.stages import layout
from onrecord.tables import Knowledge


@pytest.fixture(scope="module")
def items(shared_data: Path, knowledge: Knowledge) -> dict[str, Document | Failure]:
    folder = shared_data / "corpus" / "html"
    if not folder.is_dir():
        pytest.skip(f"not checked: no {folder}")
    found = list(load(folder, knowledge=knowledge))
    return {item.id if isinstance(item, Document) else Path(item.name).stem: item for item in found}


def _rows(folder: Path) -> Iterator[dict[str, str]]:
    with gzip.open(folder / "corpus" / "kremlin_en_1999_2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
    with (folder / "corpus" / "reports.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def test_every_page_has_its_outcome(items: dict[str, Document | Failure]) -> None:
    assert len(items) == 64
    for name, item in items.items():
        if name.startswith(("by-date", "page-")):
            assert isinstance(item, Failure), name
            assert type(item.error) is InputError
            assert "a list of 20 reports" in str(item.error)
        elif isinstance(item, Failure):
            assert name.endswith("-photos"), name
            assert isinstance(item.error, EmptyInput)
            assert "photo" in str(item.error)


def test_every_report_has_its_facts(items: dict[str, Document | Failure], shared_data: Path) -> None:
    rows = {row["url"]: row for row in _rows(shared_data)}
    documents = [item for item in items.values() if isinstance(item, Document)]
    assert len(documents) == 41
    for document in documents:
        assert document.url
        row = rows[document.url]
        assert document.title == " ".join(row["title"].split())
        assert document.published == row["date"]
        assert document.place == (" ".join(row["place"].split()) if row.get("place") else None)
        assert (document.publisher, document.country, document.language) == ("President of Russia", "RU", "en")
        assert (SUMMARY_NOTE in document.notes) == document.id.endswith("-photos")


def test_every_report_is_whole(items: dict[str, Document | Failure], shared_data: Path) -> None:
    """All sentences of the corpus's copy but those of link boxes, captions and pop-up cards are in the text, and no others."""
    rows = {row["url"]: row for row in _rows(shared_data)}
    for document in items.values():
        if isinstance(document, Failure) or SUMMARY_NOTE in document.notes:
            continue
        copy = _letters(rows[document.url or ""]["text"])
        for paragraph in document.text.split("\n\n"):
            words = paragraph.split()
            start, end = _letters(" ".join(words[:4])), _letters(" ".join(words[-2:]))
            assert start in copy, (document.id, paragraph)
            assert end in copy, (document.id, paragraph)
        assert "See also" not in document.text
        assert "Direct link" not in document.text


def test_without_a_recipe_the_same_reports_are_found(
    items: dict[str, Document | Failure], shared_data: Path, knowledge: Knowledge
) -> None:
    from onrecord.ingest.page.extract import Page, page_tree

    Extractor(knowledge)
    for name, item in items.items():
        if isinstance(item, Document) and SUMMARY_NOTE not in item.notes:
            page = (shared_data / "corpus" / "html" / f"{name}.html").read_text(encoding="utf-8")
            found = Page(page_tree(page), None, None).facts()
            assert isinstance(found, PageFacts), name
            assert (found.title, found.published) == (item.title, item.published)
            missing = [p for p in item.text.split("\n\n") if _letters(p) not in _letters(found.text)]
            assert len(missing) <= 1, (name, missing)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


GOLDEN = Path(__file__).parents[1] / "data" / "kremlin_pages.json"
"""What each page is and holds, as a person found it on the page; facts only, no text."""


def _found(item: Document | Failure, knowledge: Knowledge) -> dict[str, object]:
    """The facts of the golden file, as they are read."""
    if isinstance(item, Failure):
        why = str(item.error).partition(":")[0]
        return {"outcome": "list" if "list" in why else "photos only", "why": why}
    reading = Reading(item)
    layout.run([reading], knowledge)
    turns = reading.layout.turns
    return {
        "outcome": "summary only" if SUMMARY_NOTE in item.notes else "report",
        "url": item.url,
        "title_sha256": hashlib.sha256((item.title or "").encode()).hexdigest()[:16],
        "published": item.published,
        "place": item.place,
        "photos": item.media.photos if item.media else None,
        "paragraphs": len(reading.layout.paragraphs),
        "labels": list(dict.fromkeys(turn.name for turn in turns)),
        "turns": len(turns),
        "retranslated": sum(turn.retranslated for turn in turns),
        "partial": reading.layout.partial,
        "furniture": len(reading.layout.furniture),
    }


def test_every_page_is_read_as_a_person_read_it(items: dict[str, Document | Failure], knowledge: Knowledge) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert set(golden) == set(items)
    for name, item in items.items():
        assert _found(item, knowledge) == golden[name], name


def test_no_furniture_is_said_by_anybody(items: dict[str, Document | Failure], knowledge: Knowledge) -> None:
    documents = [item for item in items.values() if isinstance(item, Document)]
    for record in read_documents(documents, knowledge):
        said = "\n".join(span.text for statement in record.statements for span in statement.content)
        for words in ("retranslated", "See also", "Direct link", "Publication status", "Broadcast of", "* * *", "<…>"):
            assert words not in said, (record.document.id, words)
