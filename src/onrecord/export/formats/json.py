"""JSON: one object for one report, an array for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.export.base import Format, Options
from onrecord.model import Record

__all__ = ["FORMAT", "stream"]

_INDENT = 2


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The records as one JSON text that ends in a line break; nothing where one input was named and gave none."""
    rest = iter(records)
    head = [r for _, r in zip(range(2), rest, strict=False)]
    several = len(head) > 1 if options.several is None else options.several or len(head) > 1
    if not several:
        yield from (f"{r.to_json(_INDENT)}\n" for r in head)
        return
    yield "["
    for number, record in enumerate(chain(head, rest)):
        yield f"{',' if number else ''}\n{record.to_json(_INDENT)}"
    yield "\n]\n"


FORMAT = Format("json", "one object for one report, an array for several", stream)
