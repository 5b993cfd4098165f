"""Classes of meetings: events, own countries, capitals, plurals, lists of those who attended, and where it was, told later."""

from __future__ import annotations

import pytest
from tests.stages.readings import MARSK, QUILL, TESK, example_knowledge, reading_of

from onrecord.lookups.places import find_places
from onrecord.model import Meeting
from onrecord.reading import Reading
from onrecord.stages import meetings

CALL = "Helena Marsk had a telephone conversation with Radomir Tesk. "
TALKS = "Helena Marsk held talks with Radomir Tesk. "
ON = "2024-06-11"


def found(reading: Reading) -> tuple[Meeting, ...]:
    meetings.run([reading], example_knowledge())
    return reading.meetings


def names(meeting: Meeting) -> list[str | None]:
    return [p.name for p in meeting.participants]


def beside(lead: str, text: str, **known: object) -> Meeting:
    """The one meeting that is mentioned beside the one that the report is about."""
    _, mention = found(reading_of(lead + text, published=ON, **known))
    return mention


def main(text: str, **known: object) -> Meeting:
    return found(reading_of(text, published=ON, **known))[0]


def test_a_forum_with_a_place_is_an_event() -> None:
    mention = beside(CALL, "They spoke of the energy forum that will be held in Karsk.")
    assert (mention.format, mention.status, mention.city) == ("other", "planned", "Karsk")
    assert names(mention) == []


def test_a_conference_that_somebody_wants_to_hold_is_planned() -> None:
    mention = beside(CALL, "Marsk thanked Tesk for the initiative to hold a donors' conference.")
    assert (mention.format, mention.status, mention.date) == ("other", "planned", None)


def test_our_country_is_that_of_who_speaks() -> None:
    text = "Helena Marsk met with Radomir Tesk.\n\nPresident Radomir Tesk: I invite you to visit our country next year."
    mention = found(reading_of(text, published=ON, times={"next year": "2025"}))[-1]
    assert (mention.format, mention.country, names(mention)) == ("visit", "QV", ["Helena Marsk"])


def test_a_capital_named_by_its_country_is_that_city() -> None:
    mention = beside(CALL, "They recalled their last meeting in the Veskonian capital.")
    assert (mention.status, mention.city, mention.country) == ("past", "Drenburg", "QV")


def test_calls_in_the_plural_are_one_with_each() -> None:
    text = "Helena Marsk had telephone conversations with Radomir Tesk and Amara Quill."
    calls = found(reading_of(text, published=ON, cast=(MARSK, TESK, QUILL)))
    assert [(c.format, names(c)) for c in calls] == [
        ("call", ["Helena Marsk", "Radomir Tesk"]),
        ("call", ["Helena Marsk", "Amara Quill"]),
    ]
    assert len({c.id for c in calls}) == 2


def test_a_call_with_two_is_one() -> None:
    (call,) = found(reading_of("Helena Marsk had a telephone conversation with Radomir Tesk and Amara Quill.", published=ON))
    assert set(names(call)) == {"Helena Marsk", "Radomir Tesk", "Amara Quill"}


@pytest.mark.parametrize(
    "told",
    [
        "Taking part in the meeting were Amara Quill and others.",
        "The meeting was attended by Amara Quill.",
        "Amara Quill attended the meeting.",
        "Amara Quill also took part in the talks.",
    ],
)
def test_who_attended_takes_part(told: str) -> None:
    (meeting,) = found(reading_of(TALKS + told, published=ON))
    assert set(names(meeting)) == {"Helena Marsk", "Radomir Tesk", "Amara Quill"}


def test_who_attends_another_meeting_does_not() -> None:
    meeting = main(TALKS + "Amara Quill attended a meeting of ministers in Karsk.")
    assert "Amara Quill" not in names(meeting)


def test_what_was_agreed_on_a_visit_tells_of_the_visit() -> None:
    mention = beside(CALL, "Marsk spoke of the agreements reached during her visit to Drenburg in May.", times={"May": "2024-05"})
    assert (mention.format, mention.status, mention.city, mention.date) == ("visit", "past", "Drenburg", "2024-05")


def test_talks_under_way_are_held_and_not_dated_by_the_report() -> None:
    mention = beside(CALL, "They discussed the ongoing negotiations in Karsk.")
    assert (mention.status, mention.city, mention.date) == ("held", "Karsk", None)


def test_what_is_to_be_held_is_planned() -> None:
    mention = beside(CALL, "They spoke about the summit to be held in Karsk.")
    assert (mention.format, mention.status, mention.city) == ("summit", "planned", "Karsk")


def test_a_time_beside_a_meeting_is_its_own() -> None:
    mention = beside(CALL, "They discussed plans for the ministers’ meeting tomorrow in Karsk.", times={"tomorrow": "2024-06-12"})
    assert (mention.status, mention.date) == ("planned", "2024-06-12")


def test_a_postponed_meeting_is_none() -> None:
    meeting = main(
        "Scheduled for Karsk, the talks between Helena Marsk and Radomir Tesk were postponed.", title="Marsk met with Tesk"
    )
    assert meeting.city is None


@pytest.mark.parametrize(
    ("told", "city"),
    [
        ("The talks took place in Linmouth.", "Linmouth"),
        ("The talks were held in the Sarelian city of Linmouth.", "Linmouth"),
        ("The previous talks took place in Linmouth.", None),
        ("Tesk spoke warmly of this visit to Linmouth.", "Linmouth"),
        ("Radomir Tesk, who arrived in Linmouth the day before, spoke of trade.", "Linmouth"),
        ("The leaders praised the results of the Linmouth talks.", "Linmouth"),
        ("Radomir Tesk invited Helena Marsk to visit Drenburg.", None),
    ],
)
def test_where_it_was_is_told_later(told: str, city: str | None) -> None:
    assert main(TALKS + told).city == city


def test_a_city_in_capitals_opens_a_report() -> None:
    assert main("LINMOUTH. Helena Marsk held talks with Radomir Tesk.").city == "Linmouth"


def test_a_small_town_does_not_stand_after_an_article() -> None:
    knowledge = example_knowledge()
    assert find_places("They spoke in the Winter Garden.", knowledge) == ()
    assert [p.city for p in find_places("They spoke in Winter Garden.", knowledge)] == ["Winter Garden"]
