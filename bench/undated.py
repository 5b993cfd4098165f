"""The year of reports whose day of publication is withheld: ``python -m bench.undated [learn|report|fresh] [--any] [--errors]``.

Of dated English reports of the shared corpus, without those of the annotated sets, all but text, title, publisher, country and
language is taken away; the id, which may hold a date, is replaced by its hash. They are put in the order of that hash: the first
fifty are there to choose with (``learn``), the next fifty only report (``report``; their errors are not shown). Reports are asked
that give something to infer from: they name a year. With ``--any`` all are asked; most reports of talks name no day, no year and
nothing that is dated, and their year is rightly left open. ``--large`` draws from the large corpus of one publisher. ``fresh``
are fifty that name a year and are in none of those samples, those of small publishers first. Titles are not read, only texts.
Right is the year in which the report was published.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench import shared
from bench.shared import ROOT
from onrecord.reading import Reading
from onrecord.stages import layout, parse, quotations, times
from onrecord.tables import load

__all__ = ["kept", "main", "measure", "names_year", "read", "sampled"]

_KEPT = ("text", "title", "publisher", "country", "language")
_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_COUNT = 50
_COMMON = "President of Russia (Kremlin)"
"""The publisher of most reports that name a year: its own fill up a sample of many publishers."""
_WRITTEN = ROOT / "bench" / "results" / "undated.json"
Row = dict[str, Any]


def names_year(row: Row) -> bool:
    """Whether a report gives something to infer from."""
    return _YEAR.search(row["text"]) is not None


def sampled(name: str, every: bool = False, large: bool = False) -> list[Row]:
    """The fifty reports of a half; with ``every`` from all reports, else from those that name a year; or from the large one."""
    if name == "fresh":
        return _fresh()
    rows = _rows(large)
    rows = [r for r in rows if every or large or names_year(r)]
    start = 0 if name == "learn" else _COUNT
    return shared.sample(rows, start + _COUNT)[start:]


def kept() -> set[str]:
    """The ids of all samples: nothing is learnt from them."""
    return _halves() | {row["id"] for row in _fresh()}


def _halves() -> set[str]:
    kinds = ((False, False), (True, False), (False, True))
    return {row["id"] for name in ("learn", "report") for kind in kinds for row in sampled(name, *kind)}


def _fresh() -> list[Row]:
    halves = _halves()
    rows = [r for r in _rows() if names_year(r) and r["id"] not in halves]
    rare = [r for r in rows if r["publisher"] != _COMMON]
    first = shared.sample(rare, _COUNT)
    return first + shared.sample([r for r in rows if r["publisher"] == _COMMON], _COUNT - len(first))


def _rows(large: bool = False) -> list[Row]:
    gold = {path.stem for which in ("dev", "final") for path in shared.gold(which)}
    source = shared.kremlin() if large else shared.reports()
    return [r for r in source if r.get("date") and r.get("language", "en") == "en" and r["id"] not in gold]


def measure(rows: Sequence[Row]) -> tuple[Counter[str], list[str]]:
    """How many years are right, wrong and open, and a line on each report."""
    tally: Counter[str] = Counter()
    notes: list[str] = []
    for row, reading in read(rows):
        times.run([reading], load())
        found = reading.written
        outcome = "open" if found is None else "right" if found.value == row["date"][:4] else "wrong"
        tally[outcome] += 1
        notes.append(f"{outcome}: {row['id']} of {row['date']}" + (f": {found.value}: {found.basis}" if found else ""))
    return tally, notes


def read(rows: Sequence[Row]) -> Iterator[tuple[Row, Reading]]:
    """Rows with their readings, day withheld, up to the stage that finds times."""
    for row in rows:
        hidden = {"id": hashlib.sha256(row["id"].encode()).hexdigest()[:12], **{k: row[k] for k in _KEPT if row.get(k)}}
        (document,) = shared.documents([hidden])
        reading = Reading(document)
        for stage in (layout, parse, quotations):
            stage.run([reading], load())
        yield row, reading


def main() -> None:
    """Print the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", nargs="?", choices=["learn", "report", "fresh"], default="learn")
    for flag in ("--any", "--large", "--errors", "--write"):
        parser.add_argument(flag, action="store_true")
    asked = parser.parse_args()
    tally, notes = measure(sampled(asked.half, asked.any, asked.large))
    print(", ".join(f"{k} {tally[k]} of {_COUNT}" for k in ("right", "wrong", "open")))
    if asked.errors and asked.half == "learn":
        print("\n".join(notes))
    if asked.write:
        drawn = "the large corpus" if asked.large else "any report" if asked.any else "reports that name a year"
        _write(f"{asked.half}, {drawn}", tally)


def _write(name: str, tally: Counter[str]) -> None:
    """Keep the result beside those of the other samples."""
    kept = json.loads(_WRITTEN.read_text(encoding="utf-8")) if _WRITTEN.is_file() else {}
    kept[name] = {k: tally[k] for k in ("right", "wrong", "open")}
    _WRITTEN.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
