"""The doors: a path, a folder, an address, standard input, bytes or a text in; documents and failures out."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import msgspec

from onrecord.errors import EmptyInput, InputError, NotFound, NotText
from onrecord.ingest.build import Context, Facts, Source, document
from onrecord.ingest.files import address_stem, files_in, nothing_in, opened, stem, suffix
from onrecord.ingest.hints import Failure, Hints
from onrecord.ingest.limits import HEAD
from onrecord.ingest.names import Names
from onrecord.ingest.remote import fetch, names_address
from onrecord.ingest.sniff import form_of
from onrecord.ingest.streams import Called, read_stream
from onrecord.model import Document
from onrecord.tables import Knowledge
from onrecord.tables import load as load_tables

__all__ = ["STANDARD_INPUT", "Given", "from_page", "from_text", "load", "load_all"]

STANDARD_INPUT = "-"
_NO_HINTS = Hints()
_SINGLE = ("html", "text", "pdf")

Given: TypeAlias = str | os.PathLike[str] | bytes


def load(source: Given, hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None) -> Iterator[Document | Failure]:
    """The documents of one source, one by one as they are read.

    ``source`` is the path of a file or folder, an http(s) address, ``"-"`` for standard input, or bytes. What
    cannot be read gives a ``Failure`` in its place, and the rest goes on: nothing of what a source holds raises.
    """
    return load_all([source], hints, knowledge)


def load_all(
    sources: Iterable[Given], hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None
) -> Iterator[Document | Failure]:
    """The documents of several sources, with ids that are unique among all of them. See :func:`load`."""
    context = Context(hints, knowledge or load_tables(), Names())
    for source in sources:
        if isinstance(source, bytes):
            yield from _guarded("bytes", read_stream(io.BytesIO(source), Called("bytes"), context))
        elif os.fspath(source) == STANDARD_INPUT:
            yield from _guarded("standard input", read_stream(sys.stdin.buffer, Called("standard input"), context))
        elif isinstance(source, str) and names_address(source):
            yield from _guarded(source, _address(source, context))
        else:
            yield from _path(Path(source), context)


def from_text(text: str, hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None) -> Document:
    """The document of a text that is at hand. Raises ``EmptyInput`` where there is none to speak of."""
    context = Context(hints, knowledge or load_tables(), Names())
    return document(text, Source(None, text.encode("utf-8", "surrogatepass"), "text/plain", "text"), Facts(), context)


def from_page(
    data: bytes, url: str, charset: str | None, hints: Hints = _NO_HINTS, knowledge: Knowledge | None = None
) -> Document:
    """The document of one page that was fetched from ``url``; ``charset`` is the encoding that the server named for it.

    Its address is ``url``, whatever the page says. Raises ``InputError`` for what is no web page, text or PDF with one report.
    """
    if form_of(data[:HEAD], "") not in _SINGLE:
        raise NotText("this is no web page, text or PDF: it is not read")
    context = Context(replace(hints, url=url), knowledge or load_tables(), Names())
    for found in read_stream(io.BytesIO(data), Called(url, address_stem(url), "", charset), context):
        if isinstance(found, Failure):
            raise found.error
        return msgspec.structs.replace(found, url=url)
    raise EmptyInput("there is no report on it")


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


def _address(address: str, context: Context) -> Iterator[Document | Failure]:
    found = fetch(address)
    here = replace(context, hints=replace(context.hints, url=found.url))
    yield from read_stream(io.BytesIO(found.data), Called(address, address_stem(found.url), "", found.charset), here)


def _file(path: Path, context: Context) -> Iterator[Document | Failure]:
    with opened(path) as stream:
        yield from read_stream(stream, Called(str(path), stem(path), suffix(path)), context)


def _guarded(name: str, items: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """The items; where reading on meets an error of the input, a failure that ends them."""
    try:
        yield from items
    except InputError as error:
        yield Failure(name, error)
    except OSError as error:
        yield Failure(name, NotFound(f"it cannot be read ({error.strerror or error}): check it and its permissions"))
