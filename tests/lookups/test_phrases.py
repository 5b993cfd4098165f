"""Fixed phrases found in text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lookups.phrases import Phrases, pattern_of

PHRASES = (("Arden", 1), ("Republic of Arden", 2), ("Republic of Arden and Velland", 3), ("St. Ilse's Bay", 4))


@pytest.fixture(name="phrases")
def make_phrases() -> Phrases[int]:
    return Phrases(PHRASES)


def test_the_longest_phrase_at_a_place_wins(phrases: Phrases[int]) -> None:
    text = "the Republic of Arden and Velland, the Republic of Arden and others, Arden"
    assert [value for _, _, value in phrases.find(text)] == [3, 2, 1]


def test_words_may_be_parted_by_no_break_spaces_and_one_line_break(phrases: Phrases[int]) -> None:
    text = "Republic\u00a0of \nArden; Republic of\n\nArden; St. Ilse’s\tBay"
    assert [(text[a:b], value) for a, b, value in phrases.find(text)] == [
        ("Republic\u00a0of \nArden", 2),
        ("Arden", 1),
        ("St. Ilse’s\tBay", 4),
    ]


def test_a_phrase_is_no_part_of_a_word(phrases: Phrases[int]) -> None:
    assert list(phrases.find("Ardens NewArden arden Arden_x")) == []


def test_case_can_be_ignored() -> None:
    assert [v for _, _, v in Phrases(PHRASES, ignore_case=True).find("the REPUBLIC OF arden")] == [2]


def test_the_first_value_of_a_phrase_stands() -> None:
    assert [v for _, _, v in Phrases((("Arden", 1), ("Arden", 2))).find("Arden")] == [1]


def test_find_keeps_to_its_bounds(phrases: Phrases[int]) -> None:
    text = "Arden Republic of Arden"
    assert [(a, b) for a, b, _ in phrases.find(text, 6)] == [(6, 23)]
    assert [(a, b) for a, b, _ in phrases.find(text, 0, 14)] == [(0, 5)]


def test_a_phrase_at_or_up_to_a_place(phrases: Phrases[int]) -> None:
    text = "in the Republic of Arden today"
    assert phrases.match(text, 7) == (24, 2)
    assert phrases.match(text, 3) is None
    assert phrases.ending(text, 24) == (7, 2)
    assert phrases.ending(text, 15) is None


def test_a_phrase_starts_with_a_letter() -> None:
    with pytest.raises(ValueError, match="does not start"):
        Phrases((("- Arden", 1),))


@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order(text: str) -> None:
    last = 0
    for begin, end, _ in Phrases(PHRASES).find(text):
        assert last <= begin < end <= len(text)
        last = end


@given(st.text(alphabet=" \n\u00a0aA.'’-", max_size=60))
def test_pattern_of_matches_its_own_phrase(text: str) -> None:
    phrase = " ".join(text.split())
    assert re.fullmatch(pattern_of(phrase), phrase)
