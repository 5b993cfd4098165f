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
        ("They met in the '60s.", ("the '60s", "DATE", "196")),
        ("They met in the nineties.", ("the nineties", "DATE", "199")),
        ("It was a yearlong search.", ("yearlong", "DURATION", "P1Y")),
        ("It is the worst flood of this century.", ("this century", "DATE", "20")),
        ("They met at 10:40 a.m. local time on June 7.", ("10:40 a.m. local time on June 7", "TIME", "2024-06-07T10:40")),
        ("They met on the morning of June 7.", ("the morning of June 7", "TIME", "2024-06-07TMO")),
        ("They met in the early hours of Monday.", ("the early hours of Monday", "TIME", "2024-06-10TMO")),
        ("They sing on Friday nights.", ("Friday nights", "SET", "XXXX-WXX-5TNI")),
        ("They sing every night.", ("every night", "SET", "XXXX-XX-XXTNI")),
        ("They met over the weekend.", ("the weekend", "DATE", "2024-W23-WE")),
        ("They meet next weekend.", ("next weekend", "DATE", "2024-W25-WE")),
        ("Minutes later he left.", ("Minutes later", "DURATION", "PTXM")),
        ("It closed on Good Friday.", ("Good Friday", "DATE", "2024-03-29")),
        ("They met on Thanksgiving Day 2023.", ("Thanksgiving Day 2023", "DATE", "2023-11-23")),
        ("It closes on Memorial Day.", ("Memorial Day", "DATE", "2024-05-27")),
        ("It rained in the fall.", ("the fall", "DATE", "2024-FA")),
        ("It began in May nineteen ninety-seven.", ("May nineteen ninety-seven", "DATE", "1997-05")),
        ("HQL-06-11-24 1124EDT", ("HQL-06-11-24 1124EDT", "TIME", "2024-06-11T11:24")),
        ("06/07/2024 21:15:00", ("06/07/2024 21:15:00", "TIME", "2024-06-07T21:15:00")),
        ("They will work for two to three weeks.", ("two to three weeks", "DURATION", "P2W")),
        ("It will be built over the next decade.", ("the next decade", "DURATION", "P10Y")),
        ("It was to open by the year's end.", ("the year's end", "DATE", "2024")),
        ("It sank at 8:45 p.m. Friday night.", ("8:45 p.m. Friday night", "TIME", "2024-06-07T20:45")),
        ("It rained last Thanksgiving.", ("last Thanksgiving", "DATE", "2023-11-23")),
        ("They broke a 1971 Convention.", ("1971", "DATE", "1971")),
        ("They came in '96.", ("'96", "DATE", "1996")),
        ("It lasted 2 1/2 years.", ("2 1/2 years", "DURATION", "P2Y6M")),
        ("It lasts another week.", ("another week", "DURATION", "P1W")),
        ("It lasted 2,000 years.", ("2,000 years", "DURATION", "P2000Y")),
        ("It is the second day of the strike.", ("the second day", "DATE", "2024-06-12")),
        ("It fell in the first hours.", ("the first hours", "DURATION", "PTXH")),
        ("The hearing is scheduled for Monday.", ("Monday", "DATE", "2024-06-17")),
        ("Sales fell for the year.", ("the year", "DATE", "2024")),
        ("It was built the year before last.", ("the year before last", "DATE", "2022")),
        ("The offer had been due to lapse Friday.", ("Friday", "DATE", "2024-06-07")),
        ("He ran the mill through January.", ("January", "DATE", "2025-01")),
    ],
)
def test_one_expression(text: str, expected: tuple[str, str, str]) -> None:
    assert tagged(text) == [expected]


@pytest.mark.parametrize(
    "text", ["She is 52 years old.", "It costs $2 million a year.", "They run four ferries a week.", "A six-month-old law fell."]
)
def test_ages_and_rates_are_none(text: str) -> None:
    assert tagged(text) == []


def test_a_time_of_day_is_of_the_day_that_follows_it() -> None:
    assert tagged("The mine blew up at about 10:30 a.m. (0730 GMT) Friday.") == [
        ("10:30 a.m.", "TIME", "2024-06-07T10:30"),
        ("0730 GMT", "TIME", "2024-06-07T07:30Z"),
        ("Friday", "DATE", "2024-06-07"),
    ]


@pytest.mark.parametrize("text", ["Three-quarters of the road is built.", "A second offer came.", "Room 12-24-36 is shut."])
def test_fractions_ordinals_and_numbers_are_none(text: str) -> None:
    assert tagged(text) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("that day", "2022-03-04"),
        ("the following week", "2022-W10"),
        ("the next morning", "2022-03-05TMO"),
        ("that month", "2022-03"),
        ("that year", "2022"),
        ("the following year", "2023"),
    ],
)
def test_what_points_back_takes_the_time_told_of_last(words: str, value: str) -> None:
    assert tagged(f"It was signed on 4 March 2022 and took force {words}.")[1:] == [
        (words, "TIME" if "T" in value else "DATE", value)
    ]


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
