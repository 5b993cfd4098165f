"""Who speaks: canonical persons behind titles, pronouns and groups, and open questions where two readings stand."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.stages.readings import BOTH, LEAD, Tell, names

from onrecord.model import Document
from onrecord.tables import Knowledge


@pytest.fixture(scope="module")
def statements(tell: Tell) -> Tell:
    """The statements of one text after the lead."""
    return lambda text, **known: tell(LEAD + text, **known)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The two leaders discussed trade.", BOTH),
        ("The sides agreed to open the border.", BOTH),
        ("Helena Marsk and Radomir Tesk stressed the need for dialogue.", BOTH),
        ("It was agreed to open the border.", BOTH),
        ("Mr Tesk noted that the bridge is open.", ["Radomir Tesk"]),
        ("Helena Marsk discussed trade with Radomir Tesk.", BOTH),
    ],
)
def test_references_with_one_reading(statements: Tell, sentence: str, expected: list[str]) -> None:
    assert names(statements(sentence)[0]) == expected


def test_a_pronoun_is_whoever_the_sentence_before_tells_of(statements: Tell) -> None:
    found = statements("Radomir Tesk noted that the bridge is open. He added that it is long.")
    assert [names(s) for s in found] == [["Radomir Tesk"], ["Radomir Tesk"]]


def test_a_pronoun_goes_on_through_a_sentence_that_begins_with_it(statements: Tell) -> None:
    told = statements("Helena Marsk warned of smuggling. She met Ola Lind in the port. She said that the port is closed.")
    assert [names(s) for s in told] == [["Helena Marsk"], ["Helena Marsk"]]


def test_who_is_named_within_the_matter_does_not_speak(statements: Tell) -> None:
    (told,) = statements("Helena Marsk spoke about her talks with the head of the port.")
    assert names(told) == ["Helena Marsk"]


def test_two_of_the_highest_offices_are_two_people(statements: Tell) -> None:
    (told,) = statements("The President of Sarelia and President Radomir Tesk affirmed the treaty.")
    assert names(told) == BOTH


def test_a_title_that_two_hold_goes_to_the_one_who_spoke_last_in_the_paragraph(statements: Tell) -> None:
    found = statements("Radomir Tesk noted that the bridge is open. The president stressed that it is long.")
    assert names(found[1]) == ["Radomir Tesk"]


def test_a_title_that_two_hold_stays_open_with_both_as_candidates(statements: Tell) -> None:
    (found,) = statements("The head of state stressed that the border must stay open.")
    (speaker,) = found.speakers
    assert speaker.name is None
    assert set(speaker.candidates) == set(BOTH)
    assert speaker.why
    assert speaker.mention is not None
    assert speaker.mention.text == "The head of state"


def test_an_open_question_is_less_sure_than_an_answer(statements: Tell) -> None:
    (closed,) = statements("Helena Marsk stressed that the border must stay open.")
    (open_,) = statements("The head of state stressed that the border must stay open.")
    assert open_.confidence < closed.confidence


def test_a_capital_within_sentences_means_the_publishers_own_leader(statements: Tell) -> None:
    text = (
        "At the same time, the President noted that the bridge is open.\n\nIn addition, the President stressed that it is long."
    )
    found = statements(text, country="XS")
    assert all(names(s) in (["Helena Marsk"], [None]) for s in found)


def test_a_statement_told_twice_points_to_the_first(statements: Tell) -> None:
    found = statements(
        "Radomir Tesk stressed that the northern railway crossing needs engineers and money.\n\n"
        "“The northern railway crossing needs our engineers and money,” Radomir Tesk said."
    )
    assert found[1].restates == found[0].id


def test_a_country_can_speak(statements: Tell) -> None:
    (found,) = statements("France proposed opening a third bridge.")
    assert names(found) == ["France"]
    assert found.speakers[0].id == "country:FR"


def test_truly_ambiguous_speakers_stay_open(make_document: Callable[..., Document], knowledge: Knowledge) -> None:
    """Invented short reports in which nobody can tell who speaks: at least nine in ten are left open, with candidates."""
    flow = importlib.import_module("onrecord.read")
    lines = (Path(__file__).parents[1] / "data" / "ambiguous.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines]
    documents = [make_document(r["text"], id=r["id"], country=r.get("country")) for r in reports]
    left_open = 0
    for report, record in zip(reports, flow.read_documents(documents, knowledge), strict=True):
        told = [s for s in record.statements if any(report["content"] in c.text for c in s.content)]
        assert told, report["id"]
        left_open += all(p.name is None and p.why for s in told for p in s.speakers)
    assert len(reports) >= 40
    assert left_open >= 0.9 * len(reports)
