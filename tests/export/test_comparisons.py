"""Comparisons and changes in text: what comes from a report stays text, in every form."""

from __future__ import annotations

import msgspec
import pytest
from tests.export.records import empty_record, talks

from onrecord.comparison.engine import side_of
from onrecord.export import Options
from onrecord.export.changes import changes_text
from onrecord.export.comparisons import COMPARISON_FORMATS, Compared, comparisons_text
from onrecord.export.comparisons.wording import citation, cut
from onrecord.export.talks import talks_text
from onrecord.model import Comparison, Item, Record, Span
from onrecord.tables import Knowledge
from onrecord.versions import changes

HOSTILE = '<script>alert("x")</script> | *bold* [link](http://x) \x1b[31m \u202e end'


def made(text_a: str, text_b: str) -> Compared:
    a, b = empty_record(text_a), empty_record(text_b)
    item = Item(
        id="i-1",
        kind="differs",
        differs_in=("direction",),
        a=Span(0, len(text_a), text_a),
        b=Span(0, len(text_b), text_b),
        note="up in a, down in b",
        confidence=0.9,
    )
    alone = msgspec.structs.replace(item, id="i-2", kind="only_a", differs_in=(), b=None, note=None)
    return Compared(Comparison(a=side_of(a.document), b=side_of(b.document), notes=("a note",), items=(item, alone)), a, b)


@pytest.mark.parametrize("form", COMPARISON_FORMATS)
def test_text_of_a_report_stays_text(form: str) -> None:
    written = comparisons_text([made(HOSTILE, "it went down")], form, Options())
    if form != "json":
        assert "\x1b" not in written.replace("\x1b[0m", "") or form == "html"
    if form == "html":
        assert "<script>alert" not in written
        assert "&lt;script&gt;alert" in written
    if form == "markdown":
        assert "\\<script\\>" in written
        assert "[link](" not in written


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(ValueError, match="choose one of table, json, markdown, html"):
        comparisons_text([], "pdf", Options())
    with pytest.raises(ValueError, match="choose one of table, json"):
        talks_text([], "pdf", Options())


def test_a_citation_holds_words_source_and_place() -> None:
    found = made("trade rose", "trade fell")
    first, second = found.comparison.items
    cited = citation(first, found)
    assert "“trade rose”" in cited
    assert "“trade fell”" in cited
    assert "characters 0–10 of text" in cited
    assert "differing in direction" in cited
    assert "Not found in" in citation(second, found)


def test_differing_words_are_marked() -> None:
    first, second = cut("Trade rose by 17 percent last year", "Trade fell by 17 percent last year")
    assert [p.text for p in first if p.own] == ["rose"]
    assert [p.text for p in second if p.own] == ["fell"]
    assert "".join(p.text for p in first) == "Trade rose by 17 percent last year"


def test_passages_that_share_little_are_not_marked() -> None:
    first, second = cut("The harvest was good", "They spoke of ships")
    assert not any(p.own for p in (*first, *second))


@pytest.mark.parametrize("form", ["table", "json", "markdown", "html"])
def test_changes_of_hostile_texts_are_written(form: str, knowledge: Knowledge) -> None:
    old, new = empty_record(f"It stays. {HOSTILE}."), empty_record(f"It stays. {HOSTILE} more.")
    written = changes_text(changes(old, new, knowledge), old, new, form, "inline", Options())
    assert form != "html" or "<script>" not in written


def test_a_comparison_of_whole_records_is_written(knowledge: Knowledge) -> None:
    from onrecord.comparison import compare

    record: Record = talks()
    found = Compared(compare(record, record, knowledge), record, record)
    for form in COMPARISON_FORMATS:
        assert comparisons_text([found, found], form, Options())
