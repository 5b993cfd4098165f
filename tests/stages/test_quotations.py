"""Quotation marks of invented texts, paired."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Document
from onrecord.reading import Quotation, Reading
from onrecord.stages import layout, quotations
from onrecord.tables import Knowledge

Read = Callable[[str], tuple[str, tuple[Quotation, ...]]]


@pytest.fixture
def read(make_document: Callable[..., Document], knowledge: Knowledge) -> Read:
    def run(text: str) -> tuple[str, tuple[Quotation, ...]]:
        reading = Reading(make_document(text))
        layout.run([reading], knowledge)
        quotations.run([reading], knowledge)
        return text, reading.quotations

    return run


def quoted(found: tuple[str, tuple[Quotation, ...]]) -> list[str]:
    text, pairs = found
    return [text[q.start : q.end] for q in pairs]


def depths(found: tuple[str, tuple[Quotation, ...]]) -> list[int]:
    return [q.depth for q in found[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"This is good," she said.', ["This is good,"]),
        ("“This is good,” she said.", ["This is good,"]),
        ('"At the start we were few,” she said. "Now we are many."', ["At the start we were few,", "Now we are many."]),
        ('They are set “to weigh the groundwork laid so far" and to go on.', ["to weigh the groundwork laid so far"]),
        ("«Trade grows», she said. «It will grow».", ["Trade grows", "It will grow"]),
        ("»Trade grows«, she said. »It will grow.«", ["Trade grows", "It will grow."]),
        ("„Trade grows“, she said. „It will grow.“", ["Trade grows", "It will grow."]),
        ("”Trade grows,” she said. ”It will.”", ["Trade grows,", "It will."]),
        ("”Trade grows and will grow further.“", ["Trade grows and will grow further."]),
        ("''Trade grows,'' she said.", ["Trade grows,"]),
        ('She spoke of what she called"hostile" moves.', ["hostile"]),
        ('He said:"Trade grows."She agreed.', ["Trade grows."]),
        ("The so-called “terror” has gone on.", ["terror"]),
        (
            '"It [the trade turnover] grows," he said, adding that this is a "good figure".',
            ["It [the trade turnover] grows,", "good figure"],
        ),
        (
            "“Whatever [the opponents] may say (and they will), we go on”, he said.",
            ["Whatever [the opponents] may say (and they will), we go on"],
        ),
        ('The forum "Rivers", the "Bridge" plan and "Vell" were discussed.', ["Rivers", "Bridge", "Vell"]),
        ('"Yes!" - "No?" - "Well…"', ["Yes!", "No?", "Well…"]),
        ('("Trade grows.") [“It will.”]', ["Trade grows.", "It will."]),
        ("“ Trade grows ”, she said.", ["Trade grows"]),
    ],
)
def test_pairs(text: str, expected: list[str], read: Read) -> None:
    found = read(text)
    assert quoted(found) == expected
    assert all(q.closed for q in found[1])
    for q in found[1]:
        outside = (text[q.outer[0] : q.start] + text[q.end : q.outer[1]]).replace(" ", "")
        assert outside
        assert not any(c.isalnum() for c in outside)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘Trade grows,’ she said. ‘It’s the people’s will.’", ["Trade grows,", "It’s the people’s will."]),
        ("'Trade grows,' she said. 'It's the workers' will.'", ["Trade grows,", "It's the workers' will."]),
        ("The People's Party and the workers’ union of the '90s met ’em in the years’ last days.", []),
        ("He didn’t say it; the ministers’ talks won't end.", []),
        ("The 'Regional Council' met in Karsk.", ["Regional Council"]),
        ("Rock ’n’ roll of the ’60s was the Sarelians’ choice.", []),
        ("She called it ‘a good start’ of the presidents’ talks.", ["a good start"]),
    ],
)
def test_apostrophes_are_told_from_single_marks(text: str, expected: list[str], read: Read) -> None:
    assert quoted(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected", "deep"),
    [
        ("“He told me, ‘Go home,’ and I went,” she said.", ["He told me, ‘Go home,’ and I went,", "Go home,"], [0, 1]),
        ("'They call it \"progress\" here,' she said.", ['They call it "progress" here,', "progress"], [0, 1]),
        ("“The plan “Bridge” is ready,” she said.", ["The plan “Bridge” is ready,", "Bridge"], [0, 1]),
        ("«Der Plan „Brücke“ ist fertig», she said.", ["Der Plan „Brücke“ ist fertig", "Brücke"], [0, 1]),
    ],
)
def test_nested(text: str, expected: list[str], deep: list[int], read: Read) -> None:
    found = read(text)
    assert quoted(found) == expected
    assert depths(found) == deep


@pytest.mark.parametrize(
    "text",
    [
        'A 6" pipe and a 12" pipe were laid.',
        "It is 5'10\" tall.",
        'The screen measures 27".',
        "No marks here.",
        '""',
        "“”",
        '" "',
    ],
)
def test_what_is_no_quotation(text: str, read: Read) -> None:
    assert quoted(read(text)) == []


def test_a_quotation_over_paragraphs_that_each_open_with_a_mark(read: Read) -> None:
    found = read("She said: “Trade grows.\n\n“Transport follows.\n\n“The bridge is next,” she said. “It will open.”")
    assert quoted(found) == ["Trade grows.", "Transport follows.", "The bridge is next,", "It will open."]
    assert [q.closed for q in found[1]] == [False, False, True, True]
    runs = [q.run for q in found[1]]
    assert runs[0] is not None
    assert runs[:3] == [runs[0]] * 3
    assert runs[3] is None
    assert found[1][0].outer[1] == found[1][0].end


def test_a_quotation_over_paragraphs_that_opens_and_closes_once(read: Read) -> None:
    found = read(
        "It reads:\n\n“Dear Ms Marsk,\n\nI value the workers’ plan “Bridge” highly.\n\nRadomir Tesk”\n\nThe message was read out."
    )
    assert quoted(found) == ["Dear Ms Marsk,", "I value the workers’ plan “Bridge” highly.", "Bridge", "Radomir Tesk"]
    assert depths(found) == [0, 0, 1, 0]
    runs = {q.run for q in found[1] if q.depth == 0}
    assert len(runs) == 1
    assert None not in runs


def test_quotations_of_their_own_are_no_run(read: Read) -> None:
    found = read("“Trade grows.”\n\n“Transport follows,” he added.")
    assert [q.run for q in found[1]] == [None, None]


def test_a_missing_closing_mark_does_not_swallow_the_next_quotation(read: Read) -> None:
    found = read("He said “We keep our word. The president then called this “a good start” and left.")
    assert quoted(found) == ["We keep our word.", "a good start"]
    assert [q.closed for q in found[1]] == [False, True]


def test_a_missing_closing_mark_ends_where_narration_resumes(read: Read) -> None:
    found = read("“We keep our word, the Veskonian president said. He did not say when.")
    assert quoted(found) == ["We keep our word"]
    assert not found[1][0].closed


def test_a_missing_closing_mark_otherwise_ends_with_the_paragraph(read: Read) -> None:
    found = read("He said: “We keep our word and our friends.\n\nThe talks went on.")
    assert quoted(found) == ["We keep our word and our friends."]
    assert [(q.closed, q.run) for q in found[1]] == [(False, None)]


def test_quotations_inside_turns_and_not_in_labels_or_furniture(read: Read) -> None:
    found = read(
        "President of Sarelia Helena Marsk: “Trust” is the word.\n\nSee also\n\nForum “Rivers” May 14, 2017\n\n"
        "The plan “Bridge” goes on.\n\nPresident of Veskonia Radomir Tesk: Yes, “trust”."
    )
    assert quoted(found) == ["Trust", "Bridge", "trust"]


def test_a_turn_does_not_close_the_quotation_of_another(read: Read) -> None:
    found = read("President of Sarelia Helena Marsk: They said, “We are late.\n\nPresident of Veskonia Radomir Tesk: I know.”")
    assert quoted(found)[0] == "We are late."
    assert all(q.run is None for q in found[1])


def test_paragraphs_of_marks_alone_are_left_alone(read: Read) -> None:
    assert read('a"' * 5000)[1] == ()
