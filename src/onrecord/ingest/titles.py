"""The title of a plain text: its first line, where it stands there as titles do."""

from __future__ import annotations

import re

from onrecord.lookups.publishers import lines_pattern, publishers
from onrecord.tables import Knowledge

__all__ = ["first_line_title", "furniture_lines"]

_LAYOUT = "languages/en/layout.toml"
_LONGEST = 220
_FIRST_LINE = re.compile(r"\s*?([^\s][^\n]*)\n[^\S\n]*\n\s*(?=(\S[^\n]*))")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_NO_TITLE_END = re.compile(r"[.:;,…\-–—>\])][\"'”’»]?$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Ltd|Co)\.$")
_OPENS_OTHERWISE = re.compile(r"[•*\-–—<(\[…\d]|[a-z]")
_WHOLLY_DATE = re.compile(
    r"\W*(?:\w+day,?\s+)?(?:\d{1,2}\s+[^\W\d]+|[^\W\d]+\s+\d{1,2}),?\s+\d{4}(?:\W+\d{1,2}[:.]\d{2}.*|.{0,40})?$"
)
_LETTERS = re.compile(r"[^\W\d_]")


def first_line_title(text: str, knowledge: Knowledge) -> str | None:
    """The title that ``text`` begins with: a short line set apart by a blank line, unlike a sentence, a label or a date."""
    found = _FIRST_LINE.match(text[: 4 * _LONGEST + 400])
    if not found:
        return None
    line = _HEADING_MARK.sub("", found[1].strip(), count=1)
    after = len(text) - found.end()
    return line if _like_title(line, after) and not furniture_lines(knowledge).fullmatch(line) else None


def furniture_lines(knowledge: Knowledge) -> re.Pattern[str]:
    """Lines that belong to pages: those of all publishers, and those common to pages in a language that has a reader."""
    return knowledge.derived(_furniture)


def _like_title(line: str, after: int) -> bool:
    if not 4 <= len(line) <= _LONGEST or len(_LETTERS.findall(line)) < 0.6 * len(line.replace(" ", "")):
        return False
    if (_NO_TITLE_END.search(line) and not _ABBREVIATION_END.search(line)) or _OPENS_OTHERWISE.match(line):
        return False
    return len(line.split()) > 1 and after > len(line) and not _WHOLLY_DATE.match(line)


def _furniture(knowledge: Knowledge) -> re.Pattern[str]:
    common = knowledge.toml(_LAYOUT).get("furniture", {}).get("lines", [])
    return lines_pattern([*common, *(line for publisher in publishers(knowledge).all for line in publisher.furniture)])
