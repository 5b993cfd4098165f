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
    text = f"In 2019 trade grew by 12%, {SPEAKER} said. He promised to open the second bridge next year."
    (found,) = pledges(text, None)
    assert found.due is None
    assert found.due_inferred is not None
    assert found.due_inferred.value == "2021"


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
