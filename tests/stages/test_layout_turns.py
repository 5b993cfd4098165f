"""Turns of invented transcripts: labels, notes beside them, where turns begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Document
from onrecord.reading import Layout, Reading
from onrecord.stages import layout
from onrecord.tables import Knowledge

Read = Callable[..., tuple[str, Layout]]
Said = list[tuple[str, list[str]]]

OPENING = "President of Sarelia Helena Marsk: Mr President, colleagues,"
REPLY = "President of the Republic of Veskonia Radomir Tesk (retranslated): Thank you. I am glad to be here."


@pytest.fixture
def read(make_document: Callable[..., Document], knowledge: Knowledge) -> Read:
    def run(*paragraphs: str, **known: str | None) -> tuple[str, Layout]:
        reading = Reading(make_document("\n\n".join(paragraphs), **known))
        layout.run([reading], knowledge)
        return reading.text, reading.layout

    return run


def said(found: tuple[str, Layout]) -> Said:
    text, form = found
    return [(turn.name, [text[start:end] for start, end in turn.pieces]) for turn in form.turns]


def test_turns_with_their_paragraphs_without_label_and_closing_mark(read: Read) -> None:
    found = read(
        "Helena Marsk met with Radomir Tesk.", OPENING, "Welcome to Linmouth.", "Shall we begin?", REPLY, "Helena Marsk: Good…"
    )
    assert said(found) == [
        ("President of Sarelia Helena Marsk", ["Mr President, colleagues", "Welcome to Linmouth", "Shall we begin?"]),
        ("President of the Republic of Veskonia Radomir Tesk", ["Thank you. I am glad to be here"]),
        ("Helena Marsk", ["Good…"]),
    ]
    text, form = found
    assert [p.kind for p in form.paragraphs] == ["body", *["turn"] * 5]
    assert [p.turn for p in form.paragraphs] == [None, 0, 0, 0, 1, 2]
    assert [t.retranslated for t in form.turns] == [False, True, False]
    assert text[slice(*form.turns[1].label)] == "President of the Republic of Veskonia Radomir Tesk"
    assert form.surface[form.paragraphs[4].content_start :].startswith("Thank you.")


@pytest.mark.parametrize(
    "label",
    [
        "President of Sarelia Helena Marsk",
        "PRESIDENT MARSK",
        "THE PRESIDENT",
        "Prime Minister Orlan",
        "Secretary-General Bor Ivan",
        "First Deputy Prime Minister Jana Orlan",
        "Federal Chancellor of the Republic of Norland Otto van der Holm",
        "King Olaf II of Norland",
        "Helena Marsk, President of Sarelia",
        "Foreign Minister of Veskonia Ali al-Karim",
        "Minister of Trade and Industry Bor Ivan",
        "River Bank CEO Ivan Bor, moderator of the plenary session",
        "President of\nSarelia\nHelena Marsk",
    ],
)
def test_labels_that_are_sure_by_themselves(label: str, read: Read) -> None:
    found = read(f"{label}: Welcome to Linmouth.", "We begin.")
    assert said(found) == [(" ".join(label.split()), ["Welcome to Linmouth", "We begin"])]


@pytest.mark.parametrize(
    "label",
    [
        "Helena Marsk",
        "H. Marsk",
        "H.Marsk",
        "MS. MARSK",
        "Jana de Orlan",
        "Mr Tesk",
        "Хелена Марск",
        "Ólafur Þórsson",
        "Olympic ski champion Jana Orlan",
    ],
)
def test_names_are_labels_where_they_recur(label: str, read: Read) -> None:
    found = read(f"{label} : Welcome.", "Question: And you?", f"{label}: I am well.")
    assert [name for name, _ in said(found)] == [label, "Question", label]
    assert said(read(f"{label}: Welcome.", "We begin.")) == []


@pytest.mark.parametrize(
    "line",
    [
        "According to him: trade grows.",
        "Helena Marsk emphasized: trade grows.",
        "Topics: trade, transport.",
        "Time: 12 noon.",
        "Note: trade grows.",
        "Dear colleagues: welcome.",
        "The presidents agreed on the following: trade.",
        "First: trade grows.",
        "In his words: trade grows.",
        "President Tesk said: trade grows.",
        "I repeat: trade grows.",
        "At 12:30 the talks began.",
        "A Harbour Street spokesperson said: trade grows.",
        "Participants: Helena Marsk, Radomir Tesk.",
        "Minister of Foreign Affairs: trade.",
        "Trade and Industry: it grows.",
        "Dear Mr. President: welcome.",
        "“We agree on one thing: trade.”",
        "Mr President: trade.",
    ],
)
def test_phrases_before_a_colon_that_are_no_labels(line: str, read: Read) -> None:
    assert said(read(line, "It grows.")) == []
    within = said(read(OPENING, line, "Helena Marsk: Thank you."))
    assert [name for name, _ in within] == ["President of Sarelia Helena Marsk", "Helena Marsk"]


def test_anonymous_labels(read: Read) -> None:
    found = read(
        "PRESIDENT MARSK:  Questions, please.",
        "Q    Will there be a bridge?  And a tunnel?",
        "PRESIDENT MARSK:  Yes.",
        "Question from Karsk (in Vesk): When?",
        "Remark: Soon!",
    )
    assert [(t.name, t.anonymous) for t in found[1].turns] == [
        ("PRESIDENT MARSK", False),
        ("Q", True),
        ("PRESIDENT MARSK", False),
        ("Question from Karsk", True),
        ("Remark", True),
    ]
    assert said(found)[1][1] == ["Will there be a bridge?  And a tunnel?"]


@pytest.mark.parametrize(
    ("label", "retranslated"),
    [
        ("President Tesk (retranslated): ", True),
        ("President Tesk: (As interpreted.) ", True),
        ("President Tesk (via interpreter) : ", True),
        ("President Tesk(retranslated):", True),
        ("President Tesk (in Vesk): ", False),
        ("President Tesk: (Laughs.) ", False),
        ("President Tesk (answering a question about the bridge over the Vell): ", False),
        ("**PRESIDENT TESK:**  ", False),
    ],
)
def test_notes_beside_a_label(label: str, retranslated: bool, read: Read) -> None:
    found = read(f"{label}Good morning.")
    assert said(found)[0][1] == ["Good morning"]
    assert found[1].turns[0].retranslated is retranslated
    assert found[1].turns[0].name.casefold() == "president tesk"


def test_cards_are_no_part_of_a_label(read: Read) -> None:
    found = read(
        "President of Sarelia Helena Marsk      Marsk HelenaPresident of Sarelia  (retranslated): Welcome.", "Let us begin."
    )
    assert said(found) == [("President of Sarelia Helena Marsk", ["Welcome", "Let us begin"])]
    assert found[1].turns[0].retranslated


def test_applause_is_not_speech(read: Read) -> None:
    found = read(OPENING, "(Applause.)", "Welcome. (Applause.)", "(The minister went on to speak of the bridge.)", "Thank you.")
    assert said(found)[0][1] == ["Mr President, colleagues", "Welcome", "Thank you"]
    assert [p.kind for p in found[1].paragraphs] == ["turn", "body", "turn", "body", "turn"]


def test_a_link_in_mid_speech_does_not_end_it(read: Read) -> None:
    found = read(OPENING, "Welcome.", "See also", "River forum May 14, 2017", "Let us begin.", REPLY)
    assert said(found)[0][1] == ["Mr President, colleagues", "Welcome", "Let us begin"]


def test_a_break_ends_speech_and_sub_headings_part_sessions(read: Read) -> None:
    found = read(
        OPENING,
        REPLY,
        "* * *",
        "The talks then went on behind closed doors.",
        "* * *",
        "Beginning of talks in an expanded format",
        "Helena Marsk: Colleagues,",
        "Welcome.",
        "Press statements following the talks",
        "Radomir Tesk: Friends,",
        "<…>",
        "The minister spoke next.",
    )
    assert [words for _, words in said(found)] == [
        ["Mr President, colleagues"],
        ["Thank you. I am glad to be here"],
        ["Colleagues", "Welcome"],
        ["Friends"],
    ]
    assert [p.kind for p in found[1].paragraphs] == [
        "turn",
        "turn",
        "separator",
        "body",
        "separator",
        "heading",
        "turn",
        "turn",
        "heading",
        "turn",
        "separator",
        "body",
    ]


def test_a_speech_of_one_goes_on_after_a_cut(read: Read) -> None:
    found = read(OPENING, "Welcome.", "<…>", "To conclude, thank you.")
    assert said(found)[0][1] == ["Mr President, colleagues", "Welcome", "To conclude, thank you"]
    assert found[1].partial


def test_narration_about_the_speaker_ends_speech(read: Read) -> None:
    found = read(OPENING, "Welcome.", "Helena Marsk also showed her guest the palace.")
    assert said(found)[0][1] == ["Mr President, colleagues", "Welcome"]
    assert found[1].paragraphs[-1].kind == "body"


def test_captions_and_clocks_are_not_speech(read: Read) -> None:
    found = read(
        "5:41 P.M.",
        OPENING,
        "With President of Veskonia Radomir Tesk.",
        "Welcome.",
        "At a meeting with President of Veskonia.",
        REPLY,
        "6:02 P.M.",
        title="Meeting with President of Veskonia Radomir Tesk",
    )
    assert said(found)[0][1] == ["Mr President, colleagues", "Welcome"]
    assert said(found)[1][1] == ["Thank you. I am glad to be here"]


def test_a_transcript_on_one_line(read: Read) -> None:
    found = read(
        "Helena Marsk met with Radomir Tesk. They spoke of one thing: trade. * * * President of Sarelia Helena Marsk: Mr "
        "President, Welcome. I will say this: trade grows by 12 percent. President of Veskonia Radomir Tesk Tesk "
        "RadomirPresident of Veskonia(retranslated): Thank you. Helena Marsk: Good. Let us begin. Question(retranslated): "
        "Will there be a bridge? H. Marsk is right, I think: yes. Radomir Tesk: Yes. To be continued."
    )
    assert said(found) == [
        ("President of Sarelia Helena Marsk", ["Mr President, Welcome. I will say this: trade grows by 12 percent"]),
        ("President of Veskonia Radomir Tesk", ["Thank you"]),
        ("Helena Marsk", ["Good. Let us begin"]),
        ("Question", ["Will there be a bridge? H. Marsk is right, I think: yes"]),
        ("Radomir Tesk", ["Yes"]),
    ]
    assert found[1].partial
    assert [p.kind for p in found[1].paragraphs] == ["body", "separator", *["turn"] * 5, "furniture"]


def test_labels_at_the_beginning_of_a_line(make_document: Callable[..., Document], knowledge: Knowledge) -> None:
    text = "\n".join([OPENING, "Let us begin.", "President of Veskonia Radomir Tesk: Thank you.", "Helena Marsk: Good."])
    reading = Reading(make_document(text))
    layout.run([reading], knowledge)
    assert [name for name, _ in said((text, reading.layout))] == [
        "President of Sarelia Helena Marsk",
        "President of Veskonia Radomir Tesk",
        "Helena Marsk",
    ]


def test_an_abbreviation_keeps_its_full_stop(read: Read) -> None:
    assert said(read("President Marsk: We met in the U.S.", "It was 5 p.m.", "It was late."))[0][1] == [
        "We met in the U.S.",
        "It was 5 p.m.",
        "It was late",
    ]


def test_narration_with_colons_is_no_transcript(read: Read) -> None:
    found = read(
        "Helena Marsk and Radomir Tesk spoke of three things:",
        "Trade: it grows.",
        "Transport: the bridge is late.",
        "Helena Marsk: a president.",
    )
    assert said(found) == []
    assert {p.kind for p in found[1].paragraphs} == {"body"}


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Beginning of Sarelian-Veskonian talks", "President of Sarelia Helena Marsk"),
        ("Beginning of conversation with President of Veskonia Radomir Tesk", "President of Sarelia Helena Marsk"),
        ("Press statements following the talks", "First Deputy Prime Minister Jana Orlan"),
    ],
)
def test_a_heading_that_lost_its_line_break_is_no_part_of_a_label(heading: str, label: str, read: Read) -> None:
    found = read("The presidents met.", "* * *", f"{heading} {label}: Welcome.", "Let us begin.")
    assert said(found) == [(label, ["Welcome", "Let us begin"])]
    assert [p.kind for p in found[1].paragraphs] == ["body", "separator", "heading", "turn", "turn"]


def test_media_ask_questions(read: Read) -> None:
    found = read(
        "The Secretary-General: Questions, please.",
        "Reuters: Will there be a bridge?",
        "The Secretary-General: Yes.",
        "VNTV: When?",
    )
    assert [t.name for t in found[1].turns] == ["The Secretary-General", "Reuters", "The Secretary-General", "VNTV"]
    found = read(OPENING, "Reuters: Will there be a bridge?", "Kyodo News: When?", "Helena Marsk: Soon.")
    assert [t.anonymous for t in found[1].turns] == [False, True, True, False]


def test_two_titles_with_a_dash_between_them_make_a_label(read: Read) -> None:
    found = read(
        OPENING,
        "Sarelian Railways Chief Executive Officer – Chairman of the Board Adela Brandt: Thank you.",
        "Helena Marsk: Good.",
    )
    assert [name for name, _ in said(found)] == [
        "President of Sarelia Helena Marsk",
        "Sarelian Railways Chief Executive Officer – Chairman of the Board Adela Brandt",
        "Helena Marsk",
    ]


def test_a_dash_after_which_no_title_stands_makes_no_label(read: Read) -> None:
    found = read(OPENING, "There is one more thing – President Tesk knows it: our trade.", "Helena Marsk: Good.")
    assert [name for name, _ in said(found)] == ["President of Sarelia Helena Marsk", "Helena Marsk"]


@pytest.mark.parametrize(
    "direction",
    ["Broadcast of the first train leaving Linmouth for Karsk.", "Video footage of the new bridge.", "A minute of silence."],
)
def test_what_was_shown_or_done_is_nobody_s_words_and_ends_no_turn(read: Read, direction: str) -> None:
    found = read(OPENING, "Happy new year!", direction, "Good luck on your journey!")
    assert said(found) == [
        ("President of Sarelia Helena Marsk", ["Mr President, colleagues", "Happy new year!", "Good luck on your journey!"])
    ]


def test_a_sentence_that_opens_as_a_stage_direction_is_said(read: Read) -> None:
    found = read(OPENING, "Footage of the flood was in all our newspapers, and we were moved.")
    assert said(found)[0][1][1].startswith("Footage of the flood")


@pytest.mark.parametrize(
    "label",
    [
        "First Vice-President of Veskonia Ilma Orlan",
        "Co-Chair of the River Forum Jana Brandt",
        "Vice-Rector of the Linmouth University Viktor Orlan",
        "General Director of Sarfly – Sarelian Airlines Adela Brandt",
        "Head of the Council of the party Common Home – For Life Olaf Tarn",
        "Managing Partner of Heron Capital Partners Olaf Tarn",
    ],
)
def test_titles_with_hyphens_and_dashes_make_labels(read: Read, label: str) -> None:
    found = read(OPENING, f"{label}: Thank you.", "Helena Marsk: Good.")
    assert [name for name, _ in said(found)] == ["President of Sarelia Helena Marsk", label, "Helena Marsk"]


def test_a_note_in_a_label_whose_bracket_was_not_closed(read: Read) -> None:
    found = read(OPENING, "Minister President of Norland Markus Holm (retranslated: Thank you.", "Helena Marsk: Good.")
    assert said(found)[1] == ("Minister President of Norland Markus Holm", ["Thank you"])
    assert found[1].turns[1].retranslated
