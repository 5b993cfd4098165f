"""Numbers in the news: ``python -m bench.news [--half learn|report] [--errors]``.

``data/own-news/`` holds every quantity of 273 sentences of political news (PolNeAR) and business news (TimeBank), annotated
before OnRecord was run on them: value, unit as NewsQuant names it, direction and bound. Kept is where a sentence stands, not
its text. They are a fixed draw, at most two from an article; left out were those in which a careful reader cannot tell how
NewsQuant would count ("one in five", ages without a word, two scores with a dash). They are split by the hash of their place
into a half to learn from and a half that only reports; the errors of that one are never shown.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench import halves, shared
from bench.newsquant import Found, extract
from bench.newsquant.change import SLOT

__all__ = ["annotated", "main", "measure"]

_SOURCES = {
    "polnear_dev": ("polnear_dev.jsonl.gz", "doc_id"),
    "polnear_train": ("polnear_train.jsonl.gz", "doc_id"),
    "timebank": ("timex_timebank_aquaint.jsonl.gz", "doc"),
}
_LEVELS = ("value", "value+unit", "value+change")
Row = dict[str, Any]


def annotated(half: str) -> list[Row]:
    """The annotated sentences of a half, with their text from the shared data."""
    rows = halves.rows_of("own-news", half)
    return [row | {"sentence": _texts(row["source"])[row["doc"]][row["start"] : row["end"]].replace("\n", " ")} for row in rows]


@lru_cache(maxsize=4)
def _texts(source: str) -> dict[str, str]:
    """The texts of a source by their ids. Raises ``FileNotFoundError`` where the shared data is not there."""
    folder = shared.folder()
    if folder is None:
        raise FileNotFoundError(shared.NO_DATA)
    name, key = _SOURCES[source]
    with gzip.open(folder / "data" / name, "rt", encoding="utf-8") as lines:
        return {row[key]: row["text"] for row in map(json.loads, lines)}


def measure(half: str) -> tuple[Row, list[str]]:
    """The scores of a half, and a line for each sentence that is not right in all."""
    from onrecord.stages.parse import language_model

    rows = annotated(half)
    found = [extract(doc) for doc in language_model().pipe([row["sentence"] for row in rows])]
    scores = _scored(rows, found)
    pairs = [pair for row, some in zip(rows, found, strict=True) for pair in _pairs(row["quantities"], some)]
    moved = [(q, f) for q, f in pairs if q["direction"]]
    bounded = [(q, f) for q, f in pairs if q["bound"] != "exact"]
    scores["direction"] = f"{sum(q['direction'] == f.direction for q, f in moved)} of {len(moved)}"
    scores["bound"] = f"{sum(q['bound'] == f.bound for q, f in bounded)} of {len(bounded)}"
    still = [f for q, f in pairs if not q["direction"]]
    scores["false directions"] = f"{sum(f.direction is not None for f in still)} of {len(still)}"
    return {"sentences": len(rows), **scores}, [n for row, some in zip(rows, found, strict=True) for n in _notes(row, some)]


def _scored(rows: Sequence[Row], found: Sequence[Sequence[Found]]) -> Row:
    """The shared scorer's figures for NewsQuant's levels."""
    folder = shared.folder()
    assert folder is not None
    with tempfile.TemporaryDirectory() as place:
        gold, pred = Path(place) / "gold.jsonl", Path(place) / "pred.jsonl"
        gold.write_text("".join(_line(i, map(_as_gold, row["quantities"])) for i, row in enumerate(rows)), encoding="utf-8")
        pred.write_text("".join(_line(i, (f.row() for f in some)) for i, some in enumerate(found)), encoding="utf-8")
        command = [sys.executable, str(folder / "tools" / "score_quantities.py"), str(gold), str(pred), "--json"]
        scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {level: scores[level] | {"gold": scores["gold"], "pred": scores["pred"]} for level in _LEVELS}


def _line(number: int, quantities: Iterator[Row]) -> str:
    return json.dumps({"id": number, "quantities": list(quantities)}) + "\n"


def _as_gold(quantity: Row) -> Row:
    bound = SLOT[quantity["bound"]]
    change = (quantity["direction"] or bound) if bound in "=<" else bound
    return {"value": str(quantity["value"]), "normalized_unit": quantity["unit"], "change": change, "concept": "-"}


def _pairs(gold: Sequence[Row], found: Sequence[Found]) -> Iterator[tuple[Row, Found]]:
    """Annotated quantities with those found that have the same value, in the order of the text."""
    left = list(found)
    for quantity in gold:
        same = next((f for f in left if _value(f) == str(quantity["value"]) or _is(f, quantity["value"])), None)
        if same is not None:
            left.remove(same)
            yield quantity, same


def _value(found: Found) -> str:
    return f"{found.low:.0f}-{found.high:.0f}"


def _is(found: Found, value: Any) -> bool:
    return not isinstance(value, str) and found.low == found.high and abs(found.low - value) <= 1e-5 * abs(value)


def _notes(row: Row, found: Sequence[Found]) -> Iterator[str]:
    """What is not right in a sentence."""
    pairs = list(_pairs(row["quantities"], found))
    for q, f in pairs:
        wrong = {"unit": (f.unit.name, q["unit"]), "direction": (f.direction, q["direction"]), "bound": (f.bound, q["bound"])}
        told = [f"{name} {a!r} for {b!r}" for name, (a, b) in wrong.items() if str(a).lower() != str(b).lower()]
        if told:
            yield f"{q['value']}: {', '.join(told)}: {row['sentence'][:220]}"
    missed = [q["value"] for q in row["quantities"] if not any(q is g for g, _ in pairs)]
    false = [f.row()["value"] for f in found if not any(f is p for _, p in pairs)]
    if missed or false:
        yield f"missed {missed}, false {false}: {row['sentence'][:220]}"


def main() -> None:
    """Print the scores of a half, or write those of both to ``results/news.json``."""
    halves.score_halves_with_notes("news", __doc__, measure)


if __name__ == "__main__":
    main()
