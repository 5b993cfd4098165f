"""Progress of long work on standard error: a count, the rate and the time, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Count", "followed"]

T = TypeVar("T")
_PATIENCE = 2.0
"""Seconds before work counts as long."""


class Count:
    """A count of reports, shown once the work takes long, if it is ``wanted`` and standard error is a terminal.

    With ``total``, which may be an estimate, the time left is shown as well.
    """

    def __init__(self, wanted: bool, total: int | None = None) -> None:
        self._wanted = wanted and sys.stderr.isatty()
        self._total, self._done = total, 0
        self._began = time.monotonic()
        self._shown: Progress | None = None

    def __enter__(self) -> Count:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown is not None:
            self._shown.stop()

    def more(self) -> None:
        """One more is done."""
        self._done += 1
        took = time.monotonic() - self._began
        if self._wanted and self._shown is None and took > _PATIENCE:
            self._shown = _started(self._total)
        if self._shown is not None:
            rate = f"{self._done / took:.1f} a second"
            self._shown.update(self._shown.task_ids[0], completed=self._done, rate=rate)


def followed(items: Iterable[T], wanted: bool) -> Iterator[T]:
    """``items`` as they come, with their count shown once they take long, if ``wanted`` and standard error is a terminal."""
    with Count(wanted) as count:
        for item in items:
            count.more()
            yield item


def _started(total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    known = (MofNCompleteColumn(), TextColumn("reports"))
    count = known if total is not None else (TextColumn("{task.completed:.0f} reports read"),)
    left = (TextColumn("left"), TimeRemainingColumn()) if total is not None else ()
    columns = (SpinnerColumn(), *count, TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), *left)
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    shown.add_task("read", total=total, rate="")
    shown.start()
    return shown
