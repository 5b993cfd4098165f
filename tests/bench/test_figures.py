"""The annotation of figures, and how what is found is set beside it."""

from __future__ import annotations

import pytest

from bench import figures, halves, news, shared
from onrecord.lookups.quantities import quantities
from onrecord.model import Figure, Span
from onrecord.tables import load

needs_data = pytest.mark.skipif(shared.folder() is None, reason=shared.NO_DATA)


def made(value: float, start: int, end: int, **known: object) -> Figure:
    fields: dict[str, object] = dict.fromkeys(Figure.__struct_fields__)
    fields |= {
        "value": value,
        "unit": "percent",
        "kind": "level",
        "bound": "exact",
        "span": Span(start, end, "x" * (end - start)),
    }
    return Figure(**(fields | known))  # type: ignore[arg-type]


def row(value: float, start: int, **known: object) -> figures.Row:
    fields = {"start": start, "end": start + 2, "value": value, "unit": "percent", "kind": "level", "direction": None}
    return fields | {"bound": "exact", "period": None, "claimant": None} | known


def test_each_figure_is_paired_once_with_the_one_that_fits_best() -> None:
    gold = [row(5, 4, bound="over"), row(5, 14)]
    found = [made(5, 0, 20), made(5, 0, 20, bound="over")]
    assert list(figures.pairs(gold, found)) == [(gold[0], found[1]), (gold[1], found[0])]


def test_a_figure_elsewhere_or_of_another_value_is_none() -> None:
    assert list(figures.pairs([row(5, 4)], [made(5, 8, 20), made(6, 0, 20)])) == []


def test_what_may_or_may_not_be_a_figure_is_not_paired() -> None:
    assert list(figures.pairs([{"start": 4, "end": 6, "optional": True}], [made(5, 0, 20)])) == []


def test_the_halves_have_no_report_and_no_sentence_in_common() -> None:
    learn, report = ({r["id"] for r in figures.annotated(half)} for half in halves.HALVES)
    assert learn
    assert report
    assert not learn & report


@needs_data
@pytest.mark.parametrize("half", halves.HALVES)
def test_annotated_numbers_stand_where_they_are_said_to(half: str) -> None:
    rows = figures.annotated(half)
    texts = shared.by_id(r["id"] for r in rows)
    numbers = quantities(load())
    for report in rows:
        text = texts[report["id"]]["text"]
        places = [q.number for q in numbers.find(text)]
        for figure in report["figures"]:
            assert any(a <= figure["start"] and figure["start"] < b for a, b in places) or text[figure["start"]].isalnum()


@needs_data
@pytest.mark.parametrize("half", halves.HALVES)
def test_annotated_sentences_are_whole_and_their_quantities_known(half: str) -> None:
    rows = news.annotated(half)
    assert len(rows) > 100
    for sentence in rows:
        assert 30 < len(sentence["sentence"]) < 400
        for quantity in sentence["quantities"]:
            assert quantity["direction"] in (None, "up", "down")
            assert quantity["bound"] in ("exact", "approx", "over", "under", "at_least", "at_most")
