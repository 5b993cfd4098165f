"""Names in a source that no mention covers: "Ada Lund and Oren Brask said", where only Ada Lund is of the cast."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading import Mention

__all__ = ["beside_mentions"]

_NAME = r"(?:[^\W\d_a-z][\w’'-]{1,30}\s{1,3}){1,3}[^\W\d_a-z][\w’'-]{1,30}"
_FIRST = re.compile(rf"({_NAME})\s?,")
_LAST = re.compile(rf".*?\sand\s{{1,3}}({_NAME})", re.DOTALL)
_FAR = 120


def beside_mentions(text: str, source: tuple[int, int], mentions: Sequence[Mention]) -> str | None:
    """The full name that a source gives without a mention: before a comma at its start, or after "and" at its end; or null.

    Only runs of capitalised words count: "the President and members of the government" names nobody beside the President.
    """
    first = _FIRST.match(text, source[0], min(source[1], source[0] + _FAR))
    if first is not None and not _covered(first.span(1), mentions):
        return " ".join(first[1].split())
    last = _LAST.fullmatch(text, max(source[0], source[1] - _FAR), source[1])
    if last is not None and not _covered(last.span(1), mentions):
        return " ".join(last[1].split())
    return None


def _covered(at: tuple[int, int], mentions: Sequence[Mention]) -> bool:
    return any(m.start < at[1] and at[0] < m.end for m in mentions)
