"""Reports as JSON: one object a line, a list of objects, or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from onrecord.errors import EmptyInput, InputError, Malformed, NotText, TooLarge
from onrecord.ingest.build import Context, Facts, Source, document
from onrecord.ingest.encoding import decode
from onrecord.ingest.hints import Failure
from onrecord.ingest.limits import INPUT_BYTES, megabytes
from onrecord.model import Document

__all__ = ["Line", "from_json", "from_line", "from_lines", "lines"]

_LINES_TYPE = "application/jsonl"
_JSON_TYPE = "application/json"


class _Row(msgspec.Struct):
    """A report as JSON gives it. Other fields are let be."""

    text: str
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    date: str | None = None
    place: str | None = None


_ROW = msgspec.json.Decoder(_Row)


def from_lines(stream: BinaryIO, name: str, context: Context) -> Iterator[Document | Failure]:
    """A document, or a failure that names the line, for each line of JSONL. The lines are read one by one."""
    read = False
    for line in lines(stream):
        read = True
        yield from_line(line, f"{name}, line {line.number}", context)
    if not read:
        yield Failure(name, EmptyInput("there is no line in it: name a file that holds reports"))


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its number, from 1; at which byte it begins; its bytes, null where over the limit."""

    number: int
    at: int
    data: bytes | None


def lines(stream: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of a stream that stands at byte ``start``, up to the last that begins before ``end``."""
    number, at = 0, start
    while (end is None or at < end) and (line := stream.readline(INPUT_BYTES + 1)):
        number += 1
        size = len(line)
        if size > INPUT_BYTES:
            yield Line(number, at, None)
            size += _skip_line(stream, line)
        elif line.strip():
            yield Line(number, at, line.removeprefix(b"\xef\xbb\xbf"))
        at += size


def from_line(line: Line, where: str, context: Context) -> Document | Failure:
    """What a line of JSONL gives; ``where`` is what a failure calls it."""
    if line.data is None:
        return Failure(where, TooLarge(f"the line is over {megabytes(INPUT_BYTES)}: split the report"))
    return _one(line.data, where, _LINES_TYPE, context)


def from_json(data: bytes, name: str, context: Context) -> Iterator[Document | Failure]:
    """A document or a failure for each report of a JSON list, or for the one report of a JSON object."""
    try:
        plain = _utf8(data)
        items = _items(plain) if plain.lstrip()[:1] == b"[" else None
    except InputError as error:
        yield Failure(name, error)
        return
    if items is None:
        yield _one(plain, name, _JSON_TYPE, context)
        return
    if not items:
        yield Failure(name, EmptyInput("the list is empty: name a file that holds reports"))
    for number, item in enumerate(items, 1):
        yield _one(bytes(item), f"{name}, item {number}", _JSON_TYPE, context)


def _items(data: bytes) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise Malformed(f"this is not valid JSON ({error}): mend it, or give it as .txt if it is no JSON") from error


def _one(data: bytes, where: str, media_type: str, context: Context) -> Document | Failure:
    try:
        row = _row(data)
        facts = Facts(
            id=None if row.id is None else str(row.id),
            title=row.title,
            url=row.url,
            publisher=_stated(row.publisher),
            country=_stated(row.country),
            language=row.language,
            published=row.date,
            place=row.place,
        )
        return document(row.text, Source(None, data, media_type, "json"), facts, context)
    except InputError as error:
        return Failure(where, error)


def _stated(value: str | None) -> str | None:
    return (value or "").strip() or None


def _row(data: bytes) -> _Row:
    plain = _utf8(data)
    try:
        try:
            return _ROW.decode(plain)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            # The standard library lets lone surrogates through, which the text policy counts and replaces.
            return msgspec.convert(json.loads(plain), _Row)
    except msgspec.ValidationError as error:
        raise Malformed(_advice(plain, str(error))) from error
    except (ValueError, RecursionError) as error:
        raise Malformed(f"this is not valid JSON ({error}): mend it") from error


def _advice(data: bytes, problem: str) -> str:
    if problem.startswith("Object missing required field `text`"):
        if b'"document"' in data and b'"versions"' in data:
            return "this is a record that OnRecord wrote: give the report that it was read from"
        return 'there is no "text" in it: give each report as an object with a "text"'
    return f'this is no report as JSON ({problem}): give an object of strings, at least a "text"'


def _utf8(data: bytes) -> bytes:
    try:
        data.decode("utf-8")
        return data.removeprefix(b"\xef\xbb\xbf")
    except UnicodeDecodeError as error:
        if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise NotText(f"JSON is UTF-8, and this is none at byte {error.start}: save it as UTF-8") from error
    return decode(data).text.encode("utf-8", "replace")


def _skip_line(stream: BinaryIO, part: bytes) -> int:
    """Read to the end of a line that is too long, a piece at a time. How many bytes that were."""
    size = 0
    while part and not part.endswith(b"\n"):
        part = stream.readline(1_000_000)
        size += len(part)
    return size
