"""Ids of documents: short, safe as file names on any system, unique within a run."""

from __future__ import annotations

import re
import unicodedata

from onrecord.ingest.policy import digest

__all__ = ["Names"]

_LONGEST_BYTES = 120
_UNSAFE = re.compile(r"[^\w.\-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_HASH_LENGTH = 12


class Names:
    """The ids given out in one run. Two that differ in case only would be one file on some systems, and so count as equal."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str | None, text: str) -> str:
        """An id for a document: ``wanted`` made safe, or one made of its text, with a number where it is taken already."""
        base = safe(wanted or "") or f"report-{digest(text)[:_HASH_LENGTH]}"
        number, found = 1, base
        while found.casefold() in self._taken:
            number += 1
            found = f"{base}-{number}"
        self._taken.add(found.casefold())
        return found


def safe(name: str) -> str:
    """A name that is a file name everywhere: letters, digits, dots, hyphens and underscores; empty where nothing is left."""
    plain = unicodedata.normalize("NFC", name).encode("utf-8", "ignore").decode()
    plain = _UNSAFE.sub("-", plain)
    plain = plain.encode()[:_LONGEST_BYTES].decode("utf-8", "ignore").lstrip("-.").rstrip(".")
    return f"_{plain}" if _RESERVED.match(plain) else plain
