"""Measure OnRecord and write the figures to ``bench/results``.

usage: python -m bench.run [quality|speed|cold|endurance ...] [--set dev]

Without names, everything is measured. Each part has its own file, ``bench/results/<part>.json``, with the machine, the
date and the versions it was measured with. The set ``final`` is for reporting once a change is done, never for choosing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from bench import cold, endurance, quality, results, shared, speed

__all__ = ["main"]


def main() -> int:
    """Measure what was asked for; 0 when it was measured, 1 when the data for it is not there."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Measure OnRecord; results go to bench/results.")
    parser.add_argument("parts", nargs="*", help="quality, speed, cold, endurance; all where none is named")
    parser.add_argument("--set", default="dev", choices=("dev", "final"), help="the annotated reports to score against")
    chosen = parser.parse_args()
    parts: dict[str, Callable[[], dict[str, Any]]] = {
        "quality": lambda: quality.measure(chosen.set),
        "cold": cold.measure,
        "speed": speed.measure,
        "endurance": endurance.measure,
    }
    if unknown := [name for name in chosen.parts if name not in parts]:
        parser.error(f"no part {unknown[0]!r}: choose from {', '.join(parts)}")
    if shared.folder() is None:
        print(f"not measured: {shared.NO_DATA}", file=sys.stderr)
        return 1
    for name in chosen.parts or parts:
        stem = f"quality-{chosen.set}" if name == "quality" else name
        results.write(stem, parts[name]())
        print(results.table(stem))
    return 0


if __name__ == "__main__":
    sys.exit(main())
