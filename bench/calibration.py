"""Calibration of the confidence of statements: of those with a confidence, how many are right?

A statement is right where an annotated one has most of its content and the same speakers (as ``tools/score_records.py``
matches them). Open speakers count as neither. `python -m bench.calibration [SET]`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import results, shared
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["EDGES", "measure", "table"]

EDGES = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
"""The bins of confidence, each from its edge up to the next."""


def measure(name: str = "dev") -> list[dict[str, float]]:
    """One row a bin that holds statements: their number, mean confidence and share that is right."""
    files = shared.gold(name)
    gold = [json.loads(f.read_text(encoding="utf-8")) for f in files]
    rows = shared.by_id(g["id"] for g in gold)
    records = [r.to_dict() for r in read_documents(shared.documents(rows[g["id"]] for g in gold), load())]
    scorer = _scorer()
    judged = [pair for g, record in zip(gold, records, strict=True) for pair in _judged(g, record, scorer)]
    return table(judged)


def table(judged: Sequence[tuple[float, bool]]) -> list[dict[str, float]]:
    """The reliability table of pairs of a confidence and whether it was right."""
    found: list[dict[str, float]] = []
    for low, high in pairwise(EDGES):
        inside = [(c, ok) for c, ok in judged if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            found.append({"from": low, "statements": len(inside), "confidence": round(mean, 3), "right": round(right, 3)})
    return found


def _judged(gold: dict[str, Any], record: dict[str, Any], scorer: ModuleType) -> Iterator[tuple[float, bool]]:
    told, said = gold["statements"], record["statements"]
    content = {id(x): scorer.content(x) for x in (*told, *said)}
    pairs = scorer.match(told, said, lambda a, b: scorer.dice(content[id(a)], content[id(b)]), 0.5)
    of = {id(b): a for a, b in pairs}
    for statement in said:
        names = scorer.names(statement["speakers"])
        if names:
            match = of.get(id(statement))
            yield statement["confidence"], match is not None and scorer.names(match["speakers"]) == names


def _scorer() -> ModuleType:
    folder = shared.folder()
    if folder is None:
        raise FileNotFoundError(shared.NO_DATA)
    path = Path(folder) / "tools" / "score_records.py"
    spec = importlib.util.spec_from_file_location("score_records", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else "dev"
    found = measure(chosen)
    for row in found:
        print(
            f"from {row['from']:.2f}: {row['statements']:4.0f} statements, said {row['confidence']:.3f}, right {row['right']:.3f}"
        )
    results.write(f"calibration-{chosen}", {"bins": found})
