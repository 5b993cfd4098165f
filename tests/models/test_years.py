"""The model of years: chances, its weights, and that nothing in them names a year."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models import years
from onrecord.models.years import YearModel, chances, year_model

SCORES = st.lists(st.floats(-500, 500), min_size=1, max_size=60)


@given(SCORES)
def test_chances_are_one_in_all_and_in_the_order_of_scores(scores: list[float]) -> None:
    found = chances(scores)
    assert sum(found) == pytest.approx(1)
    assert found[scores.index(max(scores))] == max(found)


def test_no_scores_no_chances() -> None:
    assert chances([]) == []


def test_scores_add_up_known_features_by_how_much_of_each() -> None:
    model = YearModel({"a": 1.5, "b": -1.0}, 0.75, 0.01)
    assert model.scores([{"a": 2.0, "b": 1.0}, {"unknown": 9.0}, {}]) == [2.0, 0.0, 0.0]


def test_the_weights_that_come_with_it_name_no_year() -> None:
    model = year_model()
    assert model is not None
    assert 0.5 < model.threshold < 1
    assert 0 <= model.doubt < 0.1
    assert not [name for name in model.weights if re.search(r"\d{3}", name)]


def test_what_lies_before_its_day_speaks_against_a_month() -> None:
    model = year_model()
    assert model is not None
    assert model.weights["outside term: yes"] < -1
    assert model.weights["outside since: yes"] < -1


def test_without_weights_there_is_no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(years, "FOLDER", tmp_path)
    year_model.cache_clear()
    try:
        assert year_model() is None
    finally:
        year_model.cache_clear()
