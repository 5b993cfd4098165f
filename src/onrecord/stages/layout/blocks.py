"""Paragraphs of a flat text: by blank lines where there are any, else by what the single line breaks mean.

A single line break either ends a paragraph (one paragraph a line) or was put in by a column's width. The two are told
apart over the whole text: at a width's break the next line's first word would not have fitted, and sentences run across
the breaks; at a paragraph's break a sentence has ended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.reading import ParagraphKind

__all__ = ["Block", "blocks_of", "is_flattened"]

_BLANK_LINE = re.compile(r"\n[ ]*(?:\n[ ]*)+|\f")
_ITEM = re.compile(r"[•●▪◦‣·*–—-] |\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] |#{2,}")
_ENDED = re.compile(r"[.!?…:;][\"'”’»“)\]*]{0,3}$|[\"”»)\]*]$")
_OPENS = re.compile(r"[\"'“”‘«„(\[*_<#]{0,3}[^\W\d_a-z]|[\"'“”‘«„(\[<]{0,3}\d|[•●▪◦‣–—-] |[\"“”«„<\[(]")
_RUNS_ON = re.compile(r"[,;]$|(?:^|[ ])[a-z]{1,3}$")
_WIDTH = range(40, 111)
_MOSTLY = 0.8
_FLAT_PARAGRAPH = 300
_LISTED = 60
# How much shorter than the width a paragraph's last line must be where lines were not filled as far as they go.
_RAGGED = 12


@dataclass(slots=True)
class Block:
    """A paragraph while its kind is being found out; trimmed. ``content`` is where its own words begin."""

    start: int
    end: int
    kind: ParagraphKind = "body"
    content: int = 0
    turn: int | None = None

    def words(self, flat: str) -> str:
        return flat[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a stretch without blank lines: trimmed spans, none empty, and whether a line was indented."""

    spans: tuple[tuple[int, int], ...]
    indented: tuple[bool, ...]


def blocks_of(flat: str) -> list[Block]:
    """The paragraphs of a flat text, in order, all of kind ``body``."""
    stretches = [_lines(flat, *at) for at in _stretches(flat)]
    breaks = _Breaks(flat, stretches)
    found: list[Block] = []
    for lines in stretches:
        at = 0
        for i in range(1, len(lines.spans) + 1):
            if i == len(lines.spans) or breaks.between(lines, i):
                start, end = lines.spans[at][0], lines.spans[i - 1][1]
                found.append(Block(start, end, content=start))
                at = i
    return found


def is_flattened(blocks: Sequence[Block]) -> bool:
    """Whether the text's line breaks were lost: its paragraphs are few for its length."""
    return sum(b.end - b.start for b in blocks) > _FLAT_PARAGRAPH * len(blocks)


def _stretches(flat: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for gap in _BLANK_LINE.finditer(flat):
        found.append((at, gap.start()))
        at = gap.end()
    return [(s, e) for s, e in [*found, (at, len(flat))] if flat[s:e].strip()]


def _lines(flat: str, start: int, end: int) -> _Lines:
    spans: list[tuple[int, int]] = []
    indented: list[bool] = []
    at = start
    for line in flat[start:end].split("\n"):
        bare = line.strip()
        if bare:
            left = len(line) - len(line.lstrip())
            spans.append((at + left, at + left + len(bare)))
            indented.append(left > 1)
        at += len(line) + 1
    return _Lines(tuple(spans), tuple(indented))


class _Breaks:
    """What single line breaks mean in one text."""

    def __init__(self, flat: str, stretches: Sequence[_Lines]) -> None:
        self._flat = flat
        pairs = [(a, b) for s in stretches for a, b in pairwise(s.spans)]
        lengths = sorted(a[1] - a[0] for a, _ in pairs)
        self._width = lengths[-1 - len(lengths) // 20] if lengths else 0
        plain = [(a, b) for a, b in pairs if not self._is_item(b)]
        running = [(a, b) for a, b in plain if not self._closes(a, b)]
        full = sum(not self._fits(a, b) for a, b in running)
        self._wrapped = self._width in _WIDTH and len(running) >= 2 and full >= _MOSTLY * len(running)
        self._slack = 0 if full == len(running) else _RAGGED
        closed = len(plain) - len(running)
        self._by_line = bool(plain) and not self._wrapped and closed >= _MOSTLY * len(plain)

    def between(self, lines: _Lines, i: int) -> bool:
        """Whether a paragraph ends between line ``i - 1`` and line ``i``."""
        before, after = lines.spans[i - 1], lines.spans[i]
        if self._is_item(after) or self._is_separator(before) or self._is_separator(after):
            return True
        if self._wrapped:
            closes = self._closes(before, after)
            return closes and (self._fits(before, after, slack=self._slack) or (lines.indented[i] and not lines.indented[i - 1]))
        if self._by_line:
            return self._closes(before, after) or self._title(lines, i)
        return self._is_list(lines)

    def _is_item(self, line: tuple[int, int]) -> bool:
        return _ITEM.match(self._flat, *line) is not None

    def _is_separator(self, line: tuple[int, int]) -> bool:
        return line[1] - line[0] < _LISTED and not any(c.isalnum() for c in self._flat[slice(*line)])

    def _fits(self, before: tuple[int, int], after: tuple[int, int], slack: int = 0) -> bool:
        """Whether the first word after the break would have fitted on the line before it."""
        blank = self._flat.find(" ", after[0], min(after[1], after[0] + 120))
        word = (blank if blank >= 0 else after[1]) - after[0]
        return before[1] - before[0] + 1 + word + slack <= self._width

    def _closes(self, before: tuple[int, int], after: tuple[int, int]) -> bool:
        tail = self._flat[max(before[0], before[1] - 4) : before[1]]
        return _ENDED.search(tail) is not None and _OPENS.match(self._flat, *after) is not None

    def _title(self, lines: _Lines, i: int) -> bool:
        """A first line without a full stop, above lines that each are a paragraph."""
        return i == 1 and _OPENS.match(self._flat, *lines.spans[1]) is not None

    def _is_list(self, lines: _Lines) -> bool:
        """Short lines that each begin anew: a menu or a list of names."""
        return len(lines.spans) > 2 and all(
            e - s <= _LISTED and _OPENS.match(self._flat, s, e) is not None and not _RUNS_ON.search(self._flat[max(s, e - 4) : e])
            for s, e in lines.spans
        )
