"""Every regular expression of the package, over text made to be slow on: none may take more than linear time.

All modules are imported, the bundled examples are read, and every compiled pattern that then lies in a module or in something
that was built from the tables of knowledge is found. How long it takes is compared with how long it takes over a longer text,
never with a clock. ``python -m bench.patterns [CHARACTERS]`` measures the slowest over texts of a million
characters, and how their times grow.
"""

from __future__ import annotations

import argparse
import math
import pkgutil
import re
import signal
import statistics
import time
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import FrameType, ModuleType
from typing import Any

import onrecord
from bench import golden, results
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["ADVERSE", "BOUNDED", "adverse", "grows", "growth", "measured", "patterns"]

_SECONDS = 2.0
_BLINK = 0.005
_TIMES_LONGER = 4
_TIMES_SLOWER = 10
_DEEPEST = 7
_HEAVY = ("onrecord.stages.layout.lexicon.build().lines", "onrecord.ingest.titles._furniture()")
"""Linear, with a large constant: thousands of lines with stars, matched as a whole against lines of at most 220 characters."""
_SHORT, _LONG_RUNS, _LONGEST_SECONDS = 4_000, 8, 20.0
_SHOWN = 4
_TOLD = 0.05
"""Seconds from which on a time is long enough to tell how it grows."""
_PLAIN = (str, bytes, int, float, bool, type(None), ModuleType, type)

ADVERSE: Mapping[str, str] = {
    "spaces": " ",
    "line breaks": "\n",
    "blank lines": " \n",
    "tabs and no-break spaces": "\t\u00a0",
    "quotation marks": '"',
    "opening marks": "“",
    "mixed marks": "“\"'‘",
    "capitals": "A",
    "capitalised words": "Aa ",
    "small letters": "a",
    "words": "the minister said that ",
    "digits": "1",
    "numbers": "1,000.5 ",
    "figures": "1 billion percent of 2 and ",
    "dates": "1 May 2020 - ",
    "points": ".",
    "dashes": "-",
    "hyphenated": "a-",
    "initials": "A. ",
    "brackets": "(",
    "square brackets": "[x",
    "tags": "<a ",
    "labels": "A: ",
    "commas": "a, ",
    "currency": "$1 ",
    "underscores": "_",
    "addresses": "http://a.",
    "stars": "* ",
    "bullets": "• 9\n",
    "header lines": "a-b: c\n",
}
"""What a text is made of again and again, by what it is called."""


BOUNDED: Mapping[str, str] = {
    "onrecord.ingest.titles._FIRST_LINE": "matched at the start of a text's first 1,280 characters",
    "onrecord.ingest.titles._WHOLLY_DATE": "matched against a line of at most 220 characters that begins with a letter",
    "onrecord.ingest.page.guess._TAG": "matched at the start of an element's name",
    "onrecord.ingest.page.selectors._COMBINED": "splits selectors of our own tables",
    "onrecord.lookups.timex.forms._ITEM": "matched at one place after another in forms of our own tables",
    "onrecord.lookups.timex._AFTER": "matched at a place, not searched for",
    "onrecord.lookups.timex._BEFORE": "searched in the 32 characters before a place",
    "onrecord.stages.figures.candidates._WORD_BEFORE": "searched in the 16 characters before a number",
    "onrecord.stages.layout.grade._ALLOWED": "matched at the start of a label",
    "onrecord.stages.layout.lexicon.build().dateline": "matched at the start of a paragraph's first characters",
    "onrecord.stages.statements.beside._LAST": "matched against the last words of a source as a whole",
    "onrecord.stages.statements.groups._OPENS": "matched at the beginning of a sentence",
    "onrecord.lookups.names._build()._patronymic": "matched against a whole word",
}
"""Patterns that would be slow if they were searched for in a long text, and why they never are."""


def adverse(name: str, size: int) -> str:
    """A text of ``size`` characters made of one thing, with another at its end, so that what almost matches fails late."""
    piece = ADVERSE[name]
    return (piece * (size // len(piece) + 1))[: size - 1] + "\x01"


def patterns() -> dict[str, re.Pattern[Any]]:
    """All compiled patterns of the package by where they were first found, each once."""
    knowledge = load()
    list(read_documents(golden.documents().values(), knowledge))
    found: dict[str, re.Pattern[Any]] = {}
    seen: set[int] = set()
    modules = [m.name for m in pkgutil.walk_packages(onrecord.__path__, "onrecord.") if not m.name.endswith("__main__")]
    for name in sorted(modules):
        for key, value in sorted(vars(import_module(name)).items()):
            if not key.startswith("__"):
                _collect(value, f"{name}.{key}", found, seen, 0)
    for build, value in knowledge._derived.items():
        _collect(value, f"{build.__module__}.{build.__qualname__}()", found, seen, 0)
    texts: dict[tuple[Any, int], str] = {}
    for where, pattern in found.items():
        texts.setdefault((pattern.pattern, pattern.flags), where)
    return {where: found[where] for where in texts.values()}


def _collect(value: Any, where: str, found: dict[str, re.Pattern[Any]], seen: set[int], depth: int) -> None:
    if isinstance(value, re.Pattern):
        found.setdefault(where, value)
        return
    if isinstance(value, _PLAIN) or id(value) in seen or depth > _DEEPEST:
        return
    seen.add(id(value))
    for name, inner in _inner(value):
        _collect(inner, f"{where}{name}", found, seen, depth + 1)


def _inner(value: Any) -> Iterator[tuple[str, Any]]:
    """What an object of ours, or a container, holds."""
    if isinstance(value, Mapping):
        yield from ((f"[{str(key)[:20]!r}]", inner) for key, inner in value.items())
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((f"[{n}]", inner) for n, inner in enumerate(value))
    elif type(value).__module__.startswith("onrecord"):
        names = [*getattr(value, "__dict__", ()), *(s for t in type(value).__mro__ for s in getattr(t, "__slots__", ()))]
        yield from ((f".{name}", getattr(value, name, None)) for name in names)


class _Overrun(Exception):
    """A pattern took longer than it may."""


def grows(found: Mapping[str, re.Pattern[Any]], name: str, size: int) -> list[str]:
    """The patterns that take ten times as long over an adverse text that is four times as long: those that are not linear.

    What is over in a blink at first is not looked at again; the longer text is given up after two seconds.
    """
    text, longer = adverse(name, size), adverse(name, _TIMES_LONGER * size)
    slow = [where for where, pattern in found.items() if _time(pattern, text) > _BLINK and _best(pattern, text) > _BLINK]
    return [where for where in slow if _best(found[where], longer) > _TIMES_SLOWER * _best(found[where], text)]


def _best(pattern: re.Pattern[Any], text: str) -> float:
    """The shortest of three times, which is the least disturbed by what else runs on the machine."""
    return min(_time(pattern, text) for _ in range(3))


def _time(pattern: re.Pattern[Any], text: str, seconds: float = _SECONDS) -> float:
    """How long a pattern takes over a text. The engine looks for signals as it works, so it can be stopped."""
    subject: Any = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    old = signal.signal(signal.SIGALRM, _stop)
    began = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, 3 * seconds)
    try:
        for _ in pattern.finditer(subject):
            pass
    except _Overrun:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    return time.process_time() - began


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Overrun


def growth(times: Mapping[int, float]) -> float:
    """The power of the length with which times grow: the slope of a line through their logarithms. 1 is linear."""
    logs = [(math.log(size), math.log(took)) for size, took in times.items() if took > 0]
    if len(logs) < 2:
        return 0.0
    return round(statistics.linear_regression(*zip(*logs, strict=True)).slope, 2)


def measured(found: Mapping[str, re.Pattern[Any]], name: str, size: int) -> list[dict[str, Any]]:
    """The patterns that are slowest on a text: seconds at the full size, and the power with which that grows.

    All run over a short text first. Those that are slowest there, as they must be that do not grow with the text alone, run over
    a sixteenth, a quarter, and all of the long one.
    """
    short = adverse(name, _SHORT)
    slowest = sorted(found, key=lambda where: (-_time(found[where], short), where))[:_LONG_RUNS]
    rows = []
    for where in slowest:
        times = {n: _time(found[where], adverse(name, n), _LONGEST_SECONDS) for n in (size // 16, size // 4, size)}
        rows.append({"pattern": where, "seconds": round(times[size], 3), "power": growth(times)})
    return sorted(rows, key=lambda row: -row["seconds"])


def main(size: int, seconds: float) -> None:
    """Measure text after text, as far as the time goes; print, and write ``results/patterns.json``."""
    began, searched = time.monotonic(), {w: p for w, p in patterns().items() if w not in (*BOUNDED, *_HEAVY)}
    figures: dict[str, Any] = {"patterns": len(searched), "characters": size, "texts": {}, "not_run": []}
    for name in ADVERSE:
        if time.monotonic() - began > seconds:
            figures["not_run"].append(name)
            continue
        rows = measured(searched, name, size)
        figures["texts"][name] = rows[:_SHOWN]
        print(f"{name}: " + ", ".join(f"{r['seconds']:.2f} s ^{r['power']} {r['pattern']}" for r in rows[:_SHOWN]), flush=True)
    every = [row for rows in figures["texts"].values() for row in rows]
    long = [row for row in every if row["seconds"] >= _TOLD]
    figures["slowest_seconds"] = max(row["seconds"] for row in every)
    figures["largest_power"] = max((row["power"] for row in long), default=0.0)
    figures["seconds_in_all"] = round(time.monotonic() - began)
    results.write("patterns", figures)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("characters", nargs="?", type=int, default=1_000_000)
    asked.add_argument("--seconds", type=float, default=600.0, help="after which no further text is begun")
    options = asked.parse_args()
    main(options.characters, options.seconds)
