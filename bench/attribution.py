"""Read attributions with the model off any file in the scorer's format, before or after the speech filter.

usage: python -m bench.attribution GOLD.jsonl[.gz] PRED.jsonl [--speech] [--model DIR] [--threads N] [--textacy PYTHON]

Writes one line for each line of GOLD: ``{"doc_id", "attributions": [{"source", "cue", "content", "score"}]}``, offsets in
code points. Only ``doc_id`` and ``text`` of GOLD are looked at. ``--speech`` leaves out what is no speech or writing
(attitudes: "wants", "fears"), told by the words of the cue. ``--textacy`` names a Python that has textacy (see ``bench.quotes``):
its direct quotations of the same articles go to ``PRED.jsonl.textacy``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from onrecord.errors import OnRecordError
from onrecord.models.attribution import FOLDER, AttributionModel, Relation, load
from onrecord.models.cues import is_speech

__all__ = ["main", "predictions"]


def main(arguments: list[str] | None = None) -> int:
    """Write the predictions; 0 when they are written, 1 when a file or the model cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, help="articles: JSONL with doc_id and text, plain or gzipped")
    parser.add_argument("pred", type=Path, help="where the predictions go")
    parser.add_argument("--speech", action="store_true", help="only speech and writing")
    parser.add_argument("--model", type=Path, default=FOLDER, help="the folder of the model")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--textacy", help="a Python that has textacy: compare with its direct quotations")
    chosen = parser.parse_args(arguments)
    try:
        model = load(chosen.model, chosen.threads)
        with _opened(chosen.gold) as lines, chosen.pred.open("w", encoding="utf-8") as out:
            _write(predictions(_rows(lines), model, chosen.speech), out)
        if chosen.textacy:
            _compare(chosen.textacy, chosen.gold, chosen.pred)
    except (OnRecordError, OSError, ValueError, KeyError, subprocess.CalledProcessError) as error:
        print(f"not measured: {error}", file=sys.stderr)
        return 1
    return 0


def _compare(python: str, gold: Path, pred: Path) -> None:
    other = pred.with_name(pred.name + ".textacy")
    run = [python, "-m", "bench.quotes", "read", str(gold.resolve()), str(other.resolve())]
    subprocess.run(run, check=True, cwd=Path(__file__).resolve().parent.parent)


def predictions(rows: Iterable[dict[str, Any]], model: AttributionModel, speech: bool) -> Iterator[dict[str, Any]]:
    """One line of predictions for each article."""
    for row in rows:
        text = row["text"]
        found = [r for r in model.predict([text])[0] if not speech or is_speech(text[slice(*r.cue)])]
        yield {"doc_id": row["doc_id"], "attributions": [_line(r) for r in found]}


def _line(relation: Relation) -> dict[str, Any]:
    source = [list(relation.source)] if relation.source is not None else []
    content = [list(piece) for piece in relation.content]
    return {"source": source, "cue": [list(relation.cue)], "content": content, "score": relation.score}


def _write(lines: Iterable[dict[str, Any]], out: TextIO) -> None:
    count, begun = 0, time.perf_counter()
    for line in lines:
        out.write(json.dumps(line) + "\n")
        count += 1
    print(f"{count} articles in {time.perf_counter() - begun:.1f} s", file=sys.stderr)


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in lines if line.strip())


def _opened(path: Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
