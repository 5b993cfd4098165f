"""What ``onrecord add`` and ``onrecord reread`` do with what they were asked: several processes read, this one writes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.archives import opened
from onrecord.cli.messages import complain
from onrecord.cli.progress import Count
from onrecord.cli.run import own_folders
from onrecord.cli.work import Failed, outcomes, why_empty

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.ingest import Failure
    from onrecord.model import Document, Record

__all__ = ["Added", "Adding", "Rereading", "expected", "run_add", "run_reread"]

Read = Callable[["Iterable[Document | Failure]", Sequence[str], int], "Iterator[Record | Failed]"]
_AT_ONCE = 64
_COUNTED = 64 * 1024 * 1024
"""Bytes; the lines of a longer file are estimated from so much of it."""


@dataclass(frozen=True, slots=True)
class Adding:
    """What was asked of ``add``. ``source`` is what is known of all inputs that do not say it themselves."""

    inputs: tuple[str, ...]
    archive: str | None
    source: dict[str, str | None]
    knowledge: tuple[Path, ...]
    jobs: int
    quiet: bool


@dataclass(frozen=True, slots=True)
class Rereading:
    """What was asked of ``reread``: the reports named, ``every`` one, or those that other versions read."""

    ids: tuple[str, ...]
    every: bool
    archive: str | None
    knowledge: tuple[Path, ...]
    jobs: int
    quiet: bool


@dataclass(slots=True)
class Added:
    """How many reports were added, updated or unchanged, and how many inputs failed or have no reader."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    reread: int = 0

    def count(self, outcome: str) -> None:
        """One more of an outcome."""
        setattr(self, outcome, getattr(self, outcome) + 1)

    def summary(self) -> str:
        """What became of all, in a line."""
        updated = f"{self.updated} updated, " if self.updated else ""
        return f"{self.added} added, {updated}{self.unchanged} unchanged, {self.failed} failed"


def run_add(asked: Adding, read: Read = outcomes) -> Added:
    """Read all that is not in the archive yet and keep it, report by report; failures are told as they are met.

    ``read`` makes records of documents: given items, the folders of own tables, and the number of processes.
    """
    from onrecord.ingest import Hints, load_all
    from onrecord.tables import load

    tally, folders = Added(), own_folders(asked.knowledge)
    with opened(asked.archive, asked.knowledge) as archive, Count(not asked.quiet, expected(asked.inputs)) as count:
        items = load_all(asked.inputs, Hints(**asked.source), load(*folders))
        for outcome in read(_new(items, archive, tally, count), folders, asked.jobs):
            count.more()
            record = _record(outcome, tally)
            if record is not None:
                tally.count(archive.add(record).outcome)
    return tally


def _record(outcome: Record | Failed, tally: Added) -> Record | None:
    """The record of an outcome. What failed, and what holds no findings, is told."""
    if isinstance(outcome, Failed):
        tally.failed += 1
        complain(outcome.why, outcome.name)
        return None
    why = why_empty(outcome)
    if why is not None:
        tally.failed += 1
        complain(why, outcome.document.id)
    return outcome


def _new(items: Iterable[Document | Failure], archive: Archive, tally: Added, count: Count) -> Iterator[Document | Failure]:
    """What is not in the archive yet. What is there is counted, and its address noted where that is new."""
    from onrecord.ingest import Failure

    rest = iter(items)
    while part := list(islice(rest, _AT_ONCE)):
        there = iter(archive.known([x for x in part if not isinstance(x, Failure)]))
        for item in part:
            known = None if isinstance(item, Failure) else next(there)
            if known is None or isinstance(item, Failure):
                yield item
                continue
            if known == "text":
                archive.note(item)
            tally.unchanged += 1
            count.more()


def expected(inputs: Sequence[str]) -> int | None:
    """About how many reports inputs hold; null where that cannot be told beforehand."""
    counts = [_held(name) for name in inputs]
    return None if None in counts else sum(c or 0 for c in counts)


def _held(name: str) -> int | None:
    from onrecord.errors import InputError
    from onrecord.ingest.files import files_in

    path = Path(name)
    try:
        if not path.is_dir():
            return _lines(path)
        counts = [_lines(each) for each in files_in(path)[0]]
    except (InputError, OSError, ValueError, EOFError, zlib.error):
        return None
    return None if None in counts else sum(c or 0 for c in counts)


def _lines(path: Path) -> int | None:
    """How many reports a file holds: the lines of JSONL, else one; null for those in which there may be any number."""
    kinds = [s.lower() for s in path.suffixes[-2:]]
    if ".jsonl" not in kinds:
        return None if {".zip", ".warc", ".wacz", ".json"} & set(kinds) or not path.is_file() else 1
    packed = kinds[-1] == ".gz"
    with gzip.open(path) if packed else path.open("rb") as stream:
        head = stream.read(_COUNTED)
        if len(head) < _COUNTED:
            return head.count(b"\n") + (not head.endswith(b"\n"))
    return None if packed else round(head.count(b"\n") * path.stat().st_size / len(head))


def run_reread(asked: Rereading) -> Added:
    """Read reports of the archive again, from the texts that it keeps."""
    from onrecord.archive import reader_here

    tally, folders = Added(), own_folders(asked.knowledge)
    with opened(asked.archive, asked.knowledge) as archive:
        ids = asked.ids or (archive.ids() if asked.every else archive.outdated(reader_here()))
        with Count(not asked.quiet, len(ids)) as count:
            sources = (archive.source(id_) for id_ in ids)
            for outcome in outcomes(sources, folders, asked.jobs):
                count.more()
                record = _record(outcome, tally)
                if record is not None:
                    archive.replace(record)
                    tally.reread += 1
    return tally
