"""The text policy: a document's text is what was read, for ever.

NUL and lone surrogates, which neither JSON nor UTF-8 nor databases carry, become U+FFFD, one for one, so that offsets hold.
Nothing else is changed: no white space is stripped, no line end converted, no character composed.
"""

from __future__ import annotations

import hashlib
import re

__all__ = ["as_written", "blank", "digest"]

_REPLACED = re.compile("[\x00\ud800-\udfff]")
_VISIBLE = re.compile("[^\\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd]")


def as_written(text: str) -> tuple[str, int]:
    """The text under the policy, of the same length, and how many of its characters were replaced."""
    return _REPLACED.subn("\N{REPLACEMENT CHARACTER}", text)


def digest(text: str | bytes) -> str:
    """SHA-256 of bytes, or of a text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8") if isinstance(text, str) else text).hexdigest()


def blank(text: str) -> bool:
    """Whether nothing stands there but white space, characters that do not print and characters that were replaced."""
    return _VISIBLE.search(text) is None
