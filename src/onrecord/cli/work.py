"""Documents in, records out, in order, in this process or in several."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.cli.messages import DEBUG
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.ingest import Failure
    from onrecord.model import Document, Record

__all__ = ["Failed", "outcomes", "read_chunk", "why_empty"]

CHUNK = 32
"""How many reports are read together. The same for any number of processes, so that all give the same bytes."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that gave no record: what it is called, and why with what to do."""

    name: str
    why: str


def why_empty(record: Record) -> str | None:
    """Why a record holds no findings, with what to do; null where it holds some."""
    if record.unread is not None:
        return f"not read ({record.unread}): no reader for it; if that is wrong, say --language en"
    if record.meetings or record.statements or record.figures or record.events or record.pledges:
        return None
    return "nothing that a report of talks tells was found in it: see that it is one, and that its text is whole"


def outcomes(items: Iterable[Document | Failure], folders: Sequence[str], jobs: int) -> Iterator[Record | Failed]:
    """A record or a failure for each item, in order. ``folders`` are those of the user's own tables."""
    for chunk in _pooled(_chunks(items), folders, jobs) if jobs > 1 else _alone(_chunks(items), folders):
        yield from chunk


def _chunks(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failed]]:
    from onrecord.ingest import Failure

    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield [Failed(x.name, str(x.error)) if isinstance(x, Failure) else x for x in chunk]


def _alone(chunks: Iterable[list[Document | Failed]], folders: Sequence[str]) -> Iterator[list[Record | Failed]]:
    return (read_chunk(chunk, folders) for chunk in chunks)


def _pooled(chunks: Iterable[list[Document | Failed]], folders: Sequence[str], jobs: int) -> Iterator[list[Record | Failed]]:
    """The same in ``jobs`` processes. No more than two chunks a process are under way, so that little lies in memory."""
    import multiprocessing

    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_end_with_parent)
    under_way: deque[Future[list[Record | Failed]]] = deque()
    try:
        for chunk in chunks:
            under_way.append(_deaf_to_interrupts(lambda c=chunk: pool.submit(read_chunk, c, folders)))  # type: ignore[misc]
            if len(under_way) >= 2 * jobs:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
        pool.shutdown()
    except BrokenProcessPool as error:
        raise OnRecordError("a reading process died, perhaps for want of memory: read again with fewer --jobs") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that ended: nobody else would."""
    import multiprocessing
    import threading

    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _deaf_to_interrupts(submit: Callable[[], Future[list[Record | Failed]]]) -> Future[list[Record | Failed]]:
    """Ctrl-C goes to this process, which ends the others: those started here inherit that they ignore it."""
    old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return submit()
    finally:
        signal.signal(signal.SIGINT, old)


def read_chunk(chunk: Sequence[Document | Failed], folders: Sequence[str]) -> list[Record | Failed]:
    """A record or a failure for each document of ``chunk``; what has failed already stays in its place.

    Where reading them together meets a fault of OnRecord's own, each is read by itself, so that only the one that brought it
    about is lost.
    """
    documents = [x for x in chunk if not isinstance(x, Failed)]
    read = iter(_read(documents, folders))
    return [x if isinstance(x, Failed) else next(read) for x in chunk]


def _read(documents: Sequence[Document], folders: Sequence[str]) -> list[Record | Failed]:
    from onrecord.read import read_documents
    from onrecord.tables import load

    try:
        return [*read_documents(documents, load(*folders))]
    except OnRecordError:
        raise
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        if len(documents) > 1:
            return [outcome for document in documents for outcome in _read([document], folders)]
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return [Failed(documents[0].id, f"OnRecord failed on it ({what}): please report this, with the text")]
