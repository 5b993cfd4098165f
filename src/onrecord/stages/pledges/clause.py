"""The clause of an undertaking: where it begins and ends, on what it depends, and until when it is to be done."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Statement
from onrecord.reading import Reading, Time
from onrecord.stages.pledges.lexicon import Lexicon
from onrecord.stages.pledges.undertaking import verbs_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Clauses", "token_at"]

_CLOSING = ' \t\n\u00a0,.;:!?”"“’»–—-'
_FRONTED = ("prep", "npadvmod", "advmod", "nmod", "dep", "pobj", "advcl")


@dataclass(frozen=True, slots=True)
class Clauses:
    """Finds the stretches of a reading that belong to an undertaking."""

    reading: Reading
    words: Lexicon

    def span(self, offset: int, verb: Token, statement: Statement | None, start: int, whole: bool = False) -> tuple[int, int]:
        """The clause of an undertaking, within the piece of speech that holds it, without its closing mark.

        ``whole``: it is what that piece reports, and goes to its end.
        """
        last = verb.right_edge
        start, end = min(start, self._fronted(offset, verb, start)), offset + last.idx + len(last)
        for piece in statement.content if statement else ():
            if piece.start <= offset + verb.idx < piece.end:
                start, end = max(start, piece.start), piece.end if whole else min(end, piece.end)
        return start, self.trimmed(start, end)

    def _fronted(self, offset: int, verb: Token, start: int) -> int:
        """Where a time that stands before the subject begins ("By the end of the month, we will")."""
        for child in verb.lefts:
            begin, end = int(offset + child.left_edge.idx), offset + child.right_edge.idx + len(child.right_edge)
            if end <= start and child.dep_ in _FRONTED and self._times(begin, end):
                return begin
        return start

    def _times(self, start: int, end: int) -> list[Time]:
        times = self.reading.times
        first = bisect_right(times, start - 1, key=lambda t: t.start)
        return [t for t in times[first : first + 8] if t.start >= start and t.end <= end]

    def trimmed(self, start: int, end: int) -> int:
        """The end of a stretch without its closing marks, but with the bracket that closes one opened in it."""
        surface = self.reading.layout.surface
        while end > start and surface[end - 1] in _CLOSING:
            end -= 1
        open_brackets = surface.count("(", start, end) - surface.count(")", start, end)
        return end + 1 if open_brackets > 0 and surface[end : end + 1] == ")" else end

    def condition(self, offset: int, verb: Token, span: tuple[int, int]) -> tuple[int, int] | None:
        """The clause or phrase on which the undertaking depends."""
        surface = self.reading.layout.surface
        for one in verbs_of(verb):
            for child in one.children:
                if child.dep_ == "advcl" and any(t.dep_ == "mark" and t.lower_ in self.words.marks for t in child.lefts):
                    last = child.right_edge
                    begin = offset + child.left_edge.idx
                    place = begin, self.trimmed(begin, offset + last.idx + len(last))
                    return None if self.words.polite.fullmatch(surface, *place) else place
        phrase = self.words.phrases.search(surface, *span)
        return (phrase.start(), span[1]) if phrase else None

    def due(self, span: tuple[int, int], condition: tuple[int, int] | None) -> Time | None:
        """The time to come in a clause, outside its condition."""
        published = self.reading.document.published or ""
        for time in self._times(*span):
            outside = condition is None or not condition[0] <= time.start < condition[1]
            if outside and _is_to_come(time, published):
                return time
        return None

    def is_numbered(self, span: tuple[int, int]) -> bool:
        """Whether a figure is told in a stretch."""
        return any(span[0] <= f.span.start < span[1] or f.span.start <= span[0] < f.span.end for f in self.reading.figures)

    def parse_at(self, at: int) -> tuple[Doc, int] | None:
        """The parse of the paragraph that holds character ``at``, and where it begins."""
        index = bisect_right(self.reading.layout.paragraphs, at, key=lambda p: p.start) - 1
        doc = self.reading.parse.docs.get(index)
        return (doc, self.reading.parse.offsets[index]) if doc is not None and len(doc) else None


def _is_to_come(time: Time, published: str) -> bool:
    """Whether a time ends after the day of publication, as far as that is known: a month or year that still runs does."""
    if time.value is None:
        return time.inferred is not None
    last = time.value.rpartition("/")[2]
    if last.startswith("-") or not published:
        return True
    known = last[: len(published)]
    return known > published[: len(last)] or (len(known) < len(published) and known == published[: len(known)])


def token_at(doc: Doc, at: int) -> int:
    """The index of the token at character ``at``."""
    low, high = 0, len(doc) - 1
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx + len(doc[middle]) <= at:
            low = middle + 1
        else:
            high = middle
    return low
