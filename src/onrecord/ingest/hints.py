"""What goes in beside a source, and what comes out where a source cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import InputError

__all__ = ["Failure", "Hints"]


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller knows of a source. Each holds where the source does not say it itself.

    ``published``: ISO date. ``side``: ISO 3166-1 alpha-2 code of the country that published the report. ``language``: ISO
    639-1 code. ``url``: where the report was published. ``id``: the document's id.
    """

    published: str | None = None
    publisher: str | None = None
    side: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document: what it is called (a path, a line of a file) and why."""

    name: str
    error: InputError
