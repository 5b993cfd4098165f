"""Labels of a transcript: "President of Sarelia Helena Marsk:", later "Helena Marsk:", "Question:", "Q".

A label is a short phrase of a name and perhaps a title before a colon, at a paragraph's beginning. Whether such a phrase
is a label shows in the whole text: one label with a title and a name, or one that recurs, makes a transcript, and in a
transcript a bare name is a label too. In a text whose line breaks were lost, labels are also found after a sentence's end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.grade import Grade, grade
from onrecord.stages.layout.lexicon import Lexicon
from onrecord.stages.layout.split import cut_block

__all__ = ["Label", "find_labels"]

_LONGEST = 420
_LONGEST_NAME = 200
_NOTE = re.compile(r"[ \n]{0,3}[(\[][^()\[\]\n]{1,300}[)\]]")
_UNCLOSED = re.compile(r"(?<=\w) \([a-z][a-z ]{2,30}\Z")
_SHORT_NOTE = 40
_LEADING_NOTE = re.compile(r"[ \n]{0,3}(?:[(\[][^()\[\]]{1,200}[)\]][.,]?[ \n]{0,3}){1,2}")
_MARKUP = re.compile(r"[*_ ]{0,6}")
_AFTER = re.compile(r"[ \n*_“\"'‘«(\[<]|[^\W\d]|\Z")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?…][”\"’)\]»]{0,2}[ \n]|[>)\]*”\"»][ \n]|\n")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_RECURS = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the span and text of its name, where speech begins after it, and what its notes say.

    ``place`` is where its paragraph begins; ``heading`` where a heading begins that lost its line break before the label.
    """

    start: int
    end: int
    name: str
    content: int
    retranslated: bool
    grade: Grade
    place: int
    heading: int | None = None

    @property
    def anonymous(self) -> bool:
        return self.grade == "anonymous"

    @property
    def key(self) -> str:
        return self.name.casefold()

    @property
    def bearer(self) -> str:
        """The last two words: the name where the label opens with a title."""
        return " ".join(self.name.split()[-2:])


def find_labels(flat: str, blocks: list[Block], flattened: bool, lexicon: Lexicon) -> dict[int, Label]:
    """Labels by the start of their paragraph. Paragraphs that hold labels inside are cut before each (in place).

    ``flattened`` says that the text has lost its line breaks, so that labels may stand after any sentence.
    """
    opening = [(b, label) for b in blocks if (label := _label_at(flat, b.start, b.end, lexicon)) is not None]
    inner = [(b, label) for b in blocks for label in _inner(flat, b, flattened, lexicon)]
    accepted = _Accepted([label for _, label in [*opening, *inner]])
    found = [(b, label) for b, label in opening if accepted.holds(label)]
    found += [(b, label) for b, label in inner if accepted.holds_inside(label)]
    _cut(flat, blocks, found)
    return {label.place: label for _, label in found}


def _cut(flat: str, blocks: list[Block], found: Iterable[tuple[Block, Label]]) -> None:
    """Cut the paragraphs where labels, and headings before them, begin inside."""
    places: dict[int, set[int]] = {}
    for block, label in found:
        cuts = {at for at in (label.place, label.heading) if at is not None and at > block.start}
        if cuts:
            places.setdefault(block.start, set()).update(cuts)
    if places:
        blocks[:] = [part for block in blocks for part in cut_block(flat, block, sorted(places.get(block.start, ())))]


class _Accepted:
    """Which of a text's candidates are labels."""

    def __init__(self, candidates: Sequence[Label]) -> None:
        self._count = Counter(label.key for label in candidates)
        sure = [c for c in candidates if c.grade == "named" or self._recurring(c)]
        self._transcript = bool(sure) or sum(c.anonymous for c in candidates) >= _RECURS
        self._bearers = {label.bearer.casefold() for label in sure}
        self._surnames = {word for label in sure for word in (label.key.split()[-1], label.bearer.casefold().replace(" ", ""))}

    def _recurring(self, label: Label) -> bool:
        return label.grade in ("name", "unsure", "loose") and self._count[label.key] >= _RECURS

    def holds(self, label: Label) -> bool:
        """Whether a candidate at a paragraph's beginning is a label."""
        if label.grade == "named":
            return True
        if not self._transcript:
            return False
        if label.grade in ("single", "role"):
            return self._count[label.key] >= _RECURS or label.key in self._surnames or label.name.isupper()
        return True

    def holds_inside(self, label: Label) -> bool:
        """Whether a candidate after a sentence's end is a label: it must be sure by itself or by another."""
        if label.grade == "named" or not self._transcript:
            return label.grade == "named"
        return label.anonymous or label.bearer.casefold() in self._bearers or self._recurring(label)


def _label_at(flat: str, start: int, end: int, lexicon: Lexicon) -> Label | None:
    """The candidate that begins at ``start``, if any."""
    bare = lexicon.bare.match(flat, start, end)
    if bare is not None:
        width = len(bare[0].rstrip())
        return Label(start, start + width, bare[0].strip(), bare.end(), False, "anonymous", start)
    colon = flat.find(":", start, min(end, start + _LONGEST))
    if colon < 0 or not _AFTER.match(flat, colon + 1, end) or flat.count("\n", start, colon) > 2:
        return None
    return _label(flat, start, colon, end, lexicon)


def _label(flat: str, start: int, colon: int, end: int, lexicon: Lexicon) -> Label | None:
    markup = _MARKUP.match(flat, start, colon)
    begin = markup.end() if markup else start
    stop = _name_end(flat, begin, colon)
    begin, heading = _without_heading(flat, begin, stop, lexicon)
    name = " ".join(_NOTE.sub(" ", flat[begin:stop]).split())
    if not name or stop - begin > _LONGEST_NAME:
        return None
    graded = grade(name, lexicon)
    if graded is None:
        return None
    content, after = _content(flat, colon + 1, end)
    notes = flat[stop:colon] + after
    retranslated = bool(lexicon.interpreted.search(notes))
    return Label(begin, stop, name, content, retranslated, graded, start if heading is None else begin, heading)


def _without_heading(flat: str, begin: int, stop: int, lexicon: Lexicon) -> tuple[int, int | None]:
    """Where a label begins after a heading ("Beginning of talks President of Sarelia Helena Marsk"), and the heading, if any."""
    if not lexicon.heading.match(flat, begin, stop):
        return begin, None
    words = list(_WORD.finditer(flat, begin, stop))
    last = max((i for i, w in enumerate(words) if w[0].casefold() in lexicon.titles), default=0)
    while last > 0 and words[last - 1][0][0].isupper() and words[last - 1][0].casefold() in lexicon.known:
        last -= 1
    return (words[last].start(), begin) if last > 0 else (begin, None)


def _name_end(flat: str, begin: int, colon: int) -> int:
    """The end of a label's name: before the notes that stand right before the colon."""
    words = flat[begin:colon].rstrip(" \n*_")
    notes = list(_NOTE.finditer(words))
    while notes and notes[-1].end() == len(words):
        words = words[: notes.pop().start()].rstrip(" \n*_")
    unclosed = _UNCLOSED.search(words, max(0, len(words) - _SHORT_NOTE))
    return begin + len(words[: unclosed.start()].rstrip() if unclosed else words)


def _content(flat: str, at: int, end: int) -> tuple[int, str]:
    """Where speech begins after a colon, and the notes before it ("(As interpreted.)")."""
    markup = _MARKUP.match(flat, at, end)
    begin = markup.end() if markup else at
    note = _LEADING_NOTE.match(flat, begin, end)
    if note is not None:
        return min(note.end(), end), note[0]
    while begin < end and flat[begin] in " \n":
        begin += 1
    return min(begin, end), ""


def _inner(flat: str, block: Block, flattened: bool, lexicon: Lexicon) -> list[Label]:
    """Candidates inside a paragraph: at the beginning of a line, and after any sentence where the text is flattened."""
    found: list[Label] = []
    at, before = block.start, block.start
    while (colon := flat.find(":", at, block.end)) >= 0:
        at = colon + 1
        if _AFTER.match(flat, at, block.end):
            begin = _beginning(flat, max(before, colon - _LONGEST), colon, flattened)
            label = _label(flat, begin, colon, block.end, lexicon) if begin is not None else None
            if label is not None and label.place > block.start:
                found.append(label)
        before = at
    return found


def _beginning(flat: str, low: int, colon: int, flattened: bool) -> int | None:
    """Where the phrase before a colon begins: after the last sentence end in reach."""
    ends = [m.end() for m in _SENTENCE_END.finditer(flat, low, colon)]
    ends = [e for e in ends if flat[e - 1] == "\n" or flattened]
    while ends and flat[ends[-1] - 1] == "\n" and flat[low : ends[-1]].rstrip()[-1:] not in '.!?…”"’)]»>*':
        ends.pop()
    return ends[-1] if ends else None
