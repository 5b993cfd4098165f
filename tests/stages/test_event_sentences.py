"""Events that the words of a sentence tell of: type, mode, how real, who and to whom."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.stages.readings import MARSK, TESK, example_knowledge, reading_of

from onrecord.lookups.plover import plover
from onrecord.reading import Actor, Mention, Reading
from onrecord.stages.events import events_of_sentence
from onrecord.stages.events.draft import Draft

INVENTED = Path(__file__).parent.parent.parent / "bench" / "data" / "events" / "invented.jsonl"
SARELIA = Actor("Sarelia", "country:QS", None, "QS", "country", True, 0)
VESKONIA = Actor("Veskonia", "country:QV", None, "QV", "country", True, 1)


def reading(text: str) -> Reading:
    """A reading whose cast are Helena Marsk, Radomir Tesk, Sarelia and Veskonia."""
    made = reading_of(text, published="2024-06-11", cast=(MARSK, TESK))
    cast = (*made.cast, SARELIA, VESKONIA)
    lands = [
        Mention(at, at + len(land.name), "country", (cast.index(land),))
        for land in (SARELIA, VESKONIA)
        for at in range(len(text))
        if text.startswith(land.name, at)
    ]
    made.meetings = ()
    object.__setattr__(made, "cast", cast)
    object.__setattr__(made, "mentions", tuple(sorted((*made.mentions, *lands), key=lambda m: m.start)))
    return made


def events(text: str) -> list[Draft]:
    """The events of a text, those of each sentence by how near to its heart they stand."""
    made = reading(text)
    return [d for s in made.parse.sentences for d in events_of_sentence(made, s, example_knowledge())]


def heart(text: str) -> Draft:
    return min(events(text), key=lambda d: (d.rank, d.at))


def named(draft: Draft) -> tuple[list[str | None], list[str | None]]:
    return [p.name for p in draft.actors], [p.name for p in draft.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Sarelia signed an agreement with Veskonia.", "SUPPORT", None),
        ("Sarelia imposed sanctions on Veskonia.", "SANCTION", "discontinue"),
        ("Helena Marsk held talks with Radomir Tesk.", "CONSULT", None),
        ("Rebels launched an attack on the harbour.", "ASSAULT", None),
        ("Thousands of people marched through the capital.", "PROTEST", "demo"),
        ("The mayor was arrested by the police.", "COERCE", "arrest"),
        ("Sarelia called off the meeting.", "REJECT", "meet"),
        ("Sarelia turned down the offer.", "REJECT", None),
        ("Veskonia has massed troops along the border.", "MOBILIZE", "troops"),
        ("The army released the prisoners.", "RETREAT", "release"),
        ("Helena Marsk accused Veskonia of spying.", "ACCUSE", "allege"),
        ("The court sentenced the general to six years in prison.", "SANCTION", "convict"),
        ("Sarelia gave Veskonia a loan of two million dollars.", "AID", None),
        ("The government lifted the curfew.", "CONCEDE", None),
    ],
)
def test_types_and_modes(text: str, kind: str, mode: str | None) -> None:
    found = heart(text)
    assert (found.type, found.mode) == (kind, mode)


class TestWhatStandsOverAnEvent:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Sarelia will send aid to Veskonia.", "AGREE"),
            ("Sarelia agreed to release the prisoners.", "AGREE"),
            ("Helena Marsk said Sarelia would sign the treaty.", "AGREE"),
            ("Sarelia is ready to withdraw its troops.", "AGREE"),
            ("Sarelia will impose sanctions on Veskonia.", "THREATEN"),
            ("The rebels vowed to attack the capital.", "THREATEN"),
            ("Sarelia said it might expel the diplomats.", "THREATEN"),
            ("Sarelia refused to sign the treaty.", "REJECT"),
            ("Helena Marsk said Sarelia would not attend the summit.", "REJECT"),
            ("Helena Marsk said that Veskonia must return the ships.", "REQUEST"),
            ("Sarelia urged Veskonia to release the fishermen.", "REQUEST"),
        ],
    )
    def test_it_becomes_another_type(self, text: str, kind: str) -> None:
        assert heart(text).type == kind

    @pytest.mark.parametrize(
        "text",
        [
            "Sarelia agreed to release the prisoners.",
            "Sarelia urged Veskonia to release the fishermen.",
            "Sarelia accused Veskonia of arresting the fishermen.",
            "Sarelia threatened to bomb the bridge.",
        ],
    )
    def test_what_it_is_about_is_no_event_of_its_own(self, text: str) -> None:
        assert len(events(text)) == 1

    @pytest.mark.parametrize(
        ("text", "auxiliary"),
        [
            ("Police arrested the mayor.", ()),
            ("Police did not arrest the mayor.", ("negated",)),
            ("Police never arrested the mayor.", ("negated",)),
            ("Police failed to arrest the mayor.", ("negated",)),
            ("If police arrested the mayor, people would be angry.", ("hypothetical",)),
            ("Police tried to arrest the mayor.", ("hypothetical",)),
            ("Police could arrest the mayor.", ("hypothetical",)),
            ("Helena Marsk will condemn the attack.", ("future",)),
        ],
    )
    def test_auxiliary_modes(self, text: str, auxiliary: tuple[str, ...]) -> None:
        assert heart(text).auxiliary == auxiliary

    def test_what_lies_years_back_is_historical(self) -> None:
        made = reading_of("Rebels attacked the harbour in 1994.", published="2024-06-11", times={"1994": "1994"})
        made.meetings = ()
        (found,) = events_of_sentence(made, made.parse.sentences[0], example_knowledge())
        assert (found.auxiliary, found.date) == (("historical",), "1994")


class TestWhoItWas:
    @pytest.mark.parametrize(
        ("text", "actors", "recipients"),
        [
            ("Sarelia condemned Veskonia.", ["Sarelia"], ["Veskonia"]),
            ("Veskonia was condemned by Helena Marsk.", ["Helena Marsk"], ["Veskonia"]),
            ("Sarelia imposed sanctions on Veskonia.", ["Sarelia"], ["Veskonia"]),
            ("Sarelia and Veskonia signed a treaty.", ["Sarelia", "Veskonia"], []),
            ("Sarelia agreed with Veskonia to open the border.", ["Sarelia", "Veskonia"], []),
            ("Helena Marsk visited Veskonia.", ["Helena Marsk"], ["Veskonia"]),
            ("Helena Marsk hosted Radomir Tesk.", ["Radomir Tesk"], ["Helena Marsk"]),
            ("Rebels attacked the army.", ["Rebels"], ["army"]),
            ("Sarelia said it would help Veskonia.", ["Sarelia"], ["Veskonia"]),
        ],
    )
    def test_actors_and_recipients(self, text: str, actors: list[str], recipients: list[str]) -> None:
        assert named(heart(text)) == (actors, recipients)

    def test_a_group_has_the_country_beside_it(self) -> None:
        found = heart("Sarelian police arrested members of the Veskonian opposition.")
        assert [(p.name, p.role, p.country) for p in found.actors] == [("Sarelian police", "police", "QS")]
        assert [(p.role, p.country) for p in found.recipients] == [("opposition", "QV")]

    def test_those_without_a_name_stay_open(self) -> None:
        (actor,) = heart("Scoundrels attacked the home of a deputy.").actors
        assert (actor.name, actor.id, actor.why) == (None, None, "the text does not name them")
        assert actor.mention is not None
        assert actor.mention.text == "Scoundrels"

    def test_a_thing_is_nobody(self) -> None:
        assert heart("A bomb exploded in the harbour.").actors == ()

    def test_case_counts(self) -> None:
        assert not [p for d in events("They threatened us.") for p in (*d.actors, *d.recipients) if p.country]


@pytest.mark.parametrize(
    "text",
    [
        "We are moving forward.",
        "Trade grew by 3 percent.",
        "The talks were useful.",
        "He noted the weather.",
        "Helena Marsk said so.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert events(text) == []


def test_invented_sentences_have_every_type() -> None:
    rows = [json.loads(line) for line in INVENTED.read_text(encoding="utf-8").splitlines()]
    assert Counter(e["code"] for r in rows for e in r["events"]).keys() == plover(example_knowledge()).types.keys()
    assert len({r["id"] for r in rows}) == len({r["sentence"] for r in rows}) == len(rows)
