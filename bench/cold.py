"""Cold starts: how long a user waits for ``onrecord --help`` and for one report, from the shell."""

from __future__ import annotations

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
    """Seconds, the median and the fastest of several starts after one that is not counted."""
    command = [str(Path(sys.executable).with_name("onrecord"))]
    example = next((Path(onrecord.__file__).parent / "examples").glob("*.txt"))
    return {
        "help": _seconds([*command, "--help"]),
        "read_one_report": _seconds([*command, "read", str(example), "--format", "json"]),
    }


def _seconds(command: list[str]) -> dict[str, float]:
    taken = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return {"median": round(statistics.median(taken[1:]), 3), "fastest": round(min(taken[1:]), 3)}
