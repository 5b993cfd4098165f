"""A time expression as the inference of years takes it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with what it states by itself, and on which side of the report it lies (-1, 0, 1)."""

    start: int
    end: int
    value: str | None
    lean: int
    shift: int | None = None
    """How many years from the report's own, where it says so: 0 for "this year"."""
    open: str | None = None
    """A day or month without its year (``--07-13``)."""
    until: bool = False
    """Whether a word before it says that it is to come ("until 2025"), whatever the tense."""
