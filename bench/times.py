"""Time expressions against TIMEX3: ``python -m bench.times GOLD PRED [--set NAME] [--recall-only] [--compare]``.

``GOLD`` is JSON lines, plain or .gz: ``{"set", "doc", "dct", "text", "timex": [{"start", "end", "type", "value"}]}``. ``PRED`` is
written: ``{"doc", "timex": [...]}``. Where the shared tools are there, their scorer is run on it; with ``--compare`` on what
dateparser finds in the same texts, too, where that is installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bench.shared import folder
from bench.timex3 import tag

__all__ = ["main"]

Row = dict[str, Any]


def main(arguments: list[str] | None = None) -> None:
    """Tag, write, score."""
    asked = _parser().parse_args(arguments)
    gold = _rows(asked.gold)
    _run("onrecord", gold, Path(asked.pred), _onrecord, asked)
    if asked.compare:
        try:
            import dateparser  # noqa: F401
        except ImportError:
            print("dateparser: not installed, not compared")
        else:
            _run("dateparser", gold, Path(f"{asked.pred}.dateparser"), _dateparser, asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("pred")
    parser.add_argument("--set")
    for flag in ("--recall-only", "--compare", "--errors"):
        parser.add_argument(flag, action="store_true")
    return parser


def _rows(path: str) -> list[Row]:
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _run(name: str, gold: Iterable[Row], pred: Path, tagger: Callable[[Row], list[Row]], asked: argparse.Namespace) -> None:
    rows = [row for row in gold if not asked.set or row.get("set") == asked.set]
    began = time.perf_counter()
    found = [{"doc": row["doc"], "timex": tagger(row)} for row in rows]
    took = time.perf_counter() - began
    pred.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{name}: {len(rows)} documents, {words / max(took, 1e-9):,.0f} words a second")
    _score(asked, pred)


def _score(asked: argparse.Namespace, pred: Path) -> None:
    shared = folder()
    if shared is None:
        print("not scored: no shared tools (ONRECORD_SHARED, ../shared)")
        return
    flags = [*(["--set", asked.set] if asked.set else []), *(["--recall-only"] if asked.recall_only else [])]
    flags += ["--errors"] if asked.errors else []
    subprocess.run([sys.executable, str(shared / "tools" / "score_timex.py"), asked.gold, str(pred), *flags], check=True)


def _onrecord(row: Row) -> list[Row]:
    found = tag(row["text"], row["dct"])
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]


def _dateparser(row: Row) -> list[Row]:
    """What ``search_dates`` finds, as days."""
    import datetime

    from dateparser.search import search_dates

    base = datetime.datetime.fromisoformat(row["dct"][:10])
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    made: list[Row] = []
    at = 0
    for words, when in search_dates(row["text"], languages=["en"], settings=settings) or []:
        start = row["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            made.append({"start": start, "end": at, "type": "DATE", "value": when.date().isoformat()})
    return made


if __name__ == "__main__":
    main()
