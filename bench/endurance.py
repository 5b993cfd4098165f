"""Endurance: a great many reports read, with no crash, every span slicing to its text, and the same bytes twice.

Two processes read the same reports, with different seeds of Python's string hashes and in opposite order: a record that
hangs on the order of a set, or on what else was in its batch, comes out different. Run as
``python -m bench.endurance forward|backward`` it prints one line for each report: id, hash of the record, what is wrong.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from bench import shared
from onrecord.model import Record, Span

__all__ = ["bad_spans", "measure"]

KREMLIN = 500


def measure() -> dict[str, Any]:
    """Counts of reports, words, crashes, wrong spans and records that two readings gave differently."""
    start = time.perf_counter()
    runs = [_start("forward", seed=1), _start("backward", seed=2)]
    first, second = (_finish(run) for run in runs)
    return {
        "reports": len(_rows()),
        "words": sum(len(row["text"].split()) for row in _rows()),
        "read": len(first),
        "crashed": sorted(name for name, (_, wrong) in first.items() if wrong.startswith("crash")),
        "wrong_spans": sorted(name for name, (_, wrong) in first.items() if wrong.startswith("span")),
        "different_bytes": sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name)),
        "seconds": round(time.perf_counter() - start),
    }


def bad_spans(record: Record) -> list[str]:
    """Every span of a record whose text is not what stands there, as ``start-end``."""
    text = record.document.text
    return [
        f"{s.start}-{s.end}" for s in _spans(record) if not 0 <= s.start <= s.end <= len(text) or text[s.start : s.end] != s.text
    ]


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    else:
        for name in getattr(value, "__struct_fields__", ()):
            yield from _spans(getattr(value, name))


def _rows() -> list[shared.Row]:
    return shared.reports() + shared.sample(list(shared.kremlin()), KREMLIN)


def _start(order: str, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.endurance", order]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONHASHSEED": str(seed)})


def _finish(run: subprocess.Popen[str]) -> dict[str, tuple[str, str]]:
    out, _ = run.communicate()
    found = {}
    for line in out.splitlines():
        name, digest, wrong = line.split("\t")
        found[name] = (digest, wrong)
    return found


def _read_all(order: str) -> None:
    from onrecord.read import BATCH

    rows = _rows() if order == "forward" else list(reversed(_rows()))
    for start in range(0, len(rows), BATCH):
        for name, digest, wrong in _batch(rows[start : start + BATCH]):
            print(name, digest, wrong, sep="\t", flush=True)


def _batch(rows: list[shared.Row]) -> Iterator[tuple[str, str, str]]:
    """A batch; where it crashes, each of its reports alone, to tell which one it was."""
    from onrecord.read import read_documents
    from onrecord.tables import load

    try:
        records = list(read_documents(shared.documents(rows), load()))
    except Exception as error:
        if len(rows) == 1:
            yield rows[0]["id"], "", f"crash {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        else:
            for row in rows:
                yield from _batch([row])
        return
    for record in records:
        bad = bad_spans(record)
        digest = hashlib.sha256(record.to_json().encode()).hexdigest()
        yield record.document.id, digest, f"span {bad[0]}" if bad else ""


if __name__ == "__main__":
    _read_all(sys.argv[1])
