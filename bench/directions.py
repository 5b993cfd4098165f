"""Direction and bound of quantities in news, each by itself: ``python -m bench.directions GOLD``.

NewsQuant has one slot for both and leaves out most directions. ``data/newsquant-directions.jsonl`` gives both anew for its
sentences, by their ids: every change with its direction, every stated bound. ``GOLD`` is the file with the sentences.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.newsquant import Found, extract
from onrecord.stages.parse import language_model

__all__ = ["annotated", "main", "measure"]

_DATA = Path(__file__).parent / "data" / "newsquant-directions.jsonl"
Row = dict[str, Any]


def annotated() -> Iterator[Row]:
    """The annotated sentences: id, and quantities with value, direction and bound."""
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def measure(sentences: dict[int, str]) -> tuple[Row, list[str]]:
    """How many changes have their direction right, how many stated bounds are right, and what is wrong."""
    tally = {"changes": 0, "direction right": 0, "bounds": 0, "bound right": 0}
    notes: list[str] = []
    for row in annotated():
        found = extract(language_model()(sentences[row["id"]]))
        for quantity in row["quantities"]:
            one = _take(found, quantity)
            for asked, name, right in (
                (quantity["direction"] is not None, "direction", "changes"),
                (quantity["bound"] != "exact", "bound", "bounds"),
            ):
                if asked:
                    tally[right] += 1
                    is_right = one is not None and getattr(one, name) == quantity[name]
                    tally[f"{name} right"] += is_right
                    notes += [] if is_right else [f"{row['id']}: {name} of {quantity['value']}, read as {_said(one, name)}"]
    return tally, notes


def _said(found: Found | None, name: str) -> str:
    return str(getattr(found, name)) if found else "no quantity"


def _take(found: list[Found], quantity: Row) -> Found | None:
    """The quantity found that has the value, taken away; of several the one with the direction."""
    ends = sorted(float(x) for x in _ends(str(quantity["value"])))
    same = [f for f in found if abs(f.low - ends[0]) <= 1e-5 * abs(ends[0]) and abs(f.high - ends[-1]) <= 1e-5 * abs(ends[-1])]
    chosen = next((f for f in same if f.direction == quantity["direction"]), same[0] if same else None)
    if chosen is not None:
        found.remove(chosen)
    return chosen


def _ends(value: str) -> list[str]:
    low, hyphen, high = value.partition("-")
    return [low, high] if hyphen and low and not low.lower().endswith("e") else [value]


def main(arguments: list[str] | None = None) -> None:
    """Print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    path = Path(parser.parse_args(arguments).gold)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    tally, notes = measure({row["id"]: row["sentence"] for row in rows})
    print(", ".join(f"{k} {v}" for k, v in tally.items()))
    print("\n".join(notes))


if __name__ == "__main__":
    main()
