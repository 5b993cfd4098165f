"""Words as they are looked up, sentences as they are cited, addresses as they are told apart."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

from onrecord.comparison.matters import sentences

__all__ = ["address_of", "folded", "sentence_at"]

_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"})
_LONGEST = 1200
"""Characters; of a sentence without an end, this much is cited."""


def folded(text: str) -> str:
    """A text in small letters without diacritics, blanks made single: what names and words are looked up by."""
    plain = unicodedata.normalize("NFKD", " ".join(text.split()).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence of ``text`` in which ``[start, end)`` stands, or the sentences."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    begin, stop = max(begin, start - _LONGEST), min(stop if stop >= 0 else len(text), end + _LONGEST)
    around = [(s, e) for s, e in sentences(text, begin, stop) if s < end and e > start]
    if not around:
        return text[start:end]
    last = around[-1][1]
    return text[min(around[0][0], start) : max(last + (text[last : last + 1] in (".", "!", "?")), end)]


def address_of(url: str) -> str:
    """What captures of one page share: its address without scheme, ``www.``, port, fragment and last slash."""
    plain = url.strip()
    try:
        parts = urlsplit(plain if "://" in plain else f"//{plain}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return plain
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{parts.path.rstrip('/')}{query}"
