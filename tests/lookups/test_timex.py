"""Time expressions: what is one, what it stands for, and what the day of publication makes of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.lookups.timex import Timex, anchor_of, timex
from onrecord.tables import Knowledge

PUBLISHED = "2021-07-14"  # a Wednesday


@pytest.fixture(scope="module")
def forms(knowledge: Knowledge) -> Timex:
    return timex(knowledge)


def found(forms: Timex, text: str, published: str | None = PUBLISHED, lean: int = -1) -> list[tuple[str, str | None, str]]:
    """Words, value and basis of every date in a text."""
    anchor = anchor_of(published)
    return [(text[e.start : e.end], *e.moment.value(anchor, lean)) for e in forms.find(text) if e.kind == "date"]


STATED = [
    ("on Tuesday, 14 December 2021", "2021-12-14"),
    ("December 7, 2021", "2021-12-07"),
    ("the 3rd of May 2019", "2019-05-03"),
    ("May 2019", "2019-05"),
    ("in 2019", "2019"),
    ("the first nine months of 2020", "2020-01/2020-09"),
    ("between January and November 2018", "2018-01/2018-11"),
    ("November 13 − 14, 2019", "2019-11-13/2019-11-14"),
    ("30 June – 1 July 2021", "2021-06-30/2021-07-01"),
    ("the third quarter of 2021", "2021-07/2021-09"),
    ("the second half of 2020", "2020-07/2020-12"),
    ("from 2014 to 2020", "2014/2020"),
    ("late 2020", "2020"),
    ("mid-July 2021", "2021-07"),
    ("the first ten days of May 2020", "2020-05-01/2020-05-10"),
    ("13.07.2021", "2021-07-13"),
    ("2021-07-13", "2021-07-13"),
    ("25/12/2020", "2020-12-25"),
    ("last March 3, 2019", "2019-03-03"),
]


@pytest.mark.parametrize(("words", "value"), STATED)
def test_what_the_text_states_needs_no_day_of_publication(forms: Timex, words: str, value: str) -> None:
    for published in (None, PUBLISHED):
        assert [(v, b) for _, v, b in found(forms, f"They met {words}.", published)] == [(value, "stated")]


RELATIVE = [
    ("last year", "2020"),
    ("this year", "2021"),
    ("last month", "2021-06"),
    ("next week", "2021-07-19/2021-07-25"),
    ("today", "2021-07-14"),
    ("yesterday", "2021-07-13"),
    ("on Tuesday", "2021-07-13"),
    ("the end of the year", "2021"),
    ("by the year's end", "2021"),
    ("by this year’s end", "2021"),
    ("at last year's end", "2020"),
    ("by year-end", "2021"),
    ("by the month's end", "2021-07"),
    ("in this year's third quarter", "2021-07/2021-09"),
    ("the year before last", "2019"),
    ("on Friday of last week", "2021-07-09"),
    ("on Friday next week", "2021-07-23"),
    ("on Monday this week", "2021-07-12"),
    ("the last week of May", "2021-05"),
    ("the first days of March", "2021-03"),
    ("mid-Nov.", "2020-11"),
    ("the week after next", "2021-07-26/2021-08-01"),
    ("last Nov. 25", "2020-11-25"),
    ("in July last year", "2020-07"),
    ("last July", "2020-07"),
    ("from January to May of this year", "2021-01/2021-05"),
    ("in the first 4-5 months", "2021-01/2021-05"),
    ("during the first four or five months of this year", "2021-01/2021-05"),
    ("the first half of the year", "2021-01/2021-06"),
    ("five years ago", "2016"),
    ("two weeks ago", "2021-06-28/2021-07-04"),
    ("over the past five years", "2016/2021"),
    ("since the beginning of the year", "2021-01/2021-07"),
    ("the first months of this year", "2021"),
]


@pytest.mark.parametrize(("words", "value"), RELATIVE)
def test_what_is_relative_is_counted_from_the_day_of_publication(forms: Timex, words: str, value: str) -> None:
    assert [(v, b) for _, v, b in found(forms, f"It grew {words}, they say.")] == [(value, "published")]


@pytest.mark.parametrize(("words", "value"), RELATIVE)
def test_without_it_no_year_is_made_up(forms: Timex, words: str, value: str) -> None:
    assert all(b == "open" and (v is None or v.startswith("--")) for _, v, b in found(forms, f"It grew {words}, they say.", None))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on 13 July", "--07-13"),
        ("in late November", "--11"),
        ("in April - May of this year", "--04/--05"),
        ("on May 3-4", "--05-03/--05-04"),
    ],
)
def test_a_date_without_year_keeps_what_it_states(forms: Timex, words: str, value: str) -> None:
    assert [v for _, v, _ in found(forms, f"They met {words}.", None)] == [value]


@pytest.mark.parametrize(
    ("published", "lean", "value"),
    [
        ("2021-12-20", 1, "2022-01-05"),
        ("2021-12-20", -1, "2021-01-05"),
        ("2021-12-20", 0, "2022-01-05"),
        ("2021-01-08", -1, "2021-01-05"),
    ],
)
def test_the_year_of_a_day_lies_near_and_on_the_side_that_the_clause_tells(
    forms: Timex, published: str, lean: int, value: str
) -> None:
    assert [v for _, v, _ in found(forms, "on January 5", published, lean)] == [value]


def test_two_days_are_two_dates_and_share_month_and_year(forms: Timex) -> None:
    assert found(forms, "on December 30 and 31, 2019, they") == [
        ("December 30", "2019-12-30", "stated"),
        ("31, 2019", "2019-12-31", "stated"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We may go there.",
        "May I begin?",
        "The March was long and they march on.",
        "the 2030 Agenda for Development",
        "under Resolution 2202",
        "the exercise Harvest-2021 began",
        "about 2000 people came",
        "by 2000 people",
        "a sum of $2000",
        "the 2018 World Cup",
        "they came to Expo 2020 together",
        "an area of 1,950 hectares",
    ],
)
def test_what_is_no_date(forms: Timex, text: str) -> None:
    assert found(forms, text) == []


def test_decades_stay_open_and_durations_are_no_dates(forms: Timex) -> None:
    assert found(forms, "in the 1990s") == [("the 1990s", None, "open")]
    assert found(forms, "they talked for two hours and a half") == []


@pytest.mark.parametrize("form", ["(@n", "@nothing year", "year?", "a & b"])
def test_a_form_that_is_not_well_formed_is_named(form: str) -> None:
    table = {"words": {"MONTH": {"May": 5}}, "parts": {"n": "MONTH"}, "forms": [{"reads": "date", "form": form}]}
    with pytest.raises(KnowledgeError, match=r"times\.toml"):
        Timex(table)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "May",
                "3",
                "-",
                "2019",
                "31",
                "of",
                "first",
                "last",
                "year",
                "the",
                "and",
                ",",
                "to",
                "0",
                "9999",
                "next",
                "29",
                "February",
                "ago",
                "\n",
                "'s",
                "00/00/0000",
                "of this year",
                "99 years",
                "13.13.2021",
                "½",
            ]
        )
        | st.text(max_size=6),
        max_size=14,
    ),
    st.sampled_from([None, "2021", "2020-02-29", "0001-01-01", "9999-12-31", "rubbish"]),
)
def test_any_words_give_ordered_expressions_inside_the_text(forms: Timex, pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    last = 0
    for expression in forms.find(text):
        assert last <= expression.start < expression.end <= len(text)
        last = expression.end
        for lean in (-1, 0, 1):
            value, basis = expression.moment.value(anchor_of(published), lean)
            assert basis in ("stated", "published", "open")
            assert value is None or value[0] in "-0123456789"


def test_a_long_hostile_text_is_gone_through_once(forms: Timex) -> None:
    for piece in ("May ", "1 ", "2019-", "the first of the ", "12/12/2012", "'s "):
        assert isinstance(list(forms.find(piece * (40_000 // len(piece)))), list)
