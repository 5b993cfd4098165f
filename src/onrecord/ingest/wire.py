"""What goes between OnRecord and its parsing process: frames of JSON, each after its length. Nothing is unpickled."""

from __future__ import annotations

import struct
from typing import IO

import msgspec

__all__ = [
    "Job",
    "Link",
    "Links",
    "Member",
    "Members",
    "PageFacts",
    "Ready",
    "Refused",
    "Reply",
    "Sketch",
    "read_frame",
    "write_frame",
]

_LENGTH = struct.Struct(">Q")


class Job(msgspec.Struct, frozen=True):
    """Something to parse: its form, its address where the caller knows it, whether it was found in an archive, and, of a page
    that lists others, the selectors of its links.

    The thing itself follows as a frame: the bytes, or, of a web page, its text as UTF-8.
    """

    url: str | None
    seconds: float
    form: str = "html"
    inside: bool = False
    selectors: tuple[str, ...] = ()


class PageFacts(msgspec.Struct, frozen=True, tag="page"):
    """What was found on a page. ``extractor`` says with what the text was taken from it."""

    text: str
    extractor: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    published: str | None = None
    published_guessed: str | None = None
    place: str | None = None
    photos: int | None = None
    videos: int | None = None
    notes: tuple[str, ...] = ()
    replaced: int = 0


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Why something gave no text.

    ``kind`` is ``list`` (of reports), ``empty``, ``malformed``, ``damaged``, ``memory``, ``large``, ``locked`` or ``other``.
    """

    kind: str
    why: str


class Member(msgspec.Struct, frozen=True):
    """A file of an archive: its name there, its bytes; of a web archive the address, and the encoding that its server named."""

    name: str
    data: bytes
    url: str | None = None
    charset: str | None = None


class Members(msgspec.Struct, frozen=True, tag="members"):
    """What an archive holds, each to go through the doors by itself, and what was left out of it and why."""

    items: tuple[Member, ...]
    left_out: tuple[tuple[str, Refused], ...] = ()


class Link(msgspec.Struct, frozen=True):
    """An address that a feed, a sitemap or a page lists, as it is written there, and when it says that it last changed."""

    url: str
    updated: str | None = None


class Links(msgspec.Struct, frozen=True, tag="links"):
    """What a feed, a sitemap or a page lists: pages, and of a sitemap further sitemaps. ``more``: there was too much for all."""

    items: tuple[Link, ...]
    maps: tuple[Link, ...] = ()
    more: bool = False


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The first frame of the process: it has started."""

    pid: int


class Sketch(msgspec.Struct, frozen=True, tag="sketch"):
    """A recipe guessed from one page: selectors by what they find, and a page of the same shape with an invented report."""

    selectors: dict[str, str | list[str]]
    example: str
    name: str | None
    url: str | None
    language: str | None


Reply = PageFacts | Members | Refused | Ready | Sketch | Links


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write a frame and flush it."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes], limit: int) -> bytes | None:
    """The next frame, null at the end. Raises ``ValueError`` for one that is longer than ``limit`` or cut short."""
    header = stream.read(_LENGTH.size)
    if not header:
        return None
    if len(header) < _LENGTH.size:
        raise ValueError("a frame was cut short")
    (size,) = _LENGTH.unpack(header)
    if size > limit:
        raise ValueError("a frame is too long")
    data = stream.read(size)
    if len(data) < size:
        raise ValueError("a frame was cut short")
    return data
