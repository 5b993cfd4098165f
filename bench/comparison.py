"""The comparison, measured: annotated comparisons, mutations of one fact, the talks found, time.

usage: python -m bench.comparison [--mutations N]

Mutations: one fact of a report is turned, the mutant is read anew and compared with the report; counted as found where exactly
that difference is told and nothing else.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import mutations, results, shared
from bench.quality import score
from onrecord.comparison import compare
from onrecord.comparison.align import Chances
from onrecord.model import Comparison, Record
from onrecord.read import read_documents
from onrecord.tables import load
from onrecord.talks import find_talks

__all__ = ["gold_comparisons", "known_sets", "left_out", "main", "measure", "records_of"]

_PARTS = ("items/found", "items/kind", "both/right", "differs/right", "differs/where")


def measure(name: str = "dev", mutants: int = 100) -> dict[str, Any]:
    """Everything, as one object: scores of the set, the share of mutations found, talks, seconds."""
    comparisons = gold_comparisons(name)
    records = records_of(comparisons)
    made = [compare(records[g["a"]], records[g["b"]], load(), force=True) for g in comparisons]
    return {
        "set": name,
        "scores": scores(name, made),
        "mutations": mutations.measure(mutants),
        "talks": talks(),
        "seconds": seconds(records, comparisons),
    }


def gold_comparisons(name: str) -> list[dict[str, Any]]:
    """The annotated comparisons of a set."""
    return [json.loads(p.read_text(encoding="utf-8")) for p in _files(name)]


def _files(name: str) -> list[Path]:
    folder = shared.folder()
    if folder is None:
        raise FileNotFoundError(shared.NO_DATA)
    return sorted((folder / "gold" / name).glob("compare-*.json"))


def scores(name: str, made: Sequence[Comparison]) -> dict[str, Any]:
    """What the scorer says of comparisons that were made in the order of the annotated ones."""
    with tempfile.TemporaryDirectory() as folder:
        for path, comparison in zip(_files(name), made, strict=True):
            (Path(folder) / path.name).write_text(comparison.to_json(), encoding="utf-8")
        found: dict[str, Any] = score(_files(name), Path(folder))["scores"]
    return {part: found[part] for part in _PARTS}


def records_of(comparisons: Sequence[Mapping[str, Any]]) -> dict[str, Record]:
    """The records of all reports of annotated comparisons."""
    ids = sorted({g[side] for g in comparisons for side in ("a", "b")})
    rows = shared.by_id(ids)
    return {r.document.id: r for r in read_documents(shared.documents(rows[i] for i in ids), load())}


def left_out(
    comparisons: Sequence[Mapping[str, Any]], records: Mapping[str, Record], learned: Callable[[int], Chances]
) -> dict[str, Any]:
    """Scores where each comparison is made with what all others teach: ``learned`` gives that for the one left out."""
    made: list[Comparison] = []
    for n, gold in enumerate(comparisons):
        made.append(compare(records[gold["a"]], records[gold["b"]], load(), force=True, learned=learned(n)))
    return scores("dev", made)


def talks() -> dict[str, Any]:
    """Sets of reports of the same talks that were found, of those known whose reports are in English."""
    rows = [r for r in shared.reports() if (r.get("language") or "en") == "en"]
    records = list(read_documents(shared.documents(rows), load()))
    began = time.perf_counter()
    found = find_talks(records, load())
    took = time.perf_counter() - began
    pairs = {p for t in found for p in combinations(sorted(r.id for r in t.reports), 2)}
    known = known_sets({r.document.id for r in records})
    listed = {i for ids in known for i in ids}
    true = {p for ids in known for p in combinations(ids, 2)}
    among = {p for p in pairs if p[0] in listed and p[1] in listed}
    whole = sum(set(combinations(ids, 2)) <= pairs for ids in known)
    return {
        "sets": len(known),
        "sets_found": whole,
        "pairs_of_listed_reports": len(among),
        "false_pairs_of_listed_reports": len(among - true),
        "other_pairs": sorted(pairs - among),
        "records": len(records),
        "seconds": round(took, 2),
    }


def known_sets(have: set[str]) -> list[list[str]]:
    """Sets of reports of the same talks, as far as they are among ``have``."""
    return list(_known(have))


def _known(have: set[str]) -> Iterator[list[str]]:
    folder = shared.folder()
    if folder is not None:
        for about in json.loads((folder / "corpus" / "same_talks.json").read_text(encoding="utf-8")).values():
            ids = sorted(i for i in about["docs"] if i in have)
            if len(ids) > 1:
                yield ids


def seconds(records: Mapping[str, Record], comparisons: Sequence[Mapping[str, Any]], times: int = 5) -> dict[str, float]:
    """The time of a comparison once both are read, the median and the longest over the set."""
    took = []
    for gold in comparisons:
        for _ in range(times):
            began = time.perf_counter()
            compare(records[gold["a"]], records[gold["b"]], load(), force=True)
            took.append(time.perf_counter() - began)
    took.sort()
    return {"median": round(took[len(took) // 2], 4), "longest": round(took[-1], 4)}


def main() -> int:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(prog="python -m bench.comparison", description="Measure the comparison.")
    parser.add_argument("--mutations", type=int, default=100)
    parser.add_argument("--set", default="dev", choices=("dev", "final"))
    asked = parser.parse_args()
    if shared.folder() is None:
        print(f"not measured: {shared.NO_DATA}", file=sys.stderr)
        return 1
    stem = f"comparison-{asked.set}"
    results.write(stem, measure(asked.set, asked.mutations))
    return 0


if __name__ == "__main__":
    sys.exit(main())
