"""Quirks of pages: counts, links, menus, footers, banners, marks that a text is not whole, two publishers on one page."""

from __future__ import annotations

import pytest
from tests.quirks.conftest import Read, content, everything_said, furniture, saying, speakers

OPENING = (
    "On 11 June, President of Sarelia Helena Marsk held talks with President of Veskonia Radomir Tesk in Linmouth.\n\n"
    "Helena Marsk said that trade between the two countries had grown by 14 percent in 2023."
)


def test_01_counts_of_photos_and_videos_are_neither_text_nor_list(read: Read) -> None:
    for lines in ("• 9\n\n• 2", "- 9\n- 2"):
        record = read(f"Talks with President of Veskonia Radomir Tesk\n\n{lines}\n\n{OPENING}")
        assert record.document.media is not None
        assert (record.document.media.photos, record.document.media.videos) == (9, 2)
        assert [figure.value for figure in record.figures] == [14]
        assert "9" in furniture(record)
        assert "grown by 14 percent" in everything_said(record)


def test_05_a_closing_ellipsis_in_brackets_says_that_the_text_is_partial(read: Read) -> None:
    for mark in ("<…>", "<...>", "[…]"):
        assert read(f"{OPENING}\n\n{mark}").document.partial, mark
    assert not read(OPENING).document.partial


def test_06_to_be_continued_says_that_the_text_is_partial(read: Read) -> None:
    record = read(f"{OPENING}\n\nTo be continued.")
    assert record.document.partial
    assert "To be continued" not in everything_said(record)


def test_07_stars_and_headings_part_the_sessions_of_a_page(read: Read) -> None:
    record = read(
        "Beginning of talks with Radomir Tesk\n\nPresident of Sarelia Helena Marsk: Welcome to Linmouth.\n\n"
        "Radomir Tesk: Thank you for the invitation.\n\n* * *\n\nPress statements following talks\n\n"
        "Helena Marsk: We have agreed to open two more crossings by September.\n\nRadomir Tesk: I can only confirm it."
    )
    assert content(record) == [
        "Welcome to Linmouth",
        "Thank you for the invitation",
        "We have agreed to open two more crossings by September",
        "I can only confirm it",
    ]
    assert [speakers(s) for s in record.statements] == [["Helena Marsk"], ["Radomir Tesk"]] * 2


def test_08_a_link_in_the_middle_of_a_speech_is_no_part_of_it(read: Read) -> None:
    record = read(
        "President of Sarelia Helena Marsk: Welcome to Linmouth.\n\nOur trade has grown this year.\n\n"
        "See also\n\nMeeting with President of Veskonia Radomir Tesk\n\nMay 3, 2024\n\n"
        "I am sure that we will discuss the railway today.\n\nRadomir Tesk: Thank you."
    )
    assert "See also" in furniture(record)
    assert "See also" not in everything_said(record)
    assert "May 3, 2024" not in everything_said(record)
    assert "Meeting with President" not in everything_said(record)
    assert speakers(saying(record, "discuss the railway")) == ["Helena Marsk"]


def test_21_footers_are_no_part_of_a_report(read: Read) -> None:
    for footer in (
        "###",
        "\\###",
        "Associated links\n\nTalks of 3 May",
        "Updates to this page\n\nPublished 12 June 2024",
        "Back to Japan-Veskonia Relations",
        "Topics\n\nForeign policy\n\nPersons\n\nTesk Radomir\n\nPublication status\n\nPublished in sections: News, Transcripts",
        "Direct link: en.kremlin.ru/d/12345",
        "Last updated at 18:20",
    ):
        record = read(f"{OPENING}\n\n{footer}")
        first = footer.splitlines()[0].lstrip("\\")
        assert first in furniture(record), footer
        assert first not in everything_said(record)
        assert content(record) == content(read(OPENING)), footer
        assert len(record.meetings) == 1, footer


MENUS = (
    "Main Container\n\nPrime Minister Crest\n\nMain Content",
    "View settings\n\nFont size:\n\nSite colours:",
    "- Home\n- News\n- Speeches\n- Contacts",
    "• The Chancery\n• Chancellor\n• Priorities of the Government\n• Current topics\n• Media library\n• Service",
    "Menu\n\nSearch\n\nPriorities\n\nThe Palace\n\nShare\n\nPrint",
)


@pytest.mark.parametrize("debris", MENUS)
def test_22_menus_and_settings_before_the_text_are_no_part_of_it(read: Read, debris: str) -> None:
    record, plain = read(f"{debris}\n\n{OPENING}"), read(OPENING)
    assert content(record) == content(plain)
    assert debris.splitlines()[-1].lstrip("- ") in furniture(record)
    assert [m.date for m in record.meetings] == [m.date for m in plain.meetings]


@pytest.mark.parametrize(
    "lines", ["Taking part:\n\n- Helena Marsk\n- Radomir Tesk\n- Amara Quill", "Talks in Linmouth\n\nHeron Palace"]
)
def test_22_what_is_listed_before_the_text_is_no_menu(read: Read, lines: str) -> None:
    record = read(f"{lines}\n\n{OPENING}")
    assert lines.splitlines()[-1].lstrip("- ") not in furniture(record)


def test_23_a_summary_that_the_text_repeats_is_not_counted_twice_and_a_banner_is_furniture(read: Read) -> None:
    lead = "President of Sarelia Helena Marsk said that trade with Veskonia had grown by 14 percent in 2023."
    rest = "She thanked President of Veskonia Radomir Tesk for the talks in Linmouth."
    record = read(f"{lead}\n\n{lead}\n\n{rest}")
    grown = [s for s in record.statements if any("14 percent" in span.text for span in s.content)]
    assert len([s for s in grown if s.restates is None]) == 1
    banner = "This was published under the 2019 to 2022 Ferren Conservative government"
    with_banner = read(f"{banner}\n\n{lead}\n\n{rest}")
    assert banner in furniture(with_banner)
    assert len(with_banner.meetings) == len(read(f"{lead}\n\n{rest}").meetings)


def test_26_hard_wraps_markup_and_joined_paragraphs_are_read_as_written(read: Read) -> None:
    wrapped = read(
        "President of Sarelia Helena Marsk said that trade with Veskonia had grown by 14\n"
        "percent in 2023 and that the two countries would mark the 75<sup>th</sup>\n"
        "anniversary of the river treaty.\n\n"
        "“We will open two crossings,” she told Radomir Tesk on the way to the\nparks.The presidents then met the press."
    )
    (figure,) = wrapped.figures
    assert (figure.value, figure.unit, figure.direction, figure.period) == (14, "percent", "up", "2023")
    assert speakers(saying(wrapped, "We will open two crossings")) == ["Helena Marsk"]
    spaced = read("President\u00a0of Sarelia Helena\u00a0Marsk: Welcome.\n\nRadomir\u00a0Tesk: Thank you.")
    assert [speakers(s) for s in spaced.statements] == [["Helena Marsk"], ["Radomir Tesk"]]


def test_29_two_publishers_on_one_page_are_both_read(read: Read) -> None:
    record = read(
        "Leaders of Sarelia and Veskonia speak by phone\n\n"
        "President of Sarelia Helena Marsk and President of Veskonia Radomir Tesk spoke by phone on 11 June.\n\n"
        "Marsk's office said in a statement that the two had discussed the railway.\n\n"
        "The press service of the President of Veskonia said that the sides had agreed to resume flights."
    )
    railway, flights = saying(record, "the railway"), saying(record, "resume flights")
    assert railway.source is not None
    assert flights.source is not None
    assert railway.source.text != flights.source.text
    assert len([m for m in record.meetings if m.format == "call" and m.status == "held"]) == 1


def test_30_another_genre_is_read_as_what_it_is(read: Read) -> None:
    post = read(
        "Spoke with President Radomir Tesk of Veskonia today. Agreed to resume flights by September.", publisher="Amara Quill"
    )
    assert [m.format for m in post.meetings if m.status == "held"] == ["call"]
    briefing = read(
        "Background press call by senior officials on the President's call with Radomir Tesk\n\n"
        "MODERATOR: Good afternoon, everyone. Thank you for joining.\n\n"
        "SENIOR ADMINISTRATION OFFICIAL: The presidents spoke for 50 minutes about the railway.\n\n"
        "Q: Did they discuss the fishermen?\n\nSENIOR ADMINISTRATION OFFICIAL: I will not go into that."
    )
    assert len(briefing.statements) == 4
    assert all("Radomir Tesk" not in speakers(s) for s in briefing.statements)
