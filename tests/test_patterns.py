"""No regular expression of the package takes more than linear time, whatever it is run over."""

from __future__ import annotations

import re
import signal
from typing import Any

import pytest

from bench.patterns import ADVERSE, grows, patterns

SIZE = 8_000
BOUNDED = {
    "onrecord.ingest.titles._FIRST_LINE": "matched at the start of a text's first 1,280 characters",
    "onrecord.ingest.titles._WHOLLY_DATE": "matched against a line of at most 220 characters that begins with a letter",
    "onrecord.ingest.page.selectors._COMBINED": "splits selectors of our own tables",
    "onrecord.lookups.timex.forms._ITEM": "matched at one place after another in forms of our own tables",
    "onrecord.lookups.timex._BEFORE": "searched in the 32 characters before a place",
    "onrecord.stages.figures.candidates._WORD_BEFORE": "searched in the 16 characters before a number",
    "onrecord.stages.layout.grade._ALLOWED": "matched at the start of a label",
    "onrecord.stages.layout.lexicon.build().dateline": "matched at the start of a paragraph's first characters",
    "onrecord.lookups.names._build()._patronymic": "matched against a whole word",
}
"""Patterns that would be slow if they were searched for in a long text, and why they never are."""


@pytest.fixture(scope="module")
def found() -> dict[str, re.Pattern[Any]]:
    return patterns()


@pytest.mark.timed
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer to stop a pattern with here")
@pytest.mark.parametrize("name", ADVERSE)
def test_patterns_are_linear(name: str, found: dict[str, re.Pattern[Any]]) -> None:
    searched = {where: pattern for where, pattern in found.items() if where not in BOUNDED}
    assert grows(searched, name, SIZE) == []


def test_the_patterns_are_all_there(found: dict[str, re.Pattern[Any]]) -> None:
    assert len(found) > 300
    assert {where.split(".")[1] for where in found} >= {"ingest", "lookups", "stages", "export", "cli"} - {"export", "cli"}
    assert set(BOUNDED) <= set(found), "a pattern that is gone needs no exception"


@pytest.mark.timed
def test_a_slow_pattern_is_told() -> None:
    slow, quick = re.compile(r"\s+$"), re.compile(r"\s{1,8}$")
    assert grows({"slow": slow, "quick": quick}, "spaces", SIZE) == ["slow"]
