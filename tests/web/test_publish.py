"""A copy as files: whole, at the same addresses, safe by name, searched from a disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from onrecord.archive import Archive
from onrecord.cli.app import app
from onrecord.errors import InputError
from onrecord.web.demo import demo_knowledge
from onrecord.web.publishing import publish
from onrecord.web.publishing.index import words_of
from onrecord.web.publishing.places import place_of

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="module")
def copy(demo: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy") / "site"
    done = publish(demo, folder, demo_knowledge(), "https://records.example")
    assert done.files == sum(1 for each in folder.rglob("*") if each.is_file())
    return folder


def _leads(page: Path) -> Iterator[str]:
    for match in re.finditer(r' (?:href|src|action)="([^"#]*)', page.read_text(encoding="utf-8")):
        if match[1] and "://" not in match[1]:
            yield unquote(unescape(match[1]).partition("?")[0])


def test_every_link_leads_to_a_file(copy: Path) -> None:
    pages = list(copy.rglob("*.html"))
    assert len(pages) > 200
    for page in pages:
        for lead in _leads(page):
            assert (page.parent / lead).is_file(), f"{page.relative_to(copy)} leads to {lead}"


def test_pages_have_the_addresses_of_the_site(copy: Path) -> None:
    for place in (
        "index.html",
        "reports/linmouth-veskonia/index.html",
        "reports/linmouth-veskonia.json",
        "pairs/QS-QV/index.html",
    ):
        assert (copy / place).is_file()
    assert (copy / "claims" / "trade turnover" / "QS-QV" / "index.html").is_file()


def test_a_copy_has_no_forms_but_the_search(copy: Path) -> None:
    for page in copy.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'method="post"' not in text
        assert "/session" not in text
        assert "Content-Security-Policy" in text


def test_feeds_have_the_address_of_the_copy(copy: Path) -> None:
    assert "https://records.example/reports/" in (copy / "index.atom").read_text(encoding="utf-8")


def test_a_folder_of_something_else_is_left_alone(demo: Archive, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="holds something else"):
        publish(demo, tmp_path, demo_knowledge())
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_search_chooses_what_is_published(filled: Path, tmp_path: Path) -> None:
    knowledge = Path(__file__).parents[2] / "src" / "onrecord" / "examples" / "knowledge"
    arguments = ["publish", str(tmp_path / "part"), "--query", "fisheries", "--archive", str(filled), "-k", str(knowledge)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    held = {p.name for p in (tmp_path / "part" / "reports").iterdir() if p.is_dir()}
    assert "call-caldora" in held
    assert "drenburg-2021-sarelia" not in held


@given(st.text(min_size=1, max_size=200))
def test_names_of_files_stay_inside(segment: str) -> None:
    from onrecord.web.templating import href

    place = place_of(href("reports", segment))
    parts = place.split("/")
    assert parts[0] == "reports"
    assert all(p not in ("", ".", "..") and len(p) <= 140 for p in parts)
    assert re.fullmatch(r"[A-Za-z0-9._~@,+= /-]+", place)


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_different_names_stay_different(a: str, b: str) -> None:
    from onrecord.web.templating import href

    if a != b:
        assert place_of(href("reports", a)) != place_of(href("reports", b))


def test_words_are_found_without_their_diacritics() -> None:
    assert words_of("Élysée, Łódź – 3.2%") == ["elysee", "łodz", "3", "2"]


@pytest.mark.skipif(CHROMIUM is None, reason="not checked: there is no Chromium on this machine")
def test_a_copy_is_searched_from_a_disk(copy: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"file://{copy}/index.html")
        page.fill("#site-search", "railway crossing")
        page.keyboard.press("Enter")
        page.wait_for_selector("#found li")
        page.locator("#found a").first.click()
        page.wait_for_selector(".report")
        assert "crossing" in page.locator(".report").inner_text()
        assert said == []
        browser.close()
