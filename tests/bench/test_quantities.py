"""The adapter for NewsQuant, on sentences made for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import quantities
from bench.newsquant import extract
from onrecord.stages.parse import language_model


def found(sentence: str) -> list[tuple[str, str, str]]:
    rows = [q.row() for q in extract(language_model()(sentence))]
    return [(r["value"], r["normalized_unit"], r["change"]) for r in rows]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales rose 5 percent to $3.2 billion.", [("5.0", "percentage", "up"), ("3200000000.0", "dollar", "=")]),
        ("Brent crude rose 50 cents to $64.20 a barrel.", [("50.0", "cent", "up"), ("64.2", "dollar per barrel", "=")]),
        ("They have four different plants.", [("4.0", "different plant", "=")]),
        ("The motor gives 640bhp and 300 pound-feet.", [("640.0", "brake horsepower", "="), ("300.0", "pound-foot", "=")]),
        ("The range went from 252 miles to 287 miles.", [("252.0-287.0", "mile", "=")]),
        ("More than 60% of them left on May 3, 2019.", [("60.0", "percentage", ">")]),
        ("Dozens of people waited.", [("12.0-120.0", "people", "=")]),
        ("The index fell about 3 percent.", [("3.0", "percentage", "~")]),
        ("It is some 90 km (56 miles) away.", [("90.0", "kilometre", "~"), ("56.0", "mile", "~")]),
        ("The Velland 400 was shown at 10.30 pm.", []),
    ],
)
def test_one_sentence(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(sentence) == expected


def test_direction_and_bound_stand_apart() -> None:
    (one,) = extract(language_model()("Output fell by about 3 percent."))
    assert (one.direction, one.bound, one.change) == ("down", "approx", "~")


def test_a_file_is_read_and_written(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": 7, "sentence": "They sold two mills.", "quantities": []}) + "\n", encoding="utf-8")
    quantities.main([str(gold), str(tmp_path / "pred.jsonl")])
    (row,) = json.loads((tmp_path / "pred.jsonl").read_text(encoding="utf-8"))["quantities"]
    assert (row["value"], row["normalized_unit"]) == ("2.0", "mill")
