"""What a figure tells: a change or a level, and in which direction, by the words around it in its clause.

Direction and bound are told apart: "went down by about 17 percent" is down and approximate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Direction, FigureKind
from onrecord.stages.figures.candidates import Candidate
from onrecord.stages.figures.index import is_compared, is_of_index
from onrecord.stages.figures.lexicon import Lexicon
from onrecord.stages.figures.trends import Trend, Trends

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Told", "tell"]

_NEAR = 4
_LONGEST_GAP = 12
_CHANGING = ("percent", "money", "measure", "count")


@dataclass(frozen=True, slots=True)
class Told:
    """Kind and direction; ``trend`` is the token that tells the change, null for levels. ``sure`` is lower for guesses."""

    kind: FigureKind
    direction: Direction | None
    trend: int | None = None
    sure: float = 1.0
    from_to: bool = False
    """The two ends of a range after "from" are the level before a change and the one after it."""


def tell(
    doc: Doc,
    text: str,
    candidate: Candidate,
    previous: tuple[Candidate, Told] | None,
    words: Lexicon,
    times: Sequence[tuple[int, int]] = (),
    share: tuple[Candidate, Told] | None = None,
) -> Told:
    """Kind and direction of a figure. ``previous`` is the figure before it in the same sentence, null where there is none.

    ``times`` are the stretches of ``doc``, in its characters, that tell a time; ``share`` is the last change in percent in the
    sentence.
    """
    return _Teller(doc, text, words, times, share).tell(candidate, previous)


class _Teller:
    def __init__(
        self, doc: Doc, text: str, words: Lexicon, times: Sequence[tuple[int, int]], share: tuple[Candidate, Told] | None
    ) -> None:
        self._doc, self._text, self._words, self._times, self._share = doc, text, words, times, share
        self._trends = Trends(doc, words)

    def tell(self, c: Candidate, previous: tuple[Candidate, Told] | None) -> Told:
        if c.quantity.side == "high" and previous is not None and previous[0].quantity.side == "low":
            return previous[1]
        if c.family == "times":
            return self._multiple(c)
        if c.family == "percent" and self._is_index(c):
            return Told("index", None)
        if self._doc[c.core].lemma_ in self._words.halving:
            return Told("change", "down", c.core)
        if c.quantity.from_to and self._trends.before(c.first - 1) is not None:
            return Told("points" if c.family == "points" else "level", None, from_to=True)
        changed = self._change(c, previous)
        if changed is None:
            return Told("points" if c.family == "points" else "count" if c.family == "count" else "level", None)
        trend, sure = changed
        direction = None if self._trends.is_negated(trend.token) else trend.direction
        return Told("points" if c.family == "points" else "change", direction, trend.token.i, sure)

    def _is_index(self, c: Candidate) -> bool:
        left = self._left(c)
        if (left is None or left.lower_ != "by") and is_compared(self._text, c.quantity.end, self._words):
            return True
        return left is not None and is_of_index(left, self._verb_before(left), self._words)

    def _change(self, c: Candidate, previous: tuple[Candidate, Told] | None) -> tuple[Trend, float] | None:
        """The trend that the figure measures, null for a level; and how sure that is."""
        after = self._after(c)
        if after is not None:
            return after, 1.0
        if c.quantity.sign and c.family == "percent":
            return Trend(self._doc[c.core], "up" if c.quantity.sign > 0 else "down"), 0.9
        left = self._left(c)
        if left is None:
            return None
        return self._by_left(c, left, previous)

    def _left(self, c: Candidate) -> Token | None:
        """The word before the figure, its bounding and transparent words passed over."""
        i = c.first - 1
        start = self._doc[c.core].sent.start
        while i >= start and self._doc[i].lower_ in self._words.transparent:
            i -= 1
        return self._doc[i] if i >= start else None

    def _by_left(self, c: Candidate, left: Token, previous: tuple[Candidate, Told] | None) -> tuple[Trend, float] | None:
        word = left.lower_
        if word == "by":
            return self._by(left) or self._carried(previous, c)
        if word in ("up", "down"):
            return self._particle(c, left)
        if word in self._words.off and c.family != "count" and left.i and self._doc[left.i - 1].is_punct:
            return Trend(left, "down"), 0.9
        if word in self._words.signs and c.family in ("percent", "points") and self._doc[left.i - 1].lower_ != "or":
            return Trend(left, self._words.signs[word]), 0.9
        if word == "of":
            return self._of(c, left)
        if word in ("to", "at"):
            return self._to(c, left)
        if word == "from":
            # "Growth slowed to 3 percent from 5 percent": both are growth.
            before = self._left(previous[0]) if previous else None
            return self._carried(previous, c) if before is not None and before.lower_ == "to" else None
        if word == "in" and c.quantity.form == "part" and left.head.pos_ == "VERB":
            # "Imports were cut in half."
            trend = self._trends.of(left.head)
            return (trend, 1.0) if trend else None
        if word in ("for", "worth", "in", "with", "into"):
            return None
        return self._direct(c, left, previous) or self._gapped(c, left, previous)

    def _by(self, left: Token) -> tuple[Trend, float] | None:
        """ "Grew by 5 percent": what "by" belongs to, else the nearest trend before it; "led by 5 points" is none."""
        own = self._trends.of(left.head) if left.head.pos_ in ("VERB", "AUX") and left.head.i < left.i else None
        if own is None and left.head.lemma_ in self._words.compares:
            return None
        trend = own or self._trends.before(left.i - 1)
        return (trend, 1.0) if trend else None

    def _particle(self, c: Candidate, left: Token) -> tuple[Trend, float] | None:
        """ "Is up 5 percent", "went down 5 percent"; but "made up 30 percent", "gunned down 49 people"."""
        if left.dep_ == "prt":
            trend = self._trends.of(left)
            if trend is not None or left.head.lemma_ in self._words.no_trend or c.family == "count":
                return (trend, 1.0) if trend else None
        return Trend(left, "up" if left.lower_ == "up" else "down"), 1.0

    def _direct(self, c: Candidate, left: Token, previous: tuple[Candidate, Told] | None) -> tuple[Trend, float] | None:
        """Without a preposition: after a verb ("rose 5 percent", "growth was 5 percent"), a comma, a dash, a bracket."""
        verb = self._verb_before(left)
        if verb is not None:
            trend = self._trends.of(verb)
            if trend is not None:
                if self._doc[c.first].lower_ in self._words.positions:
                    return None
                if self._is_share_won(c, verb):
                    return None
                takes = c.family == "count" or (c.family in ("money", "measure") and verb.lemma_ in self._words.takes_count)
                return None if takes else (trend, 1.0)
            return self._subject_trend(verb) if verb.lemma_ in self._words.copular else None
        if c.quantity.bound == "at_most" and self._doc[c.first].lower_ == "up":
            return None
        if left.is_punct or left.lower_ in ("or", "and"):
            return self._carried(previous, c) or self._loose(c, left, previous)
        return None

    def _is_share_won(self, c: Candidate, verb: Token) -> bool:
        """ "Gained over 60 percent of the vote" tells a share, not a change."""
        follows = self._doc[c.after].lower_ if c.after < len(self._doc) else ""
        return c.family == "percent" and follows == "of" and verb.lemma_ in self._words.takes_share

    def _verb_before(self, left: Token) -> Token | None:
        """The verb directly before the figure, adverbs and particles passed over."""
        token = left
        while token.i > token.sent.start and token.pos_ in ("ADV", "PART") and token.lower_ not in ("up", "down"):
            token = self._doc[token.i - 1]
        if token.dep_ == "prt":
            return token.head
        return token if token.pos_ in ("VERB", "AUX") else None

    def _carried(self, previous: tuple[Candidate, Told] | None, c: Candidate) -> tuple[Trend, float] | None:
        """ "By 2.5 percent or $0.5 billion": the second figure measures what the first one does."""
        if previous is None or previous[1].kind not in ("change", "points") or previous[1].trend is None:
            return None
        between = [t for t in self._doc[previous[0].last : c.first] if not self._is_time(t)]
        if len(between) > _NEAR or any(t.pos_ in ("VERB", "NOUN", "PROPN") for t in between):
            return None
        if previous[0].family != c.family and any(t.lower_ == "and" for t in between):
            return None
        direction = previous[1].direction
        return (Trend(self._doc[previous[1].trend], direction), 0.9) if direction else None

    def _gapped(self, c: Candidate, left: Token, previous: tuple[Candidate, Told] | None) -> tuple[Trend, float] | None:
        """ "Metals were up 24 percent, ore 14 percent": the verb is left out; names and nouns alone stand between."""
        if previous is None or not self._is_share(c):
            return None
        if previous[0].family != "percent":
            return self._resumed(c, left)
        told, between = previous[1], self._doc[previous[0].last : c.first]
        if told.kind != "change" or told.direction is None or told.trend is None or left.pos_ not in ("NOUN", "PROPN", "PUNCT"):
            return None
        parted = any(t.text in (",", ";") or t.lower_ == "and" for t in between)
        if not parted or len(between) > _LONGEST_GAP or any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in between):
            return None
        return Trend(self._doc[told.trend], told.direction), 0.8

    def _is_share(self, c: Candidate) -> bool:
        """Whether a figure is one in percent, and not of something."""
        return c.family == "percent" and (c.after >= len(self._doc) or self._doc[c.after].lower_ != "of")

    def _resumed(self, c: Candidate, left: Token) -> tuple[Trend, float] | None:
        """ "Up 34 percent in July, to $15 billion, and 40 percent last year": a share with its own time, past a sum."""
        share, told = self._share or (None, None)
        if share is None or told is None or told.direction is None or told.trend is None:
            return None
        dated = c.after < len(self._doc) and any(self._is_time(t) for t in self._doc[c.after : c.after + 2])
        return (Trend(self._doc[told.trend], told.direction), 0.7) if dated and left.lower_ in ("and", ",", ";") else None

    def _is_time(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._times)

    def _loose(self, c: Candidate, left: Token, previous: tuple[Candidate, Told] | None) -> tuple[Trend, float] | None:
        """A share set apart measures a trend told before it in the sentence: "a drop in trade, close to 9.5 percent"."""
        follows = self._doc[c.after].lower_ if c.after < len(self._doc) else ""
        if c.family != "percent" or left.lower_ in ("or", "and") or follows == "of":
            return None
        trend = self._trends.before(left.i, floor=previous[0].last if previous else 0)
        return (trend, 0.8) if trend else None

    def _of(self, c: Candidate, left: Token) -> tuple[Trend, float] | None:
        """ "Growth of 5 percent", "a drop in trade of 9 percent"."""
        for token in (left.head, self._doc[max(0, left.i - 1)]):
            trend = self._trends.of(token)
            if trend is not None and token.pos_ in ("NOUN", "PROPN"):
                is_sum = c.family == "money" and token.lemma_ in self._words.sums
                return None if is_sum else (trend, 1.0)
            inside = self._trends.inside(token)
            if inside is not None and token.lemma_ in ("rate", "pace", "figure"):
                return inside, 0.9
            if token.lemma_ in ("level", "rate") and c.family == "percent" and token.head.lower_ == "at":
                trend = self._trends.before(token.head.i - 1)
                return (trend, 0.8) if trend is not None and trend.token.pos_ == "NOUN" else None
        return self._of_what_changed(c, left)

    def _of_what_changed(self, c: Candidate, left: Token) -> tuple[Trend, float] | None:
        """ "A decline in trade of 35 percent": between the trend and its size stands what changed."""
        thing = left.head
        above = thing.head if thing.dep_ == "pobj" and thing.head.lower_ in ("in", "of") else None
        trend = self._trends.of(above.head) if above is not None and above.head.pos_ == "NOUN" else None
        return (trend, 0.9) if trend is not None and c.family in ("percent", "points") else None

    def _to(self, c: Candidate, left: Token) -> tuple[Trend, float] | None:
        """ "Growth slowed to 3 percent", "put the increase at 27 percent": the figure is the trend's; else a level is told."""
        if left.lower_ == "at":
            trend = next((t for i in range(left.i - 1, max(-1, left.i - 3), -1) if (t := self._trends.of(self._doc[i]))), None)
            if trend is not None and trend.token.pos_ == "NOUN":
                return trend, 0.9
        verb = left.head if left.head.pos_ in ("VERB", "AUX") else None
        if verb is None:
            return None
        measures = verb.lemma_ in self._words.slows or verb.lemma_ in self._words.copular or left.lower_ == "at"
        is_its_own = c.family in ("percent", "points") and self._trends.of(verb) is not None
        return self._subject_trend(verb) if measures or is_its_own else None

    def _subject_trend(self, verb: Token) -> tuple[Trend, float] | None:
        """The trend that is the subject of a verb: "the increase was", "the growth rate reached"."""
        for subject in verb.lefts:
            if subject.dep_ in ("nsubj", "nsubjpass"):
                trend = self._trends.of(subject) or self._trends.inside(subject)
                return (trend, 0.9) if trend else None
        before = self._trends.of(self._doc[max(0, verb.i - 1)])
        return (before, 0.8) if before is not None and before.token.pos_ == "NOUN" else None

    def _after(self, c: Candidate) -> Trend | None:
        """ "17 percent less", "the 16 percent trade growth"."""
        doc, words = self._doc, self._words
        if c.after >= len(doc) or c.family == "count":
            return None
        direction = words.after.get(doc[c.after].lower_)
        if direction is not None:
            return Trend(doc[c.after], direction)
        for token in doc[c.after : c.after + _NEAR]:
            if token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.tag_ not in ("VBG", "HYPH"):
                return None
            trend = self._trends.of(token)
            if trend is not None and token.pos_ == "NOUN":
                return trend
        return None

    def _multiple(self, c: Candidate) -> Told:
        """ "Doubled", "three times more", "grew fivefold", "twice as much"."""
        token = self._doc[min(c.last - 1, len(self._doc) - 1)]
        if token.lemma_ in self._words.doubling:
            return Told("multiple", None if self._trends.is_negated(token) else "up", token.i)
        after = self._doc[c.after].lower_ if c.after < len(self._doc) else ""
        if after in self._words.after:
            return Told("multiple", self._words.after[after], c.after)
        if after == "the" or (after == "as" and self._doc[c.after : c.after + 2].text.lower() in self._words.as_much):
            return Told("multiple", "up", c.after)
        trend = self._trends.before(c.first - 1)
        if trend is None:
            return Told("multiple", None)
        return Told("multiple", None if self._trends.is_negated(trend.token) else trend.direction, trend.token.i)
