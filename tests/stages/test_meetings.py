from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stages.readings import MARSK, QUILL, TESK, example_knowledge, reading_of

from onrecord.model import Meeting
from onrecord.reading import Reading
from onrecord.stages import meetings


def found(reading: Reading) -> tuple[Meeting, ...]:
    meetings.run([reading], example_knowledge())
    return reading.meetings


def names(meeting: Meeting) -> set[str | None]:
    return {p.name for p in meeting.participants}


def only(text: str, **known: object) -> Meeting:
    (meeting,) = found(reading_of(text, **known))
    return meeting


BOTH = {"Helena Marsk", "Radomir Tesk"}


class TestTheMeetingReported:
    def test_talks_with_venue_city_date_and_host(self) -> None:
        text = (
            "Veskonian President Radomir Tesk and his Sarelian counterpart Helena Marsk held talks in the Heron Palace in "
            "Linmouth on 11 June."
        )
        meeting = only(text, times={"11 June": "--06-11"})
        assert (meeting.format, meeting.status, meeting.date) == ("talks", "held", "--06-11")
        assert (meeting.venue, meeting.city, meeting.country) == ("Heron Palace", "Linmouth", "QS")
        assert names(meeting) == BOTH
        assert meeting.host == MARSK.person(meeting.participants[1].mention)
        assert meeting.evidence[0].text.endswith("held talks in the Heron Palace in Linmouth on 11 June")

    def test_the_day_of_publication_where_no_day_is_stated(self) -> None:
        assert only("Helena Marsk met with Radomir Tesk.", published="2024-06-11").date == "2024-06-11"
        assert only("Helena Marsk met with Radomir Tesk.").date is None

    @pytest.mark.parametrize(
        ("text", "title", "form"),
        [
            ("Helena Marsk spoke today with Radomir Tesk.", None, "call"),
            ("Helena Marsk had a telephone conversation with Radomir Tesk.", None, "call"),
            ("Helena Marsk held a secure video call with Radomir Tesk.", None, "video"),
            ("Helena Marsk met virtually with Radomir Tesk.", None, "video"),
            ("Helena Marsk had a lengthy conversation with Radomir Tesk.", "Meeting with Radomir Tesk", "talks"),
            ("The two leaders discussed trade.", "Helena Marsk spoke by telephone with Radomir Tesk", "call"),
            ("Helena Marsk held a summit with Radomir Tesk.", None, "summit"),
        ],
    )
    def test_forms(self, text: str, title: str | None, form: str) -> None:
        meeting = only(text, title=title)
        assert meeting.format == form
        assert names(meeting) == BOTH

    def test_a_call_is_nowhere(self) -> None:
        meeting = only("In Linmouth, Helena Marsk had a phone call with Radomir Tesk.")
        assert (meeting.city, meeting.country, meeting.host) == (None, None, None)

    def test_who_began_the_call(self) -> None:
        meeting = only("Helena Marsk had a telephone conversation with Radomir Tesk at the initiative of the Veskonian side.")
        assert [p.name for p in (meeting.initiator,) if p is not None] == ["Radomir Tesk"]

    def test_where_a_transcript_says_that_the_guest_is(self) -> None:
        text = (
            "Helena Marsk met with Radomir Tesk.\nHelena Marsk: I am glad to welcome you to Linmouth.\nRadomir Tesk: Thank you."
        )
        meeting = only(text, published="2024-06-11")
        assert (meeting.city, meeting.country) == ("Linmouth", "QS")

    def test_a_visit_that_frames_the_talks_gives_the_country_and_is_no_meeting(self) -> None:
        meeting = only("Helena Marsk met with Radomir Tesk, who is in Sarelia on a working visit.", published="2024-06-11")
        assert (meeting.country, meeting.visit_type) == ("QS", "working")

    def test_what_is_announced_is_planned(self) -> None:
        meeting = only("On 3 May, Helena Marsk will meet with Radomir Tesk in Drenburg.", times={"3 May": "--05-03"})
        assert (meeting.status, meeting.date, meeting.city) == ("planned", "--05-03", "Drenburg")

    def test_a_speech_alone_is_of_form_other(self) -> None:
        text = "Helena Marsk stressed that she is ready for direct talks."
        meeting = only(text, cast=(MARSK,), published="2024-06-11")
        assert meeting.format == "other"

    def test_no_meeting_in_a_text_without_people(self) -> None:
        assert found(reading_of("The price of fish rose.", cast=())) == ()


class TestMeetingsMentioned:
    LEAD = "Helena Marsk met with Radomir Tesk.\n"

    def mention(self, text: str, **known: object) -> Meeting:
        main, other = found(reading_of(self.LEAD + text, published="2024-06-11", **known))
        assert main.status == "held"
        return other

    def none(self, text: str, **known: object) -> bool:
        return len(found(reading_of(self.LEAD + text, published="2024-06-11", **known))) == 1

    def test_an_earlier_meeting_by_place_and_month(self) -> None:
        meeting = self.mention(
            "Helena Marsk: I recall our meeting in Drenburg in November last year.", times={"November last year": "2023-11"}
        )
        assert (meeting.format, meeting.status, meeting.date) == ("talks", "past", "2023-11")
        assert (meeting.city, meeting.country, names(meeting)) == ("Drenburg", "QV", BOTH)

    def test_the_last_time_they_met(self) -> None:
        text = "The last time they met was on 5 March 2024 in Port Ansel."
        meeting = self.mention(text, times={"5 March 2024": "2024-03-05"})
        assert (meeting.status, meeting.date, meeting.city, names(meeting)) == ("past", "2024-03-05", "Port Ansel", BOTH)

    def test_a_visit_by_the_speaker(self) -> None:
        meeting = self.mention("Helena Marsk: I remember my visit to Drenburg.")
        assert (meeting.format, meeting.status, meeting.city, names(meeting)) == ("visit", "past", "Drenburg", {"Helena Marsk"})

    def test_what_was_agreed_on_the_phone_is_to_come(self) -> None:
        text = (
            "Helena Marsk spoke today with Radomir Tesk ahead of the forum next week. "
            "They agreed to meet in Linmouth in September."
        )
        call, talks = found(reading_of(text, published="2024-06-11", times={"September": "2024-09"}))
        assert (call.format, call.status, call.date, names(call)) == ("call", "held", "2024-06-11", BOTH)
        assert (talks.format, talks.status, talks.date, talks.city) == ("talks", "planned", "2024-09", "Linmouth")

    def test_a_meeting_of_those_at_hand(self) -> None:
        text = "Helena Marsk met with Radomir Tesk. The previous meeting of Helena Marsk and Radomir Tesk took place in Drenburg."
        _, earlier = found(reading_of(text, published="2024-06-11"))
        assert (earlier.status, earlier.city, names(earlier)) == ("past", "Drenburg", BOTH)

    def test_a_summit_to_come(self) -> None:
        meeting = self.mention("The two leaders discussed preparations for the Straits Summit in Port Ansel.")
        assert (meeting.format, meeting.status, meeting.city) == ("summit", "planned", "Port Ansel")

    def test_two_days_are_two_calls(self) -> None:
        text = "The two presidents held several telephone conversations on 3 May and 4 May 2024."
        reading = reading_of(self.LEAD + text, published="2024-06-11", times={"3 May": "2024-05-03", "4 May 2024": "2024-05-04"})
        _, first, second = found(reading)
        assert [first.date, second.date] == ["2024-05-03", "2024-05-04"]
        assert first.format == second.format == "call"

    def test_one_meeting_mentioned_twice_is_one(self) -> None:
        text = "They recalled the talks in Drenburg in May.\nHelena Marsk: We spoke of it at our meeting in Drenburg in May."
        meeting = self.mention(text, times={"May": "2024-05"})
        assert (meeting.city, meeting.date) == ("Drenburg", "2024-05")

    @pytest.mark.parametrize(
        "text",
        [
            "During the meeting the two leaders discussed trade.",
            "Helena Marsk: Today our meeting has been useful.",
            "Helena Marsk: We hold regular meetings.",
            "Helena Marsk: We could meet in Drenburg.",
            "Helena Marsk: We have never met in Drenburg.",
            "Helena Marsk: We must meet the demand in Drenburg.",
            "Last year many tourists visited Sarelia.",
            "Helena Marsk: We condemn the attacks in Drenburg.",
        ],
    )
    def test_what_is_no_other_meeting(self, text: str) -> None:
        assert self.none(text)

    def test_the_third_party_of_another_meeting_is_not_in_this_one(self) -> None:
        meeting = self.mention("Radomir Tesk told Helena Marsk of his meeting with Amara Quill in Port Ansel.")
        assert names(meeting) == {"Radomir Tesk", "Amara Quill"}


def test_reading_twice_gives_the_same() -> None:
    text = "Helena Marsk met with Radomir Tesk in Linmouth.\nHelena Marsk: I recall our meeting in Drenburg."
    assert found(reading_of(text)) == found(reading_of(text))


WORDS = """
Helena Marsk;Radomir Tesk;met;with;talks;in Linmouth;the;summit;on;visit to Drenburg;.;we;held;a call;who;last;will;and;meeting;of
during;“;”;’s;in May;to;,;had;several;conversations;Heron Palace;—;é;they;not;first;telephone;our;my;your;came;was;for;May
"""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["\n", "Helena Marsk: ", "\u200b", *WORDS.replace("\n", ";").strip(";").split(";")]), max_size=40)
)
def test_any_text_gives_spans_in_range(words: list[str]) -> None:
    reading = reading_of(" ".join(words), published="2024-06-11", times={"in May": "2024-05"})
    for meeting in found(reading):
        for span in (*meeting.evidence, *meeting.agenda):
            assert 0 <= span.start <= span.end <= len(reading.text)
            assert reading.text[span.start : span.end] == span.text
        assert 0 < meeting.confidence <= 1


def test_aides_are_no_participants() -> None:
    aide = replace(QUILL, interpreter_or_aide=True, party=True)
    meeting = only("Talks were held in Linmouth.", title="Meeting of presidents", cast=(MARSK, TESK, aide))
    assert names(meeting) == BOTH
