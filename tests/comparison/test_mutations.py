"""One fact turned in a copy of a report: exactly that difference is told."""

from __future__ import annotations

import random

import pytest
from tests.comparison.test_compare import only
from tests.conftest import ReadText

from bench import mutations, shared
from onrecord.comparison import compare
from onrecord.model import Record
from onrecord.read import read_documents
from onrecord.tables import Knowledge

TURNED = [
    ("the two countries increased by 14%", "the two countries decreased by 14%", "direction"),
    ("increased by 14%", "increased by 19%", "magnitude"),
    ("3.2 million tonnes", "3.2 billion tonnes", "magnitude"),
    ("in 2023 the trade", "in 2022 the trade", "period"),
    ("Radomir Tesk promised", "Helena Marsk promised", "attribution"),
    ("the Veskonian president said", "the Sarelian president said", "attribution"),
    ("The presidents agreed to build", "The presidents discussed how to build", "strength"),
    ("He condemned what", "He noted what", "strength"),
    ("in Linmouth on 11 June", "in Linmouth on 12 June", "date"),
    ("should be predictable", "should be foreseeable", "wording"),
]


@pytest.mark.parametrize(("old", "new", "of"), TURNED)
def test_one_fact_turned_is_told_and_nothing_else(
    old: str, new: str, of: str, examples: dict[str, Record], read: ReadText, own: Knowledge
) -> None:
    original = examples["linmouth-veskonia"]
    assert original.document.text.count(old) == 1
    known = {"title": original.document.title, "published": original.document.published, "side": original.document.country}
    item = only(compare(original, read(original.document.text.replace(old, new), **known), own, force=True))
    assert item.kind == "differs"
    assert of in item.differs_in


def test_a_sentence_dropped_is_only_in_the_other(examples: dict[str, Record], read: ReadText, own: Knowledge) -> None:
    original = examples["linmouth-veskonia"]
    sentence = "The presidents agreed to build a second railway crossing at Karsk."
    item = only(compare(original, read(original.document.text.replace(sentence, "")), own, force=True))
    assert item.kind == "only_a"
    assert item.a is not None
    assert item.a.text == sentence.rstrip(".")


def test_other_typography_is_no_difference(examples: dict[str, Record], read: ReadText, own: Knowledge) -> None:
    original = examples["linmouth-veskonia"]
    text = original.document.text.replace("“", '"').replace("”", '"').replace(" - ", " – ")
    assert {i.kind for i in compare(original, read(text), own, force=True).items} == {"both"}


def test_the_kinds_of_mutants_change_one_place(examples: dict[str, Record]) -> None:
    record = examples["linmouth-veskonia"]
    for kind, make in mutations.KINDS.items():
        for mutant in make(record, random.Random(1)):
            text = mutant.document.text
            assert mutant.kind == kind
            assert text != record.document.text
            assert text.startswith(record.document.text[: mutant.start])
            assert text.endswith(record.document.text[mutant.end :])


def test_mutants_of_real_reports_are_told(knowledge: Knowledge) -> None:
    if shared.folder() is None:
        pytest.skip(f"not checked: {shared.NO_DATA}")
    rows = [r for r in shared.sample(shared.reports(), 40) if (r.get("language") or "en") == "en"]
    made = mutations.mutants(list(read_documents(shared.documents(rows), knowledge)), 12)
    read_anew = list(read_documents([m.document for m in made], knowledge))
    told = [mutations.told(m, r) for m, r in zip(made, read_anew, strict=True)]
    assert sum(told) >= len(told) - 1
