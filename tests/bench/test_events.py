"""How predicted types of events are scored."""

from __future__ import annotations

import json
from pathlib import Path

from bench.events import halves, main, scores

GOLD = [
    {"id": 1, "events": [{"code": "DEMAND"}]},
    {"id": 2, "events": [{"code": "AID"}]},
    {"id": 3, "events": [{"code": "AID"}]},
]


def test_old_names_are_todays_types() -> None:
    found = scores(GOLD[:1], [{"id": "1", "events": [{"type": "REQUEST"}]}])
    assert (found["F1"], found["per_type"]) == (100.0, {"REQUEST": 100.0})


def test_a_sentence_without_a_prediction_is_missed() -> None:
    found = scores(GOLD, [{"id": 2, "events": [{"type": "AID"}]}, {"id": 3, "events": [{"type": "AGREE"}]}])
    assert (found["P"], found["R"], found["F1"]) == (50.0, 33.3, 40.0)
    assert found["per_type"] == {"AID": 66.7, "REQUEST": 0.0}
    assert found["macro_F1"] == 33.4 or found["macro_F1"] == 33.3


def test_the_halves_are_in_the_order_of_the_file() -> None:
    assert [r["id"] for r in halves(GOLD, "first")] == [1, 2]
    assert [r["id"] for r in halves(GOLD, "second")] == [3]
    assert len(halves(GOLD, "all")) == 3


def test_the_whole_run(tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    row = {"id": "x", "date": "2020-01-01", "sentence": "Norway condemned the attack.", "events": [{"code": "DISAPPROVE"}]}
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    main([str(gold), str(predicted)])
    (found,) = [json.loads(line) for line in predicted.read_text(encoding="utf-8").splitlines()]
    assert [e["type"] for e in found["events"]] == ["ACCUSE"]
    assert found["events"][0]["actors"] == [{"name": "Norway", "country": "NO", "role": None}]
