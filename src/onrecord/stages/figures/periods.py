"""The period of a figure: the time in its clause, or one carried over to it; and the period that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading import Time
from onrecord.stages.figures.candidates import Candidate
from onrecord.stages.figures.clause import Clause
from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Periods", "year_before"]

_BACK = 24
_CLOSE = 80
_MOST_SENTENCES_BACK = 2
_CARRIED = ("percent", "money", "points", "times")
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
        own = self._after(candidate, others) or self._before(candidate, clause) or self._next_to(candidate, others)
        if own is not None:
            return own, False
        sentence = self.doc[candidate.core].sent
        carried = self._earlier_clause(clause, sentence)
        if carried is None and candidate.family in _CARRIED and self._points_back(sentence, clause):
            carried = self._earlier_sentence(sentence)
        return (carried, True) if carried is not None and self._is_over(carried) else (None, False)

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
        return [t for t in self._within(start, end) if not (self._compared(t) or self._is_today(t) or self._begins(t))]

    def _compared(self, time: Time) -> bool:
        return self.words.baseline.search(self.text, max(0, time.start - 2 * _BACK), time.start) is not None

    def _begins(self, time: Time) -> bool:
        return self.words.begins.search(self.text, max(0, time.start - _BACK), time.start) is not None

    def _is_today(self, time: Time) -> bool:
        return self.text[time.start : time.end].lower() in self.words.no_period

    def _after(self, c: Candidate, others: Sequence[Candidate]) -> Time | None:
        """A time that follows the figure without a pause: "by 80 percent over the first two months"."""
        end = c.quantity.tail
        for time in self._periods(end, end + _CLOSE + _BACK):
            between = self.text[end : time.start]
            if len(between) > _CLOSE or self._stops(between) or any(end <= o.quantity.start < time.start for o in others):
                return None
            return time
        return None

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

    def _points_back(self, sentence: Span, clause: Clause) -> bool:
        """Whether a sentence goes on with what the one before told: it begins with a pronoun, or its subject is one."""
        first = next((t for t in sentence if not t.is_punct and not t.is_space and t.dep_ != "cc"), None)
        if first is not None and first.lower_ in self.words.pronouns and first.pos_ == "PRON":
            return True
        return clause.subject is not None and clause.subject.lower_ in self.words.pronouns and clause.subject.pos_ == "PRON"

    def _earlier_sentence(self, sentence: Span) -> Time | None:
        """The last time of the sentence before, or of the one before that where that one points back, too."""
        limit = self.offset + sentence.start_char
        for _ in range(_MOST_SENTENCES_BACK):
            before = self._sentence_before(limit)
            if before is None:
                return None
            found = self._periods(*before)
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


_YEAR = re.compile(r"(?<![-\d])\d{4}")


def year_before(period: str) -> str | None:
    """The same period a year before; null where its year is open or it is longer than a year."""
    if len(period) == 9 or not period[:4].isdigit():
        return None
    return _YEAR.sub(lambda m: f"{int(m[0]) - 1:04d}", period)
