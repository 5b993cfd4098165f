"""In what two tellings of one matter differ, field by field."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from onrecord.comparison.differences import found_in
from onrecord.comparison.matters import Matter
from onrecord.model import Figure, Meeting, Person, Span

FIGURE = Figure(
    id="f-1",
    claimant=None,
    statement=None,
    indicator="trade turnover",
    indicator_text=None,
    subject="AR-VE",
    kind="change",
    direction="up",
    bound="exact",
    value=17,
    unit="percent",
    period="2020",
    period_inferred=None,
    baseline=None,
    inherited_from=None,
    span=Span(0, 5, "trade"),
    confidence=1.0,
    by="test",
)


def with_figure(**fields: Any) -> Matter:
    figure = msgspec.structs.replace(FIGURE, **fields)
    return Matter(0, 9, "statement", f"text {fields}", (), (), figures=(figure,))


@pytest.mark.parametrize(
    ("fields", "of"),
    [
        ({"direction": "down"}, ["direction"]),
        ({"value": 18}, ["magnitude"]),
        ({"unit": "USD"}, ["unit"]),
        ({"period": "2019"}, ["period"]),
        ({"period": "2020-05"}, []),
        ({"bound": "approx"}, []),
        ({"bound": "approx", "value": 17.2}, []),
        ({"bound": "over", "value": 16}, []),
        ({"bound": "over", "value": 12}, ["magnitude"]),
        ({"period": None}, []),
        ({"direction": "down", "period": "2019"}, ["direction", "period"]),
        ({"subject": "AR"}, []),
    ],
)
def test_figures_differ_in_what_was_turned(fields: dict[str, Any], of: list[str]) -> None:
    hard = [f.of for f in found_in(with_figure(), with_figure(**fields)) if f.hard]
    if fields.get("subject"):
        assert hard == []
    else:
        assert hard == of


def said(text: str, **fields: Any) -> Matter:
    return Matter(0, len(text), "statement", text, tuple(text.split()), tuple(text.split()), **fields)


def test_speakers_differ_in_attribution() -> None:
    one = said("the border", speakers=frozenset({"x"}), names=("Ilse Brandt",))
    two = said("borders", speakers=frozenset({"y"}), names=("Tomas Oray",))
    assert [(f.of, f.note) for f in found_in(one, two)] == [("attribution", "Ilse Brandt in a, Tomas Oray in b")]


def test_an_open_speaker_is_no_difference() -> None:
    assert found_in(said("the border", speakers=frozenset({"x"}), names=("Ilse Brandt",)), said("borders")) == []


def test_cues_differ_in_strength() -> None:
    one, two = said("a bridge", level=0, cue="discussed"), said("the bridge", level=3, cue="agreed")
    assert [(f.of, f.note) for f in found_in(one, two)] == [("strength", "“discussed” in a, “agreed” in b")]


def test_a_hope_is_less_than_a_fact() -> None:
    found = found_in(said("ties grow"), said("I hope that ties grow", hoped=True))
    assert [(f.of, f.note) for f in found] == [("strength", "asserted in a, a hope in b")]


def met(**fields: Any) -> Matter:
    people = (
        Person("Ilse Brandt", "person:brandt", "president", "AR", None),
        Person("Tomas Oray", "person:oray", "president", "VE", None),
    )
    known: dict[str, Any] = dict.fromkeys(
        ("visit_type", "date", "date_inferred", "venue", "city", "country", "host", "initiator")
    )
    known |= {"participants": people, "evidence": (Span(0, 3, "met"),), "format": "talks"} | fields
    meeting = Meeting(id="m", status="held", agenda=(), confidence=1.0, by="test", **known)
    return Matter(0, 3, "meeting", "met", (), (), meeting=meeting)


@pytest.mark.parametrize(
    ("one", "two", "of"),
    [
        ({"date": "2024-06-11"}, {"date": "2024-06-14"}, ["date"]),
        ({"date": "2024-06-11"}, {"date": "2024-06-12"}, []),
        ({"date": "2024-06-11"}, {"date": "--06-11"}, []),
        ({"date": "2024-06-11"}, {"date": "2024-06"}, []),
        ({"city": "Linmouth"}, {"city": "Drenburg"}, ["place"]),
        ({"city": "Linmouth"}, {"city": None}, []),
        ({}, {"participants": (Person("Amara Quill", "person:quill", None, "XC", None),)}, ["participants"]),
    ],
)
def test_meetings_differ_in_what_both_state(one: dict[str, Any], two: dict[str, Any], of: list[str]) -> None:
    assert [f.of for f in found_in(met(**one), met(**two))] == of


def test_neighbouring_days_that_both_state_are_a_difference() -> None:
    one = met(date="2024-06-11", evidence=(Span(0, 14, "met on 11 June"),))
    two = met(date="2024-06-12", evidence=(Span(0, 14, "met on 12 June"),))
    assert [f.of for f in found_in(one, two)] == ["date"]
