"""Targets that take bytes: the doors of ingest, lists of pages, web archives."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from bench.fuzz.base import must

__all__ = ["ingest", "lists", "warc", "wrapped"]

_ENDINGS = ("", ".txt", ".html", ".json", ".jsonl", ".md", ".mhtml", ".pdf", ".docx", ".zip", ".warc", ".wacz")
_CHARSETS = (None, "utf-8", "windows-1251", "utf-16", "utf-7", "idna", "x", "undefined")
_SELECTORS = ((), ("a",), ("article h2 > a.link",), ("li:not(.x) a[href]",))
_MOST = 3_000
_WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="urn:mc">'
    "<w:body>{}</w:body></w:document>"
)


def wrapped(choice: int, data: bytes) -> bytes:
    """The bytes as they are, or within what they could not be put into by chance: a packed file, a Word document, a ZIP."""
    kind = choice // 16
    if kind == 1:
        return gzip.compress(data, mtime=0)
    if kind == 2:
        return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": data})
    if kind == 3:
        body = _WORD.encode().replace(b"{}", data)
        return _zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": body})
    if kind == 4:
        name, _, rest = data.partition(b"\n")
        return _zip({name.decode("utf-8", "replace")[:60] or "x": rest, "b.txt": b"The President of Sarelia met the minister."})
    if kind == 5:
        return _zip({"datapackage.json": b"{}", "archive/data.warc": data, "pages/pages.jsonl": data[:200]})
    if kind == 6:
        return _pdf(data)
    return data


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


def _pdf(content: bytes) -> bytes:
    """A PDF of one page with this content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842] /Contents 5 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def ingest() -> Callable[[bytes], object]:
    """The doors: documents under the text policy, or failures with an error of the input; nothing else comes out or is raised."""
    from bench.fuzz.doors import parsing_here
    from onrecord.errors import InputError
    from onrecord.ingest import Failure, Hints
    from onrecord.ingest.build import Context
    from onrecord.ingest.names import Names
    from onrecord.ingest.policy import as_written, digest
    from onrecord.ingest.streams import Called, read_stream
    from onrecord.tables import load

    knowledge = load()
    # For as long as this process runs.
    parsing_here(knowledge).__enter__()

    def of(data: bytes, called: Called) -> Iterator[object]:
        try:
            yield from read_stream(io.BytesIO(data), called, Context(Hints(), knowledge, Names()))
        except InputError as error:
            yield f"{type(error).__name__}: {error}"

    def check(data: bytes) -> object:
        choice, more, rest = (data[0], data[1], data[2:]) if len(data) > 1 else (0, 0, data)
        called = Called("fuzz", "fuzz", _ENDINGS[choice % 16 % len(_ENDINGS)], _CHARSETS[more % len(_CHARSETS)])
        told = []
        for found in of(wrapped(choice, rest), called):
            if isinstance(found, Failure):
                must(isinstance(found.error, InputError), f"a failure of {type(found.error).__name__}")
                told.append(str(found.error))
            elif not isinstance(found, str):
                document: Any = found
                must(as_written(document.text)[0] == document.text, "a text against the policy")
                must(digest(document.text) == document.sha256, "another digest")
                told.append(msgspec.json.encode(document).decode("utf-8"))
            else:
                told.append(found)
        must(0 < len(told) <= _MOST, f"{len(told)} outcomes")
        must(all("\n" not in line for line in told), "a reason of several lines")
        return told

    return check


def lists() -> Callable[[bytes], object]:
    """Feeds, sitemaps and lists: addresses within the limits, or a reason."""
    from bench.fuzz.doors import parsing_here
    from onrecord.errors import InputError
    from onrecord.ingest.limits import LINK_LENGTH
    from onrecord.ingest.lists import links_in
    from onrecord.tables import load

    knowledge = load()
    parsing_here(knowledge).__enter__()

    def check(data: bytes) -> object:
        choice, rest = (data[0], data[1:]) if data else (0, b"")
        form = ("feed", "sitemap", "links")[choice % 3]
        packed = gzip.compress(rest, mtime=0) if choice % 2 and form == "sitemap" else rest
        try:
            found = links_in(packed, form, knowledge, _SELECTORS[choice // 8 % len(_SELECTORS)], _CHARSETS[choice // 32])
        except InputError as error:
            must("\n" not in str(error), "a reason of several lines")
            return str(error)
        for link in (*found.items, *found.maps):
            must(0 < len(link.url) <= LINK_LENGTH, "an address beyond the limit")
        must(len({link.url for link in found.items}) == len(found.items), "an address twice")
        return found

    return check


def warc() -> Callable[[bytes], object]:
    """Web archives: every record is whole or told; pages come out of it or a reason; two parts hold what the whole does."""
    from onrecord.ingest.webarchive import entries, next_member, page_of

    def check(data: bytes) -> object:
        choice, rest = (data[0], data[1:]) if data else (0, b"")
        packed = _archive(choice, rest)
        whole = list(entries(io.BytesIO(packed)))
        must(len(whole) <= len(rest) + 2, "more records than bytes")
        told = []
        for entry in whole:
            must(entry.damage is None or entry.block == b"", "a damaged record with a block")
            page = page_of(entry)
            told.append((entry.at, entry.number, entry.url, entry.damage, entry.left_out, repr(page)[:200]))
        if packed.startswith(b"\x1f\x8b"):
            cut = next_member(io.BytesIO(packed), len(packed) * (choice % 32) // 32)
            if cut:
                halves = [*entries(io.BytesIO(packed), 0, cut), *entries(io.BytesIO(packed), cut, None)]
                must(_pages(halves) == _pages(whole), "two parts hold other records than the whole")
        return told

    return check


def _pages(found: Any) -> list[tuple[int, str, bytes]]:
    """The whole records."""
    return [(e.at, e.url, e.block) for e in found if e.damage is None and e.kind]


def _archive(choice: int, data: bytes) -> bytes:
    kind = choice // 32
    parts = [b"WARC/" + part for part in data.split(b"WARC/")[1:]] or [data]
    if kind in (1, 2):
        return b"".join(gzip.compress(part, 1, mtime=0) for part in parts)
    if kind == 3:
        return gzip.compress(data, 1, mtime=0)
    if kind in (4, 5):
        return b"".join(_framed("ZstdWriter" if kind == 4 else "Lz4Writer", part) for part in parts)
    return data


def _framed(writer: str, data: bytes) -> bytes:
    from fastwarc import stream_io

    out = io.BytesIO()
    stream = getattr(stream_io, writer)(out)
    stream.write(data)
    stream.close()
    return out.getvalue()
