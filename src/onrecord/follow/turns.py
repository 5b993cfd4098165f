"""Several pieces of work taken in turns, so that while one waits for its host another is served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.follow.asking import Steps, Turn
from onrecord.follow.clock import Clock
from onrecord.follow.events import Event

__all__ = ["in_turns"]


def in_turns(works: Sequence[Steps[None]], clock: Clock) -> Iterator[Event]:
    """All events of all works. One request is made at a time, the one that may be made soonest; the earlier work first."""
    waiting: dict[int, float] = {}
    for number, work in enumerate(works):
        yield from _on(number, work, waiting)
    while waiting:
        number = min(waiting, key=lambda n: (max(waiting[n], clock.passed()), n))
        if (left := waiting[number] - clock.passed()) > 0:
            clock.wait(left)
        yield from _on(number, works[number], waiting)


def _on(number: int, work: Steps[None], waiting: dict[int, float]) -> Iterator[Event]:
    """Let a work go on until it is to ask again; its turn is noted, or taken out where it has ended."""
    waiting.pop(number, None)
    for step in work:
        if isinstance(step, Turn):
            waiting[number] = step.at
            return
        yield step
