"""The records of a web archive, one by one, each whole or with its damage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.ingest.limits import INPUT_BYTES, megabytes
from onrecord.ingest.webarchive.buffer import Buffer
from onrecord.ingest.webarchive.digests import agrees
from onrecord.ingest.webarchive.pages import answer_of, unchunked
from onrecord.ingest.webarchive.pieces import Broken, pieces

__all__ = ["RECORD_BYTES", "Entry", "entries"]

RECORD_BYTES = INPUT_BYTES + 1_000_000
"""Bytes of a record that are kept: those of one report, and its headers."""

_HEAD = 65_536
_OPENS = re.compile(rb"WARC/\d{1,2}\.\d{1,2}[ \t]{0,9}\r?\n")
_NEEDED = ("warc-type", "content-length")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, or a stretch of a file that is none.

    ``at`` is the byte of the file at which its compressed member begins, of an unpacked file the record itself; ``number``
    counts entries from there. ``block`` is empty where ``damage`` or ``left_out`` says why.
    """

    at: int
    number: int
    kind: str = ""
    url: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    block: bytes = b""
    damage: str | None = None
    left_out: str | None = None


def entries(raw: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Entry]:
    """The records of a file that can be sought: plain, gzip, or, with fastwarc installed, Zstandard or LZ4.

    ``start`` and ``end`` bound where the gzip member of a record begins, so that parts of a file can be read side by side.
    Nothing that stands in the file raises. Raises ``ModelMissing`` where a library is missing.
    """
    return _Walk(Buffer(pieces(raw, start, end))).entries()


class _Walk:
    def __init__(self, buffer: Buffer) -> None:
        self._buffer = buffer
        self._member, self._number = -1, 0
        self._told = False
        """Whether the damage at which the buffer stops was told as a record's."""

    def entries(self) -> Iterator[Entry]:
        buffer = self._buffer
        while True:
            self._skip_blank()
            if buffer.data:
                yield self._record()
            elif buffer.stop == "end":
                return
            else:
                if isinstance(buffer.stop, Broken) and not self._told:
                    yield self._place(damage=buffer.stop.why)
                self._told = False
                buffer.go_on()

    def _skip_blank(self) -> None:
        buffer = self._buffer
        while buffer.fill(1) and buffer.data[0] in b"\r\n":
            buffer.take(1)

    def _place(self, **more: object) -> Entry:
        """An entry at the place that the buffer is at."""
        buffer = self._buffer
        if buffer.member != self._member:
            self._member, self._number = buffer.member, 0
        self._number += 1
        return Entry(buffer.member, self._number - 1, **more)  # type: ignore[arg-type]

    def _record(self) -> Entry:
        buffer = self._buffer
        buffer.fill_record(20)
        if not _OPENS.match(buffer.data):
            entry = self._place(damage="there are bytes that belong to no record")
            buffer.seek_record()
            return self._blamed(entry)
        head = self._head()
        if head is None:
            return self._lost("its headers are cut short or too long")
        fields = _fields(head)
        missing = next((name for name in _NEEDED if not fields.get(name)), None)
        length = fields.get("content-length", "")
        if missing or not re.fullmatch(r"[0-9]{1,15}", length):
            return self._lost(f"it has no {missing}" if missing else "the length that it declares is no number", fields)
        return self._block(fields, int(length))

    def _head(self) -> bytes | None:
        """The headers, taken with the blank line; null, and nothing taken, where they do not end."""
        buffer, size = self._buffer, 1_024
        while True:
            whole = buffer.fill_record(size)
            ends = [e for e in ((buffer.data.find(m, 0, _HEAD), len(m)) for m in (b"\r\n\r\n", b"\n\n")) if e[0] >= 0]
            if ends:
                at, mark = min(ends)
                return buffer.take(at + mark)
            if not whole or size >= _HEAD:
                return None
            size *= 2

    def _lost(self, why: str, fields: dict[str, str] | None = None) -> Entry:
        """A record that cannot be read on; the next is looked for after its first line."""
        entry = self._place(damage=why, **_known(fields or {}))
        self._buffer.seek_record()
        return self._blamed(entry)

    def _blamed(self, entry: Entry) -> Entry:
        self._told = isinstance(self._buffer.stop, Broken) and not self._buffer.data
        return entry

    def _block(self, fields: dict[str, str], length: int) -> Entry:
        buffer = self._buffer
        if length > RECORD_BYTES:
            return self._passed_over(fields, length)
        if not buffer.fill_record(length):
            return self._lost(_broken(buffer) or "it is shorter than the archive says", fields)
        block = buffer.take(length)
        buffer.fill_record(5)
        rest = bytes(buffer.data[:64]).lstrip(b"\r\n")
        if rest and not rest.startswith(b"WARC/"[: len(rest)]):
            buffer.put_back(block)
            return self._lost("its length is not the one that it declares", fields)
        broken = isinstance(buffer.stop, Broken) and not buffer.stop.between and not bytes(buffer.data).strip(b"\r\n")
        if broken and isinstance(buffer.stop, Broken) and buffer.stop.somewhere and _vouched(fields, block):
            broken = False
        damage = (_broken(buffer) if broken else None) or _not_whole(fields, block)
        entry = self._place(block=b"" if damage else block, damage=damage, **_known(fields))
        self._told = broken
        return entry

    def _passed_over(self, fields: dict[str, str], length: int) -> Entry:
        """A record that is too large to keep: its length is checked, its digest is not.

        Where it turns out to be cut short, the next record is looked for in as much of it as may be kept.
        """
        buffer, left, kept = self._buffer, length, bytearray()
        while left > 0 and buffer.fill_record(1):
            piece = buffer.take(min(left, len(buffer.data)))
            left -= len(piece)
            kept += piece[: max(0, RECORD_BYTES - len(kept))]
        if left:
            buffer.put_back(bytes(kept))
            return self._lost(_broken(buffer) or "it is shorter than the archive says", fields)
        return self._place(left_out=f"it is over {megabytes(INPUT_BYTES)}", **_known(fields))


def _broken(buffer: Buffer) -> str | None:
    return buffer.stop.why if isinstance(buffer.stop, Broken) else None


def _known(fields: dict[str, str]) -> dict[str, object]:
    url = fields.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")
    return {"kind": fields.get("warc-type", "").strip().lower(), "url": url, "fields": fields}


def _fields(head: bytes) -> dict[str, str]:
    """The headers by name in lower case, the first of each; a line that begins with a blank carries on the one before."""
    fields: dict[str, str] = {}
    name = ""
    for line in head.split(b"\n")[1:]:
        text = line.decode("utf-8", "replace").rstrip("\r")
        if text[:1] in (" ", "\t") and name:
            fields[name] = f"{fields[name]} {text.strip()}"
            continue
        name, found, value = text.partition(":")
        name = name.strip().lower() if found else ""
        if name:
            fields.setdefault(name, value.strip())
    return fields


def _not_whole(fields: dict[str, str], block: bytes) -> str | None:
    """Why a record that was read is not what was archived."""
    if "warc-truncated" in fields:
        return "it was cut short when it was archived"
    stated = fields.get("warc-block-digest")
    if stated and agrees(stated, block) is False:
        return "its digest is not the one that was archived with it"
    stated = fields.get("warc-payload-digest")
    # A revisit states the digest of what it does not hold, a segment that of the whole.
    elsewhere = "warc-segment-number" in fields or fields["warc-type"].strip().lower() == "revisit"
    if stated and not elsewhere and agrees(stated, *_payloads(fields, block)) is False:
        return "its digest is not the one that was archived with it"
    return None


def _vouched(fields: dict[str, str], block: bytes) -> bool:
    """Whether a digest says that the record is whole."""
    whole, payload = fields.get("warc-block-digest", ""), fields.get("warc-payload-digest", "")
    return agrees(whole, block) is True or agrees(payload, *_payloads(fields, block)) is True


def _payloads(fields: dict[str, str], block: bytes) -> tuple[bytes, ...]:
    """What a digest of the payload can be of: archivers take a body as it was sent, or put together, or unpacked."""
    kind = fields.get("warc-type", "").strip().lower()
    if kind == "request":
        return (block.partition(b"\r\n\r\n")[2], block)
    answer = answer_of(block) if kind == "response" else None
    if answer is None:
        return (block,)
    forms = [answer.raw]
    joined = unchunked(answer.raw) if answer.chunked else None
    if joined is not None:
        forms.append(joined)
    if answer.packing:
        with suppress(ValueError):
            forms.append(answer.body())
    return tuple(forms)
