"""The table: what matters first, no line wider than the terminal, and why on asking."""

from __future__ import annotations

import re

import msgspec
import pytest
from tests.export.records import empty_record, talks

from onrecord.export import Options, get_format
from onrecord.model import Record


def shown(*records: Record, **options: object) -> str:
    return "".join(get_format("table").stream(records, Options(**options)))  # type: ignore[arg-type]


def joined(text: str) -> str:
    return " ".join(text.split())


def test_the_meeting_comes_first_then_what_was_said() -> None:
    text = shown(talks())
    places = [text.index(name) for name in ("Working visit", "MEETINGS", "STATEMENTS", "FIGURES", "PLEDGES", "EVENTS")]
    assert places == sorted(places)


def test_a_row_tells_speaker_cue_and_words() -> None:
    text = shown(talks(), width=120)
    assert re.search(r"2 +Ilse Brandt +said: “This is a good sign”", text)
    assert re.search(r"3 +open: Ilse Brandt or Tomas +stressed: the border must stay open", text)
    assert "trade turnover, AR-VE, up 12 percent, 2019: “in 2019 the trade" in text
    assert "3 May 2020 (year inferred)" in text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_asked(width: int) -> None:
    long = msgspec.structs.replace(talks(), document=msgspec.structs.replace(talks().document, title="x" * 300))
    for explain in (False, True):
        lines = shown(long, width=width, explain=explain).split("\n")
        assert max(map(len, lines)) <= width
        assert not [line for line in lines if line.endswith(" ")]


def test_color_comes_only_on_asking() -> None:
    assert "\x1b" not in shown(talks())
    assert "\x1b[1m" in shown(talks(), color=True)


def test_a_report_cannot_steer_the_terminal() -> None:
    text = shown(empty_record(title="\x1b]0;owned\x07\x9b31m\u202eevil"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_markup_in_a_report_is_text() -> None:
    assert "[bold]a[/] :smile:" in shown(empty_record(title="[bold]a[/] :smile:"))


def test_why_is_told_on_asking() -> None:
    text = joined(shown(talks(), explain=True))
    assert "speaker: open: Ilse Brandt or Tomas Oray, named by “The head of state” [357-374]: both are heads of state" in text
    assert "date 2020-05-03: inferred, the last full year told of in the past is 2019, from “in 2019” [232-239]" in text
    assert "found by figures@1, confidence 0.95" in text
    assert "it stands in statement 1" in text
    assert "found by" not in shown(talks())


def test_nothing_found_and_not_read_are_said() -> None:
    assert "Nothing was found in this report." in shown(empty_record())
    unread = shown(empty_record(unread="language: ru"))
    assert "Not read (language: ru)" in unread
    assert "Nothing was found" not in unread
