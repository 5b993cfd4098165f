"""Pages: what they show, in which forms, and how they are sent."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from lxml import etree
from starlette.testclient import TestClient

PAGES = ("/", "/talks", "/reports", "/reports/linmouth-veskonia", "/versions/linmouth-veskonia", "/review", "/session")


def talks_with(site: TestClient, reports: int) -> str:
    return next(f"/talks/{t['id']}" for t in site.get("/talks.json").json()["talks"] if len(t["reports"]) == reports)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sent_with_its_policy(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script>" not in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_nobody_else(site: TestClient, address: str) -> None:
    loaded = re.findall(r'<(?:link[^>]*href|script[^>]*src|img[^>]*src)="([^"]+)"', site.get(address).text)
    assert loaded
    assert all(each.startswith("/") and not each.startswith("//") for each in loaded)


def test_a_report_shows_its_text_to_the_letter(site: TestClient) -> None:
    page = site.get("/reports/linmouth-veskonia").text
    shown = re.search(r'<div class="report"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown
    text = unescape(re.sub(r"<[^>]+>", "", shown[1]))
    assert text == site.get("/reports/linmouth-veskonia.json").json()["document"]["text"]


def test_every_finding_has_an_address_that_shows_its_words(site: TestClient) -> None:
    record = site.get("/reports/linmouth-veskonia.json").json()
    for table in ("statements", "figures", "pledges", "meetings"):
        for finding in record[table]:
            answer = site.get(f"/findings/linmouth-veskonia/{finding['id']}")
            assert answer.status_code == 200
            spans = finding.get("content") or finding.get("evidence") or [finding["span"]]
            marked = [unescape(m) for m in re.findall(r"<mark>(.*?)</mark>", answer.text, re.DOTALL)]
            assert marked == [span["text"] for span in spans]


def test_both_sides_show_the_figure_that_was_turned(site: TestClient) -> None:
    page = site.get(talks_with(site, 3)).text
    assert re.search(r"Only in a,", page)
    assert re.search(r'<p class="verdict">.*?direction', page, re.DOTALL)


def test_versions_show_what_was_dropped_in_silence(site: TestClient) -> None:
    found = site.get("/versions/linmouth-veskonia.json").json()
    assert len(found["versions"]) == 2
    assert any(
        "1 September 2024" in (c["old"] or {}).get("text", "") for c in found["changes"]["statements"] if c["kind"] == "dropped"
    )
    page = site.get("/versions/linmouth-veskonia?view=changes").text
    assert 'id="last-change"' in page


def test_lists_are_tables_as_csv(site: TestClient) -> None:
    answer = site.get("/reports.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 17
    assert {r["country"] for r in rows} == {"QS", "QV", "XC"}


def test_feeds_are_feeds(site: TestClient) -> None:
    for address in ("/index.atom", "/talks.atom", "/reports.atom"):
        root = etree.fromstring(site.get(address).content)
        assert root.tag == "{http://www.w3.org/2005/Atom}feed"
        assert all(e.text.startswith("http://localhost/") for e in root.iter("{http://www.w3.org/2005/Atom}id"))


def test_what_the_browser_has_is_not_sent_again(site: TestClient) -> None:
    first = site.get("/talks")
    again = site.get("/talks", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "address", ["/reports/none", "/talks/none", "/findings/linmouth-veskonia/s-0000000000", "/nothing", "/versions/none"]
)
def test_what_is_not_there_is_said(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "address", ["/reports?year=20x1", "/talks?country=XYZ", "/reports?offset=-1", "/versions/linmouth-veskonia?view=odd"]
)
def test_what_cannot_be_asked_for_is_said(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_json_ld_says_what_the_report_is(site: TestClient) -> None:
    import json

    page = site.get("/reports/linmouth-veskonia").text
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert linked
    data = json.loads(linked[1])
    assert data["@type"] == "Report"
    assert data["publisher"]["name"] == "President of Veskonia"
    assert {p["name"] for p in data["mentions"]} == {"Helena Marsk", "Radomir Tesk"}
