"""The stage of times: tense decides the side, and what only the text's logic yields stands apart."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest

from onrecord.model import Document
from onrecord.reading import Reading, Time
from onrecord.tables import Knowledge

Read = Callable[..., tuple[str, tuple[Time, ...]]]


@pytest.fixture(scope="module")
def times(make_document: Callable[..., Document], knowledge: Knowledge) -> Read:
    """The times of a text, with the text."""
    stages = [importlib.import_module(f"onrecord.stages.{name}") for name in ("layout", "parse", "quotations", "times")]

    def run(text: str, published: str | None = None) -> tuple[str, tuple[Time, ...]]:
        reading = Reading(make_document(text, published=published))
        for stage in stages:
            stage.run([reading], knowledge)
        return text, reading.times

    return run


def values(found: tuple[str, tuple[Time, ...]]) -> list[tuple[str, str | None]]:
    text, times = found
    return [(text[t.start : t.end], t.value) for t in times]


def test_past_and_future_take_the_year_on_their_side(times: Read) -> None:
    assert values(times("The ministers met on January 5.", "2021-12-20")) == [("January 5", "2021-01-05")]
    assert values(times("The ministers will meet on January 5.", "2021-12-20")) == [("January 5", "2022-01-05")]
    assert values(times("The delegation visited the port in April.", "2021-02-10")) == [("April", "2020-04")]
    assert values(times("The summit is scheduled for April.", "2021-02-10")) == [("April", "2021-04")]


def test_what_was_done_by_a_day_lies_behind(times: Read) -> None:
    assert values(times("By April 15, the beds had been prepared.", "2020-04-21")) == [("April 15", "2020-04-15")]


def test_the_dateline_has_its_time(times: Read) -> None:
    assert ("July 13", "2021-07-13") in values(times("LINMOUTH, July 13. /AGENCY/. The talks began.", "2021-07-13"))


UNDATED = (
    "The presidents held talks in Linmouth on 3 May.\n\n"
    "The president noted that in 2019 the trade between the countries increased by 12%. In January - March of this year it fell."
)


def test_an_undated_report_states_no_year_but_yields_one(times: Read) -> None:
    text, found = times(UNDATED)
    assert [(t.value, t.basis) for t in found] == [("--05-03", "open"), ("2019", "stated"), ("--01/--03", "open")]
    inferred = [t.inferred for t in found]
    assert inferred[1] is None
    assert [i.value for i in inferred if i] == ["2020-05-03", "2020-01/2020-03"]
    for i in filter(None, inferred):
        assert [e.text for e in i.evidence] == ["2019"]
        assert all(text[e.start : e.end] == e.text for e in i.evidence)


def test_a_dated_report_infers_nothing(times: Read) -> None:
    _, found = times(UNDATED, "2020-05-04")
    assert [(t.value, t.basis) for t in found] == [
        ("2020-05-03", "published"),
        ("2019", "stated"),
        ("2020-01/2020-03", "published"),
    ]
    assert not any(t.inferred for t in found)


def test_this_year_by_name(times: Read) -> None:
    _, found = times("They will meet this year, 2024, and the bridge opened in May of last year.")
    assert [t.inferred.value for t in found if t.inferred] == ["2024", "2023-05"]


def test_in_doubt_the_year_stays_open(times: Read) -> None:
    for text in (
        "They met on 3 May. The treaty was signed in 1998.",
        "They met on 3 May.",
        "They met on 3 May. The plant will be built in 2030 for $2 billion.",
    ):
        _, found = times(text)
        assert [t.inferred for t in found] == [None] * len(found)
