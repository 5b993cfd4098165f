from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lookups.topics import contexts, topics_of
from onrecord.tables import load


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trade between Velland and Arden increased by 12%", ("economic",)),
        ("the border must stay open", ("territory",)),
        ("Arden’s borders", ("territory",)),
        ("It grew by a third", ()),
        ("They asked us to remain", ()),
        ("sent peacekeepers with the UN", ("diplomatic", "peacekeeping")),
        ("joint fight against terrorism and drug trafficking", ("terrorism", "illegal_drugs", "trafficking")),
    ],
)
def test_contexts_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    assert topics_of(text, load()) == expected


def test_the_most_frequent_context_comes_first() -> None:
    assert topics_of("Peace talks on oil, gas, coal and a pipeline", load())[0] == "natural_resource"


def test_a_word_in_passing_does_not_give_a_long_text_its_topic() -> None:
    text = "The election. " + "We spoke about our trade and about the weather again. " * 40
    assert topics_of(text, load()) == ("economic",)


def test_names_are_those_of_the_code_book() -> None:
    names = contexts(load())
    assert len(names) == len(set(names)) == 37
    assert {"military", "natural_resource", "cbrn", "political_institutions"} <= set(names)


@given(st.text(max_size=300))
def test_any_text_gives_known_contexts_once(text: str) -> None:
    found = topics_of(text, load())
    assert set(found) <= set(contexts(load()))
    assert len(found) == len(set(found))
