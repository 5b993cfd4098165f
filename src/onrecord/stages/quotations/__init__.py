"""Quotation marks, paired paragraph by paragraph, and quotations that run over several paragraphs.

Marks are read where they stand in the text; what furniture blanked is not there. A paragraph with more marks than prose
can hold is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.reading import Paragraph, Quotation, Reading
from onrecord.stages.quotations.lexicon import Lexicon, build
from onrecord.stages.quotations.marks import Mark, marks_of
from onrecord.stages.quotations.pairing import UNCLOSED, Pair, paired
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 1

_READ = ("body", "turn", "heading", "title")
_MOST = 2000
_FAR = 12
_CARRIED = 1.0
_GOES_ON = 0.2
_LEADS = 2.0
_SENTENCE_END = re.compile(r"[.!?…][”\"’)\]]{0,2} (?=[^a-z])")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph with its marks and quotations. ``index`` is its place in ``Layout.paragraphs``."""

    index: int
    start: int
    end: int
    turn: int | None
    marks: list[Mark]
    found: list[Quotation]

    @property
    def doubles(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.family == "double"]

    def opens_with_mark(self) -> bool:
        return bool(self.marks) and self.marks[0].start == self.start and self.marks[0].opening < self.marks[0].closing

    def unclosed(self, goes_on: bool) -> float:
        """What it costs that a quotation is not closed here: little where the next paragraph opens with a mark again, less
        than usual where the only mark opens the paragraph."""
        if goes_on:
            return _GOES_ON
        return _LEADS if len(self.marks) == 1 and self.opens_with_mark() else UNCLOSED

    def stays_open(self) -> bool:
        """Whether its last outermost quotation runs, unclosed, to its end."""
        outer = [q for q in self.found if q.depth == 0]
        return bool(outer) and not outer[-1].closed and outer[-1].end == self.end


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.quotations`` for every reading of the batch."""
    lexicon = knowledge.derived(build)
    for reading in readings:
        reading.quotations = _quotations(reading, lexicon)


def _quotations(reading: Reading, lexicon: Lexicon) -> tuple[Quotation, ...]:
    text = reading.layout.surface
    paragraphs = [_read(text, i, p, lexicon) for i, p in enumerate(reading.layout.paragraphs) if p.kind in _READ]
    for i, paragraph in enumerate(paragraphs):
        if paragraph.marks:
            _pair(text, paragraphs, i, lexicon)
    return tuple(q for paragraph in _numbered(paragraphs) for q in paragraph)


def _read(text: str, index: int, paragraph: Paragraph, lexicon: Lexicon) -> _Paragraph:
    start = min(paragraph.content_start, paragraph.end)
    start += len(text[start : paragraph.end]) - len(text[start : paragraph.end].lstrip())
    marks = marks_of(text, start, paragraph.end, lexicon.elisions)
    return _Paragraph(index, start, paragraph.end, paragraph.turn, marks if len(marks) <= _MOST else [], [])


def _pair(text: str, paragraphs: Sequence[_Paragraph], i: int, lexicon: Lexicon) -> None:
    """Find the quotations of one paragraph, and of those before it that it closes a quotation of."""
    paragraph = paragraphs[i]
    goes_on = _goes_on(paragraphs, i)
    unclosed = paragraph.unclosed(goes_on)
    pairing = paired(paragraph.marks, unclosed=unclosed)
    between = _open_before(paragraphs, i)
    if between is not None and not paragraph.opens_with_mark():
        carried = paired(paragraph.marks, inherited=True, unclosed=unclosed)
        if carried.closes_inherited and carried.cost + _CARRIED < pairing.cost:
            pairing = carried
            for other in between:
                other.found = _covered(other)
    found = [_quotation(text, paragraph, pair, goes_on, lexicon) for pair in pairing.pairs]
    paragraph.found = [q for q in found if q is not None]


def _goes_on(paragraphs: Sequence[_Paragraph], i: int) -> bool:
    """Whether a quotation that is not closed in a paragraph may go on: the next paragraph opens with a mark, or a later one
    closes more than it opens."""
    if i + 1 < len(paragraphs) and paragraphs[i + 1].turn == paragraphs[i].turn and paragraphs[i + 1].opens_with_mark():
        return True
    for later in paragraphs[i + 1 : i + 1 + _FAR]:
        if later.turn != paragraphs[i].turn or later.opens_with_mark():
            return False
        marks = later.doubles
        if marks and marks[-1].closing < marks[-1].opening and (len(marks) % 2 or marks[0].closing < marks[0].opening):
            return True
        if len(marks) % 2:
            return False
    return False


def _open_before(paragraphs: Sequence[_Paragraph], i: int) -> Sequence[_Paragraph] | None:
    """The paragraphs since one whose quotation stays open, null where there is no such one near."""
    for at in range(i - 1, max(-1, i - 1 - _FAR), -1):
        if paragraphs[at].turn != paragraphs[i].turn:
            return None
        if paragraphs[at].stays_open():
            return paragraphs[at + 1 : i]
        if paragraphs[at].opens_with_mark() or not all(q.closed for q in paragraphs[at].found):
            return None
    return None


def _covered(paragraph: _Paragraph) -> list[Quotation]:
    """A paragraph as a whole inside a quotation, with its own quotations one deeper."""
    whole = Quotation(paragraph.start, paragraph.end, (paragraph.start, paragraph.end), paragraph.index, closed=False)
    return [whole, *(replace(q, depth=q.depth + 1) for q in paragraph.found)]


def _quotation(text: str, paragraph: _Paragraph, pair: Pair, goes_on: bool, lexicon: Lexicon) -> Quotation | None:
    begin = pair.opening.end if pair.opening else paragraph.start
    stop = pair.closing.start if pair.closing else _open_end(text, paragraph, pair, begin, goes_on, lexicon)
    words = text[begin:stop]
    if not any(c.isalnum() for c in words):
        return None
    start, end = begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
    outer = (pair.opening.start if pair.opening else start, pair.closing.end if pair.closing else end)
    return Quotation(start, end, outer, paragraph.index, pair.depth, pair.closing is not None)


def _open_end(text: str, paragraph: _Paragraph, pair: Pair, begin: int, goes_on: bool, lexicon: Lexicon) -> int:
    """Where a quotation without a closing mark ends: before narration resumes, before the sentence of the next quotation,
    else with the paragraph."""
    limit = pair.before.start if pair.before else paragraph.end
    if goes_on and pair.before is None:
        return limit
    resumes = lexicon.resumes.search(text, begin, limit)
    if resumes is not None:
        return resumes.start()
    if pair.before is None:
        return limit
    ends = [m.end() - 1 for m in _SENTENCE_END.finditer(text, begin, limit)]
    return ends[-1] if ends else limit


def _numbered(paragraphs: Sequence[_Paragraph]) -> list[list[Quotation]]:
    """The quotations of each paragraph, with a number for those that run over several as one."""
    numbered = [list(p.found) for p in paragraphs]
    run = -1
    goes_on = False
    for i, (paragraph, after) in enumerate(pairwise(paragraphs)):
        if not goes_on:
            run += 1
        goes_on = paragraph.stays_open() and bool(after.found) and after.found[0].outer[0] == after.start
        if goes_on:
            last = max(k for k, q in enumerate(numbered[i]) if q.depth == 0)
            numbered[i][last] = replace(numbered[i][last], run=run)
            numbered[i + 1][0] = replace(numbered[i + 1][0], run=run)
    return numbered
