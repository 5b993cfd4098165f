"""The parser of pages and documents in this process, so that what it does can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import msgspec

from onrecord.ingest import sandbox, worker
from onrecord.ingest.formats import Reader
from onrecord.ingest.wire import Job, Reply
from onrecord.tables import Knowledge

__all__ = ["Here", "parsing_here"]


class Here:
    """Answers as the parsing process would, its answers carried over as JSON."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._reader = Reader(knowledge)

    def parse(
        self, data: str | bytes, url: str | None, form: str = "html", inside: bool = False, selectors: tuple[str, ...] = ()
    ) -> Reply:
        """What the process parses, without its limits."""
        given = data.encode("utf-8") if isinstance(data, str) else data
        found = worker._parsed(self._reader, Job(url, 60.0, form, inside, selectors), given)
        reply: Reply = msgspec.json.decode(msgspec.json.encode(found), type=cast(Any, Reply))
        return reply

    def close(self) -> None:
        """There is nothing to end."""


@contextmanager
def parsing_here(knowledge: Knowledge) -> Iterator[None]:
    """Everything is parsed in this process while the block runs."""
    sandbox.close_all()
    sandbox._kept[knowledge.folders] = cast(Any, Here(knowledge))
    try:
        yield
    finally:
        sandbox._kept.pop(knowledge.folders, None)
