"""The process that parses what is not plain text: ``python -m onrecord.ingest.worker MEMORY [KNOWLEDGE_FOLDER ...]``.

It takes them on standard input and answers on standard output, one frame each, until its input ends. It is not for people.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from onrecord.errors import KnowledgeError
from onrecord.ingest.limits import INPUT_BYTES
from onrecord.ingest.wire import Job, Ready, Refused, Reply, read_frame, write_frame

if TYPE_CHECKING:
    from onrecord.ingest.formats import Reader

__all__ = ["main"]

_SPARE_SECONDS = 5


def main(memory: int, folders: list[str]) -> None:
    """Parse pages until there are no more, in ``memory`` bytes of address space."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inward, outward = sys.stdin.buffer, _only_answers_on_stdout()
    try:
        from onrecord.ingest.formats import Reader
        from onrecord.tables import load

        reader = Reader(load(*folders))
    except ImportError as error:
        _answer(
            outward,
            Refused("missing", f"a library that ingest needs is not installed ({error}): install onrecord anew"),
        )
        return
    except KnowledgeError as error:
        _answer(outward, Refused("knowledge", str(error)))
        return
    _limit(memory)
    _answer(outward, Ready(os.getpid()))
    while (head := read_frame(inward, 1_000_000)) is not None:
        data = read_frame(inward, 4 * INPUT_BYTES)
        if data is None:
            return
        _answer(outward, _parsed(reader, msgspec.json.decode(head, type=Job), data))


def _parsed(reader: Reader, job: Job, data: bytes) -> Reply:
    """What was found in it. An alarm ends this process by itself where the other side is gone and cannot."""
    _alarm(int(job.seconds) + _SPARE_SECONDS)
    try:
        return reader.read(job, data)
    except MemoryError:
        return Refused("memory", "it needs more memory to parse than it is given")
    except RecursionError:
        return Refused("malformed", "it is nested too deeply to be a report")
    finally:
        _alarm(0)


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _answer(stream: BinaryIO, reply: Reply) -> None:
    write_frame(stream, msgspec.json.encode(reply))


def _only_answers_on_stdout() -> BinaryIO:
    """Standard output, kept for answers: what a library prints goes nowhere."""
    outward = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    return outward


def _limit(memory: int) -> None:
    """Memory, core dumps and files written: as little as parsing needs. Windows has no such limits, and only the time holds."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
