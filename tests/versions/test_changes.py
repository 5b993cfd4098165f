"""Two captures of one page told apart."""

from __future__ import annotations

import pytest
from tests.conftest import ReadText

from onrecord.model import Changes, Record
from onrecord.tables import Knowledge
from onrecord.versions import changes


def diff(record: Record, read: ReadText, own: Knowledge, *turns: tuple[str, str]) -> Changes:
    text = record.document.text
    for old, new in turns:
        assert old in text
        text = text.replace(old, new)
    return changes(record, read(text, published=record.document.published), own)


@pytest.fixture
def page(examples: dict[str, Record]) -> Record:
    return examples["linmouth-veskonia"]


def test_a_page_is_no_different_from_itself(page: Record, own: Knowledge) -> None:
    found = changes(page, page, own)
    assert (found.statements, found.text, found.furniture, found.typography) == ((), (), (), 0)
    assert found.same > 20


def test_a_reworded_statement_says_what_was_turned(page: Record, read: ReadText, own: Knowledge) -> None:
    found = diff(page, read, own, ("Radomir Tesk promised to lift", "Radomir Tesk proposed to lift"))
    (change,) = found.text
    assert (change.kind, change.differs_in) == ("reworded", ("strength",))
    assert change.note == "“promised” before, “proposed” now"
    (statement,) = found.statements
    assert statement.kind == "reworded"
    assert statement.speakers == ("Radomir Tesk",)


def test_a_dropped_statement_is_dropped(page: Record, read: ReadText, own: Knowledge) -> None:
    found = diff(page, read, own, ("Radomir Tesk promised to lift the duty on Sarelian fish by 1 September 2024.", ""))
    assert [(c.kind, c.new) for c in found.statements] == [("dropped", None)]
    assert [c.kind for c in found.text] == ["dropped"]


def test_an_added_statement_is_added(page: Record, read: ReadText, own: Knowledge) -> None:
    end = "The presidents agreed to build a second railway crossing at Karsk."
    found = diff(page, read, own, (end, f"{end}\n\nHelena Marsk warned that the river would flood its banks."))
    assert [(c.kind, c.speakers) for c in found.statements] == [("added", ("Helena Marsk",))]


def test_typography_is_set_apart(page: Record, read: ReadText, own: Knowledge) -> None:
    found = diff(page, read, own, ("“", '"'), ("”", '"'))
    assert found.text == ()
    assert found.statements == ()
    assert found.typography > 0


def test_furniture_is_set_apart(page: Record, read: ReadText, own: Knowledge) -> None:
    found = diff(page, read, own, ("  • 6\n  • 2\n", "  • 9\n  • 2\n"))
    assert found.text == ()
    assert {c.kind for c in found.furniture} <= {"added", "dropped"}
    assert found.furniture


def test_a_capture_cut_short_is_warned_of(page: Record, read: ReadText, own: Knowledge) -> None:
    short = read(page.document.text[:1500], published=page.document.published)
    found = changes(page, short, own)
    assert any("the newer capture stops where the other goes on" in w for w in found.warnings)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Just a moment... Checking your browser before accessing the site.", "seems to be an error page"),
        ("The presidents met in Linmouth. The talks were â€œgoodâ€ and long.", "was decoded wrongly in places"),
    ],
)
def test_a_broken_capture_is_warned_of(text: str, warning: str, page: Record, read: ReadText, own: Knowledge) -> None:
    found = changes(page, read(text), own)
    assert any(f"the newer capture {warning}" in w for w in found.warnings)
    assert any("different pages" in w for w in found.warnings)


def test_passages_slice_to_their_texts(page: Record, read: ReadText, own: Knowledge) -> None:
    text = page.document.text.replace("14%", "19%")
    other = read(text)
    for change in (c for part in ("statements", "text") for c in getattr(changes(page, other, own), part)):
        for span, whole in ((change.old, page.document.text), (change.new, text)):
            assert span is None or whole[span.start : span.end] == span.text
