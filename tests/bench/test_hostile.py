"""Hostile words on all pages, feeds and sheets: of the shared lines a few here, all of them by ``python -m bench.hostile``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bench import golden, hostile
from onrecord.archive import open_archive
from onrecord.tables import load

pytest.importorskip("resiliparse", reason="not checked: resiliparse is not installed")
pytest.importorskip("fastapi", reason="not checked: the pages are not installed")
OWN = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "</title></style></script><svg onload=alert(1)>",
    '=HYPERLINK("http://x.example","a")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "{{ 7*7 }}{% raw %}",
    "]]></summary><x:script xmlns:x='http://www.w3.org/1999/xhtml'>",
    "\u202egnp.exe",
)


def _all(lines: Sequence[str], folder: Path) -> dict[str, object]:
    with open_archive(folder / "hostile.db", load(golden.EXAMPLES / "knowledge")) as archive:
        records = hostile.fill(archive, lines)
        found = hostile.looked_at(archive, records)
        assert found["pages"] > len(lines)
        assert found["feeds"] > 2
        assert found["sheets"] > 4
        cells = [cell for _, sheet in hostile.sheets(records, folder) for cell in hostile.run_cells(sheet)]
    return {"wrong": found["wrong"], "cells": cells}


def test_words_of_our_own_do_nothing(tmp_path: Path) -> None:
    assert _all(OWN, tmp_path) == {"wrong": [], "cells": []}


def test_shared_lines_do_nothing(shared_data: Path, tmp_path: Path) -> None:
    lines = hostile.lines(shared_data / "data" / "hostile")
    assert len(lines) > 2_000
    assert _all(lines[7::400], tmp_path) == {"wrong": [], "cells": []}


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=x>",
        "<img src=x>",
        "<a href='JavaScript:x'>",
        "<a href=' java\nscript:x'>",
        "<form action='data:text/html,x'>",
        "<script>x</script>",
        "<script type='application/json'>{</script>",
        "<meta http-equiv=refresh content='0;url=//x.example'>",
        "<p style='background:url(//x.example)'>",
    ],
)
def test_what_acts_is_seen(html: str) -> None:
    assert hostile.active(f"<!doctype html><body>{html}") != []


def test_what_does_nothing_is_let_be() -> None:
    page = (
        "<a href='/x?a=javascript:x'>x</a><a href='https://a.example'>onclick</a><script type='application/ld+json'>{}</script>"
    )
    assert hostile.active(f"<!doctype html><body>{page}<script src='/static/a.js' defer></script>") == []


@pytest.mark.parametrize(
    ("cell", "runs"), [("=1", True), ("-a", True), ("-1.5", False), ("'=1", False), ("\t=1", True), ("a=1", False)]
)
def test_a_cell_that_runs_is_seen(cell: str, runs: bool) -> None:
    assert bool(hostile.run_cells(f'"{cell}",x\r\n')) is runs


@pytest.mark.parametrize(
    ("inner", "wrong"),
    [
        ("", 0),
        ("<b xmlns=''>x</b>", 1),
        ("<x:b xmlns:x='urn:x'/>", 1),
        ("<link href='javascript:x'/>", 1),
        ("<summary type='html'>x</summary>", 1),
    ],
)
def test_a_feed_that_acts_is_seen(inner: str, wrong: int) -> None:
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'>{inner}</feed>"
    assert len(hostile.unsafe_feed(feed.encode())) == wrong
    assert len(hostile.unsafe_feed(b"<feed")) == 1
