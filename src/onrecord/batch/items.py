"""What stands in a shard, one item after the other, each with a number that is the same however often it is gone through."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.batch.gate import Look, look
from onrecord.batch.plan import Shard, is_lines
from onrecord.batch.watch import Watch
from onrecord.errors import EmptyInput, InputError, NotFound, ParserStopped
from onrecord.ingest import Failure, Hints, from_page, load
from onrecord.ingest.build import Context
from onrecord.ingest.files import address_stem, unpacked
from onrecord.ingest.names import Names
from onrecord.ingest.rows import from_line, lines
from onrecord.ingest.webarchive import Entry, entries, page_of
from onrecord.ingest.wire import Member, Refused
from onrecord.model import Document
from onrecord.tables import Knowledge

__all__ = ["Item", "items"]

_NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Item:
    """A document, a failure, or, of a record that gives neither, why it was passed over.

    ``captured`` is when a record was archived; ``at`` where its compressed member begins, or the line that it is.
    """

    number: int
    file: str
    found: Document | Failure | str
    damaged: bool = False
    at: int | None = None
    captured: str | None = None
    score: float | None = None


def items(shard: Shard, knowledge: Knowledge, everything: bool, watch: Watch) -> Iterator[Item]:
    """The items of a shard. ``everything``: pages of web archives that the filter would leave out, too."""
    if shard.kind == "archive":
        yield from _of_archive(shard, knowledge, everything, watch)
    elif shard.kind == "lines":
        yield from _of_lines(shard.files[0], knowledge, watch, shard.start, shard.end)
    else:
        yield from _of_files(shard, knowledge, watch)


def _of_files(shard: Shard, knowledge: Knowledge, watch: Watch) -> Iterator[Item]:
    number = 0
    for name in shard.files:
        if is_lines(Path(name)):
            for item in _of_lines(name, knowledge, watch, first=number):
                yield item
                number = item.number + 1
            continue
        if watch.begin(number):
            yield Item(number, name, _deadly(name))
            number += 1
            continue
        for found in load(name, knowledge=knowledge):
            yield Item(number, name, found)
            number += 1
            watch.begin(number)
        number += 1


def _of_lines(
    name: str, knowledge: Knowledge, watch: Watch, start: int = 0, end: int | None = None, first: int = 0
) -> Iterator[Item]:
    """Reports of which each line is one. Their ids are as the lines say, so that they are the same however the file is cut."""
    at, number = start, first - 1
    try:
        with Path(name).open("rb") as raw:
            stream, at = _at_line(raw, start)
            for line in lines(stream, at, end):
                at, number = line.at, first + line.number - 1
                where = f"{name}, line {line.number}" if not start else f"{name}, line at byte {at}"
                deadly = watch.begin(number)
                found = _deadly(where) if deadly else from_line(line, where, Context(_NO_HINTS, knowledge, Names()))
                yield Item(number, name, found, at=at)
        if number < first and not start:
            yield Item(first, name, Failure(name, EmptyInput("there is no line in it: name a file that holds reports")))
    except InputError as error:
        yield Item(number + 1, name, Failure(f"{name}, after byte {at}", error), damaged=True)
    except OSError as error:
        yield Item(number + 1, name, Failure(name, NotFound(f"it cannot be read ({error.strerror or error}): check it")))


def _at_line(raw: BinaryIO, start: int) -> tuple[BinaryIO, int]:
    """What a file holds, unpacked, and the first byte at or after ``start`` at which a line begins: there it stands."""
    stream = unpacked(raw)
    left = at = max(0, start - 1)
    if stream.seekable():
        stream.seek(at)
        left = 0
    while left > 0 and (piece := stream.read(min(left, 1_000_000))):
        left -= len(piece)
    while start and (part := stream.readline(1_000_000)):
        at += len(part)
        if part.endswith(b"\n"):
            break
    return stream, at


def _of_archive(shard: Shard, knowledge: Knowledge, everything: bool, watch: Watch) -> Iterator[Item]:
    (name,) = shard.files
    try:
        with Path(name).open("rb") as raw:
            for number, entry in enumerate(entries(raw, shard.start, shard.end)):
                yield _item(number, name, entry, knowledge, everything, watch)
    except OSError as error:
        yield Item(0, name, Failure(name, NotFound(f"it cannot be read ({error.strerror or error}): check it")))


def _item(number: int, name: str, entry: Entry, knowledge: Knowledge, everything: bool, watch: Watch) -> Item:
    place = f"{name}, {entry.url or f'record {entry.number} at byte {entry.at}'}"
    deadly = watch.begin(number)
    page = None if deadly else page_of(entry)
    if deadly:
        found: Document | Failure | str = _deadly(place)
    elif page is None:
        found = "no page"
    elif isinstance(page, Refused):
        found = Failure(place, InputError(page.why))
    else:
        return _page(number, name, entry, page, knowledge, everything)
    return Item(number, name, found, entry.damage is not None, entry.at, entry.fields.get("warc-date"))


def _page(number: int, name: str, entry: Entry, page: Member, knowledge: Knowledge, everything: bool) -> Item:
    seen = Look("en", None, None) if everything else look(page.data, page.charset)
    if seen.why is not None:
        found: Document | Failure | str = f"language {seen.language}" if seen.why == "language" else seen.why
    else:
        try:
            found = _parsed(entry, page, knowledge)
        except EmptyInput:
            found = "empty"
        except InputError as error:
            # Of a page that lists others. A crawl is full of them: they are counted, not complained of.
            found = "list" if type(error) is InputError else Failure(f"{name}, {entry.url}", error)
    return Item(number, name, found, False, entry.at, entry.fields.get("warc-date"), seen.score)


def _parsed(entry: Entry, page: Member, knowledge: Knowledge) -> Document:
    """The document of a page, tried twice where its time runs out: on a busy machine that need not be the page's fault."""
    hints = Hints(id=_id(entry))
    try:
        return from_page(page.data, entry.url, page.charset, hints, knowledge)
    except ParserStopped:
        return from_page(page.data, entry.url, page.charset, hints, knowledge)


def _id(entry: Entry) -> str:
    """An id that does not depend on what else is read: the address, and which capture of it."""
    capture = "|".join((entry.url, entry.fields.get("warc-date", ""), entry.fields.get("warc-record-id", "")))
    return f"{(address_stem(entry.url) or 'page')[:80]}-{hashlib.sha256(capture.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _deadly(name: str) -> Failure:
    return Failure(name, InputError("reading it brought its worker down more than once: it is left out"))
