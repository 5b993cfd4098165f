"""Figures: what is claimed, in which direction and with which bound, over which time; on invented sentences."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stages.readings import example_knowledge

from onrecord.model import Document, Figure

Read = Callable[..., tuple[Figure, ...]]
PUBLISHED = "2021-07-14"


@pytest.fixture(scope="module")
def figures(make_document: Callable[..., Document]) -> Read:
    """The figures of a text that was published on a day."""
    knowledge = example_knowledge()
    flow = importlib.import_module("onrecord.read")

    def run(text: str, published: str | None = PUBLISHED, **known: str | None) -> tuple[Figure, ...]:
        found: tuple[Figure, ...] = next(
            iter(flow.read_documents([make_document(text, published=published, **known)], knowledge))
        ).figures
        assert all(text[f.span.start : f.span.end] == f.span.text for f in found)
        return found

    return run


def told(found: tuple[Figure, ...]) -> list[tuple[float, str, str, str | None, str, str | None]]:
    return [(f.value, f.unit, f.kind, f.direction, f.bound, f.period) for f in found]


CLAIMS = [
    ("In 2020, the trade between the countries increased by 17%.", (17, "percent", "change", "up", "exact", "2020")),
    ("Last year our trade went down a little, by about 17 percent.", (17, "percent", "change", "down", "approx", "2020")),
    ("Last year we saw a drop in trade, close to 9.5 percent.", (9.5, "percent", "change", "down", "approx", "2020")),
    (
        "Over the first half of this year, trade was up by more than 20 percent.",
        (20, "percent", "change", "up", "over", "2021-01/2021-06"),
    ),
    ("Some estimates put the increase at as much as 27 percent.", (27, "percent", "change", "up", "at_most", None)),
    ("We noted the 16 percent trade growth in 2018.", (16, "percent", "change", "up", "exact", "2018")),
    ("Exports are 2.3% lower.", (2.3, "percent", "change", "down", "exact", None)),
    ("A growth of 5 percent is expected.", (5, "percent", "change", "up", "exact", None)),
    ("The increase was almost 5 percent.", (5, "percent", "change", "up", "under", None)),
    ("Tariffs were reduced by 3 percentage points.", (3, "percentage points", "points", "down", "exact", None)),
    ("Output amounted to 110.7% of the level of 2020.", (110.7, "percent", "index", None, "exact", None)),
    ("Trade has reached nearly US$40 billion.", (40_000_000_000, "USD", "level", None, "under", None)),
    ("It fell below $30 billion last year.", (30_000_000_000, "USD", "level", None, "under", "2020")),
    ("Inflation slowed to 3 percent.", (3, "percent", "level", None, "exact", None)),
    ("Growth slowed to 3 percent.", (3, "percent", "change", "up", "exact", None)),
    ("Exports have doubled.", (2, "times", "multiple", "up", "exact", None)),
    ("Prices are three times higher than before.", (3, "times", "multiple", "up", "exact", None)),
    ("The number of inspections decreased fivefold.", (5, "times", "multiple", "down", "exact", None)),
    ("Last year six million tourists visited the coast.", (6_000_000, "people", "count", None, "exact", "2020")),
    ("One hundred and fifty local companies work there.", (150, "companies", "count", None, "exact", None)),
    ("Some 33 citizens were detained.", (33, "people", "count", None, "approx", None)),
    ("They make up over a third of all exports.", (33.3, "percent", "level", None, "over", None)),
    ("We sold 2,500 aircraft.", (2500, "aircraft", "count", None, "exact", None)),
    ("Trade did not fall by 5 percent.", (5, "percent", "change", None, "exact", None)),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_one_claim(figures: Read, text: str, expected: tuple[object, ...]) -> None:
    assert told(figures(text)) == [expected]


def test_a_change_and_a_level_are_two(figures: Read) -> None:
    found = figures("Last year trade grew by 12 percent to $6.2 billion.")
    assert [(f.value, f.kind, f.direction, f.period) for f in found] == [
        (12, "change", "up", "2020"),
        (6_200_000_000, "level", None, "2020"),
    ]


def test_a_range_is_two_and_a_way_from_one_level_to_another_is_no_range(figures: Read) -> None:
    assert told(figures("Exports rose by 35 to 36 percent.")) == [
        (35, "percent", "change", "up", "at_least", None),
        (36, "percent", "change", "up", "at_most", None),
    ]
    assert told(figures("Inflation fell from 5 to 3 percent.")) == [
        (5, "percent", "level", None, "exact", None),
        (3, "percent", "level", None, "exact", None),
    ]


def test_two_names_of_one_change(figures: Read) -> None:
    found = figures("The debt has decreased by 2.5 percent or $0.5 billion.")
    assert [(f.value, f.kind, f.direction) for f in found] == [(2.5, "change", "down"), (500_000_000, "change", "down")]


def test_each_figure_has_its_own_time(figures: Read) -> None:
    found = figures(
        "Turnover has increased by over four percent over last year and by 80 percent over the first two months of this year."
    )
    assert [(f.value, f.period) for f in found] == [(4, "2020"), (80, "2021-01/2021-02")]


def test_what_goes_on_with_a_pronoun_keeps_time_and_indicator(figures: Read) -> None:
    first, second = figures("In 2019 trade turnover grew by 8 percent. It reached $3 billion.")
    assert (first.period, second.period) == ("2019", "2019")
    assert (second.indicator, second.inherited_from) == ("trade turnover", first.id)
    found = figures("In 2019 trade turnover grew by 8 percent. Our exports are $3 billion.")
    assert [f.period for f in found] == ["2019", None]


def test_a_missing_currency_comes_from_the_context(figures: Read) -> None:
    found = figures("Trade reached $38 billion. We want to increase our trade to almost 40 billion.")
    assert [(f.value, f.unit) for f in found] == [(38_000_000_000, "USD"), (40_000_000_000, "USD")]
    assert figures("We want to increase our trade to almost 40 billion.") == ()


def test_baselines(figures: Read) -> None:
    (found,) = figures("In 2020 exports rose by 5 percent.")
    assert found.baseline == "2019"
    (found,) = figures("Exports rose by 5 percent compared to 2015.")
    assert (found.period, found.baseline) == (None, "2015")


def test_an_undated_report_gets_no_year(figures: Read) -> None:
    found = figures("In 2020 trade rose by 17%. In April - May of this year it surged by more than 37%.", None)
    assert [(f.period, f.period_inferred and f.period_inferred.value) for f in found] == [
        ("2020", None),
        ("--04/--05", "2021-04/2021-05"),
    ]


def test_the_span_is_the_shortest_clause(figures: Read) -> None:
    text = "Despite the weather, our trade grew by 5 percent, and many more visitors came."
    assert [f.span.text for f in figures(text)] == ["our trade grew by 5 percent"]


def test_claimant_and_statement(figures: Read) -> None:
    (found,) = figures("President of Sarelia Helena Marsk said that trade had increased by 5 percent.")
    assert found.claimant is not None
    assert (found.claimant.name, found.claimant.mention) == ("Helena Marsk", None)
    assert found.statement is not None
    (found,) = figures("Trade with Veskonia has increased by 5 percent.")
    assert (found.claimant, found.statement) == (None, None)


def test_our_trade_is_that_of_both_sides(figures: Read) -> None:
    text = (
        "President of Veskonia Radomir Tesk met with President of Sarelia Helena Marsk.\n\n"
        "“Our trade grew by 5 percent,” Helena Marsk said. “Trade with Caldora grew, too, by 7 percent.”"
    )
    assert [f.subject for f in figures(text)] == ["QS-QV", "QS-XC"]


@pytest.mark.parametrize(
    "text",
    [
        "They met on 13 July 2021 at 10:30.",
        "The two leaders discussed three key issues.",
        "The two citizens were released.",
        "One of the ministers, aged 54, spoke for 25 minutes.",
        "Article 10 of Resolution 2202 says so.",
        "This is the 75th anniversary of the treaty of 1945.",
        "We are 1000% behind them.",
        "I am a hundred percent sure.",
        "They bought the S-400 and visited Sea Star 2.",
        "We met three times.",
        "The 28 programmes were approved.",
        "A four-party meeting in two-metre snow lasted two days.",
        "Call 202-456-1111.",
        "The castle lies 20 km from the city.",
        "The 2015 Linmouth agreements stand.",
    ],
)
def test_what_is_no_figure(figures: Read, text: str) -> None:
    assert figures(text) == ()


VERBS = {"increased": "up", "grew": "up", "fell": "down", "declined": "down"}
BOUNDS = {"": "exact", "about ": "approx", "more than ": "over", "almost ": "under", "at least ": "at_least", "up to ": "at_most"}
NUMBERS = {"17": 17, "9.5": 9.5}
PERIODS = {"in 2019": "2019", "last year": "2020", "in the first quarter of 2020": "2020-01/2020-03", "": None}


def test_turning_one_word_changes_one_field(figures: Read) -> None:
    """Verb, bound, number and period in every combination: each field follows its own words and no others."""
    for (verb, direction), (hedge, bound), (number, value), (when, period) in product(
        VERBS.items(), BOUNDS.items(), NUMBERS.items(), PERIODS.items()
    ):
        text = f"Foreign trade {verb} by {hedge}{number} percent {when}".strip() + "."
        assert told(figures(text)) == [(value, "percent", "change", direction, bound, period)], text


PIECES = [
    "17%",
    "by",
    "rose",
    "from",
    "5",
    "to",
    "$3 billion",
    "people",
    "half",
    ".",
    ",",
    "The",
    "it",
    "last year",
    "million",
    "(",
    "twice",
    "of",
    "two",
    "\n\n",
    "—",
]


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=18))
def test_any_words_give_figures_inside_the_text(figures: Read, pieces: list[str]) -> None:
    for figure in figures(" ".join(pieces)):
        assert figure.unit
        assert 0 < figure.confidence <= 1
