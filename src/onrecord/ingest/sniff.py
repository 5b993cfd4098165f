"""What an input is, told by looking at its first bytes; its name decides only where they do not."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from onrecord.errors import InputError, Malformed, NotText
from onrecord.ingest.encoding import decode

__all__ = ["SUFFIXES", "Form", "Packing", "form_of", "is_gzip", "packing_of"]

Packing = Literal["gzip", "Zstandard", "LZ4"]
Form = Literal["text", "html", "jsonl", "json", "pdf", "zip", "warc", "mhtml"]

SUFFIXES = (
    *(".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".jsonl", ".ndjson", ".json"),
    *(".pdf", ".docx", ".zip", ".warc", ".wacz"),
)
"""Endings of the files that are read from a folder; each may be followed by ``.gz``, ``.zst`` or ``.lz4``."""

_GZIP = b"\x1f\x8b"
_PARSED: tuple[tuple[bytes, Form], ...] = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"WARC/", "warc"))
_PACKINGS: tuple[tuple[bytes, Packing], ...] = (
    (_GZIP, "gzip"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\x04\x22\x4d\x18", "LZ4"),
    # A dictionary stands before it, in a frame that readers skip.
    *((bytes([0x50 + n]) + b"\x2a\x4d\x18", "Zstandard") for n in range(16)),
)
_UNREAD: tuple[tuple[bytes, int, str, str], ...] = (
    (b"PK\x05\x06", 0, "an empty ZIP archive", "name a file that holds a report"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an old office document", "save it as plain text and read that"),
    (b"{\\rtf", 0, "an RTF document", "save it as plain text and read that"),
    (b"filedesc://", 0, "a web archive (ARC)", "save the page as HTML and read that"),
    (b"\x89PNG\r\n\x1a\n", 0, "a PNG image", "give the text itself"),
    (b"\xff\xd8\xff", 0, "a JPEG image", "give the text itself"),
    (b"GIF87a", 0, "a GIF image", "give the text itself"),
    (b"GIF89a", 0, "a GIF image", "give the text itself"),
    (b"WEBP", 8, "a WebP image", "give the text itself"),
    (b"II*\x00", 0, "a TIFF image", "give the text itself"),
    (b"MM\x00*", 0, "a TIFF image", "give the text itself"),
    (b"ftyp", 4, "a video or image", "give the text itself"),
    (b"ID3", 0, "a sound recording", "give the text itself"),
    (b"OggS", 0, "a recording", "give the text itself"),
    (b"BZh", 0, "a bzip2 file", "unpack it and read what is in it"),
    (b"\xfd7zXZ\x00", 0, "an xz file", "unpack it and read what is in it"),
    (b"\x28\xb5\x2f\xfd", 0, "a Zstandard file", "unpack it and read what is in it"),
    (b"\x04\x22\x4d\x18", 0, "an LZ4 file", "unpack it and read what is in it"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive", "unpack it and read what is in it"),
    (b"Rar!\x1a\x07", 0, "a RAR archive", "unpack it and read what is in it"),
    (b"ustar", 257, "a tar archive", "unpack it and name the folder"),
    (b"SQLite format 3\x00", 0, "a database", "export its reports as JSONL and read that"),
    (b"PAR1", 0, "a Parquet file", "export its reports as JSONL and read that"),
    (b"\x7fELF", 0, "a program", "name a file that holds a report"),
    (b"MZ\x90\x00", 0, "a program", "name a file that holds a report"),
)
_OPENS_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s*|<!--(?:(?!-->).){0,2000}-->\s*){0,10}<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_OPENS_FRAGMENT = re.compile(
    r"<(?:!--|(?:address|article|aside|b|blockquote|center|div|em|font|form|h[1-6]|header|i|iframe|img|link|main|meta|nav|ol|p|script|section|"
    r"span|strong|style|svg|table|title|ul)\b[^<>]{0,2000}>)",
    re.I,
)
_ANY_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]{0,10})\b[^<>]{0,2000}>", re.I)
_OPENS_XML = re.compile(r"<\?xml\b")
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b")
_MAIL = re.compile(r"(?:[\w\-]{2,30}:[^\n]{0,500}\n(?:[ \t][^\n]{0,500}\n){0,10}){0,20}?MIME-Version:", re.I)
_XML_NAMES = (".xml", ".rss", ".atom", ".rdf", ".xsl", ".svg")
_OPENS_OBJECT = re.compile(r"\{\s*(?:\"|\}\s*$)")
_OPENS_ARRAY = re.compile(r"\[\s*(?:\{|\]\s*$)")


def is_gzip(head: bytes) -> bool:
    """Whether the bytes begin as a gzip file does."""
    return head.startswith(_GZIP)


def packing_of(head: bytes) -> Packing | None:
    """How the bytes are packed, null where they are not in one of the ways that are unpacked."""
    return next((name for magic, name in _PACKINGS if head.startswith(magic)), None)


def form_of(head: bytes, suffix: str) -> Form:
    """The form of an input that begins with ``head`` and whose name ends with ``suffix`` (lower case, with its dot).

    Raises ``NotText`` or ``Malformed`` for what is known and not read, naming it.
    """
    for magic, form in _PARSED:
        if head.startswith(magic):
            return form
    for magic, at, what, advice in _UNREAD:
        if head[at : at + len(magic)] == magic:
            raise NotText(f"this is {what}, which is not read yet: {advice}")
    return _written_form(_characters(head).lstrip(), suffix)


def _written_form(text: str, suffix: str) -> Form:
    if _OPENS_PAGE.match(text):
        return "html"
    if _OPENS_XML.match(text) or (suffix in _XML_NAMES and text.startswith("<")):
        what = "a feed (RSS or Atom), which is not read yet" if _FEED.search(text[:4096]) else "XML, but no web page"
        raise Malformed(f"this is {what}: save the page of the report as HTML and read that")
    if _MAIL.match(text):
        return "mhtml"
    json = _json_form(text, suffix)
    if json:
        return json
    if suffix in (".html", ".htm", ".xhtml"):
        return "html" if _ANY_TAG.search(text) else "text"
    return "html" if suffix not in (".txt", ".text", ".md") and _OPENS_FRAGMENT.match(text) else "text"


def _json_form(text: str, suffix: str) -> Form | None:
    """One object a line, or one JSON value in all, told by how the first line ends."""
    if suffix in (".jsonl", ".ndjson"):
        return "jsonl"
    if _OPENS_ARRAY.match(text):
        return "json"
    if not _OPENS_OBJECT.match(text):
        return "json" if suffix == ".json" and text else None
    line, more, _ = text.partition("\n")
    whole_line = line.rstrip().endswith("}") or not more
    return "jsonl" if whole_line and line.rstrip() != "{}" else "json"


def _characters(head: bytes) -> str:
    """The head as far as its ASCII goes, whatever its encoding; a wide encoding is decoded."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        try:
            return decode(head[: len(head) & ~3]).text
        except InputError:
            return ""
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
