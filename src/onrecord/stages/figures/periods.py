"""The period of a figure: the time in its clause, or one carried over to it; and the period that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading import Time
from onrecord.stages.figures.candidates import Candidate
from onrecord.stages.figures.carry import is_aside, is_of_now, is_to_come, points_back
from onrecord.stages.figures.clause import Clause
from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Periods", "year_before"]

_BACK = 24
_CLOSE = 80
_MOST_SENTENCES_BACK = 2
_CARRIED = ("percent", "money", "points", "times", "measure")
_SET_AFTER = re.compile(r",\s{1,3}(?:(?:in|during|over|for|from)\s{1,3})?(?:the\s{1,3})?")
_BREAK = re.compile(r"[;:()–—]")


@dataclass(frozen=True, slots=True)
class Periods:
    """The times of a reading, as periods of the figures in one paragraph whose parse begins at ``offset``.

    ``earlier`` is the last sentence of the paragraph before, where the same voice goes on.
    """

    doc: Doc
    offset: int
    text: str
    times: Sequence[Time]
    words: Lexicon
    earlier: tuple[int, int] | None = None
    published: str = ""

    def period(self, candidate: Candidate, clause: Clause, others: Sequence[Candidate]) -> tuple[Time | None, bool]:
        """The time of a figure, and whether it was carried over from before its clause."""
        if candidate.quantity.from_to and candidate.quantity.side == "low" and candidate.quantity.bound == "exact":
            return self._of_start(candidate, others), False
        own = self._after(candidate, others)
        if own is None and self._begins_after(candidate):
            return None, False
        own = own or self._before(candidate, clause) or self._next_to(candidate, others)
        if own is not None:
            return own, False
        carried = self._carried(candidate, clause)
        return (carried, True) if carried is not None and self._is_over(carried) else (None, False)

    def _carried(self, candidate: Candidate, clause: Clause) -> Time | None:
        """The time of the clause before, or of the sentence before where this one goes on with it."""
        if is_of_now(self.doc, clause.start, max(clause.end, candidate.last), self.words):
            return None
        sentence = self.doc[candidate.core].sent
        carried = self._earlier_clause(clause, sentence)
        if carried is None and candidate.family in _CARRIED and points_back(sentence, clause, self.words):
            carried = self._earlier_sentence(sentence)
            return carried if carried is None or not (is_to_come(clause) and self._is_over(carried)) else None
        return carried

    def _is_over(self, time: Time) -> bool:
        """Whether a time has begun by the day of publication; what is to come is not carried over."""
        return not self.published or time.value is None or time.value.startswith("-") or time.value[:10] <= self.published

    def baseline(self, candidate: Candidate) -> Time | None:
        """The time that the figure is compared with, where the sentence names one."""
        sentence = self.doc[candidate.core].sent
        start, end = self.offset + sentence.start_char, self.offset + sentence.end_char
        return next((t for t in self._within(start, end) if self._compared(t)), None)

    def _within(self, start: int, end: int) -> list[Time]:
        return [t for t in self.times if start <= t.start and t.end <= end]

    def _periods(self, start: int, end: int) -> list[Time]:
        """The times that can be periods in a stretch of text."""
        return [t for t in self._within(start, end) if not (self._compared(t) or self._is_today(t) or self._is_else(t))]

    def _compared(self, time: Time) -> bool:
        start = max(0, time.start - 3 * _BACK)
        return any(p.search(self.text, start, time.start) for p in (self.words.baseline, self.words.baseline_far))

    def _is_else(self, time: Time) -> bool:
        """Whether a time is when something began, the prices that a sum is told in, or that of an event ("the May 9 meeting")."""
        begins = self.words.begins.search(self.text, max(0, time.start - _BACK), time.start)
        if begins is not None:
            return self.words.to_date.match(self.text, time.start, time.end) is None
        return self.words.dated_event.match(self.text, time.end) is not None

    def _is_today(self, time: Time) -> bool:
        return self.text[time.start : time.end].lower() in self.words.no_period

    def _after(self, c: Candidate, others: Sequence[Candidate]) -> Time | None:
        """A time that follows the figure without a pause: "by 80 percent over the first two months"."""
        end = self._range_end(c, others)
        found = self._periods(end, end + _CLOSE + _BACK) or self._this_day(c, end)
        if not found:
            return None
        between = self.text[end : found[0].start]
        if len(between) > _CLOSE or self._stops(between) or any(end <= o.quantity.start < found[0].start for o in others):
            return None
        return self._narrowed(found)

    def _begins_after(self, c: Candidate) -> bool:
        """ "By another 35 percent since early 2018": the figure has its own time, of which only the beginning is told."""
        end = c.quantity.tail
        first = next(iter(self._within(end, end + _BACK)), None)
        return first is not None and self._is_else(first) and not self._stops(self.text[end : first.start])

    def _of_start(self, c: Candidate, others: Sequence[Candidate]) -> Time | None:
        """ "From 10 billion in 2018 to 8 billion in 2019": where a change began has only the time set right after it."""
        high = next((o.quantity.start for o in others if o.quantity.start >= c.quantity.end), len(self.text))
        found = self._periods(c.quantity.tail, high)
        return found[0] if found and not self._stops(self.text[c.quantity.tail : found[0].start]) else None

    @staticmethod
    def _range_end(c: Candidate, others: Sequence[Candidate]) -> int:
        """Where a figure ends, and where it is the lower end of a range the upper one ("7 to 8 percent in 2006")."""
        if c.quantity.side == "low":
            ends = (o.quantity.tail for o in others if o.quantity.side == "high" and o.quantity.start >= c.quantity.end)
            return next(ends, c.quantity.tail)
        return c.quantity.tail

    def _this_day(self, c: Candidate, end: int) -> list[Time]:
        """ "Fell 5 percent today": a share that is told of the day itself; other figures are only announced on it."""
        found = [t for t in self._within(end, end + _BACK) if self._is_today(t) and not self.text[end : t.start].strip()]
        before = self.doc[c.first - 1] if c.first else None
        moves = before is not None and (before.lemma_ in self.words.trend or before.lower_ == "by")
        return found[:1] if c.family == "percent" and moves else []

    def _narrowed(self, found: Sequence[Time]) -> Time:
        """ "By 30 percent last year, in the first 11 months of it": a time within the first, set right after it, holds."""
        if len(found) > 1 and _SET_AFTER.fullmatch(self.text, found[0].end, found[1].start) and _holds(found[0], found[1]):
            return found[1]
        return found[0]

    def _stops(self, between: str) -> bool:
        if "," in between or ". " in between or "\n" in between.strip() or _BREAK.search(between):
            return True
        return any(w in self.words.stops for w in between.lower().split())

    def _before(self, c: Candidate, clause: Clause) -> Time | None:
        """The nearest time before the figure in its clause, or at the head of its sentence."""
        if clause.start >= len(self.doc):
            return None
        start = self.offset + self.doc[clause.start].idx
        found = self._periods(start, c.quantity.lead)
        return found[-1] if found else self._heading(c, clause)

    def _heading(self, c: Candidate, clause: Clause) -> Time | None:
        """A time set before the clause with a comma: "This year, in the first months, it has grown"."""
        sentence = self.doc[c.core].sent
        start = self.offset + sentence.start_char
        limit = self.offset + self.doc[clause.start].idx
        found = self._periods(start, limit)
        if not found:
            return None
        between = self.text[found[-1].end : limit].strip()
        return found[-1] if between in ("", ",", "–", "—") else None

    def _next_to(self, c: Candidate, others: Sequence[Candidate]) -> Time | None:
        """ "Over 30 percent of the trade, or $5 billion as of last year": the time of the other name of the same thing."""
        following = next((o for o in others if o.quantity.start >= c.quantity.end), None)
        if following is None or following.family == c.family:
            return None
        between = self.text[c.quantity.tail : following.quantity.lead]
        if not re.search(r",?\s{1,3}or(?:\s{1,3}\w{2,12}){0,2}\s{1,3}$", between):
            return None
        return self._after(following, others)

    def _earlier_clause(self, clause: Clause, sentence: Span) -> Time | None:
        """The time of the clause that this one is coordinated with, in the same sentence."""
        if clause.verb is None or clause.verb.dep_ not in ("conj", "ccomp", "parataxis", "advcl", "ROOT"):
            return None
        start = self.offset + sentence.start_char
        found = self._periods(start, self.offset + self.doc[clause.start].idx)
        return found[-1] if found else None

    def _earlier_sentence(self, sentence: Span) -> Time | None:
        """The last time of the sentence before, or of the one before that where that one points back, too."""
        limit = self.offset + sentence.start_char
        for _ in range(_MOST_SENTENCES_BACK):
            before = self._sentence_before(limit)
            if before is None:
                return None
            found = [t for t in self._periods(*before) if not is_aside(self.doc, t.start - self.offset)]
            if found:
                return found[-1]
            limit = before[0]
        return None

    def _sentence_before(self, limit: int) -> tuple[int, int] | None:
        """The sentence of this paragraph that ends before ``limit``, as characters."""
        at = limit - self.offset - 1
        if at < 0:
            return self.earlier if limit == self.offset else None
        sentences = [s for s in self.doc.sents if s.start_char <= at]
        if not sentences:
            return None
        return self.offset + sentences[-1].start_char, self.offset + sentences[-1].end_char


def _holds(outer: Time, inner: Time) -> bool:
    """Whether a period lies within another; both as ISO dates, which sort as text."""
    if not outer.value or not inner.value or len(inner.value) <= len(outer.value) or outer.value.startswith("-"):
        return False
    return all(part.startswith(outer.value) for part in inner.value.split("/"))


_YEAR = re.compile(r"(?<![-\d])\d{4}")


def year_before(period: str) -> str | None:
    """The same period a year before; null where its year is open or it is longer than a year."""
    if len(period) == 9 or not period[:4].isdigit():
        return None
    return _YEAR.sub(lambda m: f"{int(m[0]) - 1:04d}", period)
