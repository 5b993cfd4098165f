"""What a target is, and how one input is tried: within its time and memory, with the same outcome twice."""

from __future__ import annotations

import hashlib
import resource
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

__all__ = ["Finding", "Target", "Wrong", "digest", "must", "tried"]

SECONDS = 5.0
"""Processor time that one input may take."""

GROWTH = 300_000
"""Kilobytes by which one input may raise the largest resident memory of the process."""

_TWICE = 4
"""One input in so many is tried twice."""


class Wrong(Exception):
    """What must hold does not."""


class Overrun(BaseException):
    """It took too long. No ``Exception``, so that nothing on the way takes it for one of its own."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that takes bytes. ``prepare`` loads it and gives a function that tries one input and says what came of it.

    ``words`` are pieces that inputs are likely to need; ``longest`` bounds an input, in bytes.
    """

    name: str
    prepare: Callable[[], Callable[[bytes], object]]
    seeds: Callable[[], Iterable[bytes]]
    words: tuple[str, ...] = ()
    longest: int = 4_096


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with an input: of which kind (``error``, ``wrong``, ``time``, ``memory``, ``different``), where, and how."""

    kind: str
    where: str
    how: str


def must(holds: bool, what: str) -> None:
    """Raise ``Wrong`` where it does not hold."""
    if not holds:
        raise Wrong(what)


def tried(check: Callable[[bytes], object], data: bytes, timed: bool = True, twice: bool | None = None) -> Finding | None:
    """Try one input: null where all holds. Without ``timed`` it may take as long as it takes."""
    again = hashlib.blake2s(data).digest()[0] % _TWICE == 0 if twice is None else twice
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with _limited(SECONDS if timed else None):
            outcome = digest(check(data))
        if again:
            with _limited(SECONDS if timed else None):
                must(digest(check(data)) == outcome, "another outcome the second time")
    except Overrun as error:
        return Finding("time", _where(error), f"over {SECONDS:.0f} s of processor time")
    except MemoryError as error:
        return Finding("memory", _where(error), "no memory left")
    except Wrong as error:
        return Finding("wrong", _where(error), str(error))
    except Exception as error:
        return Finding("error", _where(error), f"{type(error).__name__}: {error}"[:300])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return Finding("memory", "", f"{grown // 1000} MB more") if timed and grown > GROWTH else None


def digest(outcome: object) -> str:
    """A hash of an outcome, which is the same in another process if the outcome is."""
    return hashlib.sha256(repr(outcome).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Counted in the processor's time of this process, so that others on the machine do not matter."""
    if seconds is None:
        yield
        return
    old = signal.signal(signal.SIGPROF, _overrun)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)


def _overrun(number: int, frame: FrameType | None) -> None:
    raise Overrun


def _where(error: BaseException) -> str:
    """The innermost places of the package, which tell one fault from another."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if "/onrecord/" in f.filename] or frames
    return " < ".join(f"{f.filename.rpartition('/onrecord/')[2]}:{f.name}:{f.lineno}" for f in reversed(own[-3:]))
