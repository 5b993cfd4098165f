"""Classes of wrong speakers, one by one: whoever is named must fit all that the words say, else the question stays open."""

from __future__ import annotations

import importlib

import pytest
from tests.stages.readings import BOTH, LEAD, Tell, names


@pytest.mark.parametrize(
    "source",
    [
        "The spokesman of Radomir Tesk",
        "The wife of Radomir Tesk",
        "Helena Marsk's press secretary",
        "The aide to President Tesk",
        "The Veskonian Foreign Minister",
        "The former President of Veskonia",
        "The Vice President of Veskonia",
        "The leaders of the Quorum and the Leeward League",
        "World leaders",
    ],
)
def test_whoever_belongs_to_a_leader_is_not_the_leader(tell: Tell, source: str) -> None:
    (statement,) = tell(f"{LEAD}{source} said that the talks went well.")
    assert names(statement) == [None]
    assert statement.speakers[0].why


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The two leaders, Helena Marsk and Radomir Tesk, discussed trade.", BOTH),
        ("In light of the agenda and plans, Helena Marsk and Radomir Tesk expressed interest in trade.", BOTH),
        ("Helena Marsk and Oren Brask discussed the harvest.", ["Helena Marsk", "Oren Brask"]),
        ("Ms Marsk and Mr Tesk exchanged opinions on trade.", BOTH),
        ("Helena Marsk spoke with Radomir Tesk to thank him for his help.", ["Helena Marsk"]),
        ("Helena Marsk asked for peace and discussed engagement with Sweden.", ["Helena Marsk"]),
    ],
)
def test_all_who_are_named_speak_and_nobody_else(tell: Tell, sentence: str, expected: list[str]) -> None:
    assert names(tell(LEAD + sentence)[-1]) == expected


def test_who_is_joined_and_not_of_the_cast_goes_on_as_they(tell: Tell) -> None:
    found = tell(LEAD + "Helena Marsk and Oren Brask discussed the harvest. They noted that the rye is ripe.")
    assert names(found[1]) == ["Helena Marsk", "Oren Brask"]


def test_a_title_of_another_country_after_a_name_is_another_person(tell: Tell) -> None:
    lead = "President of France Ada Lund met with President of Sweden Oren Brask in Linmouth on 11 June.\n\n"
    found = tell(lead + "At the request of Oren Brask, the President of France spoke about the harvest.")
    assert names(found[-1]) == ["Ada Lund"]
    found = tell(lead + "At the request of the President of Sweden, Ada Lund told him about the harvest.")
    assert names(found[-1]) == ["Ada Lund"]


def test_adjectives_of_two_countries_share_a_plural_title(tell: Tell) -> None:
    lead = "President of France Ada Lund met with President of Sweden Oren Brask in Linmouth on 11 June.\n\n"
    found = tell(lead + "The French and Swedish presidents discussed the harvest.")
    assert sorted(map(str, names(found[-1]))) == ["Ada Lund", "Oren Brask"]


def test_the_host_of_several_guests_is_one_of_the_leaders(tell: Tell) -> None:
    title = "Telephone conversation with President of Sweden Oren Brask and President of Finland Ola Lind"
    text = (
        "President of France Ada Lund had a telephone conversation with President of Sweden Oren Brask and President of Finland "
        "Ola Lind. The leaders discussed the harvest."
    )
    found = tell(text, title=title, country="FR")
    assert set(names(found[-1])) == {"Ada Lund", "Oren Brask", "Ola Lind"}


def test_each_of_several_meetings_has_its_own_two(tell: Tell) -> None:
    text = (
        "President of France Ada Lund met with President of Sweden Oren Brask.\n\n"
        "During a meeting with President of Finland Ola Lind, the two leaders discussed the harvest. They agreed to meet.\n\n"
        "Ada Lund then met with President of Norway Tove Rask. The sides discussed fish. A new treaty was discussed."
    )
    found = tell(text, title="President Ada Lund held bilateral meetings", country="FR")
    assert [names(s) for s in found] == [["Ada Lund", "Ola Lind"]] * 2 + [["Ada Lund", "Tove Rask"]] * 2


def test_a_number_that_does_not_fit_stays_open(tell: Tell) -> None:
    lead = "President Ada Lund of France met with President Oren Brask of Sweden and President Ola Lind of Finland.\n\n"
    (found,) = tell(lead + "The two leaders discussed the harvest.")
    assert names(found) == [None]
    assert set(found.speakers[0].candidates) == {"Ada Lund", "Oren Brask", "Ola Lind"}
    assert found.speakers[0].why == "the words tell of another number of people"


def test_both_these_determines_something_else(tell: Tell) -> None:
    found = tell(LEAD + "Both these countries and the United States stated their readiness to help.")
    assert names(found[-1]) == [None]


def test_a_pronoun_does_not_reach_over_somebody_unknown(tell: Tell) -> None:
    found = tell(
        LEAD
        + "Helena Marsk praised the port. The customs chief opened a depot. The Prime Minister spoke. He said that trade fell."
    )
    assert names(found[-1]) == [None]
    found = tell(LEAD + "Brann Olk, the Chief Rabbi of Sweden, thanked Helena Marsk for the aid. He noted that it was large.")
    assert [names(s) for s in found] == [["Brann Olk"], ["Brann Olk"]]


def test_he_who_thanks_her_is_not_told_by_the_order_alone(tell: Tell) -> None:
    found = tell(LEAD + "Helena Marsk told Radomir Tesk that the bridge is open. He thanked her for the news.")
    assert names(found[-1]) == [None]
    assert set(found[-1].speakers[0].candidates) == set(BOTH)


def test_a_bare_minister_is_the_one_minister_of_the_report(tell: Tell) -> None:
    text = "President of France Ada Lund met with Oren Brask, Minister for Civil Defence.\n\nThe Minister reported on the floods."
    assert names(tell(text, country="FR")[-1]) == ["Oren Brask"]


@pytest.mark.parametrize("intro", ["The message reads, in part:", "The telegram said:"])
def test_a_message_in_the_next_paragraph_is_its_senders(tell: Tell, intro: str) -> None:
    text = f"President of France Ada Lund sent greetings to the sailors of the fleet.\n\n{intro}\n\n“The harbour is your home.”"
    found = tell(text, title="Greetings to the sailors", country="FR", publisher="President of France")
    assert names(found[-1]) == ["Ada Lund"]
    assert found[-1].cue is not None
    assert found[-1].source is not None
    assert found[-1].source.text.startswith("The ")


def test_a_message_that_a_guest_sent_is_not_the_publishers(tell: Tell) -> None:
    text = "President of Sweden Oren Brask wrote to President of France Ada Lund.\n\nThe letter said:\n\n“The harbour is ours.”"
    found = tell(text, title="Letter from President of Sweden Oren Brask to President Ada Lund", country="FR")
    assert names(found[-1]) != ["Ada Lund"]


def test_they_after_people_unknown_is_open(tell: Tell) -> None:
    found = tell(LEAD + "Harbour representatives stated that trade grew. They underscored that the port is open.")
    assert names(found[-1]) == [None]


def test_a_slip_in_a_title_makes_no_third_person(tell: Tell) -> None:
    text = "Ada Lund held talks with President of the Untied Isles of Sweden Oren Brask.\n\nThe presidents agreed to meet."
    found = tell(text, title="Talks with Swedish President Oren Brask", country="FR")
    assert "Untied Isles" not in names(found[-1])


def test_an_escaped_title_is_read_as_its_letters(tell: Tell) -> None:
    text = "President Ada Lund of France spoke today with President Oren Bråsk of Sweden. They discussed the harvest."
    found = tell(text, title=r"Readout of President\_Lund\u2019s Call with President Br\u00e5sk", country="FR")
    assert names(found[-1]) == ["Ada Lund", "Oren Bråsk"]


def test_he_is_who_spoke_and_not_who_is_named_in_a_clause_before(tell: Tell) -> None:
    found = tell(
        LEAD + "Commenting on the arrest of Oren Brask, Helena Marsk noted that courts are free. He said that law rules."
    )
    assert names(found[-1]) != ["Oren Brask"]


def test_what_a_document_does_now_was_not_said_in_the_talks(tell: Tell) -> None:
    found = tell(LEAD + "A report on trade was discussed. Particular attention is given to harbours.")
    assert [names(s) for s in found] == [BOTH]


@pytest.mark.parametrize(
    ("judged", "named", "expected"),
    [(["A"], ["A"], "right"), (["A"], ["B"], "wrong"), ([], ["B"], "wrong"), (None, ["B"], "unjudged"), (["A"], [None], "open")],
)
def test_the_benchmark_judges_names_as_sets(judged: list[str] | None, named: list[str | None], expected: str) -> None:
    assert importlib.import_module("bench.speakers").verdict(judged, named) == expected
