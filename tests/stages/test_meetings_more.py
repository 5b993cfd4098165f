"""Classes of mentions: agreed, invited, also held that day, several in one breath, on the margins of an event, none at all."""

from __future__ import annotations

import pytest
from tests.stages.readings import MARSK, QUILL, TESK, example_knowledge, reading_of

from onrecord.model import Meeting
from onrecord.reading import Reading
from onrecord.stages import meetings

LEAD = "Helena Marsk had a telephone conversation with Radomir Tesk. "
BOTH = {"Helena Marsk", "Radomir Tesk"}
ON = "2024-06-11"


def found(reading: Reading) -> tuple[Meeting, ...]:
    meetings.run([reading], example_knowledge())
    return reading.meetings


def names(meeting: Meeting) -> set[str | None]:
    return {p.name for p in meeting.participants}


def other(text: str, **known: object) -> Meeting:
    """The one meeting that is mentioned beside the call that the report is about."""
    _, mention = found(reading_of(LEAD + text, published=ON, **known))
    return mention


def test_a_call_agreed_on_again_is_planned() -> None:
    meeting = other("The two leaders agreed to speak again.")
    assert (meeting.format, meeting.status, names(meeting)) == ("call", "planned", BOTH)


def test_who_is_invited_visits_not_who_invites() -> None:
    text = "President Radomir Tesk: I want to invite you to visit Veskonia next year."
    meeting = found(reading_of(f"Helena Marsk met with Radomir Tesk.\n\n{text}", published=ON, times={"next year": "2025"}))[-1]
    assert (meeting.format, meeting.status, meeting.date, names(meeting)) == ("visit", "planned", "2025", {"Helena Marsk"})


def test_who_sees_the_other_at_a_summit_takes_part() -> None:
    meeting = other("Helena Marsk and Radomir Tesk will see each other at the summit in Drenburg.")
    assert (meeting.format, meeting.city, names(meeting)) == ("summit", "Drenburg", BOTH)


def test_the_participation_of_somebody_in_a_summit() -> None:
    meeting = other("They noted the participation of Amara Quill in the inaugural summit of the Norwind Platform.")
    assert (meeting.format, meeting.status, names(meeting)) == ("summit", "past", {"Amara Quill"})


def test_what_is_also_held_that_day_is_held() -> None:
    meeting = found(reading_of("Helena Marsk met with Radomir Tesk.\n\nHelena Marsk also met with Amara Quill.", published=ON))[
        -1
    ]
    assert (meeting.status, meeting.date, names(meeting)) == ("held", ON, {"Helena Marsk", "Amara Quill"})


def test_meetings_in_several_places_are_several() -> None:
    text = LEAD + "They recalled their meetings in Linmouth on 9 May 2024 and in Drenburg on 11 May 2024."
    times = {"9 May 2024": "2024-05-09", "11 May 2024": "2024-05-11"}
    rest = found(reading_of(text, published=ON, times=times))[1:]
    assert [(m.city, m.date) for m in rest] == [("Linmouth", "2024-05-09"), ("Drenburg", "2024-05-11")]


def test_days_in_a_row_are_one_meeting_and_calls_are_not() -> None:
    times = {"9": "2024-05-09", "10 May": "2024-05-10"}
    talks = other("They recalled their meetings in Linmouth on 9 and 10 May.", times=times)
    assert talks.date == "2024-05-09/2024-05-10"
    text = LEAD + "The trade was discussed in several telephone conversations the two presidents had on 9 and 10 May."
    calls = [m for m in found(reading_of(text, published=ON, times=times)) if m.status == "past"]
    assert [m.date for m in calls] == ["2024-05-09", "2024-05-10"]


def test_a_purpose_of_a_visit_is_where_the_visit_is() -> None:
    text = "The meeting took place during Helena Marsk's visit to Drenburg to take part in the ceremony of the Norwind Games."
    ceremony = next(m for m in found(reading_of("Helena Marsk met with Radomir Tesk.\n\n" + text)) if m.format == "ceremony")
    assert (ceremony.city, names(ceremony)) == ("Drenburg", {"Helena Marsk"})


def test_the_meeting_is_where_the_event_is_on_whose_margins_it_is() -> None:
    (meeting,) = found(reading_of("Helena Marsk met with Radomir Tesk on the sidelines of the Norwind summit in Drenburg."))
    assert (meeting.format, meeting.city) == ("talks", "Drenburg")


def test_a_place_of_an_earlier_visit_is_not_that_of_the_talks() -> None:
    text = "Helena Marsk noted that since Radomir Tesk's visit to Linmouth relations had improved."
    main = found(reading_of(text, title="Helena Marsk met with Radomir Tesk"))[0]
    assert main.city is None


def test_what_is_only_remembered_is_no_meeting() -> None:
    text = LEAD + "They spoke of the 50th anniversary of the Drenburg Conference in Drenburg."
    assert [m.format for m in found(reading_of(text, published=ON))] == ["call"]


def test_a_summit_of_countries_has_leaders_that_the_report_does_not_name() -> None:
    text = "Helena Marsk and Radomir Tesk met. Helena Marsk has come to Linmouth for the summit of Veskonia, Sarelia and France."
    summit = next(m for m in found(reading_of(text, published="2024-06-11")) if m.format == "summit")
    assert names(summit) == BOTH | {"Emmanuel Macron"}


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Greetings to the Norwind festival", None),
        ("Helena Marsk signed the law on ferries", None),
        ("Helena Marsk visited the Norwind works", "visit"),
        ("Helena Marsk took part in a wreath-laying ceremony", "ceremony"),
    ],
)
def test_messages_and_laws_are_no_meetings_and_visits_are_visits(title: str, form: str | None) -> None:
    reading = reading_of("Helena Marsk spoke warmly of what had been done.", title=title, cast=(MARSK,), published=ON)
    assert [m.format for m in found(reading)] == ([form] if form else [])


def test_an_announced_visit_is_planned() -> None:
    title = "Helena Marsk will visit Veskonia"
    text = "Helena Marsk will make a working visit to Veskonia on 3 July."
    meeting = found(reading_of(text, title=title, published=ON, cast=(MARSK, TESK, QUILL), times={"3 July": "2024-07-03"}))[0]
    assert (meeting.format, meeting.status, meeting.date, meeting.visit_type) == ("visit", "planned", "2024-07-03", "working")
