"""Speed and memory on one core, warm, next to the bare spaCy pipeline on the same texts.

Run as ``python -m bench.speed interleaved|onrecord|spacy`` it measures itself and prints JSON; :func:`measure` starts it so,
each time in a process of its own that keeps to one core. Where ``ONRECORD_TEXTACY`` names a Python that has textacy (see
``bench.quotes``), its quotation extraction with its parse is timed on the same texts in the same run.
``python -m bench.speed`` by itself measures and writes ``results/speed.json``.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from bench import shared

__all__ = ["measure"]

REPORTS = 200
CHUNK = 25
"""Reports that each side reads in one go, turn and turn about, so that both meet the same load of the machine."""

Work = Callable[[Sequence[shared.Row]], None]


def measure() -> dict[str, Any]:
    """Words and reports a second of both, their ratio, and the peak memory of each when it runs alone."""
    result = _child("interleaved")
    for who in ("onrecord", "spacy"):
        result[who]["peak_memory_mb"] = _child(who)["peak_memory_mb"]
    return result


def _child(mode: str) -> dict[str, Any]:
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    answer = subprocess.run([sys.executable, "-m", "bench.speed", mode], check=True, stdout=subprocess.PIPE, env=environment)
    result: dict[str, Any] = json.loads(answer.stdout)
    return result


def _onrecord() -> Work:
    from onrecord.read import read_documents
    from onrecord.tables import load

    def work(rows: Sequence[shared.Row]) -> None:
        for _ in read_documents(shared.documents(rows), load()):
            pass

    return work


def _spacy() -> Work:
    """The model as it comes, with every component, over each report's whole text."""
    import spacy

    from onrecord.stages.parse import model_path

    nlp = spacy.load(model_path())

    def work(rows: Sequence[shared.Row]) -> None:
        for _ in nlp.pipe([row["text"] for row in rows]):
            pass

    return work


def _textacy(python: str) -> Work:
    """Quotation extraction in a process of its own, which keeps to the same core."""
    child = subprocess.Popen([python, "-m", "bench.quotes", "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    asked, answered = child.stdin, child.stdout
    assert asked is not None
    assert answered is not None

    def work(rows: Sequence[shared.Row]) -> None:
        asked.write(json.dumps([row["text"] for row in rows]) + "\n")
        asked.flush()
        if not answered.readline():
            raise SystemExit("not measured: textacy's process ended")

    return work


def _texts() -> list[shared.Row]:
    english = [row for row in shared.reports() if row["language"] == "en"]
    return shared.sample(english, REPORTS)


def _timed(work: Work, rows: Sequence[shared.Row]) -> float:
    start = time.perf_counter()
    work(rows)
    return time.perf_counter() - start


def _interleaved() -> dict[str, Any]:
    rows = _texts()
    sides = {"onrecord": _onrecord(), "spacy": _spacy()}
    if python := os.environ.get("ONRECORD_TEXTACY"):
        sides["textacy"] = _textacy(python)
    chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
    for work in sides.values():
        work(chunks[0])
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number, chunk in enumerate(chunks):
        order = list(sides) if number % 2 else list(reversed(sides))
        for name in order:
            seconds[name].append(_timed(sides[name], chunk))
    words = sum(len(row["text"].split()) for row in rows)
    ratios = [a / b for a, b in zip(seconds["onrecord"], seconds["spacy"], strict=True)]
    further = {}
    if "textacy" in seconds:
        further = {"ratio_to_textacy": round(sum(seconds["onrecord"]) / sum(seconds["textacy"]), 3)}
    return {
        "reports": len(rows),
        "words": words,
        **{name: _rates(sum(taken), len(rows), words) for name, taken in seconds.items()},
        "ratio": round(sum(seconds["onrecord"]) / sum(seconds["spacy"]), 3),
        "ratio_median_of_chunks": round(statistics.median(ratios), 3),
        **further,
    }


def _rates(seconds: float, reports: int, words: int) -> dict[str, float]:
    return {
        "seconds": round(seconds, 2),
        "reports_per_second": round(reports / seconds, 2),
        "words_per_second": round(words / seconds),
    }


def _alone(work: Work) -> dict[str, Any]:
    rows = _texts()
    for start in range(0, len(rows), CHUNK):
        work(rows[start : start + CHUNK])
    return {"peak_memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}


def _keep_to_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


if __name__ == "__main__" and len(sys.argv) == 1:
    from bench import results

    results.write("speed", measure())
    print(results.table("speed"))
elif __name__ == "__main__":
    _keep_to_one_core()
    alone = {"onrecord": _onrecord, "spacy": _spacy}
    print(json.dumps(_interleaved() if sys.argv[1] == "interleaved" else _alone(alone[sys.argv[1]]())))
