"""``python -m bench.fuzz TARGET... [--seconds N] [--folder DIR]``: fuzz targets one after the other, ``all`` of them."""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import results
from bench.fuzz.base import Target, digest, tried
from bench.fuzz.corpus import keep, kept, smallest
from bench.fuzz.targets import TARGETS

_COUNT = re.compile(r"number_of_executed_units:\s*(\d+)")
_REACHED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
_LEAST_SECONDS = 5
_SMALLEST_SECONDS = 120.0


def fuzzed(target: Target, seconds: int, folder: Path) -> dict[str, Any]:
    """Fuzz one target: what was tried and reached, and what was found, tried again without the fuzzer."""
    _begin(target, folder / "corpus")
    before = _spent()
    tries, reached, crashes, took = _run(target, seconds, folder)
    spent = _spent() - before
    found = [path.read_bytes() for path in sorted((folder / "corpus").iterdir())]
    findings, faulty = _confirmed(target, folder)
    least = smallest(target, [*found, *kept(target.name).values()], faulty, _SMALLEST_SECONDS)
    size = keep(target.name, least)
    return {
        "seconds": round(took),
        "processor_seconds": round(spent),
        "executions": tries,
        **reached,
        "crashes_of_the_interpreter": crashes,
        "kept_inputs": len(least),
        "kept_bytes": size,
        "same_in_two_processes": _same_in_two(target.name),
        "findings": findings,
    }


def _spent() -> float:
    """Processor time of the processes that have ended: a machine in use by others gives less of it than the clock says."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _begin(target: Target, corpus: Path) -> None:
    corpus.mkdir(parents=True, exist_ok=True)
    for data in (*target.seeds(), *kept(target.name).values()):
        (corpus / digest(data)).write_bytes(data)


def _run(target: Target, seconds: int, folder: Path) -> tuple[int, dict[str, int], list[str], float]:
    """Start the fuzzer, and again as long as there is time left, where an input brought it down."""
    began, tries, reached, crashes = time.monotonic(), 0, {}, list[str]()
    while (left := int(seconds - (time.monotonic() - began))) >= _LEAST_SECONDS:
        command = [sys.executable, "-m", "bench.fuzz.engine", target.name, str(left), str(folder)]
        environment = {**os.environ, "PYTHONHASHSEED": "1"}
        with (folder / f"log{len(crashes)}").open("w+", encoding="utf-8", errors="replace") as log:
            ended = subprocess.run(command, stdout=log, stderr=log, env=environment, check=False)
            log.seek(0)
            text = log.read()
        tries += int(_COUNT.findall(text)[-1]) if _COUNT.search(text) else 0
        if places := _REACHED.findall(text):
            reached = dict(zip(("branches", "features", "inputs"), map(int, places[-1]), strict=True))
        if ended.returncode:
            crashes.append(text[-400:])
            (folder / f"crash{len(crashes)}.bin").write_bytes((folder / "at").read_bytes() if (folder / "at").is_file() else b"")
    return tries, reached, crashes, time.monotonic() - began


def _confirmed(target: Target, folder: Path) -> tuple[list[dict[str, Any]], list[bytes]]:
    """The faults that are there without the fuzzer too, which is slower and takes more memory; and their inputs."""
    check, made, faulty = target.prepare(), [], []
    for path in sorted((folder / "findings").glob("*.json")):
        told, data = json.loads(path.read_text(encoding="utf-8")), path.with_suffix(".bin").read_bytes()
        again = tried(check, data)
        if again is not None:
            made.append({"kind": again.kind, "where": again.where, "how": again.how, "bytes": len(data)})
            faulty.append(data)
        else:
            print(f"{target.name}: not confirmed: {told}", file=sys.stderr)
    return made, faulty


def _same_in_two(name: str) -> bool:
    """Whether two processes that order sets otherwise make the same of all kept inputs."""
    program = "import sys; from bench.fuzz.__main__ import outcomes; print(outcomes(sys.argv[1]))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", program, name],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    return runs[0] == runs[1]


def outcomes(name: str) -> str:
    """A hash of what comes of all kept inputs of a target."""
    check = TARGETS[name].prepare()
    return digest([digest(check(data)) for data in kept(name).values()])


def main() -> None:
    """Fuzz, print, and write or complete ``results/fuzz.json``; ends with 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="+", choices=[*TARGETS, "all"])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--folder", type=Path, help="where inputs and faults are kept; by default a folder that goes afterwards")
    asked = parser.parse_args()
    names = list(TARGETS) if "all" in asked.targets else asked.targets
    path = results.FOLDER / "fuzz.json"
    figures = results.load("fuzz") if path.is_file() else {}
    with tempfile.TemporaryDirectory() as temporary:
        for name in names:
            made = fuzzed(TARGETS[name], asked.seconds, (asked.folder or Path(temporary)) / name)
            guided = "atheris" if find_spec("atheris") else "at random"
            figures = {**figures, name: {"by": guided, **made}}
            results.write("fuzz", figures)
            print(name, json.dumps(figures[name], indent=1), flush=True)
    if any(figures[name]["findings"] or figures[name]["crashes_of_the_interpreter"] for name in names):
        sys.exit(1)


if __name__ == "__main__":
    main()
