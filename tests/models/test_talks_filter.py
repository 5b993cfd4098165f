"""The filter for web archives: what comes with OnRecord passes, what was never talks does not."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.models.talks_filter import buckets, talks_filter
from training.filter.pages import KINDS, LATER_KINDS, invented

EXAMPLES = sorted((Path(onrecord.__file__).parent / "examples").glob("linmouth*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_reports_of_talks_pass(path: Path) -> None:
    assert talks_filter().passes(path.read_text(encoding="utf-8"))


def test_invented_pages_of_other_kinds_do_not() -> None:
    assert [kind for kind, text in invented(50_000, 5, {**KINDS, **LATER_KINDS}) if talks_filter().passes(text)] == []


def test_whose_talks_they_are_makes_no_difference() -> None:
    one, two = "President Ana Torvek met President Milo Harden.", "President Zed met President Omar Kesh Lunde."
    assert buckets(one, 16) == buckets(two, 16)


@pytest.mark.parametrize("text", ["", "\x00", "…", "1 2 3", "x" * 1_000_000])
def test_anything_has_a_score(text: str) -> None:
    assert isinstance(talks_filter().score(text), float)
