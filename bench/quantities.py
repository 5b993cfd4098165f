"""Quantities against NewsQuant: ``python -m bench.quantities GOLD PRED [--first N | --rest N] [--compare]``.

``GOLD`` is JSON lines, plain or .gz: ``{"id", "sentence", "quantities": [{"value", "normalized_unit", "change", "concept"}]}``.
``PRED`` is written. Where the shared tools are there, their scorer is run on it; with ``--compare`` on what quantulum3 finds in
the same sentences, too, where that is installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.newsquant import extract
from bench.newsquant.concept import concept_of
from bench.shared import folder

__all__ = ["main"]

Row = dict[str, Any]
Finder = Callable[[Sequence[str]], list[list[Row]]]


def main(arguments: list[str] | None = None) -> None:
    """Find, write, score."""
    asked = _parser().parse_args(arguments)
    gold = _part(_rows(asked.gold), asked)
    chosen = Path(f"{asked.pred}.gold")
    chosen.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
    _run("onrecord", gold, chosen, Path(asked.pred), _onrecord)
    if asked.compare:
        try:
            import quantulum3  # noqa: F401
        except ImportError:
            print("quantulum3: not installed, not compared")
        else:
            _run("quantulum3", gold, chosen, Path(f"{asked.pred}.quantulum3"), _quantulum3)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("pred")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--first", type=int, help="only the first N sentences")
    part.add_argument("--rest", type=int, help="only those after the first N")
    parser.add_argument("--compare", action="store_true")
    return parser


def _rows(path: str) -> list[Row]:
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _part(rows: list[Row], asked: argparse.Namespace) -> list[Row]:
    return rows[: asked.first] if asked.first else rows[asked.rest or 0 :]


def _run(name: str, gold: Sequence[Row], chosen: Path, pred: Path, finder: Finder) -> None:
    print(f"{name}:")
    found = finder([row["sentence"] for row in gold])
    lines = (json.dumps({"id": row["id"], "quantities": q}) + "\n" for row, q in zip(gold, found, strict=True))
    pred.write_text("".join(lines), encoding="utf-8")
    shared = folder()
    if shared is None:
        print("not scored: no shared tools (ONRECORD_SHARED, ../shared)")
        return
    subprocess.run([sys.executable, str(shared / "tools" / "score_quantities.py"), str(chosen), str(pred)], check=True)


def _onrecord(sentences: Sequence[str]) -> list[list[Row]]:
    """With the speed beyond the parse, the first sentence left out, which builds the patterns."""
    from onrecord.stages.parse import language_model

    docs = list(language_model().pipe(sentences))
    for doc in docs[:1]:
        extract(doc)
    began = time.perf_counter()
    found = [extract(doc) for doc in docs]
    took = time.perf_counter() - began
    print(f"  {len(docs) / max(took, 1e-9):,.0f} sentences a second beyond the parse")
    return [[q.row(concept_of(doc, q.start)) for q in quantities] for doc, quantities in zip(docs, found, strict=True)]


def _quantulum3(sentences: Sequence[str]) -> list[list[Row]]:
    from quantulum3 import parser

    began = time.perf_counter()
    found = [parser.parse(sentence) for sentence in sentences]
    took = time.perf_counter() - began
    print(f"  {len(sentences) / max(took, 1e-9):,.0f} sentences a second")
    return [
        [{"value": q.value, "normalized_unit": _unit(q.unit.name), "change": "=", "concept": "-"} for q in row] for row in found
    ]


def _unit(name: str) -> str:
    return "-" if name == "dimensionless" else name


if __name__ == "__main__":
    main()
