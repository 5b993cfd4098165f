"""An open stream as documents: what it is is told by looking, then it is read as that."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from onrecord.errors import EmptyInput, InputError, NotText
from onrecord.ingest.build import Context, Facts, Source, document
from onrecord.ingest.encoding import Decoded, declared, decode
from onrecord.ingest.files import Unpacked, address_stem, all_of, stem, suffix
from onrecord.ingest.hints import Failure
from onrecord.ingest.limits import HEAD
from onrecord.ingest.rows import from_json, from_lines
from onrecord.ingest.sniff import form_of, packing_of
from onrecord.ingest.webarchive import entries, is_archive, name_of, page_of
from onrecord.ingest.wire import Member, Refused
from onrecord.model import Document

__all__ = ["Called", "read_stream"]

_ENCODINGS = {"cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "koi8_r": "koi8-r"}


@dataclass(frozen=True, slots=True)
class Called:
    """What a stream is called.

    ``name`` is what failures call it, ``own`` the id that a single document of it takes, ``ending`` its name's (lower case, with
    its dot), ``charset`` the encoding that a server named for it, ``inside`` whether it is a file of an archive.
    """

    name: str
    own: str | None = None
    ending: str = ""
    charset: str | None = None
    inside: bool = False


def read_stream(raw: BinaryIO, called: Called, context: Context) -> Iterator[Document | Failure]:
    """The documents of an open stream. Raises ``InputError`` where it as a whole cannot be read."""
    stream = _Peeked(raw)
    if is_archive(stream.head, called.ending):
        yield from _archived(raw if raw.seekable() else io.BytesIO(all_of(stream.buffered())), called, context)
        return
    packing = packing_of(stream.head)
    if packing is not None:
        stream = _Peeked(Unpacked(stream.buffered(), packing))
        if inner := packing_of(stream.head):
            raise NotText(f"this is a {inner} file within a {packing} file: unpack it and read what is in it")
    if not stream.head.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise EmptyInput("there is nothing in it: name a file that holds a report")
    form = form_of(stream.head, called.ending)
    if form == "jsonl":
        yield from from_lines(stream.buffered(), called.name, context)
    elif form == "json":
        yield from from_json(all_of(stream.buffered()), called.name, context)
    elif form == "html":
        yield _page(all_of(stream.buffered()), called, context)
    elif form == "warc":
        yield from _archived(io.BytesIO(all_of(stream.buffered())), called, context)
    elif form in ("pdf", "zip", "mhtml"):
        yield from _parsed(all_of(stream.buffered()), form, called, context)
    else:
        yield _text(all_of(stream.buffered()), called, context)


class _Peeked:
    """A stream of which the first bytes were looked at and are still to be read."""

    def __init__(self, stream: BinaryIO | io.RawIOBase) -> None:
        pieces: list[bytes] = []
        while sum(map(len, pieces)) < HEAD and (piece := stream.read(HEAD)):
            pieces.append(piece)
        self.head = b"".join(pieces)
        self._rest = stream

    def buffered(self) -> BinaryIO:
        return cast(BinaryIO, io.BufferedReader(_Joined(self.head, self._rest), HEAD))


class _Joined(io.RawIOBase):
    """The bytes looked at, then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO | io.RawIOBase) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece: bytes | memoryview = self._head[: len(buffer)]
        self._head = self._head[len(piece) :]
        if not len(piece):
            piece = self._rest.read(len(buffer)) or b""
        buffer[: len(piece)] = piece
        return len(piece)


def _text(data: bytes, called: Called, context: Context) -> Document:
    read = decode(data, called.charset)
    source = Source(called.own, data, _media_type("text/plain", read), "text")
    return document(read.text, source, Facts(notes=_notes(read)), context)


def _page(data: bytes, called: Called, context: Context) -> Document:
    from onrecord.ingest.web import page

    read = decode(data, called.charset or declared(data))
    return page(read, called.own, data, _media_type("text/html", read), _notes(read), context)


def _parsed(data: bytes, form: str, called: Called, context: Context) -> Iterator[Document | Failure]:
    """The document of a file that is parsed in a process of its own, or what the files of an archive give."""
    from onrecord.ingest.web import parsed, told

    found = parsed(data, form, called.own, called.inside, context)
    if isinstance(found, Document):
        yield found
        return
    for member in found.items:
        yield from _member(member, called, context)
    for name, refused in found.left_out:
        yield Failure(f"{called.name}, {name}" if name else called.name, told(refused))


def _archived(raw: BinaryIO, called: Called, context: Context) -> Iterator[Document | Failure]:
    """What the pages of a web archive give, one record after the other, and a failure for each that is damaged or cut short."""
    from onrecord.ingest.web import told

    if called.inside:
        raise NotText("this is a web archive within an archive: take it out and read that")
    nothing = True
    for entry in entries(raw):
        page = page_of(entry)
        if isinstance(page, Refused):
            yield Failure(f"{called.name}, {name_of(entry)}", told(page))
        elif page is not None:
            yield from _member(page, called, context)
        nothing = nothing and page is None
    if nothing:
        raise EmptyInput("no web page stands in the web archive: save the page of the report itself")


def _member(member: Member, called: Called, context: Context) -> Iterator[Document | Failure]:
    """What a file of an archive gives. Its failure does not keep the others from being read."""
    name = f"{called.name}, {member.name}"
    path = PurePosixPath(member.name.replace("\\", "/"))
    own = address_stem(member.url) if member.url else stem(path)
    here = replace(context, hints=replace(context.hints, url=member.url, id=None)) if member.url else context
    try:
        inner = Called(name, own, "" if member.url else suffix(path), member.charset, inside=True)
        yield from read_stream(io.BytesIO(member.data), inner, here)
    except InputError as error:
        yield Failure(name, error)


def _media_type(kind: str, read: Decoded) -> str:
    return f"{kind}; charset={_ENCODINGS.get(read.encoding, read.encoding)}"


def _notes(read: Decoded) -> tuple[str, ...]:
    return (f"character encoding guessed: {_ENCODINGS.get(read.encoding, read.encoding)}",) if read.guessed else ()
