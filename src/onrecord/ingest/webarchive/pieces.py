"""The bytes of a web archive unpacked, piece by piece, with the places where a compressed member begins or is damaged."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeAlias

from onrecord.errors import ModelMissing
from onrecord.ingest.limits import EXPANSION, EXPANSION_FREE

__all__ = ["Broken", "Member", "Piece", "is_archive", "next_member", "pieces"]

CHUNK = 65_536
_OPENS = b"WARC/"
_GZIP = b"\x1f\x8b\x08"
_ZSTANDARD = b"\x28\xb5\x2f\xfd"
_FRAMED = {_ZSTANDARD: "ZstdReader", b"\x04\x22\x4d\x18": "Lz4Reader"}
# A dictionary that stands before a web archive packed with Zstandard is a frame that readers skip.
_SKIPPED = {bytes([0x50 + n]) + b"\x2a\x4d\x18" for n in range(16)}


@dataclass(frozen=True, slots=True)
class Member:
    """A compressed member begins, at this byte of the file."""

    at: int


@dataclass(frozen=True, slots=True)
class Broken:
    """What was unpacked last is damaged: why. What comes next is of the next member that can be unpacked.

    ``between``: not what was unpacked, but what stands after it. ``somewhere``: it may be either.
    """

    at: int
    why: str
    between: bool = False
    somewhere: bool = False


Piece: TypeAlias = bytes | Member | Broken


def pieces(raw: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """The file unpacked; of a gzip file only the members that begin from ``start`` on and before ``end``.

    ``raw`` can be sought. Raises ``ModelMissing`` for Zstandard and LZ4 where fastwarc is not installed.
    """
    raw.seek(0)
    head = raw.read(4)
    if head.startswith(_GZIP[:2]):
        yield from _gzip(raw, start, end)
    elif head in _FRAMED or head in _SKIPPED:
        yield from _framed(raw, head if head in _FRAMED else _ZSTANDARD)
    else:
        raw.seek(0)
        yield Member(0)
        while piece := raw.read(CHUNK):
            yield piece


def is_archive(head: bytes, ending: str) -> bool:
    """Whether a file that begins with ``head`` is a web archive, plain or packed; its name's ``ending`` tells of a packed one of
    which the first record is damaged.
    """
    if head.startswith(_OPENS):
        return True
    if not head.startswith(_GZIP[:2]) and head[:4] not in _FRAMED and head[:4] not in _SKIPPED:
        return False
    return ending == ".warc" or _begins(head) == _OPENS


def _begins(head: bytes) -> bytes:
    """The first bytes of what is packed, empty where they cannot be had."""
    found = b""
    for piece in pieces(io.BytesIO(head)):
        if isinstance(piece, Broken) or len(found) >= len(_OPENS):
            break
        found += piece if isinstance(piece, bytes) else b""
    return found[: len(_OPENS)]


def next_member(raw: BinaryIO, start: int, mark: bytes = _GZIP) -> int | None:
    """Where, from ``start`` on, a gzip member begins that holds the beginning of a record; null where none does.

    With the ``mark`` of Zstandard or LZ4, the same of their frames.
    """
    at, overlap = start, b""
    while True:
        raw.seek(at)
        data = overlap + raw.read(CHUNK)
        base = at - len(overlap)
        found = data.find(mark)
        while found >= 0:
            if _opens_record(raw, base + found, mark):
                return base + found
            found = data.find(mark, found + 1)
        if len(data) < CHUNK:
            return None
        at, overlap = base + len(data), data[1 - len(mark) :]


def _opens_record(raw: BinaryIO, at: int, mark: bytes) -> bool:
    if mark != _GZIP:
        return next(_frame(raw, _FRAMED[mark], at, None, len(_OPENS)), None) == _OPENS
    raw.seek(at)
    try:
        return zlib.decompressobj(31).decompress(raw.read(4_096), 5) == _OPENS
    except zlib.error:
        return False


def _gzip(raw: BinaryIO, start: int, end: int | None) -> Iterator[Piece]:
    at: int | None = next_member(raw, start) if start else 0
    while at is not None and (end is None or at < end):
        yield Member(at)
        unpacked = _Member(raw, at)
        yield from unpacked.pieces()
        if unpacked.why:
            yield Broken(at, unpacked.why)
            at = next_member(raw, at + 1)
        else:
            at = _after(raw, unpacked.end)
            if at is not None and not _is_gzip(raw, at):
                if end is None or at < end:
                    yield Broken(at, "there are bytes between its records that are no compressed record", True)
                at = next_member(raw, at)


class _Member:
    """One gzip member: its pieces, then where it ended or why it could not be unpacked."""

    def __init__(self, raw: BinaryIO, at: int) -> None:
        self._raw, self._at = raw, at
        self.end = at
        self.why: str | None = None

    def pieces(self) -> Iterator[bytes]:
        unpack = zlib.decompressobj(31)
        read, rest, size = self._at, b"", 0
        while not unpack.eof:
            if not rest:
                self._raw.seek(read)
                rest = self._raw.read(CHUNK)
                read += len(rest)
            if not rest:
                self.why = "the file ends within it"
                return
            try:
                piece = unpack.decompress(rest, 4 * CHUNK)
            except zlib.error:
                self.why = _PACKED_WRONG
                return
            rest = unpack.unconsumed_tail
            size += len(piece)
            if _swells(size, read - self._at):
                self.why = _SWELLS
                return
            if piece:
                yield piece
        self.end = read - len(unpack.unused_data)


def _swells(size: int, packed: int) -> bool:
    return size > max(EXPANSION_FREE, EXPANSION * packed)


_PACKED_WRONG = "what was packed does not unpack, or not to what its checksum says"
_SWELLS = f"unpacked it grows over {EXPANSION} times, as no page does"


def _after(raw: BinaryIO, at: int) -> int | None:
    """Where the next member should begin: after zeros, which some writers fill up with."""
    while True:
        raw.seek(at)
        data = raw.read(CHUNK)
        if not data:
            return None
        filled = len(data) - len(data.lstrip(b"\x00"))
        at += filled
        if filled < len(data):
            return at


def _is_gzip(raw: BinaryIO, at: int) -> bool:
    raw.seek(at)
    return raw.read(2) == _GZIP[:2]


def _framed(raw: BinaryIO, mark: bytes) -> Iterator[Piece]:
    """Zstandard and LZ4: frames of which the library does not say where they end, cut where one begins with a record."""
    at: int | None = 0
    while at is not None:
        after = next_member(raw, at + 1, mark)
        yield Member(at)
        yield from _frame(raw, _FRAMED[mark], at, after, CHUNK)
        at = after


def _frame(raw: BinaryIO, reader: str, at: int, end: int | None, most: int) -> Iterator[Piece]:
    """What is packed from ``at`` to before ``end``, in pieces of up to ``most`` bytes, and whether it is damaged."""
    try:
        from fastwarc import stream_io
    except ImportError as error:
        raise ModelMissing("web archives packed with Zstandard or LZ4 need fastwarc: pip install 'onrecord[crawl]'") from error
    size = 0
    # Where it meets damage, the library loses what it unpacked for the same call: from there on it is asked for less and less.
    for step in (most, 512, 1):
        told = _Told(raw, at, end)
        unpack: Any = getattr(stream_io, reader)(told)
        try:
            for piece in _after_bytes(unpack, size, step):
                size += len(piece)
                if _swells(size, told.count):
                    yield Broken(at, _SWELLS)
                    return
                yield piece
            return
        except (OSError, ValueError, EOFError, RuntimeError):
            continue
    yield Broken(at, _PACKED_WRONG, somewhere=True)


def _after_bytes(unpack: Any, size: int, step: int) -> Iterator[bytes]:
    """What comes after the first ``size`` bytes, ``step`` by ``step``."""
    while size > 0 and (piece := unpack.read(min(size, CHUNK))):
        size -= len(piece)
    while piece := unpack.read(step):
        yield bytes(piece)


class _Told(io.RawIOBase):
    """A part of a file for a library that may close what it was given."""

    def __init__(self, raw: BinaryIO, start: int, end: int | None) -> None:
        self._raw, self._start, self._end = raw, start, end
        self.count = 0
        """Bytes that were read."""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self.count

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        at = self._start + self.count
        self._raw.seek(at)
        data = self._raw.read(len(buffer) if self._end is None else min(len(buffer), self._end - at))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)
