"""Quantities: numbers in digits and words, their units, bounds and ranges."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.lookups.quantities import Quantities, quantities
from onrecord.tables import Knowledge


@pytest.fixture(scope="module")
def words(knowledge: Knowledge) -> Quantities:
    return quantities(knowledge)


def found(words: Quantities, text: str) -> list[tuple[float, str | None, str]]:
    return [(q.value, q.unit.name if q.unit else None, q.bound) for q in words.find(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("17%", 17, "percent", "exact"),
        ("17 per cent", 17, "percent", "exact"),
        ("24 percentage points", 24, "percentage points", "exact"),
        ("more than 37%", 37, "percent", "over"),
        ("a little more than one percent", 1, "percent", "over"),
        ("nearly US$40 billion", 40_000_000_000, "USD", "under"),
        ("some $4 billion", 4_000_000_000, "USD", "approx"),
        ("close to 9.5 percent", 9.5, "percent", "approx"),
        ("as much as 27 percent", 27, "percent", "at_most"),
        ("up to $1 billion", 1_000_000_000, "USD", "at_most"),
        ("at least 400,000", 400_000, None, "at_least"),
        ("only about 5%", 5, "percent", "approx"),
        ("another 12 percent", 12, "percent", "exact"),
        ("$38.5 billion or more", 38_500_000_000, "USD", "at_least"),
        ("200+ companies", 200, None, "at_least"),
        ("$ 3.4 billion", 3_400_000_000, "USD", "exact"),
        ("€900 million", 900_000_000, "EUR", "exact"),
        ("0.5 bln rubles", 500_000_000, "RUB", "exact"),
        ("3.6 mln", 3_600_000, None, "exact"),
        ("£5m", 5_000_000, "GBP", "exact"),
        ("2,5 percent", 2.5, "percent", "exact"),
        ("1,234,567.5", 1_234_567.5, None, "exact"),
        ("150\u00a0000 people", 150_000, None, "exact"),
        ("1 trillion 600 billion rubles", 1_600_000_000_000, "RUB", "exact"),
        ("60 bcm", 60_000_000_000, "cubic metres", "exact"),
        ("ten billion cubic metres", 10_000_000_000, "cubic metres", "exact"),
        ("16-percent growth", 16, "percent", "exact"),
        ("one hundred and fifty", 150, None, "exact"),
        ("two and a half million", 2_500_000, None, "exact"),
        ("half a million", 500_000, None, "exact"),
        ("six million", 6_000_000, None, "exact"),
        ("twenty-five", 25, None, "exact"),
        ("a third of exports", 33.3, "percent", "exact"),
        ("more than a third in all", 33.3, "percent", "over"),
        ("two thirds", 66.7, "percent", "exact"),
        ("almost twice", 2, "times", "under"),
        ("fivefold", 5, "times", "exact"),
        ("halved", 50, "percent", "exact"),
    ],
)
def test_one_quantity(words: Quantities, text: str, value: float, unit: str | None, bound: str) -> None:
    assert found(words, f"It was {text}.") == [(value, unit, bound)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("35 to 36 percent", 35, 36, "percent"),
        ("14–15%", 14, 15, "percent"),
        ("between 35 and 36 percent", 35, 36, "percent"),
        ("$10-12 billion", 10_000_000_000, 12_000_000_000, "USD"),
        ("4-5 million tonnes", 4_000_000, 5_000_000, "tonnes"),
    ],
)
def test_a_range_is_two_quantities_with_one_unit(words: Quantities, text: str, low: float, high: float, unit: str) -> None:
    assert found(words, f"It was {text}.") == [(low, unit, "at_least"), (high, unit, "at_most")]


@pytest.mark.parametrize(
    "text",
    [
        "the S-400 system",
        "the C‑130J",
        "the G20",
        "on the 3rd day",
        "a third country",
        "the third in a row",
        "an hour and a half",
        "two-tenths of a percentage point",
    ],
)
def test_what_is_no_quantity(words: Quantities, text: str) -> None:
    assert [v for v, unit, _ in found(words, text) if unit or v > 12] == []


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "1,",
                "one",
                "hundred",
                "and",
                "a",
                "half",
                "$",
                "%",
                "to",
                "million",
                "0.5",
                "third",
                "-",
                "no more than",
                "٣",
                "²",
                "1.",
                "e9",
            ]
        )
        | st.text(max_size=6),
        max_size=16,
    )
)
def test_any_words_give_ordered_quantities_inside_the_text(words: Quantities, pieces: list[str]) -> None:
    text = " ".join(pieces)
    last = 0
    for quantity in words.find(text):
        assert (
            0
            <= quantity.lead
            <= quantity.start
            <= quantity.number[0]
            < quantity.number[1]
            <= quantity.end
            <= quantity.tail
            <= len(text)
        )
        assert quantity.number[0] >= last
        assert quantity.value >= 0
        last = quantity.number[1]


def test_a_long_hostile_text_is_gone_through_once(words: Quantities) -> None:
    for piece in ("1,", "9", "1 234 ", "one hundred and ", "a half and ", "$"):
        assert isinstance(words.find(piece * (40_000 // len(piece))), list)
