"""The pages in a real browser: accessible, steady, whole without script and on a phone; corrections by keyboard alone."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from onrecord.archive import Archive, open_archive
from onrecord.check import load_series
from onrecord.read import read_documents
from onrecord.web import Settings, create_app
from onrecord.web.demo import demo_knowledge, demo_series

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="not checked: there is no Chromium on this machine")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAGES = (
    "/",
    "/talks",
    "/talks/{talks}",
    "/reports",
    "/reports/linmouth-veskonia",
    "/findings/linmouth-veskonia/{finding}",
    "/versions/linmouth-veskonia",
    "/people",
    "/people/helena-marsk",
    "/countries",
    "/countries/QS",
    "/pairs/QS-QV",
    "/claims",
    "/claims/trade%20turnover/QS-QV",
    "/pledges",
    "/search?q=trade",
    "/review",
    "/review/linmouth-veskonia",
    "/session",
    "/api/docs",
    "/nothing-here",
)
_LIGHTEST = 250_000
_PATIENCE = 90_000
"""Milliseconds: a loaded machine is slow, and no test here judges by time."""


@pytest.fixture(scope="module")
def archive(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("browser")
    for part in filled.parent.glob(f"{filled.name}*"):
        shutil.copy(part, folder / part.name)
    with open_archive(folder / filled.name, demo_knowledge()) as found:
        yield found


@pytest.fixture(scope="module")
def base(archive: Archive) -> Iterator[str]:
    """A server over a copy of the bundled archive."""
    knowledge = demo_knowledge()
    app = create_app(archive, Settings(), knowledge, load_series(demo_series(), None, knowledge))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def addresses(archive: Archive, base: str) -> list[str]:
    """The addresses of one page of each kind."""
    with archive.reading() as connection:
        from onrecord.archive.queries.talks import talks

        rows, _ = talks(connection)
    both = next(t.id for t in rows if len(t.reports) == 3)
    finding = archive.record("linmouth-veskonia").figures[0].id
    return [base + page.format(talks=both, finding=finding) for page in PAGES]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_and_steady(browser: sync_api.Browser, addresses: list[str], scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    for address in addresses:
        page.goto(address)
        for violation in axe.run(page).response["violations"]:
            nodes = [n["html"][:120] for n in violation["nodes"][:3]]
            problems.append(f"{address}: {violation['id']} ({violation['impact']}): {nodes}")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            problems.append(f"{address}: wider than the screen")
        if page.evaluate(_SHIFT) > 0.05:
            problems.append(f"{address}: moves while it loads")
    context.close()
    assert not problems, "\n".join(problems)


_SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 60);
})"""


def test_pages_keep_their_policy_and_weigh_little(browser: sync_api.Browser, addresses: list[str]) -> None:
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    said: list[str] = []
    weights: dict[str, int] = {}
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("response", lambda r: weights.update({page.url: weights.get(page.url, 0) + len(r.body())}) if r.ok else None)
    for address in addresses[:-1]:
        page.goto(address, wait_until="networkidle")
    context.close()
    assert not said
    assert max(weights.values()) <= _LIGHTEST


def test_reading_needs_no_script(browser: sync_api.Browser, addresses: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in addresses[:-1]:
        page.goto(address)
        assert page.locator("h1").first.inner_text().strip()
        assert page.locator("main a").count() > 0 or "session" in address
    context.close()


def test_ten_speakers_are_put_right_by_keyboard_and_stay_so(browser: sync_api.Browser, base: str, archive: Archive) -> None:
    report = "drenburg-october-2024-veskonia"
    before = archive.record(report)
    targets = ["linmouth-sarelia", report]
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.goto(f"{base}/session?next=/review/{report}")
    page.keyboard.press("Tab")
    page.locator("input[name=name]").focus()
    page.keyboard.type("Ana Reader")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/review/[^?]+$"))
    done = 0
    for document in targets:
        for number in range(len(archive.record(document, corrected=False).statements)):
            if done == 10:
                break
            page.goto(f"{base}/review/{document}?n={number}", wait_until="networkidle")
            page.wait_for_selector("html[data-keys=on]")
            page.keyboard.press("1")
            page.wait_for_function("document.activeElement.dataset.field === '1'")
            page.keyboard.type("Amara Quill")
            with page.expect_navigation(wait_until="load"):
                page.keyboard.press("Enter")
            assert "Amara Quill" in page.locator("aside").inner_text()
            done += 1
    assert done == 10
    made = [c for c in archive.corrections() if c.field == "speakers" and c.undoes is None]
    assert len(made) == 10
    assert {c.who for c in made} == {"Ana Reader"}
    _read_anew(archive, targets)
    corrected = [s for d in targets for s in archive.record(d).statements if [p.name for p in s.speakers] == ["Amara Quill"]]
    assert len(corrected) == 10
    page.goto(f"{base}/review/{report}?n=0", wait_until="networkidle")
    assert "Ana Reader" in page.locator("aside").inner_text()
    for each in reversed(made):
        archive.undo(each.id, who="Ana Reader", why="test")
    assert [s.speakers for s in archive.record(report).statements] == [s.speakers for s in before.statements]
    context.close()


def _read_anew(archive: Archive, documents: list[str]) -> None:
    import msgspec

    for document in documents:
        record = next(iter(read_documents([archive.source(document)], demo_knowledge())))
        newer = msgspec.structs.replace(record.versions, onrecord="99.0")
        archive.replace(msgspec.structs.replace(record, versions=newer))


def test_verdicts_and_undo_by_keys(browser: sync_api.Browser, base: str, archive: Archive) -> None:
    report = "call-2023-veskonia"
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.goto(f"{base}/session?next=/review/{report}")
    page.locator("input[name=name]").fill("Bo Reader")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/review/[^?]+$"))
    for key, number in (("y", 1), ("n", 2), ("h", 3)):
        page.wait_for_selector("html[data-keys=on]")
        page.keyboard.press(key)
        page.wait_for_url(re.compile(f"n={number}$"))
    verdicts = [c.new for c in archive.corrections(report)]
    assert verdicts == [False, True, None]
    assert len(archive.record(report).statements) == len(archive.record(report, corrected=False).statements) - 1
    page.wait_for_load_state("networkidle")
    page.keyboard.press("k")
    page.wait_for_url(re.compile("n=2$"))
    page.wait_for_load_state("networkidle")
    for _ in range(2):
        with page.expect_navigation(wait_until="networkidle"):
            page.keyboard.press("u")
    assert len(archive.record(report).statements) == len(archive.record(report, corrected=False).statements)
    context.close()


def test_words_are_searched_from_every_page(browser: sync_api.Browser, base: str) -> None:
    context = browser.new_context()
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.goto(base + "/talks")
    page.locator("#site-search").fill('"second railway crossing"')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search"))
    assert page.locator("mark").count() > 0
    page.locator("ul.entries a.title").first.click()
    assert "crossing" in page.locator("blockquote mark").first.inner_text()
    context.close()
