"""Paragraphs, title, headings, furniture, datelines and notes of invented pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Document, Media
from onrecord.reading import Layout, Reading
from onrecord.stages import layout
from onrecord.tables import Knowledge

Make = Callable[..., Document]
Read = Callable[..., tuple[str, Layout]]

LONG = (
    "President Helena Marsk received President Radomir Tesk in Linmouth and discussed trade with him for two hours.",
    "The presidents also spoke about the railway through Karsk, which carries most of the freight between the two countries.",
    "They agreed to meet again in the autumn, when the new bridge over the Vell is to be opened to traffic.",
)


@pytest.fixture
def read(make_document: Make, knowledge: Knowledge) -> Read:
    def run(text: str, **known: str | None) -> tuple[str, Layout]:
        reading = Reading(make_document(text, **known))
        layout.run([reading], knowledge)
        return text, reading.layout

    return run


def kinds(text: str, found: Layout) -> list[tuple[str, str]]:
    return [(p.kind, text[p.content_start : p.end]) for p in found.paragraphs]


def blanked(text: str, found: Layout) -> list[str]:
    return [text[start:end] for start, end in found.furniture]


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n", "\u2029", "\u2028\u2028", "\u0085\u0085", "\f"])
def test_blank_lines_and_their_kin_part_paragraphs(gap: str, read: Read) -> None:
    text, found = read(gap.join(LONG))
    assert kinds(text, found) == [("body", p) for p in LONG]
    assert len(found.surface) == len(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u0085", " \n  "])
def test_one_paragraph_a_line(end: str, read: Read) -> None:
    text, found = read(end.join(LONG))
    assert [words for _, words in kinds(text, found)] == list(LONG)


def wrapped(paragraph: str, width: int) -> str:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize(("width", "gap"), [(60, "\n\n"), (66, "\n\n"), (72, "\n\n"), (80, "\n\n"), (66, "\n"), (80, "\n")])
def test_hard_wrapped_lines_are_one_paragraph(width: int, gap: str, read: Read) -> None:
    text, found = read(gap.join(wrapped(p, width) for p in LONG))
    assert [" ".join(words.split()) for _, words in kinds(text, found)] == list(LONG)
    assert "\n" not in found.surface[found.paragraphs[0].start : found.paragraphs[0].end]


def test_stray_line_breaks_stay_inside_a_paragraph_where_blank_lines_part(read: Read) -> None:
    text, found = read("We are glad to see you.\nWelcome to\nLinmouth and to\nthe Heron Palace.\n\nThe talks went on in\nKarsk.")
    assert len(found.paragraphs) == 2
    first = found.paragraphs[0]
    assert found.surface[first.start : first.end] == text[first.start : first.end].replace("\n", " ")


def test_a_list_is_parted_by_line_and_its_marks_are_left_out(read: Read) -> None:
    text, found = read("They agreed on three points:\n- to build a bridge;\n- to lift the duty;\n1. to meet in May.")
    assert [w for _, w in kinds(text, found)] == [
        "They agreed on three points:",
        "to build a bridge;",
        "to lift the duty;",
        "to meet in May.",
    ]


def test_blanks_of_every_kind_become_spaces_one_by_one(read: Read) -> None:
    text, found = read("Helena\u00a0Marsk\tmet\u2009Radomir\u3000Tesk\nin\r\nLinmouth.")
    assert found.surface == "Helena Marsk met Radomir Tesk in  Linmouth."
    assert len(found.surface) == len(text)


def test_marks_without_width_keep_words_whole(read: Read) -> None:
    _, found = read("\ufeffThe co\u00adoperation \u200b of the two coun\u200btries grows.")
    assert found.surface == " The co\u00adoperation   of the two coun\u200btries grows."


def test_markup_is_blanked_for_the_parser_with_what_is_struck_out(read: Read) -> None:
    text, found = read("On the 75<sup>th</sup> day trade was **well** <s>under</s> [over] \\[sic\\] the <u>plan</u>.")
    assert found.surface.split() == [
        "On",
        "the",
        "75",
        "th",
        "day",
        "trade",
        "was",
        "well",
        "[over]",
        "[sic",
        "]",
        "the",
        "plan",
        ".",
    ]
    assert len(found.surface) == len(text)


def test_title_and_headings(read: Read) -> None:
    text, found = read(f"Talks in Linmouth\n\n{LONG[0]}\n\nTrade and transport\n\n{LONG[1]}", title="Talks in Linmouth")
    assert kinds(text, found) == [
        ("title", "Talks in Linmouth"),
        ("body", LONG[0]),
        ("heading", "Trade and transport"),
        ("body", LONG[1]),
    ]


def test_a_line_that_tells_something_is_no_heading(read: Read) -> None:
    said = "At the start the Sarelian president stressed that Veskonia remains a partner"
    text, found = read(f"{LONG[0]}\n\n{said}\n\n{LONG[1]}", title="Talks")
    assert kinds(text, found)[1] == ("body", said)


@pytest.mark.parametrize(
    ("counts", "media"),
    [
        ("  • 9\n  • 2", Media(9, 2)),
        ("- 14\n- 3", Media(14, 3)),
        ("• 9 \n\n• 2", Media(9, 2)),
        ("Photos: 12\n\nVideos (1)", Media(12, 1)),
        ("7 photos", Media(7, None)),
    ],
)
def test_counts_of_photos_and_videos(counts: str, media: Media, read: Read) -> None:
    text, found = read(f"Talks in Linmouth\n\n{counts}\n\n{LONG[0]}", title="Talks in Linmouth")
    assert found.media == media
    assert [k for k, _ in kinds(text, found) if k != "furniture"] == ["title", "body"]
    assert not any(c.isdigit() for c in found.surface[: text.index("President Helena")])


def test_figures_in_a_list_are_no_counts(read: Read) -> None:
    _, found = read(f"{LONG[0]}\n\n- 9 bridges\n- 2 tunnels\n\n{LONG[1]}")
    assert found.media is None


@pytest.mark.parametrize(
    "line",
    [
        "###",
        "\\###",
        "*###*",
        "# # #",
        "- END -",
        "Direct link: sarelia.example/d/12",
        "Source: Office of the President of Sarelia",
        "Published 9 August 2016",
        "Last updated at 12:30",
        "Updates to this page",
        "Back to Sarelia-Veskonia Relations",
        "This was published under the 2019 to 2022 Orlan government",
        "Skip to main content",
        "Share this page",
        "Main Container",
        "Home > News > Speeches > 2021",
        "Photo: Press Service of the President",
        "View settings Font size: Site colours:",
        "© Office of the President, 2021",
        "https://sarelia.example/news/12",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_lines_of_the_page_are_furniture(line: str, first: bool, read: Read) -> None:
    text, found = read(f"{line}\n\n{LONG[0]}" if first else f"{LONG[0]}\n\n{line}")
    assert line.lstrip("\\") in blanked(text, found)
    assert found.surface.strip() == LONG[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Published in 2019, the joint report shows that trade between the two countries grew by 5 percent over the year.",
        "Home is where the delegation of Sarelia wished to be by Friday.",
        "The news from Karsk was discussed.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str, read: Read) -> None:
    text, found = read(f"{LONG[0]}\n\n{sentence}\n\n{LONG[1]}")
    assert kinds(text, found)[1] == ("body", sentence)


def test_links_in_the_middle_of_a_text(read: Read) -> None:
    text, found = read(f"{LONG[0]}\n\nSee also\n\nVisit to Veskonia April 25 − 27, 2019\n\nRiver forum May 14, 2017\n\n{LONG[1]}")
    assert [k for k, _ in kinds(text, found)] == ["body", "furniture", "furniture", "furniture", "body"]
    assert "Visit" not in found.surface


def test_headers_that_attribute_stay(read: Read) -> None:
    for header in (
        "The below is attributable to Spokesperson Jana Orlan:",
        "A Harbour Street spokesperson said:",
        "The message reads, in part:",
    ):
        text, found = read(f"{header}\n\n{LONG[0]}")
        assert kinds(text, found)[0] == ("body", header)
        assert found.turns == ()


def test_a_repeated_summary_counts_once(read: Read) -> None:
    text, found = read(f"{LONG[0]}\n\n{LONG[0]}\n\n{LONG[1]}")
    assert [k for k, _ in kinds(text, found)] == ["body", "furniture", "body"]


def test_a_pulled_quotation_is_furniture(read: Read) -> None:
    pulled = "”We will open the bridge over the Vell in the autumn.“"
    said = "Radomir Tesk: Friends, we will open the bridge over the Vell in the autumn. Thank you."
    text, found = read(f"President of Veskonia Radomir Tesk: Good morning.\n\n{pulled}\n\n{said}")
    assert pulled in blanked(text, found)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ST. ARLEN, July 13. /VESNEWS/. Veskonia remains a partner.", "ST. ARLEN, July 13. /VESNEWS/."),
        ("ARLEN (President's Office), 4 May – Veskonia remains a partner.", "ARLEN (President's Office), 4 May –"),
        ("KARSK-ON-VELL. VESNEWS – Veskonia remains a partner.", "KARSK-ON-VELL. VESNEWS –"),
        ("Drenburg, 13 July (VesNews) - Veskonia remains a partner.", "Drenburg, 13 July (VesNews) -"),
        ("LINMOUTH, Sarelia, Nov. 15, 2022 -- Veskonia remains a partner.", "LINMOUTH, Sarelia, Nov. 15, 2022 --"),
        ("LINMOUTH (SNA) — Veskonia remains a partner.", "LINMOUTH (SNA) —"),
        ("13 July 2021, Linmouth – Veskonia remains a partner.", "13 July 2021, Linmouth –"),
    ],
)
def test_datelines(line: str, words: str, read: Read) -> None:
    text, found = read(line)
    assert found.dateline is not None
    assert text[slice(*found.dateline)] == words
    assert kinds(text, found) == [("body", "Veskonia remains a partner.")]


@pytest.mark.parametrize(
    "line",
    [
        "NATO – an alliance – was discussed.",
        "Helena Marsk – the president of Sarelia – spoke first.",
        "On 13 July the presidents met.",
        "SARELIA WELCOMES the decision.",
        "Radomir Tesk (Veskonia) said so.",
    ],
)
def test_no_datelines(line: str, read: Read) -> None:
    text, found = read(line)
    assert found.dateline is None
    assert kinds(text, found) == [("body", line)]


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("\n\n<…>", "<…>"),
        (" <…>", "<…>"),
        ("\n\nTo be continued.", "To be continued."),
        (" To be continued.", "To be continued."),
        (" […]", "[…]"),
        ("\n\n[...]", "[...]"),
        ("\n\n<...>\n\nSee also\n\nVisit May 1, 2020", "<...>"),
        ("\n\n(…)", "(…)"),
    ],
)
def test_a_text_that_is_cut_says_so(end: str, why: str, read: Read) -> None:
    text, found = read(LONG[0] + end)
    assert found.partial
    assert found.partial_why is not None
    assert text[slice(*found.partial_why)] == why
    assert kinds(text, found)[0] == ("body", LONG[0])


def test_a_whole_text_is_not_partial(read: Read) -> None:
    _, found = read(f"{LONG[0]}\n\n* * *\n\n“We [the Sarelians] keep our word…” he said. They will be continued.")
    assert not found.partial
    assert found.partial_why is None


@pytest.mark.parametrize(
    ("note", "how"),
    [
        ("[Provisional translation]", "unofficial"),
        ("(Unofficial translation)", "unofficial"),
        ("This page is a machine translation.", "machine"),
    ],
)
def test_translations(note: str, how: str, read: Read) -> None:
    assert read(f"{note}\n\n{LONG[0]}")[1].translated == how
    assert read(f"{LONG[0]}\n\n{note}")[1].translated == how
    assert read(LONG[0])[1].translated is None


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n\n", ".", "“", "* * *", "###"])
def test_next_to_nothing(text: str, read: Read) -> None:
    _, found = read(text)
    assert len(found.surface) == len(text)
    assert found.turns == ()


def test_cards_over_names_and_terms_are_furniture(read: Read) -> None:
    text, found = read(
        "Radomir Tesk and Helena Marsk      Marsk HelenaPresident of the Republic of Sarelia  agreed on the River Union"
        "   Background information River Union (RU)     , and Mr Bor      Bor Ivan  spoke."
    )
    assert blanked(text, found) == [
        "Marsk HelenaPresident of the Republic of Sarelia",
        "Background information River Union (RU)",
        "Bor Ivan",
    ]
    assert found.surface.split() == [
        "Radomir",
        "Tesk",
        "and",
        "Helena",
        "Marsk",
        "agreed",
        "on",
        "the",
        "River",
        "Union",
        ",",
        "and",
        "Mr",
        "Bor",
        "spoke.",
    ]


@pytest.mark.parametrize(
    ("card", "rest"),
    [
        ("Marsk HelenaPresident of Sarelia", " thanked the people of Veskonia."),
        ("Marsk HelenaPresident of Sarelia", " ’s visit to Drenburg was discussed."),
        ("Marsk HelenaMinister for Civil Defence, Emergencies and Relief", " , and others spoke."),
        ("Marsk HelenaRiver Party faction leader", " : Thank you."),
    ],
)
def test_a_card_ends_with_its_title(card: str, rest: str, read: Read) -> None:
    text, found = read(f"Helena Marsk      {card}{rest}")
    assert blanked(text, found) == [card]


def test_a_card_with_single_blanks(read: Read) -> None:
    text, found = read("Then Helena Marsk Marsk HelenaPresident of Sarelia arrived.")
    assert blanked(text, found) == ["Marsk HelenaPresident of Sarelia"]


@pytest.mark.parametrize(
    "text",
    [
        "The word of the day:      Trade grows.",
        "Trade grew.   The presidents welcomed this.",
        "Imports      Exports      Balance",
        "Marsk met Tesk. Tesk Radomir is how the list has it.",
        "Karsk Karsk Karsk, they sang.",
    ],
)
def test_blanks_that_are_no_cards(text: str, read: Read) -> None:
    assert read(text)[1].furniture == ()


def test_paragraphs_on_one_long_line_are_parted_at_wide_blanks(read: Read) -> None:
    text, found = read("   ".join([*LONG, "**Trade and transport**", *LONG, *LONG, *LONG]))
    assert [k for k, _ in kinds(text, found)] == [*["body"] * 3, "heading", *["body"] * 9]


def test_a_publishers_own_lines(tmp_path_factory: pytest.TempPathFactory, make_document: Make) -> None:
    from onrecord.tables import load

    own = tmp_path_factory.mktemp("own")
    (own / "publishers").mkdir()
    (own / "publishers" / "sarelia.toml").write_text(
        'name = "Sarelia"\n[furniture]\nlines = ["Palace bulletin No. #*"]\n', encoding="utf-8"
    )
    reading = Reading(make_document(f"Palace bulletin No. 12\n\n{LONG[0]}"))
    layout.run([reading], load(own))
    assert blanked(reading.text, reading.layout) == ["Palace bulletin No. 12"]


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("Sarelian Gazette, machine-translated republication", "machine"),
        ("President of Sarelia (as carried by a newspaper, back-translated)", "machine"),
        ("Ministry of Sarelia, unofficial translation", "unofficial"),
        ("President of Sarelia", None),
    ],
)
def test_what_a_publisher_is_called_tells_of_a_translation(
    make_document: Callable[..., Document], knowledge: Knowledge, publisher: str, kind: str | None
) -> None:
    reading = Reading(make_document("Helena Marsk met with Radomir Tesk in Linmouth.", publisher=publisher))
    layout.run([reading], knowledge)
    assert reading.layout.translated == kind
