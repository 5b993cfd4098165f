"""The year of reports whose day of publication is withheld: ``python -m bench.undated [COUNT] [--skip N]``.

Of a fixed sample of dated English reports of the shared corpus, all but text, title, publisher, country and language are taken
away. Only reports are asked that give something to infer from and something to infer: they name a year, and a time that is open
without one ("this year", "13 July"). Most reports of talks name no year at all, and their year is rightly left open. Counted is
the year that the stage of times counts relative times from: right, wrong, or open.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench import shared
from onrecord.reading import Reading
from onrecord.stages import layout, parse, quotations, times
from onrecord.tables import load

__all__ = ["main", "measure"]

_KEPT = ("id", "text", "title", "publisher", "country", "language")
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_THIS = re.compile(r"\b(?P<which>this|last|next|previous|current) year\b", re.I)
_SHIFT = {"this": 0, "current": 0, "last": 1, "previous": 1, "next": -1}
Row = dict[str, Any]


def measure(count: int = 50, skip: int = 0) -> tuple[Counter[str], list[str]]:
    """How many years are right, wrong and open, and what is not right."""
    rows = [r for r in shared.reports() if r.get("date") and r.get("language") == "en" and _YEAR.search(r["text"])]
    tally: Counter[str] = Counter()
    notes: list[str] = []
    asked = 0
    for row, reading in _readings(shared.sample(rows, len(rows))):
        if all(t.basis == "stated" for t in reading.times):
            continue
        asked += 1
        if asked <= skip:
            continue
        outcome, note = _outcome(row, reading)
        tally[outcome] += 1
        notes += [note] if outcome != "right" else []
        if asked == skip + count:
            break
    return tally, notes


def _outcome(row: Row, reading: Reading) -> tuple[str, str]:
    inferred = next(((t, t.inferred) for t in reading.times if t.inferred), None)
    if inferred is None:
        return "open", f"open: {row['id']} of {row['date']}"
    time, found = inferred
    words = reading.text[time.start : time.end]
    year = int(found.value[:4]) + _shift(words)
    right = year == int(row["date"][:4])
    return ("right" if right else "wrong"), f"wrong: {row['id']} of {row['date']}: {words!r} as {found.value}, {found.basis}"


def _shift(words: str) -> int:
    """How many years the report is younger than the time that its words stand for."""
    match = _THIS.search(words)
    return _SHIFT[match["which"].lower()] if match else 0


def _readings(rows: list[Row]) -> Iterator[tuple[Row, Reading]]:
    for row in rows:
        (document,) = shared.documents([{k: v for k, v in row.items() if k in _KEPT}])
        reading = Reading(document)
        for stage in (layout, parse, quotations, times):
            stage.run([reading], load())
        yield row, reading


def main() -> None:
    """Print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=50)
    parser.add_argument("--skip", type=int, default=0)
    asked = parser.parse_args()
    tally, notes = measure(asked.count, asked.skip)
    print(", ".join(f"{k} {tally[k]} of {asked.count}" for k in ("right", "wrong", "open")))
    print("\n".join(notes))


if __name__ == "__main__":
    main()
