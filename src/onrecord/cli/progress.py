"""Progress of long work on standard error: a count and the time, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["followed"]

T = TypeVar("T")
_PATIENCE = 2.0
"""Seconds before work counts as long."""


def followed(items: Iterable[T], wanted: bool) -> Iterator[T]:
    """``items`` as they come, with their count shown once they take long, if ``wanted`` and standard error is a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield from items
        return
    began, shown = time.monotonic(), None
    try:
        for count, item in enumerate(items, 1):
            if shown is None and time.monotonic() - began > _PATIENCE:
                shown = _started()
            if shown is not None:
                shown.update(shown.task_ids[0], completed=count)
            yield item
    finally:
        if shown is not None:
            shown.stop()


def _started() -> Progress:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:.0f} reports read"), TimeElapsedColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    shown.add_task("read", total=None)
    shown.start()
    return shown
