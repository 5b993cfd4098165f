"""Reports grouped by the talks that they tell of."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.conftest import ReadText

from bench import shared
from onrecord.model import Record
from onrecord.tables import Knowledge
from onrecord.talks import find_talks, why_other_talks

CALL = "President of Sarelia Helena Marsk spoke by telephone with President of Veskonia Radomir Tesk."
MEETING = "President of Veskonia Radomir Tesk and President of Sarelia Helena Marsk held talks in Linmouth on {} June 2024."


def grouped(records: list[Record], own: Knowledge) -> list[list[str]]:
    return [[r.id for r in t.reports] for t in find_talks(records, own)]


def test_both_sides_reports_of_talks_go_together(examples: dict[str, Record], own: Knowledge) -> None:
    found = find_talks(examples.values(), own)
    assert [[r.id for r in t.reports] for t in found] == [["linmouth-sarelia", "linmouth-veskonia"], ["call-caldora"]]
    assert found[0].countries == ("QS", "QV")
    assert (found[0].date, found[0].city, found[0].silent) == ("2024-06-11", "Linmouth", ())


def test_a_side_of_which_no_report_is_here_is_named(examples: dict[str, Record], own: Knowledge) -> None:
    (found,) = find_talks([examples["call-caldora"]], own)
    assert found.silent == ("QS",)


def test_order_of_records_does_not_matter(examples: dict[str, Record], own: Knowledge) -> None:
    records = list(examples.values())
    assert grouped(records, own) == grouped(records[::-1], own)


def test_days_may_differ_by_one_between_sides(read: ReadText, own: Knowledge) -> None:
    first = read(CALL, published="2024-06-19", publisher="President of Sarelia", side="QS")
    second = read(CALL, published="2024-06-20", publisher="President of Veskonia", side="QV")
    third = read(CALL, published="2024-06-22", publisher="President of Veskonia", side="QV")
    assert why_other_talks(first, second, own) is None
    assert why_other_talks(first, third, own) == "dates: 2024-06-19 in one, 2024-06-22 in the other"


def test_one_publisher_s_two_days_are_two_talks(read: ReadText, own: Knowledge) -> None:
    first, second = (read(CALL, published=f"2024-06-{d}", publisher="President of Sarelia", side="QS") for d in (19, 20))
    assert len(find_talks([first, second], own)) == 2


def test_a_call_and_a_meeting_are_different_talks(read: ReadText, own: Knowledge) -> None:
    call = read(CALL, published="2024-06-11")
    meeting = read(MEETING.format(11), published="2024-06-11")
    assert why_other_talks(call, meeting, own) == "form: a call in one, a meeting in the other"


def test_a_report_without_talks_stands_nowhere(read: ReadText, own: Knowledge) -> None:
    assert find_talks([read("The price of bread rose by 3 percent.")], own) == []


def test_an_undated_report_is_not_put_to_any_other(read: ReadText, own: Knowledge) -> None:
    assert len(find_talks([read(CALL), read(CALL, published="2024-06-19")], own)) == 2


def test_known_sets_of_the_corpus_are_found(knowledge: Knowledge) -> None:
    if shared.folder() is None:
        pytest.skip(f"not checked: {shared.NO_DATA}")
    from bench.comparison import known_sets
    from onrecord.read import read_documents

    rows = {r["id"]: r for r in shared.reports() if (r.get("language") or "en") == "en"}
    known = known_sets(set(rows))[:8]
    records = list(read_documents(shared.documents(rows[i] for ids in known for i in ids), knowledge))
    pairs = {p for t in find_talks(records, knowledge) for p in combinations(sorted(r.id for r in t.reports), 2)}
    true = {p for ids in known for p in combinations(ids, 2)}
    assert len(pairs & true) >= 0.9 * len(true)
    assert len(pairs - true) <= 0.05 * len(pairs)
