"""Figures by classes of wording: what a number counts, what it measures, which time is its own; on invented sentences."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from tests.stages.readings import example_knowledge

from onrecord.model import Document, Figure

Read = Callable[[str], tuple[Figure, ...]]


@pytest.fixture(scope="module")
def figures(make_document: Callable[..., Document]) -> Read:
    """The figures of a text published on 15 June 2020."""
    knowledge = example_knowledge()
    flow = importlib.import_module("onrecord.read")

    def run(text: str) -> tuple[Figure, ...]:
        found: tuple[Figure, ...] = next(
            iter(flow.read_documents([make_document(text, published="2020-06-15")], knowledge))
        ).figures
        return found

    return run


def test_a_bare_number_counts_what_the_one_before_it_does(figures: Read) -> None:
    found = figures("We took over 633 factories. About 100 of these factories were in trouble, 28 were bankrupt.")
    assert [(f.value, f.unit, f.bound) for f in found] == [
        (633, "factories", "exact"),
        (100, "factories", "approx"),
        (28, "factories", "exact"),
    ]


def test_odd_is_about(figures: Read) -> None:
    found = figures("Trade declined by 17-odd percent, and 20-odd countries saw it.")
    assert [(f.value, f.unit, f.bound) for f in found] == [(17, "percent", "approx"), (20, "countries", "approx")]


def test_over_may_belong_to_the_verb(figures: Read) -> None:
    found = figures("They handed over 33 prisoners and freed over 50 sailors.")
    assert [(f.value, f.bound) for f in found] == [(33, "exact"), (50, "over")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("We invited 900 guests, 400 of whom came by sea.", [900, 400]),
        ("Last year we received 38,328 letters, of which 1,683 were petitions.", [38328, 1683]),
        ("There were 130,000 employees; now there are 66,000.", [130000, 66000]),
        ("Guests from 90 Veskonian and 46 Sarelian cities came.", [90, 46]),
        ("Almost 15 million of the 20 million doses have arrived.", [15_000_000, 20_000_000]),
    ],
)
def test_counts_of_a_known_whole(figures: Read, text: str, values: list[float]) -> None:
    found = figures(text)
    assert [f.value for f in found] == values
    assert len({f.unit for f in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Two Project 22350 frigates were laid down.",
        "Millions came and billions were spent.",
        "Under resolution 2231 the G7 met at 10:30.",
        "The hall voted 14 to 1.",
        "Article 5 and Section 12 apply.",
        "She is 45 years old and served 12 years.",
        "We met three times over the last three months.",
    ],
)
def test_no_figures(figures: Read, text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Metals production was up 24 percent, ore enrichment 14 percent.", ["up", "up"]),
        ("Exports rose by 12 percent, while imports fell by 3 percent and investment by 4.", ["up", "down", "down"]),
        ("Trade increased by 43 percent in 2017 and 20 percent in 2018.", ["up", "up"]),
        ("Trade was up 34 percent in May, to exceed $15 billion, and 40 percent last year.", ["up", None, "up"]),
        ("Growth slowed to 3 percent from 5 percent.", ["up", "up"]),
        ("Our growth came to 5.9 percent.", ["up"]),
        ("Imports were cut in half.", ["down"]),
        ("The candidate gained over 60 percent of the vote.", [None]),
        ("The firm posted a loss of $30 million.", [None]),
        ("Exports failed to grow by 5 percent.", [None]),
        ("Exports did not only grow by 5 percent.", ["up"]),
        ("After a rise in turnout she leads by 5 percentage points.", [None]),
        ("Twice as many guests came as before.", ["up"]),
        ("Shares closed at $100, off $8.", [None, "down"]),
        ("Last year the result was minus 35 percent.", ["down"]),
        ("The margin is plus or minus 3 percentage points.", [None]),
        ("Last year trade grew by 21 percent, and by another 15 over the first eight months of this year.", ["up", "up"]),
    ],
)
def test_directions(figures: Read, text: str, directions: list[str | None]) -> None:
    assert [f.direction for f in figures(text)] == directions


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Revenue in 2019 was $176 billion, almost 60 percent up on the forecast for 2018.", ["2019", "2019"]),
        ("Inflation is seen at around 7 to 8.5 percent in 2021.", ["2021", "2021"]),
        ("We welcomed the May 9 announcement of $275 million in aid.", [None]),
        ("Trade grew by 5 percent last year despite the election.", ["2019"]),
        ("The programme costs 171 billion rubles in the prices of the first quarter of 2019.", [None]),
        ("Trade grew by 30 percent last year, in the first 11 months of last year.", ["2019-01/2019-11"]),
        ("Trade fell from $10 billion to $8 billion in 2019.", [None, "2019"]),
        ("The number of guests rose from 300,000 in 2018 to 450,000 in 2019.", ["2018", "2019"]),
        ("Last year trade grew. This increase was 6 percent.", ["2019"]),
        ("Last year we had 370 billion euros. At the moment it is 470 billion euros.", ["2019", None]),
        ("Those who supplied us in 2018 were helped. They got it. Those who lost were paid $5 million.", [None]),
        ("Stock markets went up 5 percent today.", ["2020-06-15"]),
        ("In 2017, trade grew by 5 percent and soared by another 35 percent since early 2018.", ["2017", None]),
        ("This year we plan to ship 482 tonnes. This is 2 tonnes more than in 2019.", ["2020", "2020"]),
        ("Trade stands at $5 billion today.", [None]),
    ],
)
def test_periods(figures: Read, text: str, periods: list[str | None]) -> None:
    assert [f.period for f in figures(text)] == periods


@pytest.mark.parametrize(
    ("text", "unit", "kind"),
    [
        ("Financing is at most 15 percent of the level that is needed.", "percent", "level"),
        ("Output was 104 percent of the level of the previous year.", "percent", "index"),
        ("Exports went up to $24 [billion].", "USD", "level"),
        ("Trade grew by over 70 percent to the level of the previous year.", "percent", "change"),
        ("Some 6,000 spectators came.", "people", "count"),
        ("Direct investment is worth two billion [dollars].", "USD", "level"),
        ("About 340 square miles were surveyed.", "square miles", "level"),
        ("Six million Jews were remembered.", "people", "count"),
    ],
)
def test_units_and_kinds(figures: Read, text: str, unit: str, kind: str) -> None:
    (found,) = figures(text)
    assert (found.unit, found.kind) == (unit, kind)


def test_the_unit_of_a_sum_may_come_after_it(figures: Read) -> None:
    found = figures("The first tranche of 5 billion and the second tranche of 10 billion rubles were paid.")
    assert [(f.value, f.unit) for f in found] == [(5_000_000_000, "RUB"), (10_000_000_000, "RUB")]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Debt is 40 percent of GDP.", "public debt"),
        ("Nearly 70,500 tonnes of chemical weapons were stored.", "chemical weapons"),
        ("The bank cut the rate by 50 basis points.", "rate"),
        ("Some 20.3 billion rubles have been spent.", None),
        ("We will equip six more plants.", "plants"),
    ],
)
def test_what_is_measured(figures: Read, text: str, indicator: str | None) -> None:
    (found,) = figures(text)
    assert found.indicator == indicator


def test_a_share_of_a_matter_of_its_own_is_not_of_the_one_before(figures: Read) -> None:
    found = figures("Unemployment rose by 2 percent. Crime was down by 7.4 percent.")
    assert [f.indicator for f in found] == ["unemployment", "Crime"]


def test_between_a_trend_and_its_size_stands_what_changed(figures: Read) -> None:
    (found,) = figures("Last year we saw a decline in trade of about 35 percent.")
    assert (found.kind, found.direction, found.bound, found.value) == ("change", "down", "approx", 35)


def test_a_share_of_an_indicator_is_named_so(figures: Read) -> None:
    found = figures("Sarelia accounts for over 49 percent of the country's exports. The debt is 40 percent of GDP.")
    assert found[0].indicator == "share of exports"
    assert not (found[1].indicator or "").startswith("share of")


def test_an_index_by_its_noun(figures: Read) -> None:
    (found,) = figures("The food product index amounted to 104.9 percent.")
    assert (found.kind, found.direction) == ("index", None)


def test_and_over_before_a_number_bounds_nothing(figures: Read) -> None:
    first, second = figures("In March inflation was 2 percent and over eleven months it was 10 percent.")
    assert (first.bound, first.value) == ("exact", 2)
    assert second.value == 10
