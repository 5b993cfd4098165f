"""The process that parses web pages and documents, seen from this side: started when first needed, kept, killed when it overruns.

A page is not trusted. Whatever it does to the parser, endless work, a flood of memory, a crash, ends in this process as an
``InputError`` within the limits, and the next page gets a fresh parser.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import msgspec

from onrecord.errors import KnowledgeError, ModelMissing, ParserStopped
from onrecord.ingest.limits import PAGE_MEMORY, PAGE_SECONDS, PAGES_EACH, REPLY_BYTES, START_SECONDS
from onrecord.ingest.wire import Job, Links, Members, PageFacts, Ready, Refused, Reply, Sketch, read_frame, write_frame
from onrecord.tables import BUNDLED, Knowledge

__all__ = ["Parser", "parser"]

_REPLY = msgspec.json.Decoder(Reply)
_STOP_SECONDS = 2.0


class Parser:
    """A parsing process for one set of knowledge folders. It may be used from several threads, and survives a fork."""

    def __init__(self, folders: tuple[Path, ...], seconds: float = PAGE_SECONDS, memory: int = PAGE_MEMORY) -> None:
        self._folders = folders
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._late = False
        self._parsed = 0
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process's id, null while none runs."""
        return self._process.pid if self._process else None

    def parse(
        self, data: str | bytes, url: str | None, form: str = "html", inside: bool = False, selectors: tuple[str, ...] = ()
    ) -> PageFacts | Members | Refused | Sketch | Links:
        """What is on a page, given as text, or in bytes of another form: see ``Job``.

        Raises ``ParserStopped`` where parsing it takes too much time or memory, or crashes.
        Raises ``KnowledgeError`` where a recipe does not hold together, ``ModelMissing`` where a library is not installed.
        """
        job = msgspec.json.encode(Job(url, self._seconds, form, inside, selectors))
        frame = data.encode("utf-8") if isinstance(data, str) else data
        with self._lock:
            process = self._running()
            reply = self._exchange(process, (job, frame), self._seconds)
            self._parsed += 1
            if self._parsed >= PAGES_EACH or (isinstance(reply, Refused) and reply.kind == "memory"):
                self.close()
        if reply is None or isinstance(reply, Ready):
            raise ParserStopped(_STOPPED_LATE.format(self._seconds) if self._late else _STOPPED)
        return reply

    def close(self) -> None:
        """End the process, kindly first."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        try:
            assert process.stdin
            process.stdin.close()
            process.wait(_STOP_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            process.kill()
        process.wait()
        _close(process.stdout)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        self._process, self._owner, self._parsed = self._started(), os.getpid(), 0
        ready = self._exchange(self._process, (), START_SECONDS)
        if isinstance(ready, Refused):
            self._discard(self._process)
            raise (KnowledgeError if ready.kind == "knowledge" else ModelMissing)(ready.why)
        if not isinstance(ready, Ready):
            raise ParserStopped("the process that parses web pages did not start: try again, with more memory free")
        return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        # -P: not a module of the same name in the folder that the user stands in. PYTHONPATH: this very package.
        home = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        own = [str(folder) for folder in self._folders if folder != BUNDLED]
        return subprocess.Popen(  # noqa: S603 - this interpreter, this package
            [sys.executable, "-P", "-m", "onrecord.ingest.worker", str(self._memory), *own],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def _exchange(self, process: subprocess.Popen[bytes], frames: tuple[bytes, ...], seconds: float) -> Reply | None:
        """Send frames and take the answer; null where none came, after which the process is gone."""
        assert process.stdin
        assert process.stdout
        self._late = False
        timer = threading.Timer(seconds, self._overrun, (process,))
        timer.daemon = True
        timer.start()
        try:
            for frame in frames:
                write_frame(process.stdin, frame)
            answer = read_frame(process.stdout, REPLY_BYTES)
            reply: Reply | None = _REPLY.decode(answer) if answer else None
        except (OSError, ValueError, MemoryError):
            reply = None
        finally:
            timer.cancel()
            timer.join()
        if reply is None or self._late:
            self._discard(process)
            return None
        return reply

    def _overrun(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _discard(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.wait()
        _close(process.stdin)
        _close(process.stdout)
        self._process = None


_STOPPED_LATE = "parsing it took over {:.0f} s and was stopped: copy the report's text into a .txt file and read that"
_STOPPED = "it brought its parser down: copy the report's text into a .txt file and read that"
_kept: dict[tuple[Path, ...], Parser] = {}
_kept_lock = threading.Lock()


def parser(knowledge: Knowledge) -> Parser:
    """The parser for ``knowledge``, kept until Python ends. One process is kept in all."""
    with _kept_lock:
        found = _kept.get(knowledge.folders)
        if found is None:
            close_all()
            found = _kept[knowledge.folders] = Parser(knowledge.folders)
        return found


def close_all() -> None:
    """End the parsing processes that are kept."""
    while _kept:
        _kept.popitem()[1].close()


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:
        pass


atexit.register(close_all)
