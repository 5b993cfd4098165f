"""Cold starts: how long a user waits for ``onrecord --help`` and for one report, from the shell."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import onrecord

__all__ = ["measure"]

TIMES = 7


def measure() -> dict[str, Any]:
    """Seconds from the shell, the median and the fastest of several starts after one that is not counted, and processor seconds.

    On a machine that does other work too, processor seconds say better than the clock what a start costs.
    """
    command = [str(Path(sys.executable).with_name("onrecord"))]
    example = next((Path(onrecord.__file__).parent / "examples").glob("*.txt"))
    return {
        "help": _seconds([*command, "--help"]),
        "read_one_report": _seconds([*command, "read", str(example), "--format", "json"]),
    }


def _seconds(command: list[str]) -> dict[str, float]:
    _run(command)
    clock, processor = zip(*(_run(command) for _ in range(TIMES)), strict=True)
    return {
        "median": round(statistics.median(clock), 3),
        "fastest": round(min(clock), 3),
        "processor": round(statistics.median(processor), 3),
    }


def _run(command: list[str]) -> tuple[float, float]:
    before, start = _processor(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
