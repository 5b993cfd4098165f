"""A text made flat: the same length, with plain blanks and line breaks only."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["blanked", "flattened", "surface_of"]

# A page or paragraph separator ends a paragraph by itself; it is kept apart from line breaks until paragraphs are cut.
_PARAGRAPH = "\f"
_FLAT = str.maketrans(
    {
        "\t": " ", "\u00a0": " ", "\u1680": " ", "\u202f": " ", "\u205f": " ", "\u3000": " ", "\ufeff": " ",
        "\r": "\n", "\u0085": "\n", "\u2028": "\n", "\v": "\n", "\u001c": "\n", "\u001d": "\n", "\u001e": "\n", "\u001f": " ",
        "\u2029": _PARAGRAPH,
    }
    | {chr(c): " " for c in range(0x2000, 0x200B)}
)  # fmt: skip
_CRLF = re.compile(r"\r\n")
_LINES = str.maketrans({"\n": " ", _PARAGRAPH: " "})
# Marks without width: kept inside a word, where a blank would split it, and blanked elsewhere.
_LOOSE = re.compile(r"(?<!\w)[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060]|[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060](?!\w)")


def flattened(text: str) -> str:
    """``text`` with every kind of blank as a space and every line end as one ``\\n``, character for character.

    A paragraph separator or form feed becomes a form feed.
    """
    return _LOOSE.sub(" ", _CRLF.sub(" \n", text).translate(_FLAT))


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with ``spans`` (in order, not overlapping) turned to spaces, line breaks included."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def surface_of(flat: str, inside: Iterable[tuple[int, int]], blank: Iterable[tuple[int, int]]) -> str:
    """The text for the parser: line breaks ``inside`` the paragraphs as spaces, ``blank`` spans blanked."""
    parts: list[str] = []
    at = 0
    for start, end in inside:
        parts += [flat[at:start].replace(_PARAGRAPH, "\n"), flat[start:end].translate(_LINES)]
        at = end
    return blanked("".join([*parts, flat[at:].replace(_PARAGRAPH, "\n")]), blank)
