"""Lines as they stand on printed pages, put together to paragraphs.

A line goes on in the next where the next one's first word would not have fitted on it. What stands at the head or foot of page
after page, and the pages' numbers, are no part of a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TypeAlias

__all__ = ["Line", "joined_paragraphs"]

_PAGE_NUMBER = re.compile(r"[\W_]{0,6}(?:page\s{1,3})?\d{1,4}(?:\s{0,3}(?:/|of)\s{0,3}\d{1,4})?[\W_]{0,6}", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,9}")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’»)\]]{0,3}$")
_HYPHEN_END = re.compile(r"[^\W\d_]{2}[-\N{HYPHEN}]$")
_WORD = re.compile(r"[^\W\d_]{1,60}(?:-[^\W\d_]{1,60}){0,4}")
_WORD_START = re.compile(r"[^\W\d_]{1,60}")
_WORD_END = re.compile(r"[^\W\d_]{1,60}$")
_AT_EDGE, _APART, _SAME_PLACE = 2, 0.9, 4
_PAGES_FOR_RUNNING, _SHARE_FOR_RUNNING = 2, 0.6
_GAP = 0.6
_INDENT, _FURTHEST_IN = 0.8, 4.0
_SAME_COLUMN = 2.0
_OTHER_SIZE = 1.15
_HYPHENATED_LINES = 0.04

_Columns: TypeAlias = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it stands on which page (points, from the lower left corner), and in which block of lines."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    block: int

    @property
    def height(self) -> float:
        return self.top - self.bottom


def joined_paragraphs(lines: Sequence[Line]) -> list[str]:
    """The paragraphs that the lines make."""
    kept = _without_running(lines)
    edges, margins = _right_edges(kept), _margins(kept)
    hyphenated = _is_hyphenated(kept)
    words = Counter(word for line in kept for word in _WORD.findall(line.text))
    found: list[str] = []
    for index, line in enumerate(kept):
        before = kept[index - 1] if index else None
        if before is None or _begins(before, line, edges, margins, kept[index - 2] if index > 1 else None):
            found.append(line.text)
        else:
            found[-1] = _joined(found[-1], line.text, hyphenated, words)
    return found


def _without_running(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers and without what stands apart, in the same place, at the edge of most pages."""
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    edges = [_edge_lines(page) for page in pages]
    places = Counter(place for edge in edges for place in {_place(line) for line in edge})
    most = max(_PAGES_FOR_RUNNING, round(_SHARE_FOR_RUNNING * len(pages)))
    left_out = {id(line) for edge in edges for line in edge if places[_place(line)] >= most or _PAGE_NUMBER.fullmatch(line.text)}
    return [line for line in lines if id(line) not in left_out]


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """The lines at the head and foot of a page as far as they stand apart from its text."""
    down = sorted(page, key=lambda line: -line.top)
    return [*_apart(down), *_apart(down[::-1])] if len(page) > 1 else []


def _apart(ordered: Sequence[Line]) -> list[Line]:
    """The first lines up to the first wide gap, none where it comes late or never."""
    for count, (line, after) in enumerate(pairwise(ordered[: _AT_EDGE + 1]), 1):
        if max(line.bottom - after.top, after.bottom - line.top) > _APART * max(line.height, after.height):
            return list(ordered[:count])
    return []


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom / _SAME_PLACE)


def _right_edges(lines: Sequence[Line]) -> _Columns:
    """How far to the right the lines of each column of each page go; a column is told by where its lines begin."""
    edges: _Columns = {}
    for line in lines:
        key = _column(line)
        edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _margins(lines: Sequence[Line]) -> _Columns:
    """Where the lines of each column begin that are not set in: the leftmost of those near it on its page."""
    lefts: dict[int, set[float]] = {}
    for line in lines:
        lefts.setdefault(line.page, set()).add(line.left)
    return {
        _column(line): min(left for left in lefts[line.page] if line.left - _FURTHEST_IN * line.height <= left <= line.left)
        for line in reversed(lines)
    }


def _column(line: Line) -> tuple[int, int]:
    return line.page, line.block


def _begins(before: Line, line: Line, edges: _Columns, margins: _Columns, earlier: Line | None) -> bool:
    """Whether a line begins a paragraph."""
    if _HYPHEN_END.search(before.text) and line.text[:1].islower():
        return False
    if before.page != line.page or before.bottom < line.bottom:
        return not _runs_on(before, line, edges)
    if max(before.height, line.height) > _OTHER_SIZE * min(before.height, line.height):
        return True
    if before.bottom - line.top > _GAP * line.height:
        return True
    if line.left > before.left + _INDENT * line.height and _same_left(earlier, before):
        return True
    if line.left > margins[_column(line)] + _INDENT * line.height and _ENDS_SENTENCE.search(before.text):
        return True
    return _first_word_fits(before, line, _edge(before, line, edges))


def _same_left(earlier: Line | None, before: Line) -> bool:
    """Whether the line before is no indented first line itself, so that a line further in begins something."""
    return earlier is None or earlier.page != before.page or earlier.left + _SAME_COLUMN > before.left


def _edge(before: Line, line: Line, edges: _Columns) -> float:
    return max(edges[_column(before)], edges[_column(line)])


def _first_word_fits(before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would have fitted on the line before: then the line was broken on purpose."""
    width = (line.right - line.left) / max(1, len(line.text))
    first = len(line.text.split()[0]) + 1
    return before.right + first * width < edge - width


def _runs_on(before: Line, line: Line, edges: _Columns) -> bool:
    """Whether a sentence goes on from one page or column to the next."""
    return not _ENDS_SENTENCE.search(before.text) and (
        line.text[:1].islower() or (before.right > 0.9 * edges[_column(before)] and abs(before.height - line.height) < 1)
    )


def _is_hyphenated(lines: Sequence[Line]) -> bool:
    """Whether the text was set with words divided at line ends."""
    divided = sum(1 for line in lines if _HYPHEN_END.search(line.text))
    return divided > _HYPHENATED_LINES * len(lines)


def _joined(text: str, more: str, hyphenated: bool, words: Counter[str]) -> str:
    """A paragraph and its next line. A hyphen at the line's end goes where the word is known whole, or words are divided."""
    if text.endswith("\N{SOFT HYPHEN}"):
        return text[:-1] + more
    if not (_HYPHEN_END.search(text) and more[:1].islower()):
        return f"{text} {more}"
    end, start = _WORD_END.search(text[:-1]), _WORD_START.match(more)
    first, second = end[0] if end else "", start[0] if start else ""
    whole, parted = words[first + second], words[f"{first}-{second}"]
    divided = whole > parted or (hyphenated and whole == parted)
    return text[:-1] + more if divided else text + more
