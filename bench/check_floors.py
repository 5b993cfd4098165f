"""Hold quality to its floors: ``python -m bench.check_floors``.

Reads the annotated reports and compares each score with ``bench/floors.toml``. Exit 0 where all floors hold or the
shared data is not there (and says so), 1 where one does not. A floor is raised when a change gains; it is lowered only
on purpose, with the reason in the CHANGELOG.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import quality, shared

__all__ = ["below", "main"]

FLOORS = Path(__file__).parent / "floors.toml"


def main() -> int:
    """Measure, compare, say; the exit code."""
    if shared.folder() is None:
        print(f"quality floors NOT CHECKED: {shared.NO_DATA}")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    failed = list(below(floors, quality.measure("dev")))
    for line in failed:
        print(f"below its floor: {line}")
    print(f"quality floors: {len(failed)} of {sum(len(part) for part in floors.values())} do not hold")
    return 1 if failed else 0


def below(floors: Mapping[str, Mapping[str, float]], measured: Mapping[str, Any]) -> Iterator[str]:
    """A line for each floor that does not hold. Keys are the scorer's; ``wrong_percent`` is a ceiling."""
    for part, wanted in floors.items():
        scores, speakers = measured[part]["scores"], measured[part]["speakers"]
        for key, floor in wanted.items():
            if key == "wrong_percent":
                if (value := speakers[key] or 0.0) > floor:
                    yield f"{part}: wrong speakers {value}% > {floor}%"
            elif (value := scores[key]["F1"]) < floor:
                yield f"{part}: {key} {value} < {floor}"


if __name__ == "__main__":
    sys.exit(main())
