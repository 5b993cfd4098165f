"""No regular expression of the package takes more than linear time, whatever it is run over."""

from __future__ import annotations

import re
import signal
from typing import Any

import pytest

from bench.pattern_shapes import faults
from bench.patterns import ADVERSE, BOUNDED, grows, growth, patterns

SIZE = 8_000
CAUTIOUS = {
    "onrecord.archive.queries.wording._TOKEN": "read over a query, at one place after another",
    "onrecord.comparison.words._WORD": "a number ends at its last digit: what is read behind that are its own points and commas",
    "onrecord.ingest.sniff._MAIL": "matched at the start of a file's first bytes",
    "onrecord.ingest.sniff._OPENS_PAGE": "matched at the start of a file's first bytes",
    "onrecord.ingest.titles._ABBREVIATION_END": "searched in a line of at most 220 characters",
    "onrecord.lookups.timex.tokens._NUMBER": "begins at a digit, a sign or the beginning of a word only",
    "onrecord.stages.meetings.lexicon.lexicon().not_now": "looks ahead over the words behind one word only",
    "onrecord.web.publishing.places._LINK": "reads pages that our own templates wrote, in which every value is closed",
}
"""Patterns whose shape alone does not show that they are linear, and why they are."""


@pytest.fixture(scope="module")
def found() -> dict[str, re.Pattern[Any]]:
    return patterns()


@pytest.mark.timed
@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timer to stop a pattern with here")
@pytest.mark.parametrize("name", ADVERSE)
def test_patterns_are_linear(name: str, found: dict[str, re.Pattern[Any]]) -> None:
    searched = {where: pattern for where, pattern in found.items() if where not in BOUNDED}
    assert grows(searched, name, SIZE) == []


def test_patterns_are_linear_by_their_shape(found: dict[str, re.Pattern[Any]]) -> None:
    named = {where: faults(pattern) for where, pattern in found.items()}
    assert {where: why for where, why in named.items() if why and where not in BOUNDED and where not in CAUTIOUS} == {}
    assert set(CAUTIOUS) <= {where for where, why in named.items() if why}, "a pattern that is gone or mended needs no exception"


@pytest.mark.parametrize(
    "slow",
    [r"\s+$", r"(?:a{1,9}){1,20}b", r"(?:\w+\s?)*x", r"[^\n]*:", r"(?:a|b+)+c", r"\w+@", r"(?i)[A-Z]+\d", r"x*y", r"(?=.*x)y"],
)
def test_a_shape_that_may_be_slow_is_named(slow: str) -> None:
    assert faults(re.compile(slow))


@pytest.mark.parametrize(
    "quick",
    [
        r"\w+",
        r"\A\s+x",
        r'"[^"]*"',
        r"@\w+$",
        r"(?:\w{1,9} ){1,20}x",
        r"\b\w+\b",
        r"a{1,80}b",
        r"\d+(?:[.,]\d+)*",
        r"(?:- ){2,5}-",
    ],
)
def test_a_shape_that_is_linear_is_let_through(quick: str) -> None:
    assert faults(re.compile(quick)) == []


@pytest.mark.parametrize(("times", "power"), [({10: 1.0, 40: 4.0}, 1.0), ({10: 1.0, 40: 16.0}, 2.0), ({10: 0.0, 40: 1.0}, 0.0)])
def test_how_times_grow_is_a_power_of_the_length(times: dict[int, float], power: float) -> None:
    assert growth(times) == power


def test_the_patterns_are_all_there(found: dict[str, re.Pattern[Any]]) -> None:
    assert len(found) > 300
    assert {where.split(".")[1] for where in found} >= {"ingest", "lookups", "stages", "export", "cli"} - {"export", "cli"}
    assert set(BOUNDED) <= set(found), "a pattern that is gone needs no exception"


@pytest.mark.timed
def test_a_slow_pattern_is_told() -> None:
    slow, quick = re.compile(r"\s+$"), re.compile(r"\s{1,8}$")
    assert grows({"slow": slow, "quick": quick}, "spaces", SIZE) == ["slow"]
