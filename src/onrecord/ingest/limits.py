"""How much an input may be, and how long it may take. None of these is reached by a real report."""

from __future__ import annotations

__all__ = [
    "ARCHIVE_MEMBERS",
    "EXPANSION",
    "EXPANSION_FREE",
    "FEED_BYTES",
    "FETCH_CONNECT_SECONDS",
    "FETCH_SECONDS",
    "HEAD",
    "INPUT_BYTES",
    "LINKS",
    "LINK_LENGTH",
    "PAGES_EACH",
    "PAGE_MEMORY",
    "PAGE_SECONDS",
    "PDF_PAGES",
    "REDIRECTS",
    "REPLY_BYTES",
    "START_SECONDS",
    "megabytes",
]

INPUT_BYTES = 50_000_000
"""Bytes of one report: a file, or a line of JSONL."""

HEAD = 65_536
"""Bytes that are looked at to tell a format."""

EXPANSION = 100
"""How many times its packed size a compressed file may grow to. Text packs to a tenth, long repetitions to a fiftieth."""

EXPANSION_FREE = 10_000_000
"""Bytes that a compressed file may grow to, however small it is packed."""

PAGE_SECONDS = 10.0
"""Wall-clock seconds that one web page may be parsed for."""

START_SECONDS = 60.0
"""Wall-clock seconds that the parsing process may take to start."""

PAGES_EACH = 2_000
"""Pages after which the parsing process is replaced, for what libraries keep of each."""

PAGE_MEMORY = 1_000_000_000
"""Bytes of address space of the parsing process."""

REPLY_BYTES = 2 * INPUT_BYTES
"""Bytes of one answer of the parsing process."""


FETCH_CONNECT_SECONDS = 10.0
"""Seconds that a web address may take to resolve, to connect, and to send its next bytes."""

FETCH_SECONDS = 30.0
"""Seconds that fetching one web address may take in all, redirects included."""

REDIRECTS = 8
"""How many redirects are followed."""


ARCHIVE_MEMBERS = 2_000
"""How many files or pages of one archive are read."""

PDF_PAGES = 300
"""Pages of one PDF. Within the time that parsing may take, a few dozen are read."""


FEED_BYTES = 5_000_000
"""Bytes of one feed, or of one page that lists others. A sitemap may have ``INPUT_BYTES``, as the protocol has it."""

LINKS = 50_000
"""Addresses of one list, as the sitemap protocol has it."""

LINK_LENGTH = 2_000
"""Characters of one address in a list. Longer ones are passed over."""


def megabytes(size: int) -> str:
    """A size in bytes as a person reads it: ``50 MB``."""
    return f"{size / 1_000_000:.0f} MB"
