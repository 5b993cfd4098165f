"""One process that fuzzes one target: ``python -m bench.fuzz.engine TARGET SECONDS FOLDER``.

In the folder, ``corpus/`` grows by every input that reaches something new, ``findings/`` by the smallest input of every fault. A
fault does not end the process; what crashes the interpreter does, and whoever started it starts it again.
"""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import importlib
import json
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.fuzz.base import Finding, Target, tried
from bench.fuzz.targets import TARGETS

__all__ = ["main", "note"]

_MEMORY = 4_000_000_000
_HUNG_SECONDS = 60
_STACKED = 6


def main(name: str, seconds: int, folder: Path) -> None:
    """Fuzz until the time is over."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    target = TARGETS[name]
    for part in ("corpus", "findings"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    try:
        atheris: Any = importlib.import_module("atheris")
    except ImportError:
        ends = time.monotonic() + seconds
        _at_random(target, lambda _tries: time.monotonic() < ends, folder)
    else:
        _guided(atheris, target, seconds, folder)


def _guided(atheris: Any, target: Target, seconds: int, folder: Path) -> None:
    """By atheris: libFuzzer's choice of inputs, by the branches and comparisons of the package's code."""
    with atheris.instrument_imports(include=["onrecord"]):
        check = _warm(target)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), encoding="ascii")
    options = {
        "max_total_time": seconds,
        "max_len": target.longest,
        "dict": words,
        "artifact_prefix": f"{folder}/",
        "rss_limit_mb": 0,
        "timeout": 300,
        "print_final_stats": 1,
        "verbosity": 1,
    }
    atheris.Setup([target.name, *(f"-{k}={v}" for k, v in options.items()), str(folder / "corpus")], _one(check, target, folder))
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(chr(b) if 32 <= b < 127 and b not in (34, 92) else f"\\x{b:02x}" for b in word.encode("utf-8"))


def _at_random(target: Target, goes_on: Callable[[int], bool], folder: Path) -> None:
    """Without atheris: inputs of the corpus changed at random. What gives an outcome of another kind is kept."""
    check, chance = _warm(target), random.Random(target.name)
    pool = [path.read_bytes() for path in sorted((folder / "corpus").iterdir())]
    one, count = _one(check, target, folder), 0
    while goes_on(count):
        data = chance.choice(pool)
        for _ in range(chance.randrange(1, _STACKED)):
            data = _changed(data, target, pool, chance)
        one(data[: target.longest])
        count += 1
    print(f"stat::number_of_executed_units: {count}", file=sys.stderr)


def _changed(data: bytes, target: Target, pool: list[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    to = min(len(data), at + chance.choice((1, 2, 8, 64)))
    piece = chance.choice(
        (
            b"",
            chance.randbytes(max(1, to - at)),
            chance.choice(target.words).encode("utf-8"),
            data[at:to] * 2,
            chance.choice(pool)[chance.randrange(64) :][:64],
        )
    )
    return data[:at] + piece + data[to:]


def _warm(target: Target) -> Callable[[bytes], object]:
    """The check, once through all seeds, so that everything is imported and built."""
    check = target.prepare()
    for data in target.seeds():
        tried(check, data, timed=False, twice=False)
    return check


def _one(check: Callable[[bytes], object], target: Target, folder: Path) -> Callable[[bytes], None]:
    def one(data: bytes) -> None:
        faulthandler.dump_traceback_later(_HUNG_SECONDS, exit=True)
        try:
            (folder / "at").write_bytes(data)
            found = tried(check, data)
        finally:
            # Armed, it would end whatever this process does a minute later.
            faulthandler.cancel_dump_traceback_later()
        if found is not None:
            note(found, data, folder / "findings")

    return one


def note(found: Finding, data: bytes, folder: Path) -> None:
    """Keep an input of a fault: the smallest of each."""
    name = hashlib.sha256(f"{found.kind} {found.where}".encode()).hexdigest()[:12]
    path = folder / f"{name}.bin"
    if path.is_file() and path.stat().st_size <= len(data):
        return
    with contextlib.suppress(OSError):
        path.write_bytes(data)
        told = {"kind": found.kind, "where": found.where, "how": found.how}
        (folder / f"{name}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
