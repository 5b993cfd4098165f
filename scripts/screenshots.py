"""Screenshots for the documents, made from the bundled archive.

``python scripts/screenshots.py`` needs Playwright and a Chromium: ``ONRECORD_CHROMIUM`` says where, else the path.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "images"


def main() -> None:
    """Start the demonstration, take the pictures, stop it."""
    chromium = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        raise SystemExit("there is no Chromium on this machine: install one, or name it in ONRECORD_CHROMIUM")
    FOLDER.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "onrecord", "serve", "--demo", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stderr is not None
        base = next(found[0] for line in server.stderr if (found := re.search(r"http://\S+?(?=/ )", line)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            take(page, base)
            browser.close()
        server.terminate()


def take(page: Page, base: str) -> None:
    """The pictures that the documents show."""
    page.goto(f"{base}/reports/linmouth-veskonia")
    page.screenshot(path=str(FOLDER / "report.png"))
    page.goto(f"{base}/talks")
    page.locator("ol.timeline li", has_text="11 June 2024").locator("a").first.click()
    page.locator("#sides").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('sides').scrollIntoView()")
    page.screenshot(path=str(FOLDER / "talks.png"))
    page.goto(f"{base}/claims/trade%20turnover/QS-QV")
    page.screenshot(path=str(FOLDER / "claims.png"))


if __name__ == "__main__":
    main()
