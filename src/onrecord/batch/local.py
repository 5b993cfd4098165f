"""Worker processes on this machine."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from onrecord.batch.engine import Event, Outcome, Task
from onrecord.batch.worker import read_shard, warm
from onrecord.errors import OnRecordError

__all__ = ["LocalEngine"]

_ADDRESS_SPACE = 6_000_000_000
"""Bytes of address space of a worker, of which it uses a fifth."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

Worker = BaseProcess


class LocalEngine:
    """``jobs`` processes. ``work`` is what they do with a task."""

    def __init__(self, jobs: int, folders: tuple[str, ...], work: Callable[[Task], Outcome] = read_shard) -> None:
        self.jobs = jobs
        self._folders, self._work = folders, work
        self._context = multiprocessing.get_context("spawn")
        self._talks: dict[Worker, Connection] = {}

    def start(self) -> Worker:
        """Start a process. It does not hear Ctrl-C, which this one does and ends it."""
        here, there = self._context.Pipe()
        process = self._context.Process(target=_live, args=(there, self._folders, self._work), daemon=False)
        old = signal.getsignal(signal.SIGINT)
        main = threading.current_thread() is threading.main_thread()
        if main:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with _one_thread_each():
                process.start()
        finally:
            if main:
                signal.signal(signal.SIGINT, old)
        there.close()
        self._talks[process] = here
        return process

    def submit(self, worker: Worker, task: Task) -> None:
        """Give a task to a worker. That it has died meanwhile is told by :meth:`wait`."""
        with contextlib.suppress(OSError):
            self._talks[worker].send(task)

    def wait(self, seconds: float) -> list[Event]:
        """What workers said, and which have died."""
        ready = wait([*self._talks.values(), *(p.sentinel for p in self._talks)], seconds)
        return [event for process in [*self._talks] if (event := self._heard(process, ready)) is not None]

    def _heard(self, process: Worker, ready: Sequence[object]) -> Event | None:
        pipe = self._talks[process]
        if pipe not in ready and process.sentinel not in ready:
            return None
        try:
            if pipe.poll():
                said: Outcome | None = pipe.recv()
                return Event(process, "ready") if said is None else Event(process, "done", said)
        except (EOFError, OSError):
            pass
        self.kill(process)
        return Event(process, "died")

    def kill(self, worker: Worker) -> None:
        """End a process."""
        worker.kill()
        worker.join()
        self._talks.pop(worker).close()

    def close(self) -> None:
        """End all processes."""
        for worker in [*self._talks]:
            self.kill(worker)


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that start meanwhile do arithmetic in one thread: as many workers as cores would be in each other's way."""
    mine = {name: os.environ[name] for name in _THREADS if name in os.environ}
    os.environ.update({**dict.fromkeys(_THREADS, "1"), **mine})
    try:
        yield
    finally:
        for name in _THREADS:
            if name not in mine:
                del os.environ[name]


def _live(pipe: Connection, folders: tuple[str, ...], work: Callable[[Task], Outcome]) -> None:
    """A worker's life: it loads the models, says so, and does tasks until the pipe ends."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit()
    try:
        warm(folders)
    except OnRecordError as error:
        pipe.send(Outcome(str(error), fatal=True))
        return
    pipe.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit() -> None:
    """Memory, and no core dumps. Windows has no such limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, _ADDRESS_SPACE), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
