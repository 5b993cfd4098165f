"""Annotation of our own in two halves: one to learn from, one to report on; and the command line of what measures by them.

A row is kept by the report's id and the first digits of the text's SHA-256: the texts are not part of the project.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import results, shared

__all__ = ["HALVES", "annotated", "measured", "rows_of", "score_halves", "score_halves_with_notes", "unchanged"]

HALVES = ("learn", "report")
_DIGITS = 16
_DATA = Path(__file__).parent / "data"
Row = dict[str, Any]


def rows_of(name: str, half: str) -> list[Row]:
    """The rows of a half of ``data/<name>``."""
    return [json.loads(line) for line in (_DATA / name / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def annotated(name: str, half: str) -> tuple[list[Row], dict[str, shared.Row]]:
    """The rows of a half whose text is the one that was annotated, and the reports that they are of, by id."""
    rows = rows_of(name, half)
    texts = shared.by_id(row["id"] for row in rows)
    return unchanged(rows, texts), texts


def unchanged(rows: Sequence[Row], texts: Mapping[str, shared.Row]) -> list[Row]:
    """Those rows whose text is the one that was annotated. Others are left out aloud."""
    same = [r for r in rows if hashlib.sha256(texts[r["id"]]["text"].encode()).hexdigest()[:_DIGITS] == r["sha256"]]
    if len(same) < len(rows):
        print(f"left out, for the text is another: {len(rows) - len(same)} of {len(rows)}", file=sys.stderr)
    return same


def score_halves(stem: str, measure: Callable[[str, bool], Row], arguments: Sequence[str]) -> int:
    """Measure the halves that are named, or both; ``--errors`` shows what is not right, ``--write`` keeps the figures."""
    chosen = [a for a in arguments if a in HALVES] or list(HALVES)
    return measured(stem, lambda: {half: measure(half, "--errors" in arguments) for half in chosen}, arguments)


def score_halves_with_notes(stem: str, about: str | None, measure: Callable[[str], tuple[Row, list[str]]]) -> None:
    """Print the scores of one half, or write those of both; ``--errors`` shows the notes of the half to learn from."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only this one; nothing is written")
    parser.add_argument("--errors", action="store_true", help="what is not right in the half to learn from")
    asked = parser.parse_args()
    if shared.folder() is None:
        parser.error(shared.NO_DATA)
    scores = {half: measure(half) for half in ([asked.half] if asked.half else HALVES)}
    if asked.half is None:
        results.write(stem, {half: found for half, (found, _) in scores.items()})
    for half, (found, notes) in scores.items():
        print(half, json.dumps(found))
        if asked.errors and half == "learn":
            print("\n".join(notes))


def measured(stem: str, measure: Callable[[], Any], arguments: Sequence[str]) -> int:
    """The command line of what is measured in one go: print the figures; ``--write`` keeps them. Gives the exit code."""
    if shared.folder() is None:
        print(f"not checked: {shared.NO_DATA}", file=sys.stderr)
        return 1
    figures = measure()
    if "--write" in arguments:
        results.write(stem, figures)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return 0
