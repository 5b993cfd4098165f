"""Which item a worker is at, kept where it outlives the worker, and an alarm that ends a worker which stays at one too long."""

from __future__ import annotations

import os
import signal
import struct
from pathlib import Path
from types import TracebackType

from onrecord.errors import OnRecordError

__all__ = ["ITEM_SECONDS", "Watch", "last_item"]

ITEM_SECONDS = 120
"""Seconds that one item may take to be parsed, starting the parser included, and again to be read."""

_NUMBER = struct.Struct("<q")


class Watch:
    """The watch over one shard's items. ``deadly`` are the numbers of items that are to be left out.

    The alarm is the system's own, which ends the process even where Python is busy in a library.
    """

    def __init__(self, path: Path, deadly: frozenset[int] = frozenset()) -> None:
        self._deadly = deadly
        self._path = path
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY, 0o644)

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        _alarm(0)
        os.close(self._file)

    def begin(self, number: int, count: int = 1) -> bool:
        """The worker is at this item, or at ``count`` items from it on. True where it is to be left out.

        Raises ``OnRecordError`` where that cannot be noted.
        """
        try:
            os.pwrite(self._file, _NUMBER.pack(number), 0)
        except OSError as error:
            # Not an OSError, which those who read the input would take for the input's.
            raise OnRecordError(f"{self._path}: it cannot be written ({error.strerror}): make room, then run again") from error
        _alarm(ITEM_SECONDS * count)
        return number in self._deadly


def last_item(path: Path) -> int | None:
    """At which item the worker was, null where it was at none."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return int(_NUMBER.unpack(data)[0]) if len(data) == _NUMBER.size else None


def _alarm(seconds: int) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
