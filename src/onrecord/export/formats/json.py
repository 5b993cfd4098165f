"""JSON: one object for one report, an array for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.arrays import objects
from onrecord.export.base import Format, Options
from onrecord.model import Record

__all__ = ["FORMAT", "stream"]

_INDENT = 2


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The records as one JSON text that ends in a line break; nothing where one input was named and gave none."""
    return objects(records, options.several, lambda record: record.to_json(_INDENT))


FORMAT = Format("json", "one object for one report, an array for several", stream)
