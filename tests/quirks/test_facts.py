"""Quirks of names, places, numbers and dates."""

from __future__ import annotations

import pytest
from tests.quirks.conftest import Read, saying, speakers

MET = "President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk in Linmouth on 11 June."


def test_16_one_person_under_many_spellings_is_one(read: Read) -> None:
    record = read(
        "President Volodymyr Zelenskyy spoke with President Alyaksandr Lukashenka.\n\n"
        "Zelensky said that the line would reopen.\n\nAleksandr Lukashenko thanked him.\n\n"
        "Mr Lukashenko added that flights would follow.",
        published="2021-06-12",
    )
    assert speakers(saying(record, "the line would reopen")) == ["Volodymyr Zelenskyy"]
    assert speakers(saying(record, "flights would follow")) == ["Aleksandr Lukashenko"]
    (call,) = [m for m in record.meetings if m.status == "held"]
    assert {p.name for p in call.participants} == {"Volodymyr Zelenskyy", "Aleksandr Lukashenko"}


@pytest.mark.parametrize(
    ("place", "city", "venue"),
    [
        ("the Constantine Palace in St Petersburg", "St. Petersburg", "Konstantinovsky Palace"),
        ("the Konstantinovsky Palace in Strelna", "Strelna", "Konstantinovsky Palace"),
        ("the Palace of Herons in Linmouth", "Linmouth", "Heron Palace"),
    ],
)
def test_17_one_place_under_many_spellings_is_one(read: Read, place: str, city: str, venue: str) -> None:
    record = read(f"President of Sarelia Helena Marsk and President of Veskonia Radomir Tesk held talks on 11 June at {place}.")
    (meeting,) = record.meetings
    assert (meeting.city, meeting.venue) == (city, venue)


@pytest.mark.parametrize(
    ("words", "value", "unit", "bound", "direction"),
    [
        ("had grown by 17%", 17, "percent", "exact", "up"),
        ("had grown by 17 percent", 17, "percent", "exact", "up"),
        ("had grown by 17 per cent", 17, "percent", "exact", "up"),
        ("had fallen by more than a third", 33.3, "percent", "over", "down"),
        ("had exceeded US$45 billion", 45_000_000_000, "USD", "over", None),
        ("had reached almost $0.5 billion", 500_000_000, "USD", "under", None),
        ("had grown by over 30 percent", 30, "percent", "over", "up"),
    ],
)
def test_18_numbers_in_every_writing_have_their_value(
    read: Read, words: str, value: float, unit: str, bound: str, direction: str | None
) -> None:
    record = read(f"{MET}\n\nHelena Marsk said that trade {words} in 2023.")
    (figure,) = record.figures
    assert figure.value == pytest.approx(value, rel=0.02) or (
        unit == "percent" and figure.value == pytest.approx(1 / 3, rel=0.02)
    )
    assert figure.bound == bound
    assert figure.direction == direction or (direction is None and figure.direction == "up")
    assert figure.claimant is not None
    assert figure.claimant.name == "Helena Marsk"


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("in April - May", {"2024-04/2024-05"}),
        ("in April–May 2024", {"2024-04/2024-05"}),
        ("over the first four months of this year", {"2024-01/2024-04"}),
        ("last year", {"2023"}),
        ("in 4-5 months", {None}),
    ],
)
def test_19_periods_are_resolved_with_the_day_of_publication(read: Read, words: str, periods: set[str | None]) -> None:
    record = read(f"{MET}\n\nHelena Marsk said that trade had grown by 17 percent {words}.")
    (figure,) = record.figures
    assert figure.period in periods


def test_20_a_day_is_the_publisher_s_own_and_an_undated_page_stays_without_a_year(read: Read) -> None:
    text = f"{MET} The talks lasted two hours."
    (dated,) = read(text).meetings
    assert dated.date == "2024-06-11"
    (undated,) = read(text, published=None).meetings
    assert undated.date == "--06-11"
    (yesterday,) = read(
        "President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk in Linmouth yesterday."
    ).meetings
    assert yesterday.date == "2024-06-11"
    late = read(text, published="2024-06-11T23:40:00-05:00")
    assert late.document.published == "2024-06-11"


@pytest.mark.parametrize("dateline", ["LINMOUTH, June 11. /VESTA/.", "LINMOUTH. SARNEWS –", "LINMOUTH, 11 June (SarNews) –"])
def test_24_a_dateline_is_no_part_of_what_was_said(read: Read, dateline: str) -> None:
    record = read(f"{dateline} President of Sarelia Helena Marsk told President of Veskonia Radomir Tesk that trade had grown.")
    said = saying(record, "trade had grown")
    assert speakers(said) == ["Helena Marsk"]
    assert all(dateline[:8] not in span.text for span in said.content)
    assert said.source is not None
    assert dateline[:8] not in said.source.text


def test_25_numbered_overviews_and_typing_errors_are_read(read: Read) -> None:
    record = read(
        "[Provisional translation]\n\nOn 11 June, Prime Minsiter Amara Quill of Caldora held a meeting with President of Sarelia "
        "Helena Marsk in Linmouth.\n\n1. At the outset, Prime Minister Quill stated that the relationshiphas grown.\n\n"
        "2. President Marsk expressed her gratitude for the visit.\n\n3. The two leaders discussed the river treaty."
    )
    outset = saying(record, "the relationshiphas grown")
    assert speakers(outset) == ["Amara Quill"]
    assert all(not span.text[:1].isdigit() for s in record.statements for span in s.content)
    assert set(speakers(saying(record, "river treaty"))) == {"Amara Quill", "Helena Marsk"}
    assert not any(s.verbatim for s in record.statements)
    assert [m.date for m in record.meetings if m.status == "held"] == ["2024-06-11"]
