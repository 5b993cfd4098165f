"""Pledges by our own annotation in ``data/own-pledges``: ``learn.jsonl`` to write rules with, ``report.jsonl`` to report on.

``python -m bench.pledges [learn|report] [--errors] [--write]``. The 94 English reports of 24 publishers and the years 2000-2026
were annotated before any rule was changed for them: 64 drawn from all reports by the hash of their ids, publisher by publisher,
and 30 from those with at least three words of undertaking, for pledges are rare. Kept are ids, offsets, makers and due dates, and
no text. ``optional`` is what careful readers may call a pledge or not: it counts neither way. A pledge is found where its stretch
overlaps the annotated one by half (Dice, as in the shared scorer). The errors of ``report`` are not shown.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import halves, results, shared
from bench.quality import write_records

__all__ = ["annotated", "differences", "measure", "scored", "scores"]

_ENOUGH = 0.5
Row = dict[str, Any]


def annotated(half: str) -> list[Row]:
    """The annotated reports of a half whose text is the one that was annotated."""
    return halves.annotated("own-pledges", half)[0]


def measure(half: str, errors: bool = False) -> Row:
    """Found, makers and due dates of a half."""
    gold = annotated(half)
    with tempfile.TemporaryDirectory() as made:
        write_records([row["id"] for row in gold], Path(made))
        records = {row["id"]: json.loads(Path(made, f"{row['id']}.json").read_text(encoding="utf-8")) for row in gold}
    counts: Counter[str] = Counter()
    for row in gold:
        counts += scored(row["pledges"], records[row["id"]]["pledges"])
        for line in differences(row, records[row["id"]]) if errors else ():
            print(line)
    return {"reports": len(gold), **scores(counts)}


def scored(gold: Sequence[Row], found: Sequence[Row]) -> Counter[str]:
    """Counts of one report: ``gold``, ``pred``, ``found``, ``who``, ``due``; what is optional counts neither way."""
    pairs = list(_pairs(gold, found))
    counts = Counter(gold=sum(not g.get("optional") for g in gold))
    counts["pred"] = len(found) - sum(bool(g.get("optional")) for g, _ in pairs)
    for wanted, given in pairs:
        if not wanted.get("optional"):
            counts["found"] += 1
            counts["who"] += _is_open(wanted["who"]) or {_last(n) for n in wanted["who"]} == {
                _last(p["name"]) for p in given["who"]
            }
            counts["due"] += _is_open(wanted["due"]) or wanted["due"] == given["due"]
    return counts


def _pairs(gold: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Annotated and found pledges one to one, the most alike first."""
    alike = sorted(((_dice(g["span"], f["span"]), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    taken: set[tuple[str, int]] = set()
    for dice, i, j in alike:
        if dice >= _ENOUGH and not {("g", i), ("f", j)} & taken:
            taken |= {("g", i), ("f", j)}
            yield gold[i], found[j]


def _dice(span: Sequence[int], other: Mapping[str, Any]) -> float:
    common = min(span[1], other["end"]) - max(span[0], other["start"])
    return float(2 * max(0, common) / (span[1] - span[0] + other["end"] - other["start"]))


def _is_open(value: Any) -> bool:
    """Whether careful readers differ about a field: nothing is asked of it."""
    return value in ("?", ["?"])


def _last(name: str | None) -> str:
    return (name or "").rsplit(maxsplit=1)[-1].casefold() if name else ""


def scores(counts: Counter[str]) -> Row:
    """What was counted: pledges found, in percent, and of those found how many have the right makers and due date."""
    right, gold, found = counts["found"], counts["gold"], counts["pred"]
    score = {"P": 100 * right / max(1, found), "R": 100 * right / max(1, gold), "F1": 200 * right / max(1, found + gold)}
    whole = {k: round(v, 1) for k, v in score.items()}
    return {"found": {**whole, "gold": gold, "pred": found}, **{k: f"{counts[k]} of {right}" for k in ("who", "due")}}


def differences(row: Row, record: Row) -> Iterator[str]:
    """A line for each pledge that is missed, wrong or not annotated."""
    pairs = list(_pairs(row["pledges"], record["pledges"]))
    text = record["document"]["text"]
    for wanted, given in pairs:
        got = sorted(p["name"] or "?" for p in given["who"])
        if not wanted.get("optional") and (sorted(wanted["who"]) != got or wanted["due"] != given["due"]):
            yield f"{row['id'][:40]}: who {wanted['who']} got {got}, due {wanted['due']} got {given['due']}"
    for wanted in row["pledges"]:
        if not wanted.get("optional") and not any(wanted is w for w, _ in pairs):
            yield f"{row['id'][:40]}: missed {text[slice(*wanted['span'])]!r}"
    for given in record["pledges"]:
        if not any(given is g for _, g in pairs):
            yield f"{row['id'][:40]}: not annotated {given['span']['text']!r}"


def main() -> int:
    """Measure the halves that are named, or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("halves", nargs="*", default=list(halves.HALVES))
    for flag in ("--errors", "--write"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args()
    if shared.folder() is None:
        print(f"not checked: {shared.NO_DATA}", file=sys.stderr)
        return 1
    figures = {half: measure(half, asked.errors and half == "learn") for half in asked.halves}
    if asked.write:
        results.write("pledges", figures)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
