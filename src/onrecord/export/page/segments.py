"""A text cut where marks begin and end, so that overlapping marks become stretches that each carry several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Block", "Mark", "Segment", "blocks"]

_BREAK = re.compile(r"\n\s*")
_CLOSING = re.compile(r"[.,;:!?…\"'”’»›)\]]{0,4}(?![^\W_])")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_HARD_WRAP = 100
"""Where no line is longer, line breaks were made to fit a page: then only an empty line ends a paragraph."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[start, end)`` to be marked: ``kind`` as ``statement``; ``key`` names the finding (``s3``), empty for none.

    ``label`` is shown after the stretch, and after the punctuation that closes it, as a footnote's number is; ``spoken`` is the
    label for a screen reader; ``opens`` says that this is the finding's first stretch, to which links lead.
    """

    start: int
    end: int
    kind: str
    key: str = ""
    label: str = ""
    spoken: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the kinds and keys of all marks that hold it, and the marks that begin and end with it."""

    text: str
    kinds: tuple[str, ...]
    keys: tuple[str, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph's segments (none in an empty paragraph) and the white space that follows it."""

    segments: tuple[Segment, ...]
    after: str

    @property
    def after_shows(self) -> bool:
        """Whether that white space would take room on a page, as a no-break space does."""
        return bool(self.after.strip(" \t\n\r\f"))


def blocks(text: str, marks: Iterable[Mark]) -> Iterator[Block]:
    """The paragraphs of ``text``, cut at every edge of ``marks``. All their texts joined are ``text``.

    Marks are cut to the text's length, and those that hold nothing of a paragraph are left out.
    """
    paragraphs = list(_paragraphs(text))
    shared = _shared(marks, paragraphs)
    for index, (start, end, after) in enumerate(paragraphs):
        yield Block(tuple(_segments(text, start, end, shared.get(index, ()))), text[end:after])


def _paragraphs(text: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of each paragraph, and the end of the white space that follows it."""
    wrapped = max(map(len, text.split("\n"))) < _HARD_WRAP and _EMPTY_LINE.search(text) is not None
    start = 0
    for match in (_EMPTY_LINE if wrapped else _BREAK).finditer(text):
        yield start, match.start(), match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text), len(text)


def _shared(marks: Iterable[Mark], paragraphs: Sequence[tuple[int, int, int]]) -> dict[int, list[Mark]]:
    """The marks that hold something of each paragraph, by the paragraph's index."""
    starts = [p[0] for p in paragraphs]
    shared: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        index = max(bisect_right(starts, mark.start) - 1, 0)
        while index < len(paragraphs) and starts[index] < mark.end:
            if max(mark.start, starts[index]) < min(mark.end, paragraphs[index][1]):
                shared[index].append(mark)
            index += 1
    return shared


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    begin: dict[int, list[Mark]] = defaultdict(list)
    finish: dict[int, list[Mark]] = defaultdict(list)
    labels: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        begin[max(mark.start, start)].append(mark)
        finish[min(mark.end, end)].append(mark)
        if mark.label and mark.end <= end:
            labels[_after_punctuation(text, mark.end, end)].append(mark)
    cuts = sorted({start, end, *begin, *finish, *labels})
    active: dict[Mark, None] = {}
    for left, right in pairwise(cuts):
        for mark in finish.get(left, ()):
            active.pop(mark, None)
        active.update(dict.fromkeys(begin.get(left, ())))
        opening = tuple(m for m in begin.get(left, ()) if m.opens and m.start >= min(left, start))
        yield _segment(text[left:right], opening, tuple(active), tuple(labels.get(right, ())))


def _after_punctuation(text: str, place: int, end: int) -> int:
    match = _CLOSING.match(text, place, end)
    return match.end() if match else place


def _segment(text: str, opening: tuple[Mark, ...], active: tuple[Mark, ...], closing: tuple[Mark, ...]) -> Segment:
    kinds = tuple(dict.fromkeys(m.kind for m in active))
    keys = tuple(dict.fromkeys(m.key for m in active if m.key))
    return Segment(text, kinds, keys, opening, closing)
