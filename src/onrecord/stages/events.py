"""Political events."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading import Reading
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 1


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill the slots of this stage for every reading of the batch."""
    for reading in readings:
        reading.events = ()
