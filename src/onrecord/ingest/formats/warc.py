"""Web archives (WARC, ISO 28500): the web pages and texts among their records, their digests and lengths checked."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from onrecord.ingest.limits import ARCHIVE_MEMBERS, INPUT_BYTES, megabytes
from onrecord.ingest.wire import Member, Members, Refused

__all__ = ["listed", "read"]

_READ_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:\-]{2,40})", re.IGNORECASE)
_PACKINGS = ("", "identity", "gzip", "x-gzip", "deflate")
_DAMAGED = (OSError, ValueError, EOFError, zlib.error, KeyError, IndexError, AttributeError, TypeError)


def listed(pages: bytes) -> frozenset[str]:
    """The addresses of the pages that a WACZ lists; an archive that lists none is read whole."""
    found = set()
    for line in pages.splitlines()[:ARCHIVE_MEMBERS]:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(row, dict) and isinstance(row.get("url"), str):
            found.add(row["url"])
    return frozenset(found)


def read(data: bytes, only: frozenset[str] = frozenset()) -> Members | Refused:
    """The pages among the responses of an archive; with ``only``, those at these addresses."""
    found: list[Member] = []
    left_out: list[tuple[str, Refused]] = []
    size = 0
    try:
        for record in _records(data):
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if not _wanted(record) or (only and url not in only):
                continue
            if len(found) >= ARCHIVE_MEMBERS:
                return Refused("large", f"the web archive holds over {ARCHIVE_MEMBERS} pages")
            page = _page(record, url)
            size += len(page.data) if isinstance(page, Member) else 0
            if size > INPUT_BYTES:
                return Refused("large", f"its pages are over {megabytes(INPUT_BYTES)} in all")
            if isinstance(page, Member):
                found.append(page)
            else:
                left_out.append((url, page))
    except _DAMAGED as error:
        left_out.append(("", Refused("malformed", f"the web archive is damaged{_detail(error)}")))
    if not found and not left_out:
        return Refused("empty", "no web page stands in the web archive")
    return Members(tuple(found), tuple(left_out))


def _detail(error: Exception) -> str:
    """What the library says of the damage, where it says it to people."""
    said = " ".join(str(error).split())[:120] if isinstance(error, OSError | ValueError | zlib.error) else ""
    return f" ({said})" if said else ""


def _records(data: bytes) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        yield from ArchiveIterator(io.BytesIO(data), check_digests=True)
    except ArchiveLoadFailed as error:
        raise ValueError(str(error)) from error


def _wanted(record: Any) -> bool:
    """Whether a record is a whole answer with text in it."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _READ_TYPES


def _page(record: Any, url: str) -> Member | Refused:
    packing = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    if packing not in _PACKINGS:
        return Refused("other", f"it is packed as {packing[:40]!r}, which is not read")
    data = _body(record)
    if len(data) > INPUT_BYTES:
        return Refused("large", f"it is over {megabytes(INPUT_BYTES)}")
    why = _not_whole(record)
    if why:
        return Refused("malformed", why)
    charset = _CHARSET.search(record.http_headers.get_header("Content-Type") or "")
    return Member(url, data, url=url, charset=charset[1] if charset else None)


def _body(record: Any) -> bytes:
    """The body of an answer, unpacked, to the limit and one byte."""
    stream, pieces, size = record.content_stream(), [], 0
    while size <= INPUT_BYTES and (piece := stream.read(65_536)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _not_whole(record: Any) -> str | None:
    """Why a record that was read is not what was archived."""
    if record.rec_headers.get_header("WARC-Truncated"):
        return "it was cut short when it was archived"
    if getattr(record.raw_stream, "limit", 0) > 0:
        return "it is shorter than the archive says"
    if record.digest_checker.passed is False:
        return "its digest is not the one that was archived with it"
    return None
