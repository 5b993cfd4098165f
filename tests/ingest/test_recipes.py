"""Recipes: every publisher has an example page and the record that it gives; a draft is marked until a person has looked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from tests.ingest import pages

from onrecord.errors import EmptyInput, InputError
from onrecord.ingest.page.selectors import Selector
from onrecord.ingest.recipes import REVIEW, draft, facts, faults
from onrecord.tables import BUNDLED, load

EXAMPLES = Path(__file__).parents[1] / "publishers"
KEYS = sorted(path.stem for path in (BUNDLED / "publishers").glob("*.toml"))
FORBIDDEN = ("Home", "All rights reserved", "opened the new bridge", "Message of greetings", "Share", "Press contacts", "Photo: ")
ADDRESS = "https://president.ferren.example/news/1"
FERREN = pages.page(
    f"<div class='wrap'><h1 class='headline'>{pages.TITLE}</h1><div class='when'>11.06.2024</div>"
    f"<div class='story'>{pages.paragraphs()}<ul class='share-bar'><li><a href='/s'>Share this page</a></li></ul></div></div>",
    '<meta property="og:site_name" content="President of Ferren">',
)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "saved.html"
    path.write_text(FERREN, encoding="utf-8")
    return path


def test_every_recipe_reads_its_example_page_as_its_record_says() -> None:
    assert list(faults(BUNDLED, EXAMPLES)) == []


def test_every_example_belongs_to_a_publisher() -> None:
    assert sorted(path.stem for path in EXAMPLES.glob("*.html")) == KEYS
    assert sorted(path.stem for path in EXAMPLES.glob("*.json")) == KEYS
    assert len(KEYS) >= 29


@pytest.mark.parametrize("key", KEYS)
def test_a_record_has_the_report_and_nothing_of_the_page_around_it(key: str) -> None:
    record = json.loads((EXAMPLES / f"{key}.json").read_text(encoding="utf-8"))
    text = "\n".join(record["paragraphs"])
    assert "two more crossings by September" in text
    assert "joint commission on water" in text or key == "president-russia"
    assert not any(words in text for words in FORBIDDEN)
    assert "Radomir Tesk" in record["title"]
    assert record["published"] == "2024-06-11" or key == "president-kazakhstan", "its pages state no day"
    assert record["country"] or key in ("nato", "united-nations")


def test_a_draft_reads_its_own_example_and_asks_for_review(saved: Path, tmp_path: Path) -> None:
    files = draft(str(saved), tmp_path / "own", key="president-ferren", address=ADDRESS)
    assert files.recipe == tmp_path / "own" / "publishers" / "president-ferren.toml"
    record = json.loads(files.record.read_text(encoding="utf-8"))
    assert record["review"] == REVIEW
    assert record["read_by"] == "recipe president-ferren"
    assert record["publisher"] == "President of Ferren"
    assert record["published"] == "2024-06-11"
    assert len(record["paragraphs"]) == 6
    (fault,) = faults(tmp_path / "own")
    assert fault[0] == "president-ferren"
    assert "marked for review" in fault[1]
    del record["review"]
    files.record.write_text(json.dumps(record), encoding="utf-8")
    assert list(faults(tmp_path / "own")) == []


def test_a_draft_reads_the_page_that_it_was_made_from(saved: Path, tmp_path: Path) -> None:
    draft(str(saved), tmp_path / "own", address=ADDRESS)
    found = facts(saved, ADDRESS, load(tmp_path / "own"))
    assert found["read_by"] == "recipe president-ferren-example"
    assert found["paragraphs"] == list(pages.PARAGRAPHS)
    assert (found["title"], found["published"]) == (pages.TITLE, pages.DAY)


def test_the_example_of_a_draft_has_the_page_s_shape_and_none_of_its_words(saved: Path, tmp_path: Path) -> None:
    secret = "Olgerd Vint spoke of the harvest in the valley"
    saved.write_text(FERREN.replace(pages.PARAGRAPHS[5], f"{secret}, and of the price of barley."), encoding="utf-8")
    files = draft(str(saved), tmp_path / "own", key="ferren", address=ADDRESS)
    example = files.example.read_text(encoding="utf-8")
    assert "Olgerd" not in example
    assert "barley" not in files.record.read_text(encoding="utf-8") + files.recipe.read_text(encoding="utf-8")
    tree = html.document_fromstring(example)
    for selector in ("h1.headline", "div.when", "div.story", "ul.share-bar"):
        assert len(Selector(selector).elements(tree)) == 1, selector


def test_a_draft_of_a_page_of_a_known_shape_finds_what_its_recipe_has(tmp_path: Path) -> None:
    files = draft(str(EXAMPLES / "president-russia.html"), tmp_path / "own", key="again")
    recipe = files.recipe.read_text(encoding="utf-8")
    assert 'title = ["h1.entry-title"]' in recipe
    assert 'date = ["time.read__published@datetime"]' in recipe
    assert 'body = ["div.entry-content"]' in recipe
    assert "read__bottommeta" in recipe


@pytest.mark.parametrize("key", ["downing-street", "external-affairs-india", "president-finland", "tass"])
def test_a_draft_of_an_example_reads_the_same_report(key: str, tmp_path: Path) -> None:
    url = json.loads((EXAMPLES / f"{key}.json").read_text(encoding="utf-8"))["url"]
    draft(str(EXAMPLES / f"{key}.html"), tmp_path / "own", key=key, address=url)
    found = facts(EXAMPLES / f"{key}.html", url, load(tmp_path / "own"))
    assert any("two more crossings by September" in paragraph for paragraph in found["paragraphs"])
    assert not any("opened the new bridge" in paragraph for paragraph in found["paragraphs"])


def test_what_is_wrong_with_a_recipe_is_told(saved: Path, tmp_path: Path) -> None:
    files = draft(str(saved), tmp_path / "own", key="ferren", address=ADDRESS)
    record = json.loads(files.record.read_text(encoding="utf-8"))
    record.pop("review")
    files.record.write_text(json.dumps({**record, "title": "Something else"}), encoding="utf-8")
    ((_, fault),) = faults(tmp_path / "own")
    assert fault.startswith("title is ")
    files.example.unlink()
    ((_, fault),) = faults(tmp_path / "own")
    assert "is missing" in fault


def test_what_cannot_be_drafted_says_why(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--address"):
        draft(str(saved), tmp_path / "own")
    with pytest.raises(InputError, match="--name"):
        draft(str(saved), tmp_path / "own", key="../up", address=ADDRESS)
    draft(str(saved), tmp_path / "own", key="ferren", address=ADDRESS)
    with pytest.raises(InputError, match="--force"):
        draft(str(saved), tmp_path / "own", key="ferren", address=ADDRESS)
    draft(str(saved), tmp_path / "own", key="ferren", address=ADDRESS, force=True)
    saved.write_text("<html><body><img src=x></body></html>", encoding="utf-8")
    with pytest.raises(EmptyInput):
        draft(str(saved), tmp_path / "own", key="other", address=ADDRESS)
    with pytest.raises(InputError, match=r"publishers/\*\.toml"):
        list(faults(tmp_path))
