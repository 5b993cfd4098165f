"""Web pages: the whole report and nothing else, with what the page says of it."""

from __future__ import annotations

import json

import pytest
from tests.ingest import pages

from onrecord.ingest.page import Extractor
from onrecord.ingest.page.extract import SUMMARY_NOTE
from onrecord.ingest.wire import PageFacts, Refused

WHOLE = "\n\n".join(pages.PARAGRAPHS)


def _facts(extractor: Extractor, page: str, url: str | None = None) -> PageFacts:
    found = extractor.read(page, url)
    assert isinstance(found, PageFacts), found
    return found


def _refused(extractor: Extractor, page: str) -> Refused:
    found = extractor.read(page, None)
    assert isinstance(found, Refused), found
    return found


def test_a_recipe_takes_lead_and_body_without_cards_captions_and_tags(extractor: Extractor) -> None:
    found = _facts(extractor, pages.kremlin())
    assert found.text == f"{pages.LEAD}\n\n{WHOLE}".replace("welcome you", "welcome Mr Tesk")
    assert found.title == pages.TITLE
    assert found.published == pages.DAY
    assert found.place == "Linmouth, Sarelia"
    assert found.publisher == "President of Russia"
    assert (found.photos, found.videos) == (9, 2)
    assert found.url == "http://en.kremlin.ru/events/president/news/1"
    assert found.extractor == "recipe president-russia"


@pytest.mark.parametrize(
    ("page", "publisher", "text"),
    [
        (pages.ukraine, "President of Ukraine", WHOLE),
        (pages.white_house, "The White House", f"{WHOLE}\n\n###"),
        (
            pages.downing_street,
            "Foreign, Commonwealth & Development Office",
            f"{pages.LEAD}\n\nA Downing Street spokesperson said:\n\n{WHOLE}",
        ),
        (pages.state_department, "U.S. Department of State", f"The below is attributable to the spokesperson:\n\n{WHOLE}"),
        (pages.unknown, "Sarelian Gazette", f"{pages.LEAD}\n\n{WHOLE}"),
    ],
    ids=["ukraine", "white house", "downing street", "state department", "unknown"],
)
def test_pages_of_many_shapes_give_the_whole_report(extractor: Extractor, page: object, publisher: str, text: str) -> None:
    found = _facts(extractor, page())  # type: ignore[operator]
    assert found.text == text
    assert found.title == pages.TITLE
    assert found.published == pages.DAY
    assert found.publisher == publisher
    assert found.language == "en"


def test_a_page_in_a_form_and_tables_is_read(extractor: Extractor) -> None:
    found = _facts(extractor, pages.form_page())
    assert WHOLE in found.text
    assert "All rights reserved" not in found.text
    assert "Contacts of the press service" not in found.text
    assert found.title == pages.TITLE


def test_paragraphs_by_line_breaks_are_paragraphs(extractor: Extractor) -> None:
    assert WHOLE in _facts(extractor, pages.breaks()).text


def test_a_date_that_only_the_text_of_the_page_gives_is_told_apart(extractor: Extractor) -> None:
    found = _facts(
        extractor, pages.page(f"<article><h1>{pages.TITLE}</h1><p>Published on June 11, 2024</p>{pages.paragraphs()}</article>")
    )
    assert found.published is None
    assert found.published_guessed == pages.DAY


def test_a_day_in_the_future_of_this_computer_is_a_day(extractor: Extractor) -> None:
    page = pages.unknown().replace(pages.DAY, "2150-01-02")
    assert _facts(extractor, page).published == "2150-01-02"


def test_a_list_is_no_report(extractor: Extractor) -> None:
    refused = _refused(extractor, pages.kremlin_list())
    assert refused.kind == "list"
    assert "20 reports" in refused.why


def test_a_page_of_links_is_no_report(extractor: Extractor) -> None:
    links = "".join(f"<li><a href='/{n}'>The president met the ambassador of country number {n}.</a></li>" for n in range(30))
    refused = _refused(extractor, pages.page(f"<main><h1>News</h1><ul>{links}</ul></main>"))
    assert refused.kind == "list"


def test_photos_alone_are_no_report(extractor: Extractor) -> None:
    page = pages.kremlin(body='<div class="photoset"><img src="x"></div>', lead="")
    refused = _refused(extractor, page)
    assert refused.kind == "empty"
    assert "9 photos and 2 videos" in refused.why


def test_a_page_with_the_summary_only_says_so(extractor: Extractor) -> None:
    found = _facts(extractor, pages.kremlin(body='<div class="photoset"><img src="x"></div>'))
    assert found.text == pages.LEAD
    assert found.notes == (SUMMARY_NOTE,)


@pytest.mark.parametrize(
    "page", ["<html></html>", "<!doctype html><html><body><img src=x></body></html>", "<html><body><p>Hm</p>"]
)
def test_a_page_without_a_report_is_empty(extractor: Extractor, page: str) -> None:
    assert _refused(extractor, page).kind == "empty"


def test_a_pulled_quotation_is_not_told_twice(extractor: Extractor) -> None:
    quote = f"<blockquote><p>”{pages.PARAGRAPHS[4]}”</p></blockquote>"
    found = _facts(extractor, pages.kremlin(body=quote + pages.paragraphs()))
    assert found.text.count("two more crossings") == 1


def test_a_quotation_set_apart_that_stands_nowhere_else_stays(extractor: Extractor) -> None:
    quote = "<blockquote><p>Water knows no border.</p></blockquote>"
    assert "Water knows no border." in _facts(extractor, pages.kremlin(body=quote + pages.paragraphs())).text


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0042)https://www.president.gov.ua/en/news/one -->",
        "<!--\n Page saved with SingleFile \n url: https://www.president.gov.ua/en/news/one \n saved date: Tue Jun 11 2024\n-->",
        "<!-- Mirrored from www.president.gov.ua/en/news/one by HTTrack Website Copier/3.x, Tue, 11 Jun 2024 -->",
    ],
    ids=["browser", "SingleFile", "HTTrack"],
)
def test_the_address_in_the_comment_of_what_saved_the_page_counts(extractor: Extractor, comment: str) -> None:
    page = pages.page(f"<article><h1>{pages.TITLE}</h1>{pages.paragraphs()}</article>").replace("<html", comment + "<html", 1)
    found = _facts(extractor, page)
    assert found.publisher == "President of Ukraine"
    assert found.url is not None
    assert found.url.endswith("www.president.gov.ua/en/news/one")


def test_the_caller_s_address_comes_before_the_page_s(extractor: Extractor) -> None:
    found = _facts(extractor, pages.unknown(), "https://president.gov.by/en/events/talks")
    assert found.publisher == "President of Belarus"
    assert found.url == "https://president.gov.by/en/events/talks"


def test_what_a_browser_does_not_show_is_left_out(extractor: Extractor) -> None:
    hidden = (
        "<p hidden>Hidden one.</p><p style='display: none'>Hidden two.</p><script>hidden()</script>"
        "<noscript>Hidden three.</noscript><p class='sr-only'>Hidden four.</p><nav>Hidden five.</nav>"
    )
    found = _facts(extractor, pages.kremlin(body=hidden + pages.paragraphs()))
    assert "idden" not in found.text


def test_quotation_marks_that_a_browser_adds_are_added(extractor: Extractor) -> None:
    found = _facts(extractor, pages.kremlin(body="<p>She said: <q>We agreed on the crossings.</q></p>" + pages.paragraphs()))
    assert "She said: “We agreed on the crossings.”" in found.text


def test_no_break_spaces_and_superscripts_stay_and_line_ends_of_the_source_do_not(extractor: Extractor) -> None:
    found = _facts(
        extractor,
        pages.kremlin(body="<p>The 75<sup>th</sup>\n   meeting of\u00a0the   commission\nbegan.</p>" + pages.paragraphs()),
    )
    assert "The 75th meeting of\u00a0the commission began." in found.text


def test_structured_data_say_what_the_head_does_not(extractor: Extractor) -> None:
    article = {"headline": pages.TITLE, "datePublished": pages.DAY, "publisher": {"@type": "Organization", "name": "TASS"}}
    data = f'<script type="application/ld+json">{json.dumps({"@graph": [article]})}</script>'
    page = f"<html><head>{data}</head><body><div>{pages.paragraphs()}</div></body></html>"
    found = _facts(extractor, page)
    assert (found.title, found.published, found.publisher) == (pages.TITLE, pages.DAY, "TASS")


def test_damaged_structured_data_harm_nothing(extractor: Extractor) -> None:
    data = '<script type="application/ld+json">{"@graph": [[[[[</script><script type="application/ld+json">7</script>'
    assert _facts(extractor, pages.unknown().replace("</head>", f"{data}</head>")).text.endswith(WHOLE)


def test_a_page_nested_beyond_reason_is_refused(extractor: Extractor) -> None:
    assert _refused(extractor, pages.page("<div>" * 100_000 + pages.paragraphs())).kind == "malformed"


def test_entities_of_the_page_s_own_open_no_file_and_grow_into_nothing(extractor: Extractor) -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<html><body><article><h1>{pages.TITLE}</h1><p>&b; &f; is how it began, they said to one another.</p>"
        f"{pages.paragraphs()}</article></body></html>"
    )
    text = _facts(extractor, page).text
    assert "aaaa" not in text
    assert "root:" not in text


def test_lines_of_the_source_within_paragraphs_by_line_breaks_lose_nothing(extractor: Extractor) -> None:
    wrapped = "<br><br>\n".join(text.replace(" and ", "\nand ").replace(" in ", "\nin ") for text in pages.PARAGRAPHS)
    found = _facts(extractor, pages.page(f"<div id='content'><h1>{pages.TITLE}</h1><div>{wrapped}</div></div>"))
    assert found.text == WHOLE


def test_a_box_of_links_within_the_text_is_no_part_of_it(extractor: Extractor) -> None:
    links = "".join(
        f"<li><a href='/{n}'>The president met the ambassador of country number {n} in the palace.</a></li>" for n in range(3)
    )
    body = f"{pages.paragraphs(pages.PARAGRAPHS[:3])}<div class='more'><h4>See also</h4><ul>{links}</ul></div>"
    found = _facts(
        extractor, pages.page(f"<article><h1>{pages.TITLE}</h1>{body}{pages.paragraphs(pages.PARAGRAPHS[3:])}</article>")
    )
    assert "ambassador" not in found.text
    assert "two more crossings" in found.text


def test_a_short_report_beside_many_links_is_no_list(extractor: Extractor) -> None:
    links = "".join(
        f"<li><a href='/{n}'>The president met the ambassador of country number {n} in the palace.</a></li>" for n in range(8)
    )
    few = (
        "<p>Helena Marsk spoke by telephone with President of Veskonia Radomir Tesk.</p>"
        "<p>They discussed trade and the crossings at the border.</p>"
        "<p>They agreed to keep in touch and to meet in the autumn.</p>"
    )
    found = _facts(extractor, pages.page(f"<article><h1>{pages.TITLE}</h1>{few}<ul>{links}</ul></article>"))
    assert "spoke by telephone" in found.text
    assert "ambassador" not in found.text


def test_the_heading_of_a_section_is_not_the_title(extractor: Extractor) -> None:
    page = pages.unknown().replace(f"<h1>{pages.TITLE}</h1>", "<h1>Events</h1>").replace('property="og:title"', 'name="none"')
    assert _facts(extractor, page).title == pages.TITLE


def test_the_title_of_a_page_with_lesser_headings_only_is_the_one_that_its_head_repeats(extractor: Extractor) -> None:
    body = f"<h2>News of the palace</h2><h2>{pages.TITLE}</h2>{pages.paragraphs()}"
    assert _facts(extractor, pages.page(body)).title == pages.TITLE


def test_the_day_in_an_address_counts_where_the_publisher_s_addresses_hold_it(extractor: Extractor) -> None:
    page = pages.page(f"<article class='field--name-body'>{pages.paragraphs()}</article>")
    assert _facts(extractor, page, "https://www.pm.gc.ca/en/news/readouts/2024/06/11/talks").published == "2024-06-11"
    assert _facts(extractor, page, "https://president.gov.by/en/2024/06/11/talks").published is None
