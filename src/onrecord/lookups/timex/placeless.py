"""Times that have no place in the calendar: durations, what recurs, and what cannot be placed."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lookups.timex.calendar import Anchor
from onrecord.lookups.timex.moments import Value

__all__ = ["Length", "Repeated", "Unresolved"]

_OPEN: Value = (None, "open")


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; ``count`` is null where it is vague, ``half`` adds half a unit. It has no place in the calendar."""

    unit: str
    count: int | None
    half: bool = False

    def value(self, _anchor: Anchor | None, _lean: int = 0, /) -> Value:
        return _OPEN


@dataclass(frozen=True, slots=True)
class Repeated:
    """Something that recurs: every ``count`` units, on a day of the week, or in a month. It has no place in the calendar."""

    unit: str | None = None
    count: int = 1
    weekday: int | None = None
    month: int | None = None

    def value(self, _anchor: Anchor | None, _lean: int = 0, /) -> Value:
        return _OPEN


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A time that is told but cannot be placed: "a few years ago", "the 1990s", "the same year"."""

    what: str = ""

    def value(self, _anchor: Anchor | None, _lean: int = 0, /) -> Value:
        return _OPEN
