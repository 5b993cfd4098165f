"""Indicators: found by their names and synonyms, each once in the table."""

from __future__ import annotations

from onrecord.lookups.indicators import indicators
from onrecord.tables import Knowledge


def test_the_longest_name_at_a_place_is_found(knowledge: Knowledge) -> None:
    text = "The external debt fell while trade turnover, the number of tourists and GDP per capita rose."
    names = [i.name for _, _, i in indicators(knowledge).find(text)]
    assert names == ["external debt", "trade turnover", "tourists", "GDP per capita"]


def test_the_table_holds_together(knowledge: Knowledge) -> None:
    table = list(indicators(knowledge))
    assert len({i.name for i in table}) == len(table) >= 80
    assert {i.family for i in table} <= {"money", "percent", "people", "count", "measure"}
    assert indicators(knowledge).get("external debt") is not None
    assert indicators(knowledge).get("no such thing") is None
