"""HTML: a page that needs nothing else, with the report's text and the record beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.export.base import Format, Options
from onrecord.export.page import page
from onrecord.model import Record

__all__ = ["FORMAT", "stream"]


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """One page of all records, nothing where there is none."""
    if found := list(records):
        yield page(found, options.explain)


FORMAT = Format("html", "a page of the report's text with marked findings beside the record", stream)
