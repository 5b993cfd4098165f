"""Whose title a title is, where several stand together, and who gets a profile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Document
from onrecord.reading import Actor, Reading
from onrecord.stages import actors, layout, parse, quotations
from onrecord.tables import Knowledge

Cast = Callable[..., Reading]


@pytest.fixture
def read(make_document: Callable[..., Document], knowledge: Knowledge) -> Cast:
    def told(text: str, **known: str | None) -> Reading:
        reading = Reading(make_document(text, **known))
        for stage in (layout, parse, quotations, actors):
            stage.run([reading], knowledge)
        return reading

    return told


def named(reading: Reading, name: str) -> Actor:
    return next(actor for actor in reading.cast if actor.name == name)


@pytest.mark.parametrize(
    ("title", "role", "country"),
    [
        ("Director of the Cabinet of the Prime Minister of Norway", "director", "NO"),
        ("Director of the cabinet of the Prime Minister of Norway", "director", "NO"),
        ("National Security Adviser to the Norwegian President", "national security advisor", "NO"),
        (
            "Crown Prince of Norway and Deputy Supreme Commander of the Armed Forces of the Kingdom of Norway",
            "crown prince",
            "NO",
        ),
        ("Prime Minister of Norway", "prime minister", "NO"),
    ],
)
def test_the_name_goes_with_the_first_of_several_titles(read: Cast, title: str, role: str, country: str) -> None:
    actor = named(read(f"Helena Marsk met with {title} Ivar Lundqvist."), "Ivar Lundqvist")
    assert (actor.role, actor.country) == (role, country)


def test_who_is_named_with_a_title_of_their_own_keeps_it(read: Cast) -> None:
    reading = read("An adviser to Norwegian President Ivar Lundqvist spoke.")
    assert named(reading, "Ivar Lundqvist").role == "president"


def test_nobody_is_president_to_a_country(read: Cast) -> None:
    reading = read("They spoke of the visit of the Russian president to the US.", published="2018-05-03")
    (visitor,) = [m for m in reading.mentions if m.kind == "title"]
    assert [reading.cast[i].name for i in visitor.actors] == ["Vladimir Putin"]


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("President of Norwind Steel", False),
        ("Chairman of the Board and President of Norwind", False),
        ("President of Tatarstan", True),
        ("Foreign Minister of Norway", True),
    ],
)
def test_who_holds_no_public_office_has_no_profile(read: Cast, title: str, profile: bool) -> None:
    actor = named(read(f"Helena Marsk met with {title} Ivar Lundqvist."), "Ivar Lundqvist")
    assert (actor.id is not None) == profile


def test_a_slip_in_a_given_name_is_the_holder_of_the_office(read: Cast) -> None:
    reading = read("President Valdimir Putin arrived.", published="2018-05-03", country="RU")
    assert [actor.id for actor in reading.cast if actor.kind == "person"] == ["person:vladimir-putin"]


def test_your_minister_is_of_the_other_side(read: Cast) -> None:
    text = (
        "President of Russia Vladimir Putin: Mr President, I met with your foreign minister.\n\n"
        "President of France Emmanuel Macron: Thank you. Our prime minister was here too."
    )
    reading = read(text, published="2019-06-03", title="Talks with President of France Emmanuel Macron")
    told = {
        reading.text[m.start : m.end]: [reading.cast[i].country for i in m.actors] for m in reading.mentions if m.kind == "title"
    }
    assert told["foreign minister"] == ["FR"]
    assert told["Our prime minister"] == ["FR"]


def test_a_title_that_names_both_sides_names_all(read: Cast) -> None:
    text = "Mr Blair told Mr Putin of his meeting with US President George W. Bush."
    title = "Russian President Vladimir Putin spoke by telephone with British Prime Minister Tony Blair"
    reading = read(text, published="2001-11-09", title=title, country="RU")
    assert {actor.name for actor in reading.cast if actor.party} == {"Vladimir Putin", "Tony Blair"}


def test_a_monarch_of_several_realms_is_at_home_in_one(read: Cast) -> None:
    assert named(read("Queen Elizabeth II gave a dinner.", published="2003-06-24"), "Elizabeth II").country == "GB"
    assert named(read("Queen of Canada Elizabeth II gave a dinner.", published="2003-06-24"), "Elizabeth II").country == "CA"
