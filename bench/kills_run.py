"""Torture of ``onrecord run``: its driver, a worker, or all of its processes killed at random again and again until all is done.

Each process is the command itself, forked from one that holds the models. Records are made beforehand and pages are parsed in the
worker, so that the kills fall into the work on shards, files and the ledger, and hundreds of them take minutes. At the end the
folder must be that of an undisturbed run: the same files, bit for bit, but for how long shards took.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from bench import golden
from bench.crawl import page
from bench.fuzz.doors import parsing_here
from onrecord.batch import local
from onrecord.batch.items import items
from onrecord.batch.near import signature
from onrecord.batch.plan import input_files, shards
from onrecord.batch.watch import Watch
from onrecord.model import Document, Record
from onrecord.tables import load

__all__ = ["RunTorture", "made_archives"]

_READ: Any = import_module("onrecord.read")

_LOADED = (
    *("datasketch", "onrecord.cli.app", "onrecord.cli.batching", "pandas"),
    *("pyarrow", "pyarrow.dataset", "pyarrow.parquet"),
)
"""What every command would load again otherwise."""

_LATEST = 0.7
"""When something is killed at the latest, in parts of what an undisturbed command takes."""

_WORKERS_KILLED = 2
"""Workers killed in one command: at the fourth death of a shard's worker it is given up, and told so."""

_UNTIL_GONE = 20.0


def made_archives(folder: Path, archives: int, pages: int) -> Path:
    """A folder of web archives of invented pages, some of which report talks, and of a few reports as text."""
    from bench.crawl import _record
    from training.filter.pages import KINDS, text_of

    chance, kinds = random.Random(5), [*KINDS]
    texts = [path.read_text(encoding="utf-8") for path in sorted(golden.EXAMPLES.rglob("*.txt"))]
    folder.mkdir(parents=True)
    for archive in range(archives):
        with (folder / f"{archive:02}.warc.gz").open("wb") as out:
            for n in range(archive * pages, (archive + 1) * pages):
                text = f"{texts[n % len(texts)]}\n\nSheet {n}.\n" if n % 3 == 1 else text_of(kinds[n % len(kinds)], n)
                out.write(_record(f"https://a.example/{n}", page(text.partition("\n")[0][:80], text, chance).encode("utf-8")))
    for n, text in enumerate(texts[:3]):
        (folder / f"report{n}.txt").write_text(text, encoding="utf-8")
    return folder


class RunTorture:
    """Runs over one source. ``folder`` is where their output goes."""

    def __init__(self, source: Path, folder: Path, seed: int) -> None:
        self._source, self._folder, self._random = source, folder, random.Random(seed)
        self.kills: dict[str, int] = dict.fromkeys(("driver", "worker", "all"), 0)
        self.rounds = self.records = 0
        self.wrong: list[str] = []
        for module in _LOADED:
            import_module(module)
        self._ready = dict(self._made())
        signature("The same words as ever.")
        self.expected = self._undisturbed()

    def _made(self) -> Iterator[tuple[str, Record]]:
        """The records of all documents of the source."""
        knowledge = load()
        with parsing_here(knowledge):
            for number, shard in enumerate(shards(input_files([str(self._source)]), 1_000_000)):
                with Watch(self._folder / f"made{number}") as watch:
                    found = [i.found for i in items(shard, knowledge, False, watch) if isinstance(i.found, Document)]
                yield from ((r.document.id, r) for r in _READ.read_documents(found, knowledge))

    def _undisturbed(self) -> dict[str, str]:
        home = self._folder / "undisturbed"
        began = time.monotonic()
        self._ended(self._started(home))
        self.seconds = time.monotonic() - began
        found = self._state(home)
        self.records = len(self._ready)
        if sum(name.startswith("records/") for name in found) < 2:
            said = (self._folder / "said").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"the undisturbed run left no records: {said[-2_000:]}")
        return found

    def round(self, kills: int) -> None:
        """One output folder: up to ``kills`` kills, then a command may finish; what is there is compared."""
        self.rounds += 1
        home = self._folder / f"round{self.rounds}"
        left = kills
        while left > 0:
            done = self._disturbed(home)
            if done is None:
                break
            left -= done
        child = self._started(home)
        code = self._ended(child)
        state = self._state(home)
        if code != 0:
            self.wrong.append(f"round {self.rounds}: the last command ended with {code}")
        self.wrong += [
            f"round {self.rounds}: {name} is {state.get(name, 'not there')}, not {self.expected.get(name, 'there')}"
            for name in sorted(state.keys() | self.expected.keys())
            if state.get(name) != self.expected.get(name)
        ]

    def _disturbed(self, home: Path) -> int | None:
        """A command in which something is killed; how many kills there were, null where it was done before any."""
        child, killed = self._started(home), 0
        for _ in range(self._random.randint(0, _WORKERS_KILLED)):
            self._pause(2)
            killed += self._kill_worker(child)
        self.kills["worker"] += killed
        self._pause(1)
        workers = _children(child)
        what = self._random.choice(("driver", "all"))
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if what == "all" else os.kill)(child, signal.SIGKILL)
        code = self._ended(child)
        self._gone(workers)
        if code == -signal.SIGKILL:
            self.kills[what] += 1
            return killed + 1
        if code != 0:
            self.wrong.append(f"round {self.rounds}: a command ended with {code} after {killed} kills of workers")
        return killed or None

    def _pause(self, parts: int) -> None:
        time.sleep(self._random.uniform(0.0, _LATEST) * self.seconds / parts)

    def _kill_worker(self, child: int) -> int:
        workers = _children(child)
        with contextlib.suppress(ProcessLookupError):
            if workers:
                os.kill(self._random.choice(workers), signal.SIGKILL)
                return 1
        return 0

    def _gone(self, workers: Iterable[int]) -> None:
        """Workers end by themselves when their driver is gone."""
        ends = time.monotonic() + _UNTIL_GONE
        for pid in workers:
            while _alive(pid):
                if time.monotonic() > ends:
                    self.wrong.append(f"round {self.rounds}: a worker outlived its driver")
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.01)

    def _started(self, home: Path) -> int:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            try:
                os.setsid()
                self._command(home)
            except BaseException:
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(3)
            os._exit(0)
        return child

    def _ended(self, child: int) -> int:
        status = os.waitpid(child, 0)[1]
        return os.waitstatus_to_exitcode(status)

    def _command(self, home: Path) -> None:
        """``onrecord run`` as it is, but for the reading, and for how workers come to hold the models."""
        out = os.open(self._folder / "said", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        _READ.read_documents = self._read
        local.LocalEngine = _Forked  # type: ignore[misc]
        os.register_at_fork(after_in_child=lambda: _let_go(home / "lock"))
        parsing_here(load()).__enter__()
        from onrecord.cli.app import app

        os._exit(app(["run", str(self._source), "-o", str(home), "--jobs", "2"], standalone_mode=False) or 0)

    def _read(self, documents: Iterable[Document], *_: object) -> Iterator[Record]:
        # What is none of the source's is what a worker warms up with.
        return (self._ready.get(d.id) or _READ.unread(d) for d in documents)

    def _state(self, home: Path) -> dict[str, str]:
        """Every file by its name and what is in it; of the ledger without the time that a shard took."""
        found = {}
        for path in sorted(p for p in home.rglob("*") if p.is_file()):
            data = path.read_bytes()
            if path.parent.name == "ledger":
                entry = json.loads(data)
                entry.pop("cpu_seconds", None)
                data = json.dumps(entry, sort_keys=True).encode()
            found[str(path.relative_to(home))] = hashlib.sha256(data).hexdigest()[:16]
        return found


class _Forked(local.LocalEngine):
    """Workers that are forked, and so begin with what this process has loaded."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._context = cast(Any, multiprocessing.get_context("fork"))


def _let_go(lock: Path) -> None:
    """A worker that is started anew does not hold the lock of its driver; one that is forked must let go of it."""
    for entry in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if entry.readlink() == lock:
                os.close(int(entry.name))


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _alive(pid: int) -> bool:
    try:
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
