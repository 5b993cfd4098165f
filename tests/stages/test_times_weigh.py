"""The likeliest year of an undated report: what its clues say of months, what the model makes of them, from which words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Document
from onrecord.models.years import YearModel
from onrecord.reading import Reading
from onrecord.stages import layout, parse, quotations, times
from onrecord.stages.times.clues import clues, features, month_of, named
from onrecord.stages.times.dated import dated
from onrecord.stages.times.evidence import Bound
from onrecord.stages.times.weigh import weigh, window
from onrecord.tables import Knowledge

TERM = Bound((("2019-05-01", "2022-04-30"),), "Helena Marsk as President of Sarelia", (0, 12))


@pytest.fixture
def reading(make_document: Callable[..., Document], knowledge: Knowledge) -> Callable[[str], Reading]:
    """A text, read up to the stage that finds times."""

    def run(text: str) -> Reading:
        made = Reading(make_document(text))
        for stage in (layout, parse, quotations):
            stage.run([made], knowledge)
        return made

    return run


def _features(made: Reading, knowledge: Knowledge, day: str, bounds: tuple[Bound, ...] = ()) -> set[str]:
    found, _ = times.undated(made, knowledge)
    return set(features(clues(made, found, bounds, dated(knowledge)), month_of(day)))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2021-05", {"day -1: -12", "years after day: 0", "this year named: yes"}),
        ("2021-06", {"day -1: 0", "years after day: 0"}),
        ("2022-01", {"day -1: 6", "years after day: 1", "last year named: yes"}),
        ("2019-01", {"day -1: less", "years after day: -2", "this year named: no"}),
    ],
)
def test_how_far_the_latest_day_lies_back(
    reading: Callable[[str], Reading], knowledge: Knowledge, day: str, told: set[str]
) -> None:
    made = reading("The ministers spoke at length. They recalled what they had discussed in Drenburg on 14 June 2021.")
    assert told <= _features(made, knowledge, day)


@pytest.mark.parametrize(("day", "outside"), [("2019-04", True), ("2019-05", False), ("2022-04", False), ("2022-05", True)])
def test_months_outside_a_term(reading: Callable[[str], Reading], knowledge: Knowledge, day: str, outside: bool) -> None:
    told = _features(reading("Helena Marsk spoke."), knowledge, day, (TERM,))
    assert ("outside term: yes" in told) is outside
    assert any(name.startswith("since term: ") for name in told) is not outside


@pytest.mark.parametrize(("day", "wrong"), [("2021-07", False), ("2022-07", True), ("2020-07", True)])
def test_a_weekday_fits_some_years_only(reading: Callable[[str], Reading], knowledge: Knowledge, day: str, wrong: bool) -> None:
    told = _features(reading("The ministers met in Drenburg on Tuesday, July 13. They spoke of fish."), knowledge, day)
    assert ("weekday: wrong" in told) is wrong


def test_months_after_a_day_without_its_year_are_counted_round_the_year(
    reading: Callable[[str], Reading], knowledge: Knowledge
) -> None:
    made = reading("The ministers spoke at length of the bridge. They recalled that the talks began on December 7.")
    assert "bare -1: 2" in _features(made, knowledge, "2022-02")


def test_the_window_lies_round_the_youngest_of_what_is_told() -> None:
    months = window([TERM], named([]))
    assert months is not None
    assert months[0] == month_of("2014-01")
    assert months[-1] == month_of("2027-12")
    assert window([], named([])) is None


MODEL = YearModel(
    {"outside term: yes": -9.0, "day -1: 0": 4.0, "day -1: 1": 2.0, "day -1: -12": -9.0, "day -1: less": -9.0}, 0.75, 0.01
)
TEXT = "Helena Marsk received the ministers. They recalled what they had discussed in Drenburg on 14 June 2021."


def test_the_likeliest_year_names_the_words_that_speak_for_it(reading: Callable[[str], Reading], knowledge: Knowledge) -> None:
    made = reading(TEXT)
    weighed = weigh(made, times.undated(made, knowledge)[0], [TERM], dated(knowledge), MODEL)
    assert weighed is not None
    assert sum(weighed.years().values()) == pytest.approx(1)
    found = weighed.inference()
    assert found is not None
    assert found.anchor.year == 2021
    assert found.basis.startswith("the likeliest year (")
    assert "2021-06-14 is named" in found.basis
    assert "14 June 2021" in [TEXT[a:b] for a, b in found.evidence]
    assert weighed.doubts(2016)
    assert not weighed.doubts(2021)
    assert not weighed.doubts(1800)


def test_what_is_not_likely_enough_stays_open(reading: Callable[[str], Reading], knowledge: Knowledge) -> None:
    made = reading("Helena Marsk received the ministers. They spoke of fish.")
    weighed = weigh(made, times.undated(made, knowledge)[0], [TERM], dated(knowledge), MODEL)
    assert weighed is not None
    assert weighed.inference() is None
