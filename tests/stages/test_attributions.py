"""Who is said to have said what: sources, cues and content, on invented texts."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Record
from onrecord.tables import Knowledge

Read = Callable[..., Record]
LEAD = "President of Sarelia Helena Marsk met with President of Veskonia Radomir Tesk in Linmouth on 11 June. "


@pytest.fixture(scope="module")
def read(make_document: Callable[..., Document], knowledge: Knowledge) -> Read:
    """Read one text into its record."""
    flow = importlib.import_module("onrecord.read")

    def run(text: str, **known: str | None) -> Record:
        return next(iter(flow.read_documents([make_document(text, **known)], knowledge)))

    return run


def told(record: Record) -> list[tuple[str, str, str | None, list[str]]]:
    """Kind, act, cue and content of every statement."""
    return [(s.kind, s.act, s.cue.text if s.cue else None, [c.text for c in s.content]) for s in record.statements]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Helena Marsk noted that the bridge is open.", [("indirect", "state", "noted", ["the bridge is open"])]),
        (
            "The bridge is open to everybody, Helena Marsk noted.",
            [("indirect", "state", "noted", ["The bridge is open to everybody"])],
        ),
        ("Helena Marsk called for restraint.", [("indirect", "request", "called for", ["restraint"])]),
        ("Helena Marsk thanked Radomir Tesk for his kind words.", [("indirect", "courtesy", "thanked", ["his kind words"])]),
        ("Helena Marsk informed Radomir Tesk about the new law.", [("indirect", "state", "informed", ["the new law"])]),
        ("Helena Marsk made clear that the law will stay.", [("indirect", "state", "made clear", ["the law will stay"])]),
        ("It was agreed to open a second bridge.", [("indirect", "agree", "agreed", ["to open a second bridge"])]),
        ("The fisheries treaty was discussed.", [("indirect", "discuss", "discussed", ["The fisheries treaty"])]),
        ("According to Helena Marsk, the bridge is open.", [("indirect", "state", "According to", ["the bridge is open"])]),
        (
            "Particular attention was paid to the fisheries treaty.",
            [("indirect", "discuss", "attention was paid to", ["the fisheries treaty"])],
        ),
        (
            "The key topic of the talks was the fisheries treaty.",
            [("indirect", "discuss", "The key topic of the talks", ["the fisheries treaty"])],
        ),
        (
            "The two leaders discussed ways to open the border.",
            [("indirect", "discuss", "discussed", ["ways to open the border"])],
        ),
        (
            "Helena Marsk began by noting the value of the bridge.",
            [("indirect", "state", "noting", ["the value of the bridge"])],
        ),
        (
            "Helena Marsk noted that 12 June marks a year of peace.",
            [("indirect", "state", "noted", ["12 June marks a year of peace"])],
        ),
        ("Helena Marsk invited Radomir Tesk to open the bridge.", [("indirect", "invite", "invited", ["to open the bridge"])]),
        ("An emphasis was made on the treaty.", [("indirect", "state", "emphasis was made on", ["the treaty"])]),
        (
            "Helena Marsk spoke out in support of the treaty.",
            [("indirect", "support", "spoke out in support of", ["the treaty"])],
        ),
    ],
)
def test_one_cue(read: Read, sentence: str, expected: list[object]) -> None:
    assert told(read(LEAD + sentence)) == expected


def test_coordinated_verbs_are_statements_of_their_own_that_share_the_source(read: Read) -> None:
    record = read(LEAD + "Helena Marsk stressed the need for dialogue and condemned the attack on the port.")
    assert told(record) == [
        ("indirect", "state", "stressed", ["the need for dialogue"]),
        ("indirect", "criticise", "condemned", ["the attack on the port"]),
    ]
    assert [s.source.text for s in record.statements if s.source] == ["Helena Marsk", "Helena Marsk"]


def test_a_participle_beside_the_cue_reports_too(read: Read) -> None:
    record = read(LEAD + "Helena Marsk praised the work of the ministers, adding that the treaty is ready.")
    assert told(record) == [
        ("indirect", "support", "praised", ["the work of the ministers"]),
        ("indirect", "state", "adding", ["the treaty is ready"]),
    ]


def test_a_participle_after_a_comma_is_not_part_of_an_infinitive(read: Read) -> None:
    record = read(LEAD + "Helena Marsk conveyed her intention to build a bridge, underscoring the value of trade.")
    assert told(record) == [
        ("indirect", "pledge", "conveyed", ["her intention to build a bridge"]),
        ("indirect", "state", "underscoring", ["the value of trade"]),
    ]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("the two nations will stand united in the face of aggression", "state"),
        ("the shelling of the port is an act of aggression", "criticise"),
        ("any breach of the treaty would have serious consequences", "warn"),
    ],
)
def test_the_act_follows_what_is_said_where_the_cue_only_says_that_it_was(read: Read, words: str, act: str) -> None:
    assert [s.act for s in read(LEAD + f"Helena Marsk said {words}.").statements] == [act]


def test_speech_within_speech_is_not_split_out(read: Read) -> None:
    record = read(LEAD + "Helena Marsk noted that the ministers had agreed to open the border.")
    assert told(record) == [("indirect", "state", "noted", ["the ministers had agreed to open the border"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "The leaders will discuss the treaty next week.",
        "Helena Marsk did not mention the treaty.",
        "The proposed treaty is long.",
        "The talks were held on 13 July.",
        "The sanctions announced by the ministers are new.",
        "Helena Marsk welcomed Radomir Tesk to the residence.",
    ],
)
def test_what_was_not_said_is_no_statement(read: Read, sentence: str) -> None:
    assert told(read(LEAD + sentence)) == []


def test_a_sentence_without_attribution_goes_on_with_what_was_reported(read: Read) -> None:
    told_on = "Helena Marsk noted that the economy grows. The country services all its loans. The talks were held in Linmouth."
    record = read(LEAD + told_on)
    assert told(record) == [("indirect", "state", "noted", ["the economy grows. The country services all its loans"])]


def test_a_quotation_broken_by_its_attribution_is_one_statement(read: Read) -> None:
    record = read(LEAD + "“We need a second crossing,” Radomir Tesk said. “Our engineers are ready.”")
    assert told(record) == [("direct", "state", "said", ["We need a second crossing", "Our engineers are ready"])]
    assert [p.name for s in record.statements for p in s.speakers] == ["Radomir Tesk"]


def test_quoted_words_within_a_clause_make_it_mixed(read: Read) -> None:
    record = read(LEAD + "Radomir Tesk stressed that a “policy of closed doors” helps nobody.")
    assert told(record) == [("mixed", "state", "stressed", ["a", "policy of closed doors", "helps nobody"])]


def test_turns_of_a_transcript_are_statements(read: Read) -> None:
    text = (
        "President of Sarelia Helena Marsk: Mr President, colleagues,\n\nI am glad to see you. He said that it rains.\n\n"
        "President of Veskonia Radomir Tesk (retranslated): Thank you for the invitation.\n\nHelena Marsk: Let us begin.\n"
    )
    record = read(text)
    assert [(s.speakers[0].name, s.kind, s.verbatim) for s in record.statements] == [
        ("Helena Marsk", "direct", True),
        ("Radomir Tesk", "direct", False),
        ("Helena Marsk", "direct", True),
    ]
    pieces = [c.text for c in record.statements[0].content]
    assert pieces == ["Mr President, colleagues", "I am glad to see you. He said that it rains"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "Helena Marsk",
                "“",
                "”",
                '"',
                " said",
                " noted that",
                ", ",
                ". ",
                "\n\n",
                " the bridge is open",
                " he",
                "According to ",
                ": ",
                " agreed to",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_words_and_marks_gives_spans_that_slice(read: Read, parts: list[str]) -> None:
    record = read(LEAD + "".join(parts))
    text = record.document.text
    for statement in record.statements:
        for span in (statement.source, statement.cue, *statement.content):
            assert span is None or (span.text and text[span.start : span.end] == span.text)


@pytest.mark.parametrize(
    "end", ["noted that", "said", "according to", "agreed to", "called for", "noted that the", "“We will", "told him that"]
)
def test_a_text_that_breaks_off_after_a_cue_is_read(read: Read, end: str) -> None:
    record = read(LEAD + "Helena Marsk " + end)
    for statement in record.statements:
        for span in statement.content:
            assert record.document.text[span.start : span.end] == span.text
