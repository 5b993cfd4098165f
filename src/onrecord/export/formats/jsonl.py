"""JSON Lines: one record on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.base import Format, Options
from onrecord.model import Record

__all__ = ["FORMAT", "stream"]


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """Each record as one line of JSON."""
    return (f"{record.to_json()}\n" for record in records)


FORMAT = Format("jsonl", "one record on each line", stream)
