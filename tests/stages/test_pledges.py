"""Pledges: specific undertakings of those who make them, and all the talk that is none; on invented sentences."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stages.readings import example_knowledge

from onrecord.model import Document, Pledge

Read = Callable[..., tuple[Pledge, ...]]
SPEAKER = "President of Sarelia Helena Marsk"


@pytest.fixture(scope="module")
def pledges(make_document: Callable[..., Document]) -> Read:
    """The pledges of a text that was published on a day."""
    knowledge = example_knowledge()
    flow = importlib.import_module("onrecord.read")

    def run(text: str, published: str | None = "2019-05-02", **known: str | None) -> tuple[Pledge, ...]:
        found: tuple[Pledge, ...] = next(
            iter(flow.read_documents([make_document(text, published=published, **known)], knowledge))
        ).pledges
        assert all(text[p.span.start : p.span.end] == p.span.text for p in found)
        return found

    return run


def told(found: tuple[Pledge, ...]) -> list[tuple[list[str | None], str, str | None]]:
    return [([w.name for w in p.who], p.span.text, p.due) for p in found]


@pytest.mark.parametrize(
    ("speech", "pledge", "due"),
    [
        ("We will send a field hospital to the coast.", "We will send a field hospital to the coast", None),
        ("I will deliver the spare parts by September.", "I will deliver the spare parts by September", "2019-09"),
        ("We will open the second bridge next year.", "We will open the second bridge next year", "2020"),
        ("We will find them and punish them.", "We will find them and punish them", None),
        ("We are going to supply 40 buses to the city.", "We are going to supply 40 buses to the city", None),
        ("We will meet next week.", "We will meet next week", "2019-05-06/2019-05-12"),
        (
            "By the end of this month, we will relocate 800 families.",
            "By the end of this month, we will relocate 800 families",
            "2019-05",
        ),
        ("We will complete both programmes this year.", "We will complete both programmes this year", "2019"),
        ("We plan to build ten schools by 2025.", "We plan to build ten schools by 2025", "2025"),
        ("We will establish a joint commission.", "We will establish a joint commission", None),
        ("Tomorrow, Mr Tesk and I will sign the treaty.", "Tomorrow, Mr Tesk and I will sign the treaty", "2019-05-03"),
        ("We promise that the bridge will be opened.", "We promise that the bridge will be opened", None),
        ("Sarelia will help restore the port of Karsk.", "Sarelia will help restore the port of Karsk", None),
    ],
)
def test_in_direct_speech(pledges: Read, speech: str, pledge: str, due: str | None) -> None:
    text = f"{SPEAKER} met with the harbour workers.\n\n{SPEAKER}: {speech}"
    assert told(pledges(text)) == [(["Helena Marsk"], pledge, due)]


@pytest.mark.parametrize(
    "speech",
    [
        "We will continue developing our cooperation.",
        "We will work closely together and strengthen our ties.",
        "I hope that we will open the bridge next year.",
        "I am sure we will sign the treaty soon.",
        "It will rain tomorrow.",
        "They will send a delegation.",
        "I will be brief.",
        "We will be happy to see you.",
        "We will do everything possible.",
        "We will discuss these issues today.",
        "Will we send a delegation?",
        "We will provide all the necessary assistance.",
        "We would like to send a delegation.",
        "This is a road that we will build.",
        "We will find a solution.",
        "I will start, if I may.",
        "Perhaps we will send a ship.",
        "We plan to strengthen our ties.",
        "We intend to build schools.",
        "We will discuss the budget tomorrow.",
        "We will develop our cooperation.",
        "This year we will celebrate the anniversary of the port.",
    ],
)
def test_talk_is_no_pledge(pledges: Read, speech: str) -> None:
    assert pledges(f"{SPEAKER} met with the harbour workers.\n\n{SPEAKER}: {speech}") == ()


def test_in_indirect_speech(pledges: Read) -> None:
    found = pledges(f"{SPEAKER} promised to send a trade delegation by September.")
    assert told(found) == [(["Helena Marsk"], "to send a trade delegation by September", "2019-09")]
    found = pledges(f"{SPEAKER} made clear that Sarelia would respond decisively if the border is closed.")
    assert told(found) == [(["Helena Marsk"], "Sarelia would respond decisively if the border is closed", None)]
    assert found[0].condition is not None
    assert found[0].condition.text == "if the border is closed"
    assert found[0].statement is not None


@pytest.mark.parametrize(
    ("text", "pledge", "due"),
    [
        ("committed to establishing a joint commission", "to establishing a joint commission", None),
        ("promised quick action on the border", "quick action on the border", None),
        ("accepted the invitation to visit Linmouth", f"{SPEAKER} accepted the invitation to visit Linmouth", None),
        (
            "announced a $40 million aid package for the coast",
            f"{SPEAKER} announced a $40 million aid package for the coast",
            None,
        ),
        ("announced her intention to open a consulate by September", "her intention to open a consulate by September", "2019-09"),
        ("agreed to ensure safe passage and cease all raids", "to ensure safe passage and cease all raids", None),
    ],
)
def test_by_the_reporting_word(pledges: Read, text: str, pledge: str, due: str | None) -> None:
    assert told(pledges(f"{SPEAKER} {text}.")) == [(["Helena Marsk"], pledge, due)]


@pytest.mark.parametrize(
    "text",
    [
        "promised support for the reforms",
        "voiced her concerns over the border",
        "accepted the apology",
        "declined the invitation to visit Linmouth",
        "announced the results of the vote",
        "committed to strengthening the partnership",
        "agreed to continue contacts",
    ],
)
def test_reporting_words_of_good_will(pledges: Read, text: str) -> None:
    assert pledges(f"{SPEAKER} {text}.") == ()


def test_of_several_who_speak_the_one_who_is_named(pledges: Read) -> None:
    lead = "President of Veskonia Radomir Tesk spoke with President of Sarelia Helena Marsk. "
    (found,) = pledges(lead + "The two leaders agreed that Sarelia would send a field hospital to the coast.")
    assert [w.name for w in found.who] == ["Helena Marsk"]


def test_the_publishers_own_leader_and_both_leaders(pledges: Read) -> None:
    lead = "President of Veskonia Radomir Tesk spoke with President of Sarelia Helena Marsk. "
    (found,) = pledges(lead + "President Marsk will host a conference of donors on May 13.", country="QS")
    assert told((found,))[0][0::2] == (["Helena Marsk"], "2019-05-13")
    assert pledges(lead + "President Marsk will host a conference of donors on May 13.", country="XC") == ()
    (found,) = pledges(lead + "On May 13, the two presidents will sign a treaty.", country="QS")
    assert (sorted(w.name or "" for w in found.who), found.due) == (["Helena Marsk", "Radomir Tesk"], "2019-05-13")


def test_of_both_sides(pledges: Read) -> None:
    lead = "President of Veskonia Radomir Tesk spoke with President of Sarelia Helena Marsk. The two leaders "
    found = pledges(lead + "agreed to meet next week.")
    assert [(sorted(w.name or "" for w in p.who), p.due) for p in found] == [
        (["Helena Marsk", "Radomir Tesk"], "2019-05-06/2019-05-12")
    ]
    assert pledges(lead + "agreed to stay in close contact over the coming days.") == ()
    assert len(pledges(lead + "agreed to speak again in the coming days.")) == 1


def test_in_the_publishers_voice_for_its_own_side(pledges: Read) -> None:
    text = "Sarelia will be sending a representative to the talks in Linmouth on May 13-14."
    (found,) = pledges(text, country="QS")
    assert (found.who[0].id, found.due, found.statement) == ("country:QS", "2019-05-13/2019-05-14", None)
    assert pledges(text, country="QV") == ()
    assert pledges(text) == ()


def test_an_undated_report_infers_when(pledges: Read) -> None:
    text = f"In 2022 trade grew by 12%, {SPEAKER} said. He promised to open the second bridge next year."
    (found,) = pledges(text, None)
    assert found.due is None
    assert found.due_inferred is not None
    assert found.due_inferred.value == "2024"


PIECES = [
    "We",
    "will",
    "would",
    "send",
    "a ship",
    "if",
    "agreed to",
    "promised to",
    "'ll",
    "going to",
    "“",
    "”",
    "said",
    SPEAKER,
    ":",
    ".",
    "\n\n",
    "shall",
    "not",
]


@settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=18))
def test_any_words_give_pledges_inside_the_text(pledges: Read, pieces: list[str]) -> None:
    for pledge in pledges(" ".join(pieces)):
        assert pledge.who
        assert 0 < pledge.confidence <= 1


@pytest.mark.parametrize(
    ("sentence", "pledge"),
    [
        ("The two leaders agreed to suspend the tariffs.", "to suspend the tariffs"),
        ("The leaders agreed to hold talks on the margins of the summit.", "to hold talks on the margins of the summit"),
        ("President Helena Marsk promised to support his bid.", "to support his bid"),
    ],
)
def test_what_is_agreed_or_promised_counts_by_its_act(pledges: Read, sentence: str, pledge: str) -> None:
    found = pledges(f"President of Sarelia Helena Marsk met with President of Tovia Jon Tesk. {sentence}")
    assert [p.span.text for p in found] == [pledge]
    assert all(p.who for p in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders agreed to deepen cooperation and coordinate their positions.",
        "The leaders agreed to work together to ensure stability.",
        "The leaders committed to continue the dialogue.",
        "The two leaders did not agree to suspend the tariffs.",
    ],
)
def test_good_will_that_is_agreed_is_no_pledge(pledges: Read, sentence: str) -> None:
    assert pledges(f"President of Sarelia Helena Marsk met with President of Tovia Jon Tesk. {sentence}") == ()


def test_money_that_will_be_spent_by_nobody_named(pledges: Read) -> None:
    found = pledges(f"{SPEAKER}: Good morning. 45 million dollars will be spent on new roads next year.")
    assert told(found) == [(["Helena Marsk"], "45 million dollars will be spent on new roads next year", "2020")]
