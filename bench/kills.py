"""Torture: ``onrecord add`` killed at random moments, again and again, until all is added; then nothing is lost or doubled.

Each process does what the command does (it takes a file of reports, looks up what is there, adds the rest one by one), but takes
each record from a store made beforehand instead of reading it, so that the kills fall into the work on the archive. It is ended
by SIGKILL at a random moment. When a run has added all, its archive is compared with that of an undisturbed run, table by table,
and checked by the database's own means. :mod:`bench.kills_run` does the like to ``onrecord run``. This runs both,
and writes ``results/kills.json``: ``python -m bench.kills``.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench import golden, results
from bench.integrity import contents, problems
from bench.kills_run import RunTorture, made_archives
from bench.postgres import NoPostgres, cluster
from onrecord.archive import open_archive
from onrecord.cli.adding import Adding, run_add
from onrecord.ingest import Failure
from onrecord.model import Document, Record
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["Torture", "made_records", "main"]

_KNOWLEDGE = golden.EXAMPLES / "knowledge"
_KILLS = 200
_REPORTS = 90
_LONGEST = 0.6
"""Seconds after which a process is killed at the latest, counted from its start."""


def made_records(count: int) -> list[Record]:
    """Records of invented reports: the bundled ones, each with a line of its own so that no two texts are the same."""
    paths = sorted([*golden.EXAMPLES.glob("*.txt"), *(golden.EXAMPLES / "archive").glob("*.txt")])
    documents = [golden.document(path) for path in paths]
    rows = [_row(documents[n % len(documents)], n) for n in range(count)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    from onrecord.ingest import load as ingest

    knowledge = load(_KNOWLEDGE)
    made = [d for d in ingest(lines.encode(), knowledge=knowledge) if not isinstance(d, Failure)]
    return [*read_documents(made, knowledge)]


def _row(document: Document, number: int) -> dict[str, Any]:
    names = ("title", "url", "publisher", "country", "language", "place")
    known = {name: getattr(document, name) for name in names}
    text = f"{document.text}\n\nSheet {number} of the collection.\n"
    return {"id": f"{document.id}-{number}", **known, "date": document.published, "text": text}


class Torture:
    """Runs over one set of records. ``where`` gives the place of a new, empty archive each time."""

    def __init__(self, records: Iterable[Record], where: Callable[[], str], folder: Path, seed: int) -> None:
        self._records = {r.document.sha256: r for r in records}
        self._where, self._random = where, random.Random(seed)
        self._file = folder / "reports.jsonl"
        self._file.write_text("".join(_line(r) for r in self._records.values()), encoding="utf-8")
        self.kills = self.rounds = 0
        self.wrong: list[str] = []
        self.expected = self._undisturbed()

    def _undisturbed(self) -> dict[str, tuple[int, str]]:
        place = self._where()
        self._add(place)
        return self._state(place)

    def round(self, kills: int) -> None:
        """One archive: up to ``kills`` processes are killed, then one may finish; what it holds is compared."""
        place, self.rounds = self._where(), self.rounds + 1
        for _ in range(kills):
            if not self._killed(place):
                break
            self.kills += 1
        self._in_child(lambda: self._add(place), None)
        state = self._state(place)
        self.wrong += [f"round {self.rounds}: {t}: {state[t]}, not {e}" for t, e in self.expected.items() if state[t] != e]

    def _killed(self, place: str) -> bool:
        return self._in_child(lambda: self._add(place), self._random.uniform(0.0, _LONGEST) ** 2 / _LONGEST)

    def _in_child(self, work: Callable[[], None], seconds: float | None) -> bool:
        """Do the work in a process of its own, killed after so many seconds. Gives whether it was, before it was done."""
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                work()
                os._exit(0)
            except BaseException:
                os._exit(1)
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
            self.wrong.append(f"round {self.rounds}: a process failed")
        return os.WIFSIGNALED(status)

    def _add(self, place: str) -> None:
        """``onrecord add`` as it is, but for the reading."""
        run_add(Adding((str(self._file),), place, {}, (_KNOWLEDGE,), 1, True), self._read)

    def _read(self, items: Iterable[Document | Failure], *_: object) -> Iterator[Record]:
        return (self._records[d.sha256] for d in items if isinstance(d, Document))

    def _state(self, place: str) -> dict[str, tuple[int, str]]:
        with open_archive(place, load(_KNOWLEDGE)) as archive:
            self.wrong += [f"round {self.rounds}: {p}" for p in problems(archive)]
            return contents(archive)


def _line(record: Record) -> str:
    d = record.document
    names = ("id", "title", "url", "publisher", "country", "language", "place", "text")
    return json.dumps({**{name: getattr(d, name) for name in names}, "date": d.published}, ensure_ascii=False) + "\n"


def _figures(torture: Torture, began: float) -> dict[str, Any]:
    return {
        "kills": torture.kills,
        "archives": torture.rounds,
        "reports": torture.expected["documents"][0],
        "statements": torture.expected["statements"][0],
        "wrong": torture.wrong,
        "seconds": round(time.monotonic() - began),
    }


def _tortured(records: list[Record], where: Callable[[], str], seed: int) -> dict[str, Any]:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        torture = Torture(records, where, Path(folder), seed)
        while torture.kills < _KILLS:
            torture.round(kills=25)
        return _figures(torture, began)


def _run_tortured() -> dict[str, Any]:
    """``onrecord run``, its driver, workers or all of it killed."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        torture = RunTorture(made_archives(folder / "source", archives=24, pages=5), folder / "out", seed=4)
        while sum(torture.kills.values()) < _KILLS:
            torture.round(kills=25)
        return {
            "kills": sum(torture.kills.values()),
            "killed": torture.kills,
            "folders": torture.rounds,
            "records": torture.records,
            "files": len(torture.expected),
            "wrong": torture.wrong,
            "seconds": round(time.monotonic() - began),
        }


def main() -> None:
    """At least 200 kills of ``add`` on each database, and of ``run``."""
    figures: dict[str, Any] = {"run": _run_tortured()}
    records = made_records(_REPORTS)
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        numbers = iter(range(10_000))
        figures["add, sqlite"] = _tortured(records, lambda: str(Path(folder) / f"{next(numbers)}.db"), 1)
    try:
        with cluster(durable=True) as server:
            figures["add, postgresql"] = _tortured(records, server.database, 2)
    except NoPostgres as reason:
        figures["add, postgresql"] = str(reason)
    results.write("kills", figures)
    print(results.table("kills"))
    if any(isinstance(f, str) or f["wrong"] for f in figures.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
