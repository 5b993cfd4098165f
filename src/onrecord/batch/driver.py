"""The driver: what is left of a job goes to workers, one shard at a time each, until all is done or given up."""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.batch.engine import Engine, Event, Limits, Task
from onrecord.batch.near import pairs
from onrecord.batch.plan import input_files, key_of, shards
from onrecord.batch.store import Store, arrow
from onrecord.batch.watch import last_item
from onrecord.errors import OnRecordError
from onrecord.tables import load

__all__ = ["Job", "Summary", "run"]

SHARD_BYTES = 32_000_000
_LIMITS = Limits()
_TICK = 1.0
_STARTS = 20
"""Workers that may die one after the other without one being ready."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be read, into which folder. ``everything``: pages of web archives that the filter would leave out, too."""

    inputs: tuple[str, ...]
    home: Path
    folders: tuple[str, ...] = ()
    everything: bool = False
    shard_bytes: int = SHARD_BYTES
    limits: Limits = _LIMITS


@dataclass(slots=True)
class Summary:
    """What came of a job: shards in all, done before, given up (with why); items counted; failures; duplicates marked."""

    shards: int = 0
    before: int = 0
    given_up: list[tuple[str, str]] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, Any]] = field(default_factory=list)
    duplicates: int = 0


def run(job: Job, engine: Callable[[], Engine], done: Callable[[int, int], object] | None = None) -> Summary:
    """Read what is left of a job. ``engine`` is asked for only where something is left; ``done`` hears how many shards of how
    many are done.

    Raises ``OnRecordError`` or one of its kinds where nothing can be done: an input that is not there, a model that is missing,
    another run in the same folder; ``OSError`` where the folder cannot be written.
    """
    store = Store(job.home)
    found = list(shards(input_files(job.inputs), job.shard_bytes))
    version = _version(job)
    cut = {key_of(shard, version): shard for shard in found}
    home = str(store.home)
    tasks = {key: Task(key, shard, home, job.folders, job.everything, version) for key, shard in cut.items()}
    store.prepare()
    with store.locked():
        store.clean()
        left = [task for key, task in tasks.items() if not store.is_done(key)]
        summary = Summary(len(tasks), len(tasks) - len(left))
        try:
            if left:
                _Driver(left, engine(), store, job.limits, summary, done or _deaf).work()
            _conclude(store, tasks, summary)
        finally:
            with suppress(OSError):
                store.clean()
    return summary


def _deaf(done: int, of: int) -> None:
    return None


def _version(job: Job) -> str:
    """What decides over the records beside the input: code, models, tables, and what was asked."""
    from onrecord.models.talks_filter import talks_filter
    from onrecord.read import versions

    own = hashlib.sha256()
    for folder in load(*job.folders).folders[:-1]:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            own.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    made = versions()
    stages = " ".join(f"{name} {number}" for name, number in sorted(made.stages.items()))
    gate = "everything" if job.everything else talks_filter().version
    return f"onrecord {made.onrecord}; {stages}; {made.model}; {gate}; tables {own.hexdigest()[:12]}"


class _Driver:
    def __init__(
        self,
        tasks: list[Task],
        engine: Engine,
        store: Store,
        limits: Limits,
        summary: Summary,
        done: Callable[[int, int], object],
    ) -> None:
        self._engine, self._store, self._limits, self._summary, self._done = engine, store, limits, summary, done
        self._left = deque(tasks)
        self._busy: dict[Any, tuple[Task, float]] = {}
        self._idle: list[Any] = []
        self._starting: set[Any] = set()
        self._deaths: Counter[str] = Counter()
        self._at: dict[str, Counter[int]] = {}
        self._false_starts = 0

    def work(self) -> None:
        """Until nothing is left. The workers end in any case."""
        self._tell()
        try:
            while self._left or self._busy:
                self._staff()
                while self._left and self._idle:
                    self._give(self._idle.pop(), self._left.popleft())
                for event in self._engine.wait(_TICK):
                    self._heard(event)
                self._end_late()
        finally:
            self._engine.close()

    def _staff(self) -> None:
        """As many workers as there is work for, and no more than were asked for."""
        wanted = min(self._engine.jobs, len(self._left) + len(self._busy))
        while len(self._busy) + len(self._idle) + len(self._starting) < wanted:
            self._starting.add(self._engine.start())

    def _give(self, worker: Any, task: Task) -> None:
        (self._store.work / f"{task.key}.at").unlink(missing_ok=True)
        self._busy[worker] = (task, time.monotonic())
        self._engine.submit(worker, task)

    def _heard(self, event: Event) -> None:
        if event.outcome is not None and event.outcome.fatal:
            raise OnRecordError(event.outcome.error or "a worker failed")
        if event.kind == "ready":
            self._starting.discard(event.worker)
            self._false_starts = 0
            self._idle.append(event.worker)
        elif event.kind == "died":
            self._died(event.worker)
        elif event.worker in self._busy:
            task, _ = self._busy.pop(event.worker)
            self._idle.append(event.worker)
            if event.outcome is not None and event.outcome.error:
                self._give_up(task, event.outcome.error)
            else:
                self._tell()

    def _died(self, worker: Any) -> None:
        """Its shard is tried again, alone; an item at which a worker died twice while alone is left out."""
        if worker in self._idle:
            self._idle.remove(worker)
        if worker in self._starting:
            self._starting.discard(worker)
            self._false_starts += 1
            if self._false_starts >= _STARTS:
                raise OnRecordError("workers die before they are ready, perhaps for want of memory: try fewer --jobs")
        if worker not in self._busy:
            return
        task, _ = self._busy.pop(worker)
        self._again(task, "its worker died")

    def _again(self, task: Task, why: str) -> None:
        at = last_item(self._store.work / f"{task.key}.at")
        deadly = task.deadly
        if task.alone and at is not None:
            seen = self._at.setdefault(task.key, Counter())
            seen[at] += 1
            deadly = deadly | {at} if seen[at] >= 2 else deadly
        self._deaths[task.key] += 1
        # An item that is left out earns its shard the tries that it cost.
        if self._deaths[task.key] - 2 * len(deadly) > self._limits.retries:
            self._give_up(task, f"{why} {self._deaths[task.key]} times")
        else:
            self._left.append(replace(task, alone=True, deadly=deadly))

    def _give_up(self, task: Task, why: str) -> None:
        self._summary.given_up.append((f"{task.shard.files[0]} from byte {task.shard.start}", why))
        self._tell()

    def _tell(self) -> None:
        left = len(self._left) + len(self._busy)
        self._done(self._summary.shards - left, self._summary.shards)

    def _end_late(self) -> None:
        now = time.monotonic()
        for worker, (task, began) in [*self._busy.items()]:
            if now - began > self._limits.seconds:
                del self._busy[worker]
                self._engine.kill(worker)
                self._again(task, f"it took over {self._limits.seconds:.0f} s")


def _conclude(store: Store, tasks: dict[str, Task], summary: Summary) -> None:
    """Old shards of the same files go, where these are done; counts are summed; near-duplicates are marked."""
    done = [key for key in tasks if store.is_done(key)]
    undone = {name for key, task in tasks.items() if key not in set(done) for name in task.shard.files}
    store.forget({name for task in tasks.values() for name in task.shard.files} - undone, set(tasks))
    for key in done:
        entry = store.entry(key)
        summary.count.update(entry["count"])
        summary.failures += entry["failures"]
    summary.duplicates = _mark(store, done)


def _mark(store: Store, keys: list[str]) -> int:
    pa = arrow()
    columns = ["id", "file", "at", "signature"]
    rows = pa.concat_tables([store.table(key, columns) for key in keys]).to_pylist() if keys else []
    marked = [
        {
            **{name: rows[p.index][name] for name in columns[:3]},
            **{f"of_{name}": rows[p.of][name] for name in columns[:3]},
            "similarity": p.similarity,
        }
        for p in pairs(row["signature"] for row in rows)
    ]
    kinds = [("id", pa.string()), ("file", pa.string()), ("at", pa.int64())]
    schema = pa.schema([*kinds, *((f"of_{name}", kind) for name, kind in kinds), ("similarity", pa.float64())])
    store.write_table(store.home / "duplicates.parquet", pa.Table.from_pylist(marked, schema=schema))
    return len(marked)
