"""Quirks of speech: turns and their labels, interpreters, quotation marks of every kind, what is said twice, who says it."""

from __future__ import annotations

import pytest
from tests.quirks.conftest import Read, content, everything_said, saying, speakers


def test_02_only_the_first_turn_carries_the_title(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk: Mr Tesk,\n\nwelcome to Linmouth.\n\nPresident of Veskonia Radomir Tesk: "
        "Thank you.\n\nHelena Marsk : Let us begin.\n\nRadomir Tesk: Gladly."
    )
    assert [speakers(s) for s in record.statements] == [["Helena Marsk"], ["Radomir Tesk"]] * 2
    assert content(record) == ["Mr Tesk", "welcome to Linmouth", "Thank you", "Let us begin", "Gladly"]


def test_03_debris_of_a_card_inside_a_label_is_no_part_of_the_name(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk: Welcome to Linmouth.\n\n"
        "Radomir Tesk Tesk RadomirPresident of Veskonia (retranslated): Thank you for the invitation."
    )
    assert [speakers(s) for s in record.statements] == [["Helena Marsk"], ["Radomir Tesk"]]
    assert content(record) == ["Welcome to Linmouth", "Thank you for the invitation"]
    source = record.statements[1].source
    assert source is not None
    assert source.text == "Radomir Tesk"


@pytest.mark.parametrize("mark", ["(retranslated)", "(As interpreted.)"])
def test_04_an_interpreter_s_words_are_not_verbatim(read: Read, mark: str) -> None:
    label = f"Radomir Tesk {mark}:" if mark == "(retranslated)" else f"Radomir Tesk: {mark}"
    record = read(f"President of Sarelia Helena Marsk: Welcome to Linmouth.\n\n{label} Thank you for the invitation.")
    assert [s.verbatim for s in record.statements] == [True, False]
    assert mark.strip("()") not in everything_said(record)


def test_09_a_quotation_over_several_paragraphs_is_one(read: Read) -> None:
    record = read(
        "President of Veskonia Radomir Tesk addressed President of Sarelia Helena Marsk in Linmouth.\n\n"
        "“We have known each other for years,” Radomir Tesk said. “Our trade has grown.\n\n"
        "“The railway has reached its limit.\n\n"
        "“I propose to build a second crossing.”\n\nThe presidents then went to the river."
    )
    assert speakers(saying(record, "reached its limit")) == ["Radomir Tesk"]
    assert speakers(saying(record, "a second crossing")) == ["Radomir Tesk"]
    assert saying(record, "reached its limit") == saying(record, "a second crossing")
    assert "river" not in everything_said(record)


def test_10_marks_that_do_not_match_still_close(read: Read) -> None:
    record = read(
        'President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk. "At the start I want to speak of the '
        "economy,” Helena Marsk said. She thanked him for the visit."
    )
    said = saying(record, "speak of the economy")
    assert (speakers(said), said.kind) == (["Helena Marsk"], "direct")
    assert [span.text for span in said.content] == ["At the start I want to speak of the economy"]


def test_11_a_clause_that_is_quoted_in_part_is_mixed(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk received President of Veskonia Radomir Tesk. She said that the presidents were set "
        "“to analyse the groundwork laid by the governments” before the autumn."
    )
    said = saying(record, "to analyse the groundwork")
    assert (speakers(said), said.kind) == (["Helena Marsk"], "mixed")


def test_12_a_quotation_split_by_its_speaker_is_one_and_one_without_takes_it_from_the_context(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk in Linmouth.\n\n"
        "“Our trade has grown,” Radomir Tesk noted. “I think it is a matter of time before it doubles.”\n\n"
        "“We have no other neighbour like you.”"
    )
    assert saying(record, "Our trade has grown") == saying(record, "a matter of time")
    assert speakers(saying(record, "a matter of time")) == ["Radomir Tesk"]
    assert speakers(saying(record, "no other neighbour")) == ["Radomir Tesk"]


def test_13_an_editor_s_insertions_stay_in_the_words(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk.\n\n"
        "“Whatever [opponents] may say, it [trade turnover] has grown,” Helena Marsk said.\n\n"
        "“We stand <s>under</s> [over] the bridge that they built [sic],” Radomir Tesk added."
    )
    assert speakers(saying(record, "Whatever [opponents] may say, it [trade turnover] has grown")) == ["Helena Marsk"]
    assert speakers(saying(record, "[over] the bridge that they built [sic]")) == ["Radomir Tesk"]


def test_14_a_title_in_the_third_person_is_resolved_by_its_paragraph_or_stays_open(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk in Linmouth.\n\n"
        "The Veskonian leader stressed that the railway had reached its limit.\n\n"
        "The Sarelian president replied that two more crossings would be opened.\n\n"
        "His Sarelian counterpart also thanked Radomir Tesk for the visit."
    )
    assert speakers(saying(record, "reached its limit")) == ["Radomir Tesk"]
    assert speakers(saying(record, "two more crossings")) == ["Helena Marsk"]
    opened = read(
        "President of Sarelia Helena Marsk and President of Veskonia Radomir Tesk held talks.\n\n"
        "The head of state stressed that the railway had reached its limit."
    )
    assert speakers(saying(opened, "reached its limit")) == [None]
    assert set(saying(opened, "reached its limit").speakers[0].candidates) == {"Helena Marsk", "Radomir Tesk"}


def test_15_what_is_told_twice_is_counted_once(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk met President of Veskonia Radomir Tesk in Linmouth.\n\n"
        "Helena Marsk said that the fishermen who were detained on the river Vell must return to their families.\n\n"
        "“The fishermen who were detained on the river Vell must return to their families,” Helena Marsk said."
    )
    told = [s for s in record.statements if any("must return to their families" in span.text for span in s.content)]
    assert len(told) == 2
    assert told[1].restates == told[0].id


@pytest.mark.parametrize(
    "header",
    [
        "The below is attributable to Spokesperson Ned Ferren:",
        "A Drenburg Palace spokesperson said:",
        "The spokesman for the President, Ole Brandt, said:",
        "The message reads, in part:",
    ],
)
def test_27_a_header_of_attribution_is_a_source_and_no_statement(read: Read, header: str) -> None:
    record = read(
        f"{header}\n\nPresident of Sarelia Helena Marsk spoke today with President of Veskonia Radomir Tesk. "
        "They discussed the railway through Karsk. Helena Marsk stressed that two more crossings were needed."
    )
    assert header.rstrip(":") not in everything_said(record)
    assert speakers(saying(record, "two more crossings were needed")) == ["Helena Marsk"]


def test_28_a_machine_s_translation_is_never_verbatim(read: Read) -> None:
    record = read(
        "This is a machine translation.\n\nPresident of Sarelia Helena Marsk met President of Veskonia Radomir Tesk.\n\n"
        "“Our trade has grown,” Helena Marsk said."
    )
    assert record.statements
    assert not any(s.verbatim for s in record.statements)
    assert any("machine's translation" in note for note in record.document.notes)
