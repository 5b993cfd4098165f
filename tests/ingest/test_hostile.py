"""Files made to harm, and damaged ones: each has the outcome that was looked at, and the parser is there for the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ingest import pages

from onrecord.errors import Malformed, ParserStopped
from onrecord.ingest import Failure, load
from onrecord.ingest.sandbox import Parser
from onrecord.ingest.wire import PageFacts
from onrecord.model import Document
from onrecord.tables import Knowledge

OUTCOMES = Path(__file__).parents[1] / "data" / "hostile_outcomes.json"
"""For each file how many documents it gives, and how many failures with which words before the advice."""


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    found = shared_data / "data" / "hostile"
    if not found.is_dir():
        pytest.skip(f"not checked: no {found}")
    return found


def outcome(path: Path, knowledge: Knowledge) -> dict[str, object]:
    """What a file gives, in short."""
    items = list(load(path, knowledge=knowledge))
    failures = Counter(str(item.error).partition(":")[0].partition(" (")[0] for item in items if isinstance(item, Failure))
    return {"documents": sum(isinstance(item, Document) for item in items), "failures": dict(sorted(failures.items()))}


def test_every_hostile_file_has_its_outcome(folder: Path, knowledge: Knowledge) -> None:
    expected = json.loads(OUTCOMES.read_text(encoding="utf-8"))
    found = {str(p.relative_to(folder)): outcome(p, knowledge) for p in sorted(folder.rglob("*")) if p.is_file()}
    assert found == expected
    assert all(item["documents"] or item["failures"] for item in found.values()), "nothing is passed over in silence"


def test_no_entity_of_a_hostile_file_is_resolved(folder: Path, knowledge: Knowledge) -> None:
    for path in sorted((folder / "payloads" / "xxe").iterdir()):
        for item in load(path, knowledge=knowledge):
            if isinstance(item, Document):
                assert "root:" not in item.text
                assert len(item.text) <= path.stat().st_size


@pytest.fixture
def parser(knowledge: Knowledge) -> Iterator[Parser]:
    made = Parser(knowledge.folders, seconds=2.0)
    yield made
    made.close()


def test_a_million_nested_elements_are_refused(knowledge: Knowledge) -> None:
    page = f"<html><body>{'<div>' * 1_000_000}{pages.paragraphs()}{'</div>' * 1_000_000}</body></html>"
    (item,) = load(page.encode(), knowledge=knowledge)
    assert isinstance(item, Failure)
    assert isinstance(item.error, Malformed)
    assert "nested too deeply" in str(item.error)


def test_three_hundred_thousand_attributes_are_stopped_and_the_next_page_is_read(parser: Parser) -> None:
    attributes = " ".join(f"a{n}=1" for n in range(300_000))
    with pytest.raises(ParserStopped, match="over 2 s"):
        parser.parse(f"<html><body><div {attributes}>{pages.paragraphs()}</div></body></html>", None)
    assert isinstance(parser.parse(pages.kremlin(), None), PageFacts)


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 50_000 + "<p>A text.</p>",
        "<p>" + "&nbsp;" * 500_000,
        "<a href='" + "x" * 2_000_000 + "'>A link to nowhere at all.</a>",
        "<p " + "class='a b c d e f' " * 20_000 + ">",
        "<" * 1_000_000,
        "<!--" * 200_000,
        "<p>" + "<b>" * 100_000 + "A text." + "</b>" * 100_000,
        "<style>" + "a{" * 300_000,
    ],
    ids=["tables", "entities", "long address", "same attribute", "brackets", "comments", "bold", "style"],
)
def test_pages_that_are_all_of_one_thing_have_an_outcome(page: str, knowledge: Knowledge) -> None:
    (item,) = load(f"<!doctype html><html><body>{page}</body></html>".encode(), knowledge=knowledge)
    assert isinstance(item, Document | Failure)
    if isinstance(item, Failure):
        assert ":" in str(item.error)
        assert "\n" not in str(item.error)
