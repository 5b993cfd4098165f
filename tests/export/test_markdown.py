"""Markdown: what a record says, with quotations and offsets, and nothing of the report read as markup."""

from __future__ import annotations

import msgspec
import pytest
from tests.export.records import empty_record, talks

from onrecord.export import Options, get_format
from onrecord.model import Record

markdown_it = pytest.importorskip("markdown_it", reason="a Markdown parser comes with rich")


def shown(*records: Record, explain: bool = False) -> str:
    return "".join(get_format("markdown").stream(records, Options(explain=explain)))


def html(text: str) -> str:
    return str(markdown_it.MarkdownIt("commonmark").render(text))


def test_a_statement_is_quoted_with_speaker_and_offsets() -> None:
    span = talks().statements[1].content[0]
    assert (
        f"2. **Ilse Brandt** (president, AR), said: state, direct\n\n   > This is a good sign ({span.start}–{span.end})"
        in shown(talks())
    )


def test_the_pieces_of_a_statement_are_one_quotation() -> None:
    assert "> Our people have waited for that bridge for a generation. (561–617)\n   >\n   > They will" in shown(talks())


def test_an_open_speaker_is_told_with_why() -> None:
    text = shown(talks())
    assert "3. **open: Ilse Brandt or Tomas Oray** (both are heads of state; the paragraph names neither)" in text


def test_a_figure_a_pledge_and_a_meeting_are_told() -> None:
    text = shown(talks())
    assert "1. trade turnover, AR-VE, up 12 percent, 2019; claimed by **Ilse Brandt** (president, AR)" in text
    assert "1. **Tomas Oray** (president, VE), due September" in text
    assert "On condition: if the lake is free of ice" in text
    assert "3 May 2020 (year inferred); Lake House, Port Linden, AR" in text
    assert "> The text is not whole" in text


def test_the_numbers_of_a_list_stay_in_one_list() -> None:
    assert html(shown(talks(), explain=True)).count("<ol>") == 5


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![a](http://a.example/x.png)",
        "# heading",
        "1. one",
        "- item",
        "+ item",
        "> quoted",
        "`code` **bold** __bold__ *it* ~~no~~",
        "a | b",
        "&lt;b&gt;",
        "---",
        "===",
        "\\<b>",
        "line\n\n# break",
        "    indented",
        "<http://a.example>",
    ],
)
def test_a_text_is_no_markup(payload: str) -> None:
    record = empty_record(title=payload, publisher=payload, notes=(payload,), url=payload)
    rendered = html(shown(record))
    for tag in ("script", "a ", "img", "h2", "ul", "ol", "code", "strong", "em", "b>", "hr", "pre"):
        assert f"<{tag}" not in rendered
    assert rendered.count("<h1>") == 1
    assert rendered.count("<blockquote>") == 1


def test_what_steers_a_terminal_is_taken_out() -> None:
    assert "\x1b" not in shown(empty_record(title="\x1b[31mred"))


def test_confidence_and_stage_are_told_on_asking() -> None:
    assert "found by" not in shown(talks())
    assert "found by statements@2, confidence 0.50" in shown(talks(), explain=True)


def test_an_unread_report_says_so() -> None:
    record = msgspec.structs.replace(empty_record(), unread="language: ru")
    assert "Not read (language: ru)" in shown(record)
