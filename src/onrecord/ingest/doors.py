"""The doors: a path, a folder, standard input, bytes or a text in; documents and failures out."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from onrecord.errors import EmptyInput, InputError, NotFound, NotText
from onrecord.ingest.build import Context, Facts, Source, document
from onrecord.ingest.encoding import Decoded, declared, decode
from onrecord.ingest.files import Unpacked, all_of, files_in, nothing_in, opened, stem, suffix
from onrecord.ingest.hints import Failure, Hints
from onrecord.ingest.limits import HEAD
from onrecord.ingest.names import Names
from onrecord.ingest.rows import from_json, from_lines
from onrecord.ingest.sniff import form_of, is_gzip
from onrecord.model import Document
from onrecord.tables import Knowledge
from onrecord.tables import load as load_tables

__all__ = ["STANDARD_INPUT", "Given", "from_text", "load", "load_all"]

STANDARD_INPUT = "-"
_NO_HINTS = Hints()
_ENCODINGS = {"cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "koi8_r": "koi8-r"}

Given: TypeAlias = str | os.PathLike[str] | bytes


def load(source: Given, hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None) -> Iterator[Document | Failure]:
    """The documents of one source, one by one as they are read.

    ``source`` is the path of a file or folder, ``"-"`` for standard input, or bytes. What cannot be read gives a ``Failure`` in
    its place, and the rest goes on: nothing of what a source holds raises.
    """
    return load_all([source], hints, knowledge)


def load_all(
    sources: Iterable[Given], hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None
) -> Iterator[Document | Failure]:
    """The documents of several sources, with ids that are unique among all of them. See :func:`load`."""
    context = Context(hints, knowledge or load_tables(), Names())
    for source in sources:
        if isinstance(source, bytes):
            yield from _guarded("bytes", _stream(io.BytesIO(source), "bytes", None, "", context))
        elif os.fspath(source) == STANDARD_INPUT:
            yield from _guarded("standard input", _stream(sys.stdin.buffer, "standard input", None, "", context))
        else:
            yield from _path(Path(source), context)


def from_text(text: str, hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None) -> Document:
    """The document of a text that is at hand. Raises ``EmptyInput`` where there is none to speak of."""
    context = Context(hints, knowledge or load_tables(), Names())
    return document(text, Source(None, text.encode("utf-8", "surrogatepass"), "text/plain", "text"), Facts(), context)


def _path(path: Path, context: Context) -> Iterator[Document | Failure]:
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield from _guarded(str(path), _file(path, context))
        return
    try:
        found, links = files_in(path)
    except InputError as error:
        yield Failure(str(path), error)
        return
    if not found:
        yield Failure(str(path), nothing_in(path, links))
    for each in found:
        yield from _guarded(str(each), _file(each, context))


def _file(path: Path, context: Context) -> Iterator[Document | Failure]:
    with opened(path) as stream:
        yield from _stream(stream, str(path), stem(path), suffix(path), context)


def _guarded(name: str, items: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """The items; where reading on meets an error of the input, a failure that ends them."""
    try:
        yield from items
    except InputError as error:
        yield Failure(name, error)
    except OSError as error:
        yield Failure(name, NotFound(f"it cannot be read ({error.strerror or error}): check it and its permissions"))


def _stream(raw: BinaryIO, name: str, own: str | None, ending: str, context: Context) -> Iterator[Document | Failure]:
    """The documents of an open stream; ``own`` is the name that a single one takes as its id."""
    stream = _Peeked(raw)
    if is_gzip(stream.head):
        stream = _Peeked(Unpacked(stream.buffered()))
        if is_gzip(stream.head):
            raise NotText("this is a gzip file within a gzip file: unpack it and read what is in it")
    if not stream.head.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise EmptyInput("there is nothing in it: name a file that holds a report")
    form = form_of(stream.head, ending)
    if form == "jsonl":
        yield from from_lines(stream.buffered(), name, context)
    elif form == "json":
        yield from from_json(all_of(stream.buffered()), name, context)
    elif form == "html":
        yield _page(all_of(stream.buffered()), own, context)
    else:
        yield _text(all_of(stream.buffered()), own, context)


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


def _text(data: bytes, own: str | None, context: Context) -> Document:
    read = decode(data)
    return document(read.text, Source(own, data, _media_type("text/plain", read), "text"), Facts(notes=_notes(read)), context)


def _page(data: bytes, own: str | None, context: Context) -> Document:
    from onrecord.ingest.web import page

    read = decode(data, declared(data))
    return page(read, own, data, _media_type("text/html", read), _notes(read), context)


def _media_type(kind: str, read: Decoded) -> str:
    return f"{kind}; charset={_ENCODINGS.get(read.encoding, read.encoding)}"


def _notes(read: Decoded) -> tuple[str, ...]:
    return (f"character encoding guessed: {_ENCODINGS.get(read.encoding, read.encoding)}",) if read.guessed else ()
