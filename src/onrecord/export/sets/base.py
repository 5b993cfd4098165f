"""What a set is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from onrecord.export.columns import Kind
    from onrecord.model import Record

__all__ = ["Set", "batches", "cell"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Set:
    """A set: ``write`` puts records into a new, empty folder and gives their number."""

    summary: str
    write: Callable[[Iterable[Record], Path], int]


def cell(value: Any, kind: Kind) -> Any:
    """A value as a typed column takes it: a whole number in a column of numbers as a float, for it may be of any size."""
    return float(value) if kind == "number" and value is not None else value


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Items in lists of at most ``size``."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
