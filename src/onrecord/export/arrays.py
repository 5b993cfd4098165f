"""JSON of records one after the other: an object for one, an array for several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from onrecord.model import Record

__all__ = ["objects"]


def objects(records: Iterable[Record], several: bool | None, shown: Callable[[Record], str]) -> Iterator[str]:
    """Records, each ``shown`` as JSON, as one JSON text that ends in a line break, piece by piece.

    ``several``: whether it is an array; null where that depends on how many records there are. Nothing where one was to come
    and none did.
    """
    rest = iter(records)
    head = [r for _, r in zip(range(2), rest, strict=False)]
    several = len(head) > 1 if several is None else several or len(head) > 1
    if not several:
        yield from (f"{shown(r)}\n" for r in head)
        return
    yield "["
    for number, record in enumerate(chain(head, rest)):
        yield f"{',' if number else ''}\n{shown(record)}"
    yield "\n]\n"
