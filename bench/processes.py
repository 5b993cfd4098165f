"""The processes below this one: their processor time and memory, looked at now and then."""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

__all__ = ["Watched", "descendants"]

_PAUSE = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")
_PARSER, _RESOURCES = b"onrecord.ingest.worker", b"resource_tracker"


class Watched(threading.Thread):
    """This process and its descendants while it runs.

    ``memory`` holds times and the resident megabytes of the largest process below this one; ``cpu()`` is the seconds of each
    kind: ``driver``, ``workers``, ``parsing``.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.memory: list[tuple[float, int]] = []
        self._spent: dict[tuple[int, str], float] = {}
        self._ended = threading.Event()
        self._began = time.monotonic()

    def run(self) -> None:
        while not self._ended.wait(_PAUSE):
            self._look()

    def end(self) -> None:
        """Look once more and stop."""
        self._look()
        self._ended.set()
        self.join()

    def cpu(self) -> dict[str, float]:
        """Seconds of processor time so far, by kind of process."""
        found: dict[str, float] = defaultdict(float)
        for (_, kind), seconds in [*self._spent.items()]:
            found[kind] += seconds
        return dict(found)

    def look(self) -> None:
        """Look now."""
        self._look()

    def _look(self) -> None:
        mine = os.getpid()
        sizes = []
        for pid in (mine, *descendants(mine)):
            kind = "driver" if pid == mine else _kind(pid)
            if kind and (seconds := _seconds(pid)) is not None:
                self._spent[pid, kind] = seconds
                sizes.append(0 if pid == mine else _megabytes(pid))
        self.memory.append((round(time.monotonic() - self._began, 1), max(sizes, default=0)))


def descendants(pid: int) -> Iterator[int]:
    """The ids of all processes that a process started, and that these did."""
    children: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children += map(int, path.read_text(encoding="ascii").split())
        except OSError:
            continue
    for child in children:
        yield child
        yield from descendants(child)


def _kind(pid: int) -> str | None:
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return None
    return "driver" if _RESOURCES in line else "parsing" if _PARSER in line else "workers"


def _seconds(pid: int) -> float | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _megabytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1_000 for line in lines if line.startswith("VmRSS")), 0)
