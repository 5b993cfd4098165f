"""The door for web pages finds at least what trafilatura finds, whatever the layout."""

from __future__ import annotations

import pytest

from bench.layout_pages import LAYOUTS
from bench.layouts import by_layout, by_recipe, f1, reports


def test_f1_counts_words_as_multisets() -> None:
    assert f1("a b b", "a b b") == 1
    assert f1("a b", "a b b c") == pytest.approx(2 * 2 / 6)
    assert f1("", "a") == 0


def test_there_are_twelve_layouts_and_reports_to_put_in_them() -> None:
    assert len(LAYOUTS) == 12
    texts = reports()
    assert len(texts) >= 3
    for title, parts in texts:
        assert title not in parts
        pages = {write(title, parts) for write in LAYOUTS.values()}
        assert len(pages) == 12


def test_nothing_is_lost_beside_trafilatura_on_pages_without_a_recipe() -> None:
    for name, scores in by_layout(reports()).items():
        assert scores["door"] >= scores["trafilatura"], name


def test_nothing_is_lost_beside_trafilatura_on_pages_with_a_recipe() -> None:
    for key, scores in by_recipe().items():
        assert scores["door"] >= scores["trafilatura"], key
        assert scores["door"] == 100, key
