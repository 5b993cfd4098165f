"""The adapter for TIMEX3, on texts made for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import times
from bench.timex3 import tag

CREATED = "2024-06-12"  # a Wednesday


def tagged(text: str, created: str | None = CREATED) -> list[tuple[str, str, str]]:
    return [(text[t.start : t.end], t.type, t.value) for t in tag(text, created)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy arrived Monday.", ("Monday", "DATE", "2024-06-10")),
        ("The envoy will arrive Friday.", ("Friday", "DATE", "2024-06-14")),
        ("Output fell in the first quarter.", ("the first quarter", "DATE", "2024-Q1")),
        ("They met last week.", ("last week", "DATE", "2024-W23")),
        ("It lasted five years.", ("five years", "DURATION", "P5Y")),
        ("It lasted several hours.", ("several hours", "DURATION", "PTXH")),
        ("It is now closed.", ("now", "DATE", "PRESENT_REF")),
        ("She recently resigned.", ("recently", "DATE", "PAST_REF")),
        ("They met this morning.", ("this morning", "TIME", "2024-06-12TMO")),
        ("They met Monday night.", ("Monday night", "TIME", "2024-06-10TNI")),
        ("They met at 5 p.m. Tuesday.", ("5 p.m. Tuesday", "TIME", "2024-06-11T17:00")),
        ("They meet every month.", ("every month", "SET", "P1M")),
        ("They met in the 1990s.", ("the 1990s", "DATE", "199")),
        ("They met at 18:05 UTC.", ("18:05 UTC", "TIME", "2024-06-12T18:05Z")),
        ("They meet twice a month.", ("twice a month", "SET", "P1M")),
        ("They meet every two years.", ("every two years", "SET", "P2Y")),
        ("They meet every other week.", ("every other week", "SET", "P2W")),
        ("They meet on Fridays.", ("Fridays", "SET", "XXXX-WXX-5")),
        ("They meet each July.", ("each July", "SET", "XXXX-07")),
        ("It lasted two and a half years.", ("two and a half years", "DURATION", "P2Y6M")),
        ("It lasted half an hour.", ("half an hour", "DURATION", "PT30M")),
        ("It lasted half a century.", ("half a century", "DURATION", "P50Y")),
        ("It lasted an hour and a half.", ("an hour and a half", "DURATION", "PT1H30M")),
        ("It lasted twenty-four days.", ("twenty-four days", "DURATION", "P24D")),
        ("It lasted a hundred years.", ("a hundred years", "DURATION", "P100Y")),
        ("They met two days later.", ("two days later", "DURATION", "P2D")),
        ("They met in the '60s.", ("60s", "DATE", "196")),
        ("They met in the nineties.", ("the nineties", "DATE", "199")),
        ("It was a yearlong search.", ("yearlong", "DURATION", "P1Y")),
        ("It is the worst flood of this century.", ("this century", "DATE", "20")),
    ],
)
def test_one_expression(text: str, expected: tuple[str, str, str]) -> None:
    assert tagged(text) == [expected]


@pytest.mark.parametrize(
    "text", ["She is 52 years old.", "It costs $2 million a year.", "They run four ferries a week.", "A six-month-old law fell."]
)
def test_ages_and_rates_are_none(text: str) -> None:
    assert tagged(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("that day", "2022-03-04"), ("that month", "2022-03"), ("that year", "2022"), ("the following year", "2023")],
)
def test_what_points_back_takes_the_time_told_of_last(words: str, value: str) -> None:
    assert tagged(f"It was signed on 4 March 2022 and took force {words}.")[1:] == [(words, "DATE", value)]


def test_the_ends_of_a_range_are_two() -> None:
    assert tagged("It ran from 2019 to 2021.") == [("2019", "DATE", "2019"), ("2021", "DATE", "2021")]


def test_a_year_earlier_is_that_of_the_quarter_told_of() -> None:
    assert tagged("Sales rose in the third quarter of 2023 from a year earlier.")[1:] == [("a year earlier", "DATE", "2022-Q3")]


def test_without_a_day_of_creation_the_first_full_date_stands_in() -> None:
    assert ("yesterday", "DATE", "2024-06-11") in tagged("12 June 2024. The envoy left yesterday.", None)


def test_a_file_is_tagged_and_written(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"doc": "a", "dct": CREATED, "text": "They met last year.", "timex": []}) + "\n", encoding="utf-8")
    times.main([str(gold), str(tmp_path / "pred.jsonl")])
    assert json.loads((tmp_path / "pred.jsonl").read_text(encoding="utf-8")) == {
        "doc": "a",
        "timex": [{"start": 9, "end": 18, "type": "DATE", "value": "2023"}],
    }
