"""Web archives (WARC, ISO 28500): the web pages and texts among their records, their digests and lengths checked."""

from __future__ import annotations

import io
import json

from onrecord.ingest.limits import ARCHIVE_MEMBERS, INPUT_BYTES, megabytes
from onrecord.ingest.webarchive import Entry, answer_of, entries
from onrecord.ingest.wire import Member, Members, Refused

__all__ = ["listed", "page_of", "read"]

_READ_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


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
    """The pages among the responses of an archive; with ``only``, those at these addresses.

    Every record that is damaged or cut short is among what is left out, whatever it holds.
    """
    found: list[Member] = []
    left_out: list[tuple[str, Refused]] = []
    size = 0
    for entry in entries(io.BytesIO(data)):
        page = page_of(entry)
        if page is None or (only and entry.url not in only and entry.damage is None):
            continue
        if isinstance(page, Refused):
            left_out.append((_name(entry), page))
            continue
        if len(found) >= ARCHIVE_MEMBERS:
            return Refused("large", f"the web archive holds over {ARCHIVE_MEMBERS} pages: read it with onrecord run")
        size += len(page.data)
        if size > INPUT_BYTES:
            return Refused("large", f"its pages are over {megabytes(INPUT_BYTES)} in all: read it with onrecord run")
        found.append(page)
    if not found and not left_out:
        return Refused("empty", "no web page stands in the web archive")
    return Members(tuple(found), tuple(left_out))


def page_of(entry: Entry) -> Member | Refused | None:
    """The page that a record holds, why it is not read, or null where it is no whole answer with text in it."""
    if entry.damage is not None:
        lost = entry.url == "" and entry.kind == ""
        return Refused("malformed", f"the web archive is damaged ({entry.damage})" if lost else entry.damage)
    if entry.kind != "response":
        return None
    if entry.left_out is not None:
        return Refused("large", entry.left_out)
    answer = answer_of(entry.block)
    if answer is None or answer.status != 200 or answer.type not in _READ_TYPES:
        return None
    try:
        return Member(entry.url, answer.body(), url=entry.url, charset=answer.charset)
    except ValueError as error:
        return Refused("large" if "over" in str(error) else "other", str(error))


def _name(entry: Entry) -> str:
    return entry.url or (f"record {entry.number} at byte {entry.at}" if entry.at else f"record {entry.number}")
