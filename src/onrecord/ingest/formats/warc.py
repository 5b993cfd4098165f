"""Web archives (WARC, ISO 28500): the web pages and texts among their records, their digests and lengths checked."""

from __future__ import annotations

import io
import json

from onrecord.ingest.limits import ARCHIVE_MEMBERS, INPUT_BYTES, megabytes
from onrecord.ingest.webarchive import entries, name_of, page_of
from onrecord.ingest.wire import Member, Members, Refused

__all__ = ["listed", "read"]


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
            left_out.append((name_of(entry), page))
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
