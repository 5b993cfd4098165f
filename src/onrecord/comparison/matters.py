"""Matters: what a record tells, in pieces small enough to be set beside another's.

A matter is the meeting itself, a piece of a statement, or a sentence of the publisher's own narration. Statements fall into
sentences, and long reported clauses into the members of a list; what stays together again is decided once both sides are seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.comparison.lexicon import Lexicon
from onrecord.model import Figure, Meeting, Record, Span, Statement

__all__ = ["MOST", "Matter", "matters_of", "sentences", "told_twice"]

_END = re.compile(r"(?<=[.!?…])[”\"’')\]]{0,2}\s{1,8}(?=[“\"‘'(\[–-]?\s?[^\W\d_a-z])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|No|U\.S|U\.K|U\.N|Gen|Gov)|\b[A-Z])\.$")
_JOINT = re.compile(
    r"\s?[,;]\s{1,4}(?:as well as|and also|who|including|with an? \w{4,12} on|starting|along with)\b"
    r"|;\s|,\s{1,4}(?=the |a |an |joint )|,? as well as "
)
_CONJUNCTION = re.compile(r"[\s,]{1,4}(?:whereas|while|and|but|although|as well as)$")
_TAKES_UP = re.compile(r"(?:It|This|They|These)\b")
MOST = 1500
_LEAST = 3
_MOST = 0.5
_LONG = 9
"""A reported clause of fewer words is not cut at its commas."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of a record: ``[start, end)`` of its text, and what is known of it.

    ``terms`` are what it tells of, ``words`` those that gave them. ``speakers`` are ids or names; empty where nobody or nobody
    known speaks. ``owner`` is the index of its statement, ``part`` that of its unbroken stretch there; ``piece`` numbers the
    sentences of the record. ``level`` is the place of its cue on the scale of strength, ``hoped`` says that it is a hope or a
    wish. ``repeats`` is the index of the statement that it tells a second time.
    """

    start: int
    end: int
    kind: Literal["meeting", "statement", "narration"]
    text: str
    terms: tuple[str, ...]
    words: tuple[str, ...]
    owner: int = -1
    piece: int = -1
    part: int = -1
    speakers: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    act: str | None = None
    cue: str | None = None
    level: int | None = None
    hoped: bool = False
    direct: bool = False
    repeats: int | None = None
    figures: tuple[Figure, ...] = ()
    meeting: Meeting | None = None


def matters_of(record: Record, lexicon: Lexicon) -> list[Matter]:
    """The matters of a record, in the order of its text; of a very long one the first ``MOST``."""
    found = [*_meetings(record, lexicon), *_statements(record, lexicon)]
    found += _narration(record, lexicon, found)
    return sorted(found, key=lambda m: (m.start, m.end))[:MOST]


def _meetings(record: Record, lexicon: Lexicon) -> Iterator[Matter]:
    held = next((m for m in record.meetings if m.status == "held" and m.evidence), None)
    if held is not None:
        span = held.evidence[0]
        yield Matter(span.start, span.end, "meeting", span.text, *lexicon.words.read(span.text), meeting=held)


def _statements(record: Record, lexicon: Lexicon) -> Iterator[Matter]:
    piece = 0
    for owner, statement in enumerate(record.statements):
        of_statement = _Maker(record, statement, owner, lexicon)
        for part, start, end in _taken_up(record, [*_sentences_of(record.document.text, statement)]):
            piece += 1
            for first, last in _members(record, start, end, statement):
                matter = of_statement.make(first, last, piece, part)
                if matter is not None:
                    yield matter


def _taken_up(record: Record, found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Sentences, one with a figure for what the sentence before names ("Trade rose. It surged by 37%") joined with that."""
    joined: list[tuple[int, int, int]] = []
    for part, start, end in found:
        if joined and joined[-1][0] == part and _measured_before(record, joined[-1], start, end):
            joined[-1] = (part, joined[-1][1], end)
        else:
            joined.append((part, start, end))
    return joined


def _measured_before(record: Record, before: tuple[int, int, int], start: int, end: int) -> bool:
    """Whether a sentence takes up with "it" what the one before speaks of, and gives a figure where that gives none."""
    figures = record.figures
    if _TAKES_UP.match(record.document.text, start) is None or any(before[1] <= f.span.start < before[2] for f in figures):
        return False
    return any(f.span.start == start for f in figures)


def _sentences_of(text: str, statement: Statement) -> Iterator[tuple[int, int, int]]:
    """Piece, start and end of each sentence of a statement; the pieces of a clause that is partly quoted stay together."""
    pieces = [(c.start, c.end) for c in statement.content]
    if statement.kind == "mixed" and pieces:
        pieces = [(pieces[0][0], pieces[-1][1])]
    for part, (start, end) in enumerate(pieces):
        yield from ((part, first, last) for first, last in sentences(text, start, end))


def told_twice(matter: Matter, other: Matter) -> bool:
    """Whether one of two matters of a report repeats the other's statement, and tells most of it."""
    repeats = matter.repeats is not None and matter.repeats == other.owner
    repeated = other.repeats is not None and other.repeats == matter.owner
    if not (repeats or repeated):
        return False
    terms = set(matter.terms)
    return len(terms & set(other.terms)) >= _MOST * len(terms)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Starts and ends of the sentences of ``text[start:end]``, without white space around them and the closing full stop."""
    at = start
    for gap in _END.finditer(text, start, end):
        if not _ABBREVIATED.search(text, max(start, gap.start() - 6), gap.start()):
            yield _trimmed(text, at, gap.start())
            at = gap.end()
    if at < end:
        yield _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ' .,;:\n\t\u00a0”"“':
        end -= 1
    while start < end and text[start] in ' \n\t\u00a0“"':
        start += 1
    return start, end


def _members(record: Record, start: int, end: int, statement: Statement) -> Iterator[tuple[int, int]]:
    """The members of a list in a reported clause, and clauses that hold figures of different things; else all of it."""
    text = record.document.text
    cuts = set(_before_figures(record, start, end))
    if statement.kind != "direct" and len(text[start:end].split()) >= _LONG:
        cuts |= {m.end() if m[0].strip() == "," else m.start() for m in _JOINT.finditer(text, start, end)}
    for first, last in pairwise([start, *sorted(cuts), end]):
        first, last = _trimmed(text, first, last)
        while first < last and text[first] in ",; ":
            first += 1
        last = first + len(_CONJUNCTION.sub("", text[first:last]))
        if first < last:
            yield first, last


def _before_figures(record: Record, start: int, end: int) -> Iterator[int]:
    """Where a clause begins whose figure is of another thing than the figure before it."""
    here = sorted((f for f in record.figures if start <= f.span.start and f.span.end <= end), key=lambda f: f.span.start)
    for last, figure in pairwise(here):
        apart = last.indicator and figure.indicator and last.indicator != figure.indicator
        if apart and figure.span.start >= last.span.end:
            yield figure.span.start


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the matters of one statement."""

    record: Record
    statement: Statement
    owner: int
    lexicon: Lexicon

    def make(self, start: int, end: int, piece: int, part: int) -> Matter | None:
        """The matter at ``[start, end)``; null where nothing is told there."""
        said, text = self.statement, self.record.document.text[start:end]
        terms, words = self.lexicon.words.read(text)
        if self.lexicon.empty(text, terms, said.kind) or (
            said.act == "courtesy" and said.kind == "indirect" and len(set(terms)) <= _LEAST
        ):
            return None
        cue = said.cue.text if said.cue else None
        return Matter(
            start,
            end,
            "statement",
            text,
            terms,
            words,
            owner=self.owner,
            piece=piece,
            part=part,
            speakers=frozenset(p.id or p.name or "" for p in said.speakers if p.name),
            names=tuple(p.name for p in said.speakers if p.name),
            act=said.act,
            cue=cue,
            level=self.lexicon.level(cue, said.act),
            hoped=self.lexicon.hoped(text) or self.lexicon.hoped(cue or ""),
            direct=said.kind == "direct",
            repeats=next((n for n, s in enumerate(self.record.statements) if s.id == said.restates), None)
            if said.restates
            else None,
            figures=_figures(self.record, start, end),
        )


def _figures(record: Record, start: int, end: int) -> tuple[Figure, ...]:
    """Figures of which more than half stands here."""
    return tuple(f for f in record.figures if 2 * (min(end, f.span.end) - max(start, f.span.start)) > f.span.end - f.span.start)


def _narration(record: Record, lexicon: Lexicon, found: Sequence[Matter]) -> Iterator[Matter]:
    """Sentences of the body that no statement, meeting, title or furniture covers."""
    document = record.document
    taken = _merged([*document.furniture, *_spoken(record)], [(m.start, m.end) for m in found])
    title = (document.title or "").strip()
    for line in re.finditer(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*", document.text):
        if title and line[0].strip() == title:
            continue
        for start, end in sentences(document.text, line.start(), line.end()):
            text = document.text[start:end]
            ended = document.text[end : end + 2].strip()[:1] in (".", "!", "?", "…")
            if ended and not _overlaps(taken, start, end):
                terms, words = lexicon.words.read(text)
                if lexicon.tells(text, terms):
                    yield Matter(start, end, "narration", text, terms, words, figures=_figures(record, start, end))


def _spoken(record: Record) -> Iterator[Span]:
    for statement in record.statements:
        yield from statement.content
        yield from (s for s in (statement.source, statement.cue) if s)


def _merged(spans: Iterable[Span], more: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted([*((s.start, s.end) for s in spans), *more]):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (end, 0)) - 1
    return at >= 0 and taken[at][1] > start
