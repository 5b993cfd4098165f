"""Two reports set side by side: what both tell, what one, what differs, and what is said first."""

from __future__ import annotations

import pytest
from tests.conftest import ReadText

from onrecord.comparison import compare, compare_all
from onrecord.errors import DifferentTalks
from onrecord.model import Comparison, Item, Record
from onrecord.tables import Knowledge

HEAD = "President of Veskonia Radomir Tesk and President of Sarelia Helena Marsk held talks in Linmouth on 11 June 2024.\n\n"


def only(found: Comparison) -> Item:
    """The one item that is not told by both alike."""
    (item,) = (i for i in found.items if i.kind != "both")
    return item


def item_with(found: Comparison, words: str) -> Item:
    return next(i for i in found.items if words in (i.a.text if i.a else "") or words in (i.b.text if i.b else ""))


@pytest.fixture(scope="module")
def linmouth(examples: dict[str, Record], own: Knowledge) -> Comparison:
    return compare(examples["linmouth-sarelia"], examples["linmouth-veskonia"], own)


def test_trade_goes_down_in_one_and_up_in_the_other(linmouth: Comparison) -> None:
    item = item_with(linmouth, "about 14 percent")
    assert (item.kind, item.differs_in) == ("differs", ("direction",))
    assert item.note == "down about 14 percent in a, up 14 percent in b"


def test_discussed_in_one_is_agreed_in_the_other(linmouth: Comparison) -> None:
    item = item_with(linmouth, "to build a second railway crossing")
    assert item.a is not None
    assert "construction of a second railway crossing" in item.a.text
    assert "strength" in item.differs_in


def test_what_is_missing_from_a_partial_text_is_not_called_left_out(linmouth: Comparison) -> None:
    assert any("a is not whole (“<…>”)" in n for n in linmouth.notes)
    item = item_with(linmouth, "energy prices")
    assert item.kind == "only_b"
    assert item.note == "not in the text of a, which is not whole"


def test_the_notes_tell_a_transcript_from_a_report(linmouth: Comparison) -> None:
    assert "a is a transcript, b a report" in linmouth.notes
    assert "a gives an interpreter's words for some speakers" in linmouth.notes


def test_every_passage_slices_to_its_text(linmouth: Comparison, examples: dict[str, Record]) -> None:
    for side, name in (("a", "linmouth-sarelia"), ("b", "linmouth-veskonia")):
        text = examples[name].document.text
        for span in (getattr(i, side) for i in linmouth.items):
            assert span is None or text[span.start : span.end] == span.text


def test_kinds_say_which_sides_there_are(linmouth: Comparison) -> None:
    for item in linmouth.items:
        assert (item.a is not None, item.b is not None) == {
            "both": (True, True),
            "differs": (True, True),
            "only_a": (True, False),
            "only_b": (False, True),
        }[item.kind]
        assert bool(item.differs_in) == (item.kind == "differs")


def test_items_are_in_the_order_of_a_then_of_b(linmouth: Comparison) -> None:
    starts = [i.a.start for i in linmouth.items if i.a]
    assert starts == sorted(starts)
    assert [i.a is None for i in linmouth.items] == sorted(i.a is None for i in linmouth.items)


def test_ids_are_unique_and_the_same_each_time(linmouth: Comparison, examples: dict[str, Record], own: Knowledge) -> None:
    again = compare(examples["linmouth-sarelia"], examples["linmouth-veskonia"], own)
    assert again.to_json() == linmouth.to_json()
    assert len({i.id for i in linmouth.items}) == len(linmouth.items)


def test_notes_state_and_do_not_judge(linmouth: Comparison) -> None:
    told = " ".join(filter(None, (*linmouth.notes, *(i.note for i in linmouth.items)))).lower()
    for word in ("omitted", "hid", "lied", "concealed", "deliberate", "falsely", "admitted"):
        assert word not in told.split()


@pytest.mark.parametrize("name", ["linmouth-sarelia", "linmouth-veskonia", "call-caldora"])
def test_a_report_is_no_different_from_itself(name: str, examples: dict[str, Record], own: Knowledge) -> None:
    found = compare(examples[name], examples[name], own)
    assert {i.kind for i in found.items} == {"both"}


def test_other_talks_are_refused_with_the_reason(examples: dict[str, Record], own: Knowledge) -> None:
    with pytest.raises(DifferentTalks, match="participants: Sarelia, Veskonia in one, Sarelia, Caldora in the other"):
        compare(examples["linmouth-sarelia"], examples["call-caldora"], own)


def test_other_talks_are_compared_on_demand_and_the_notes_say_so(examples: dict[str, Record], own: Knowledge) -> None:
    found = compare(examples["linmouth-sarelia"], examples["call-caldora"], own, force=True)
    assert found.notes[0].startswith("these are reports of different talks: participants")


def test_another_day_is_refused(read: ReadText, own: Knowledge) -> None:
    first = read(HEAD + "They discussed trade and transport.", published="2024-06-11")
    second = read(HEAD.replace("11 June", "19 June") + "They discussed trade and energy.", published="2024-06-19")
    with pytest.raises(DifferentTalks, match="dates: 2024-06-11 in one, 2024-06-19 in the other"):
        compare(first, second, own)


def test_three_reports_are_compared_two_by_two(examples: dict[str, Record], own: Knowledge) -> None:
    records = [examples["linmouth-sarelia"], examples["linmouth-veskonia"], examples["linmouth-sarelia"]]
    pairs = [(c.a.id, c.b.id) for c in compare_all(records, own)]
    assert pairs == [
        ("linmouth-sarelia", "linmouth-veskonia"),
        ("linmouth-sarelia", "linmouth-sarelia"),
        ("linmouth-veskonia", "linmouth-sarelia"),
    ]


def test_a_report_that_was_not_read_says_so(read: ReadText, own: Knowledge) -> None:
    first = read(HEAD + "They discussed trade and transport.")
    second = read(HEAD + "They discussed trade and transport.", language="ru")
    assert "b was not read (language: ru): nothing is said of what it tells" in compare(first, second, own).notes


def test_who_says_nothing_in_one_of_them_is_named(read: ReadText, own: Knowledge) -> None:
    first = read(HEAD + "Helena Marsk said that the border must stay open. Radomir Tesk stressed that prices would rise.")
    second = read(HEAD + "Radomir Tesk noted that the prices of gas were going to rise. He promised a new bridge.")
    assert "b has no words of Helena Marsk" in compare(first, second, own).notes


@pytest.mark.parametrize("text", ["x", "\x00\ud800 a", "“" * 500, "a. " * 2000, "He said:\n" * 300, "1% 2% 3%\n" * 200])
def test_nothing_crashes_on_any_text(text: str, read: ReadText, own: Knowledge) -> None:
    other = read(HEAD + "They discussed trade and transport.")
    strange = read(text)
    for a, b in ((strange, other), (other, strange), (strange, strange)):
        found = compare(a, b, own, force=True)
        assert isinstance(found.to_json(), str)
