"""Values in words."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.records import talks

from onrecord.export.select import confident
from onrecord.export.words import amount_words, clipped, date_words, printable, stated_and_inferred
from onrecord.model import Inferred


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("2021-07-13", "13 July 2021"),
        ("2021-07", "July 2021"),
        ("2021", "2021"),
        ("--07-13", "13 July"),
        ("--07", "July"),
        ("2021-04/2021-05", "April to May 2021"),
        ("2020-12/2021-01", "December 2020 to January 2021"),
        ("2021-07-12/2021-07-18", "12 July to 18 July 2021"),
        ("2020/2021", "2020 to 2021"),
        ("--04/--05", "April to May"),
        ("2021-13-40", "2021-13-40"),
        ("-", "-"),
        ("soon", "soon"),
    ],
)
def test_dates(value: str | None, words: str) -> None:
    assert date_words(value) == words


@pytest.mark.parametrize(
    ("stated", "inferred", "words"),
    [
        ("2021", None, "2021"),
        (None, "2021", "2021, inferred"),
        ("--07-13", "2021-07-13", "13 July 2021 (year inferred)"),
        ("2020", "2021", "2020 (2021, inferred)"),
        (None, None, ""),
    ],
)
def test_what_is_inferred_is_told_from_what_is_stated(stated: str | None, inferred: str | None, words: str) -> None:
    assert stated_and_inferred(stated, Inferred(inferred, "so") if inferred else None) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "change", "direction": "up", "bound": "over", "value": 17, "unit": "percent"}, "up over 17 percent"),
        ({"kind": "level", "direction": None, "bound": "approx", "value": 32_000_000_000, "unit": "USD"}, "about 32 billion USD"),
        ({"kind": "multiple", "direction": "up", "bound": "under", "value": 2, "unit": "times"}, "up under 2 times"),
        ({"kind": "points", "direction": "down", "bound": "exact", "value": 1.5, "unit": "percent"}, "down 1.5 points"),
        ({"kind": "count", "direction": None, "bound": "at_least", "value": 1234, "unit": "people"}, "at least 1,234 people"),
        ({"kind": "level", "direction": None, "bound": "at_most", "value": 0.25, "unit": "tonnes"}, "at most 0.25 tonnes"),
        ({"kind": "level", "direction": None, "bound": "exact", "value": 10**400, "unit": "USD"}, "1.000e+400 USD"),
        ({"kind": "level", "direction": None, "bound": "exact", "value": 3.5e20, "unit": "USD"}, "3.500e+20 USD"),
    ],
)
def test_amounts(fields: dict[str, object], words: str) -> None:
    assert amount_words(msgspec.structs.replace(talks().figures[0], **fields)) == words


@given(st.text(max_size=80), st.integers(4, 60))
def test_a_clipped_text_is_one_short_line(text: str, length: int) -> None:
    short = clipped(text, length)
    assert len(short) <= length
    assert short == " ".join(short.split())


def test_a_text_is_clipped_at_a_word() -> None:
    assert clipped("one two three four", 12) == "one two…"


def test_printable_leaves_letters_of_all_scripts() -> None:
    text = "Łódź, Владимир, 習近平\n\tİ"
    assert printable(text) == text


def test_findings_that_are_not_sure_enough_are_left_out_and_not_referred_to() -> None:
    few = confident(talks(), 0.92)
    assert [s.id for s in few.statements] == ["s-0000000002"]
    assert [f.statement for f in few.figures] == [None, None]
    assert few.pledges == ()
    assert confident(talks(), 0.0) == talks()
