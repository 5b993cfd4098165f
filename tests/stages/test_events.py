from __future__ import annotations

import pytest
from tests.stages.readings import MARSK, TESK, example_knowledge, reading_of

from onrecord.model import Event, Person, Statement
from onrecord.reading import Reading
from onrecord.stages import events, meetings


def found(reading: Reading) -> tuple[Event, ...]:
    meetings.run([reading], example_knowledge())
    events.run([reading], example_knowledge())
    return reading.events


def said(text: str, act: str, cue: str, content: str, *, speaker: Person | None = None) -> tuple[Event, ...]:
    """The events of a text in which one statement stands, by Helena Marsk unless another speaker is given."""
    reading = reading_of(text, published="2024-06-11")
    at, start = text.index(cue), text.index(content)
    statement = Statement(
        id="s-1",
        speakers=(speaker or MARSK.person(),),
        kind="indirect",
        act=act,  # type: ignore[arg-type]
        source=None,
        cue=reading.span(at, at + len(cue)),
        content=(reading.span(start, start + len(content)),),
        topics=(),
        restates=None,
        verbatim=False,
        confidence=1.0,
        by="test",
    )
    object.__setattr__(reading, "statements", (statement,))
    return tuple(e for e in found(reading) if e.type != "CONSULT")


def names(people: tuple[Person, ...]) -> list[str | None]:
    return [p.name for p in people]


class TestConsultations:
    def test_the_visitor_acts_and_the_host_receives(self) -> None:
        (event,) = found(reading_of("Radomir Tesk and Helena Marsk held talks in the Heron Palace in Linmouth."))
        assert (event.type, event.mode, event.place) == ("CONSULT", "visit", "Linmouth")
        assert names(event.actors) == ["Radomir Tesk"]
        assert names(event.recipients) == ["Helena Marsk"]
        assert event.contexts[0] == "diplomatic"

    def test_in_a_call_both_act(self) -> None:
        (event,) = found(reading_of("Helena Marsk spoke by telephone with Radomir Tesk."))
        assert (event.type, event.mode) == ("CONSULT", "phone")
        assert (names(event.actors), event.recipients) == (["Helena Marsk", "Radomir Tesk"], ())

    def test_talks_in_a_third_country(self) -> None:
        (event,) = found(reading_of("Helena Marsk met with Radomir Tesk in Port Ansel."))
        assert event.mode == "third-party"

    def test_a_meeting_to_come_is_an_agreement(self) -> None:
        (event,) = found(
            reading_of("On 3 May, Helena Marsk will meet with Radomir Tesk in Drenburg.", times={"3 May": "--05-03"})
        )
        assert (event.type, event.mode, event.date) == ("AGREE", None, "--05-03")

    def test_an_earlier_meeting_told_in_a_speech_has_the_statement_as_source(self) -> None:
        text = "Helena Marsk met with Radomir Tesk.\nHelena Marsk: I recall our meeting in Drenburg."
        _, past = found(reading_of(text))
        assert (past.auxiliary, past.reported_by, past.place) == (("historical",), "s-0", "Drenburg")

    def test_a_meeting_without_known_people_is_no_event(self) -> None:
        assert found(reading_of("The Straits Summit took place.", cast=())) == ()


class TestActsOfSpeech:
    @pytest.mark.parametrize(
        ("act", "cue", "content", "kind", "mode"),
        [
            ("criticise", "condemned", "the attack on the port", "ACCUSE", "disapprove"),
            ("request", "called for", "the release of the fishermen", "REQUEST", "yield"),
            ("request", "called for", "talks on the border", "REQUEST", "meet"),
            ("agree", "agreed", "to open a second bridge", "AGREE", None),
            ("support", "praised", "the work of the commission", "SUPPORT", None),
            ("reject", "rejected", "a dialogue on the islands", "REJECT", "meet"),
            ("warn", "warned", "her country would respond with sanctions", "THREATEN", "restrict"),
            ("pledge", "said", "the punishment will be harsh", "THREATEN", "arrest"),
            ("pledge", "promised", "to send a delegation", "AGREE", None),
        ],
    )
    def test_types_and_modes(self, act: str, cue: str, content: str, kind: str, mode: str | None) -> None:
        (event,) = said(f"Helena Marsk {cue} {content}.", act, cue, content)
        assert (event.type, event.mode, names(event.actors)) == (kind, mode, ["Helena Marsk"])
        assert event.evidence[0].text == f"{cue} {content}"

    @pytest.mark.parametrize(
        ("act", "cue", "content"),
        [
            ("state", "said", "trade grew"),
            ("discuss", "discussed", "the border"),
            ("warn", "warned", "the river may flood"),
            ("criticise", "expressed concern over", "the drought"),
            ("courtesy", "thanked", "the guests"),
        ],
    )
    def test_what_is_no_event(self, act: str, cue: str, content: str) -> None:
        assert said(f"Helena Marsk {cue} {content}.", act, cue, content) == ()

    def test_an_open_speaker_is_no_actor(self) -> None:
        nobody = Person(None, None, None, None, None, ("Helena Marsk", "Radomir Tesk"), "both are presidents")
        assert said("She condemned the attack.", "criticise", "condemned", "the attack", speaker=nobody) == ()

    def test_the_one_other_side_named_is_the_recipient(self) -> None:
        (event,) = said("Helena Marsk condemned what Radomir Tesk did.", "criticise", "condemned", "what Radomir Tesk did")
        assert names(event.recipients) == [TESK.name]


def deeds(reading: Reading) -> tuple[Event, ...]:
    """The events of a text without the meeting that a report with two leaders is about."""
    return tuple(e for e in found(reading) if e.type != "CONSULT")


class TestSentencesInARecord:
    def test_a_deed_told_in_a_speech_has_the_statement_as_source(self) -> None:
        (event,) = deeds(reading_of("Helena Marsk: These scoundrels attacked the harbour of Linmouth."))
        assert (event.type, event.reported_by) == ("ASSAULT", "s-0")
        assert [(p.name, p.why) for p in event.actors] == [(None, "the text does not name them")]

    @pytest.mark.parametrize(
        "text",
        [
            "Helena Marsk: We will help the villages of Sarelia.",
            "Helena Marsk: We praise the courage of Radomir Tesk.",
            "Rebels could attack the harbour of Linmouth.",
            "The state is moving forward.",
            "It was a good year for the harbour.",
        ],
    )
    def test_words_wishes_and_what_may_be_are_none(self, text: str) -> None:
        assert deeds(reading_of(text)) == ()

    def test_a_meeting_is_told_once(self) -> None:
        text = "Radomir Tesk and Helena Marsk held talks in Linmouth.\nThe two presidents discussed trade."
        assert [e.type for e in found(reading_of(text))] == ["CONSULT"]

    def test_what_is_asked_for_has_not_happened(self) -> None:
        events_ = said(
            "Helena Marsk demanded that Radomir Tesk arrest the smugglers.", "request", "demanded", "arrest the smugglers"
        )
        assert [e.type for e in events_] == ["REQUEST"]

    def test_what_ones_own_side_must_do_is_policy(self) -> None:
        assert said("Helena Marsk said Sarelia must build a bridge.", "state", "said", "Sarelia must build a bridge") == ()

    def test_an_attack_that_somebody_condemns_is_told_too(self) -> None:
        text = "Helena Marsk condemned the attack on Veskonian fishermen by rebels."
        events_ = said(text, "criticise", "condemned", "the attack on Veskonian fishermen by rebels")
        assert [(e.type, e.reported_by) for e in events_] == [("ACCUSE", None), ("ASSAULT", "s-1")]
        assert names(events_[1].actors) == ["rebels"]
