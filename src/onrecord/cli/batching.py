"""What ``onrecord run`` does with what it was asked."""

from __future__ import annotations

import datetime
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.cli.messages import complain
from onrecord.cli.run import own_folders
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.batch import Summary
    from onrecord.batch.engine import Engine

__all__ = ["Batch", "run_batch"]

_TOLD = 20
"""Failures that are told one by one; the ledger has all."""
_CALLED = {
    "read": "read",
    "unread": "without a reader",
    "damaged": "damaged",
    "failed": "failed",
    "other": "on other matters",
    "language": "in other languages",
    "list": "lists of links",
    "empty": "without text",
    "binary": "binary",
    "no page": "not pages",
}
"""What the summary calls what became of items, in its order."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What was asked."""

    inputs: tuple[str, ...]
    output: Path
    engine: str
    address: str | None
    jobs: int | None
    everything: bool
    shard_bytes: int
    retries: int
    seconds: float
    knowledge: tuple[Path, ...]
    quiet: bool


def run_batch(asked: Batch) -> bool:
    """Whether all was read: nothing damaged, failed or given up."""
    from onrecord.batch import Job, Limits, run

    if asked.address is not None and asked.engine != "ray":
        raise OnRecordError("--address is a Ray cluster's: say --engine ray with it")
    folders = own_folders(asked.knowledge)
    limits = Limits(asked.retries, asked.seconds)
    job = Job(asked.inputs, asked.output, folders, asked.everything, asked.shard_bytes, limits)
    try:
        with _Progress(not asked.quiet) as progress:
            summary = run(job, lambda: _engine(asked, folders), progress)
    except OSError as error:
        where = error.filename or asked.output
        raise OnRecordError(f"{where}: {error.strerror or error}: see that the folder can be written and has room") from error
    _tell(summary, asked)
    return not (summary.failures or summary.given_up)


def _engine(asked: Batch, folders: tuple[str, ...]) -> Engine:
    if asked.engine == "ray":
        from onrecord.batch.cluster import RayEngine

        return RayEngine(asked.jobs, folders, asked.address)
    from onrecord.batch.local import LocalEngine

    return LocalEngine(asked.jobs or 1, folders)


class _Progress:
    """How many shards are done and about how long the others will take, on a terminal; gone when the work ends."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._began, self._first = time.monotonic(), -1

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._print("")

    def __call__(self, done: int, of: int) -> None:
        """So many are done."""
        if self._first < 0:
            self._began, self._first = time.monotonic(), done
        made, took = done - self._first, time.monotonic() - self._began
        left = f", {datetime.timedelta(seconds=round(took / made * (of - done)))} left" if made else ""
        before = f" ({self._first:,} done before)" if self._first else ""
        self._print(f"{done:,} of {of:,} shards{before}{left}")

    def _print(self, line: str) -> None:
        if self._wanted:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _tell(summary: Summary, asked: Batch) -> None:
    """Failures, then one line of counts."""
    for failure in summary.failures[:_TOLD]:
        complain(failure["why"], failure["name"])
    if len(summary.failures) > _TOLD:
        complain(f"{len(summary.failures) - _TOLD} more failures: see {asked.output / 'ledger'}")
    for name, why in summary.given_up:
        complain(f"given up ({why}): run again to try again", name)
    if not asked.quiet:
        shards = "1 shard" if summary.shards == 1 else f"{summary.shards:,} shards"
        before = f" ({summary.before:,} done before)" if summary.before else ""
        twins = f"; {summary.duplicates:,} near-duplicates marked" if summary.duplicates else ""
        complain(f"{shards}{before}; {_counted(summary.count)}{twins}; written to {asked.output}")


def _counted(count: Counter[str]) -> str:
    """Items by what became of them, those first that were read."""
    told: Counter[str] = Counter()
    for what, number in count.items():
        if what != "items":
            told["in other languages" if what.startswith("language ") else _CALLED.get(what, what)] += number
    order = [*dict.fromkeys(_CALLED.values())]
    parts = sorted(told, key=lambda what: (order.index(what) if what in order else len(order), what))
    items = "1 item" if count["items"] == 1 else f"{count['items']:,} items"
    return f"{items}: {', '.join(f'{told[what]:,} {what}' for what in parts)}" if parts else items
