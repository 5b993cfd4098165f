"""Event types of single sentences against a gold standard: ``python -m bench.events GOLD PRED [--set first|second|all]``.

GOLD is a file of JSON lines (``id``, ``date``, ``sentence``, ``events``), PRED is written: for each sentence the one event that
stands at its heart, with the actors and recipients found, and none where none was found. Nothing of GOLD but the sentence and its
date is read before PRED is written. ``first`` and ``second`` are the halves of the file in its order: choose with the first,
report on the second. With ``--write`` the figures go to ``results/events-<set>.json``, with those that others published.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import results

__all__ = ["OLD_NAMES", "halves", "predict", "scores"]

OLD_NAMES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
    "ENGAGE": "SUPPORT",
    "YIELD": "RETREAT",
    "APPEAL": "REQUEST",
    "SEIZE": "COERCE",
}
"""Names of types in older releases of the ontology, and today's."""

PUBLISHED = {"UniversalPetrarch (published, actors given)": {"F1": 50.0, "macro_F1": 48.0}}
_WARM = 32
_SETS = ("first", "second", "all")
Row = Mapping[str, Any]


def halves(rows: Sequence[Row], name: str) -> Sequence[Row]:
    """The rows of a set: the first half (the longer by one where they are odd), the second, or all."""
    middle = (len(rows) + 1) // 2
    return {"first": rows[:middle], "second": rows[middle:], "all": rows}[name]


def predict(rows: Sequence[Row]) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """The event at the heart of each sentence, and how many sentences go through all stages but the parse, and through the
    events alone, in a second of one core."""
    from onrecord.read import STAGES
    from onrecord.reading import Reading
    from onrecord.stages import events, parse
    from onrecord.tables import load

    knowledge = load()
    readings = [Reading(_document(row)) for row in rows]
    took: dict[str, float] = {}
    _warm(knowledge, rows)
    for stage in STAGES:
        begin = time.process_time()
        stage.run(readings, knowledge)
        took[stage.__name__] = time.process_time() - begin
    found = [{"id": row["id"], "events": _heart(reading, knowledge)} for row, reading in zip(rows, readings, strict=True)]
    beyond = sum(seconds for name, seconds in took.items() if name != parse.__name__)
    speed = {"beyond_parse": len(rows) / beyond, "events_alone": len(rows) / took[events.__name__]}
    return found, {name: round(value, 1) for name, value in speed.items()}


def _warm(knowledge: Any, rows: Sequence[Row]) -> None:
    """Load tables and model, so that what is timed is reading."""
    from onrecord.read import read_documents

    list(read_documents([_document(row) for row in rows[:_WARM]], knowledge))


def _document(row: Row) -> Any:
    from onrecord.model import Document

    text = " ".join(row["sentence"].split()).strip("{}")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(str(row["id"]), digest, None, None, None, None, "en", row.get("date"), None, False, (), text)


def _heart(reading: Any, knowledge: Any) -> list[dict[str, Any]]:
    """The event nearest to the heart of the text, one that is not negated before one that is."""
    from onrecord.stages.events import events_of_sentence

    found = [d for s in reading.parse.sentences for d in events_of_sentence(reading, s, knowledge)]
    found.sort(key=lambda d: ("negated" in d.auxiliary, d.rank, d.at))
    return [
        {
            "type": d.type,
            "mode": d.mode,
            "auxiliary": d.auxiliary,
            "contexts": d.contexts,
            "actors": [{"name": p.name, "country": p.country, "role": p.role} for p in d.actors],
            "recipients": [{"name": p.name, "country": p.country, "role": p.role} for p in d.recipients],
            "evidence": d.evidence[0].text,
        }
        for d in found[:1]
    ]


def _types(events: Iterable[Row]) -> set[str]:
    names = ((event.get("type") or event.get("code") or "").upper() for event in events)
    return {OLD_NAMES.get(name, name) for name in names}


def scores(gold: Sequence[Row], predicted: Sequence[Row]) -> dict[str, Any]:
    """Precision, recall and F1 (micro) of the sets of types of sentences, and the mean F1 over the types of the gold."""
    by_id = {str(row["id"]): _types(row["events"]) for row in predicted}
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for row in gold:
        truth, found = _types(row["events"]), by_id.get(str(row["id"]), set())
        right.update(truth & found)
        extra.update(found - truth)
        missed.update(truth - found)
    kinds = sorted(right.keys() | missed.keys())
    per_type = {k: _f1(right[k], extra[k], missed[k]) for k in kinds}
    hit, over, under = right.total(), extra.total(), missed.total()
    return {
        "P": round(100 * hit / max(1, hit + over), 1),
        "R": round(100 * hit / max(1, hit + under), 1),
        "F1": _f1(hit, over, under),
        "macro_F1": round(sum(per_type.values()) / max(1, len(per_type)), 1),
        "per_type": per_type,
    }


def _f1(right: int, extra: int, missed: int) -> float:
    return round(200 * right / (2 * right + extra + missed), 1) if right else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, predict, write, score."""
    parser = argparse.ArgumentParser(prog="python -m bench.events", description="Event types of sentences, in PLOVER's terms.")
    parser.add_argument("gold", type=Path, help="JSON lines with id, date, sentence and events")
    parser.add_argument("pred", type=Path, help="where the events found are written, as JSON lines")
    parser.add_argument("--set", choices=_SETS, default="all", help="a half of the file, in its order, or all of it")
    parser.add_argument("--write", action="store_true", help="keep the figures in bench/results")
    asked = parser.parse_args(arguments)
    rows = halves([json.loads(line) for line in asked.gold.read_text(encoding="utf-8").splitlines() if line.strip()], asked.set)
    found, speed = predict(rows)
    asked.pred.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
    figures = {
        "set": asked.set,
        "sentences": len(rows),
        "OnRecord": scores(rows, found),
        **PUBLISHED,
        "sentences_per_core_second": speed,
    }
    print(json.dumps(figures, indent=1))
    if asked.write:
        results.write(f"events-{asked.set}", figures)


if __name__ == "__main__":
    main()
