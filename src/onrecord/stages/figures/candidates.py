"""Which quantities of a text are figures: claims about the world, not dates, ordinals, numbers of articles or flourishes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.lookups.quantities import Quantity
from onrecord.stages.figures.lexicon import Lexicon
from onrecord.stages.figures.nouns import FURTHEST, Nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.lookups.countries import Countries

__all__ = ["Candidate", "candidates", "token_index"]

_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:[\s-]of)?)[\s.:№#-]{0,3}$")
_WORD_AFTER = re.compile(r"[\s-]{0,3}([^\W\d_]+(?:[.’'-][^\W\d_]+)?)")
_NEXT_DIGITS = re.compile(r"[-–/]\d|:\d")
_SMALLEST_KNOWN = 1000
_SMALLEST_SUM = 1e6
_LINK = re.compile(r"[\s,(–—-]{0,4}(?:(?:or|and|even|to)[\s,]{0,3}){0,3}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity that is a figure: the tokens of its paragraph that it takes ``[first, last)``, bounding words included.

    ``unit`` is as the record names it; ``noun`` the token counted, null where nothing is.
    """

    quantity: Quantity
    first: int
    last: int
    core: int
    unit: str
    family: str
    noun: Token | None = None
    after: int = 0
    """The token after the figure, and after the other end of its range where it is the lower one."""


def candidates(
    doc: Doc,
    offset: int,
    text: str,
    found: Sequence[Quantity],
    blocked: Sequence[tuple[int, int]],
    words: Lexicon,
    lands: Countries,
) -> Iterator[Candidate]:
    """The figures among the quantities of a paragraph whose parse begins at ``offset``, in order. ``blocked`` are dates."""
    judge = _Judge(doc, offset, text, words, lands)
    previous: Candidate | None = None
    has_low = False
    for quantity in found:
        if any(start < quantity.end and quantity.start < end for start, end in blocked):
            has_low = False
            continue
        candidate = judge.candidate(quantity if has_low or quantity.side != "high" else _alone(quantity), previous)
        has_low = candidate is not None and quantity.side == "low"
        if candidate is not None:
            if previous is not None:
                yield _before(previous, candidate)
            previous = replace(candidate, after=candidate.last)
    if previous is not None:
        yield previous


def _alone(high: Quantity) -> Quantity:
    """The upper end of what only looked like a range ("from 300,000 in 2018 to 450,000")."""
    return replace(high, side="", bound="exact")


def _before(low: Candidate, high: Candidate) -> Candidate:
    """A candidate that the next one follows: where they are a range, what comes after it counts for both."""
    is_range = low.quantity.side == "low" and high.quantity.side == "high"
    return replace(low, after=high.last) if is_range else low


def token_index(doc: Doc, at: int) -> int:
    """The index of the token that holds character ``at`` of ``doc``, or of the first after it."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if token.idx + len(token) <= at:
            low = middle + 1
        else:
            high = middle
    return low


class _Judge:
    """Tells figures of one paragraph."""

    def __init__(self, doc: Doc, offset: int, text: str, words: Lexicon, lands: Countries) -> None:
        self._doc, self._offset, self._text, self._words = doc, offset, text, words
        self._nouns = Nouns(doc, offset, text, words, lands)

    def candidate(self, q: Quantity, previous: Candidate | None) -> Candidate | None:
        if self._is_numbered(q):
            return None
        q = self._without_particle(q)
        first = token_index(self._doc, q.lead - self._offset)
        core = token_index(self._doc, q.number[1] - 1 - self._offset)
        last = token_index(self._doc, q.tail - 1 - self._offset) + 1
        if core >= len(self._doc):
            return None
        if q.unit is not None:
            return self._with_unit(q, first, core, last)
        return self._chained(q, first, core, last, previous) or self._counted(q, first, core, last, previous)

    def _without_particle(self, q: Quantity) -> Quantity:
        """ "Handed over 33 bodies": "over" belongs to the verb, and bounds nothing."""
        if q.bound != "over" or q.lead == q.start:
            return q
        index = token_index(self._doc, q.lead - self._offset)
        token = self._doc[index] if 0 < index < len(self._doc) else None
        if token is None or token.lower_ != "over":
            return q
        is_particle = token.dep_ == "prt" or self._doc[index - 1].lemma_ in self._words.with_over
        return replace(q, bound="exact", lead=q.start) if is_particle else q

    def _is_numbered(self, q: Quantity) -> bool:
        """Whether the number is that of an article, an hour, an age, a telephone."""
        text, words = self._text, self._words
        after = text[q.end : q.end + 24]
        if _NEXT_DIGITS.match(after) and q.side != "low":
            return True
        if text[q.start - 1 : q.start] in ("-", "–") and q.side != "high":
            return True
        word = _WORD_AFTER.match(after)
        if q.unit is None and word and (word[1].lower() in words.of_else or word[1].lower() in words.time_units):
            return True
        before = _WORD_BEFORE.search(text, max(0, q.start - 16), q.start)
        if before is None:
            return False
        if before[1].lower() in words.vague and q.form == "words":
            return True
        if q.lead < q.start:
            return False
        return before[1].lower() in words.numbered and (q.unit is None or q.unit.family == "times")

    def _with_unit(self, q: Quantity, first: int, core: int, last: int) -> Candidate | None:
        assert q.unit is not None
        family = q.unit.family
        if family == "times" and not self._is_multiple(q, first, last):
            return None
        if family == "percent" and self._is_flourish(q, last):
            return None
        if family == "measure" and self._describes(q, last):
            return None
        return Candidate(q, first, last, core, q.unit.name, family)

    def _describes(self, q: Quantity, last: int) -> bool:
        """Whether a measure says where something lies ("20 km from"), or only what kind of thing it is ("two-metre ice")."""
        after = self._doc[last] if last < len(self._doc) else None
        if after is None:
            return False
        hyphened = "-" in self._text[q.number[1] : q.end]
        return after.lower_ in self._words.distant or (hyphened and after.pos_ in ("NOUN", "ADJ", "PROPN"))

    def _is_multiple(self, q: Quantity, first: int, last: int) -> bool:
        """ "Three times" counts occasions unless something grows or is compared by it; "double" must be a verb."""
        token = self._doc[min(last - 1, len(self._doc) - 1)]
        if token.lemma_ in self._words.doubling:
            return bool(token.pos_ == "VERB" or any(t.tag_ == "TO" for t in self._doc[max(0, first - 2) : last - 1]))
        reach = 1 if q.side != "low" else FURTHEST - 2
        if any(self._compares(t) for t in self._doc[last : last + reach]):
            return True
        before = self._doc[max(0, first - FURTHEST) : first]
        return any(t.lemma_ in self._words.trend and t.pos_ in ("VERB", "NOUN", "AUX") for t in before)

    def _compares(self, token: Token) -> bool:
        """Whether a word after "times" or "twice" compares: "more", "as much", "the volume of"."""
        if token.lower_ == "the":
            return token.i + 1 < len(self._doc) and self._doc[token.i + 1].lemma_.lower() in self._words.amount_of
        if token.lower_ == "as":
            return bool(token.i + 1 < len(self._doc) and self._doc[token.i + 1].pos_ in ("ADJ", "ADV"))
        return token.lower_ in self._words.multiple_follows

    def _is_flourish(self, q: Quantity, last: int) -> bool:
        """Whether a share only stresses: "a hundred percent sure", "1000%"."""
        if q.value < 100:
            return False
        near = [t.lower_ for t in self._doc[last : last + 2]] + [t.lemma_.lower() for t in self._doc[max(0, last - 7) : last]]
        if any(w in self._words.stressed for w in near[:2]) or any(w in self._words.stressing for w in near):
            return True
        trend = any(t.lemma_ in self._words.trend for t in self._doc[max(0, last - 12) : last])
        return q.value >= 1000 and not trend

    def _chained(self, q: Quantity, first: int, core: int, last: int, previous: Candidate | None) -> Candidate | None:
        """A bare number after a share or a sum, or in one list with it, is of the same unit: "over 30 percent, 35 or even 38"."""
        if previous is None or previous.family not in ("percent", "money") or q.form != "digits" or self._nouns.of(core, last):
            return None
        between = self._text[previous.quantity.tail : q.lead]
        if previous.family == "percent" and self._is_by_as_much(first, core, last, previous):
            return Candidate(q, first, last, core, previous.unit, previous.family)
        if len(between) > 24 or _LINK.fullmatch(between) is None or (previous.quantity.scaled and not q.scaled):
            return None
        return Candidate(q, first, last, core, previous.unit, previous.family)

    def _is_by_as_much(self, first: int, core: int, last: int, previous: Candidate) -> bool:
        """ "Exports grew by 5 percent and imports by 3": after "by", with nothing to count, in the sentence of a share."""
        doc = self._doc
        while first > 0 and doc[first - 1].lower_ in self._words.transparent:
            first -= 1
        ends = last >= len(doc) or doc[last].pos_ in ("PUNCT", "ADP", "CCONJ", "SCONJ", "SPACE")
        return first > 0 and doc[first - 1].lower_ == "by" and ends and previous.core >= doc[core].sent.start

    def _counted(self, q: Quantity, first: int, core: int, last: int, previous: Candidate | None) -> Candidate | None:
        noun = self._nouns.of(core, last)
        if noun is None and previous is not None and self._carries_on(q, core, last, previous):
            return Candidate(q, first, last, core, previous.unit, previous.family)
        if noun is None:
            return self._uncounted(q, first, core, last)
        code = self._words.currencies.get(noun.lower_)
        if code is not None:
            return Candidate(q, first, last, core, code, "money")
        if q.value <= 1 or not self._is_informing(q, first, core, noun):
            return None
        return Candidate(q, first, last, core, self._nouns.unit(noun), "count", noun)

    def _carries_on(self, q: Quantity, core: int, last: int, previous: Candidate) -> bool:
        """Whether a bare number counts what the count before it does, in this sentence or the one before."""
        if previous.family != "count" or q.value <= self._words.small_up_to or self._is_year(q, core):
            return False
        sentence = self._doc[core].sent.start
        near = previous.core >= (self._doc[sentence - 1].sent.start if sentence else 0)
        return near and self._nouns.carries_on(core, last)

    def _is_informing(self, q: Quantity, first: int, core: int, noun: Token) -> bool:
        """Whether a count tells something: not a known group ("the two citizens"), nor a mere few ("three key points")."""
        doc, words = self._doc, self._words
        end = self._text[q.end : q.end + 1]
        if end == "-" or (q.form == "digits" and (_is_name(doc, core, noun) or self._is_year(q, core))):
            return False
        if q.value < _SMALLEST_KNOWN and q.lead == q.start and self._is_known(first):
            return False
        if q.value == 2 and noun.lemma_.lower() not in words.people:
            return False
        return q.value > words.small_up_to or noun.lemma_.lower() not in words.small

    def _is_year(self, q: Quantity, core: int) -> bool:
        """Whether bare digits before a name or after an article are a year ("the 2015 Minsk agreements")."""
        if q.number[1] - q.number[0] != 4 or not 1900 <= q.value <= 2100 or q.lead < q.start:
            return False
        before = self._doc[core - 1].lower_ if core else ""
        if core and self._doc[core - 1].pos_ == "PROPN":
            return True
        after = self._doc[core + 1].text[:1] if core + 1 < len(self._doc) else ""
        return before in self._words.definite or before == "of" or after.isupper()

    def _is_known(self, first: int) -> bool:
        """Whether a determiner before the number makes the counted ones known."""
        start = max(0, first - 3)
        for token in reversed(self._doc[start:first]):
            if token.lower_ in self._words.definite or token.tag_ == "POS":
                return True
            if token.pos_ not in ("ADJ", "ADV"):
                return False
        return False

    def _uncounted(self, q: Quantity, first: int, core: int, last: int) -> Candidate | None:
        """A large number with nothing after it: of what is counted before it, else a sum whose currency is not told."""
        if q.value < _SMALLEST_KNOWN:
            return None
        if q.form == "digits" and not q.scaled and "," not in self._text[q.number[0] : q.number[1]]:
            return None
        noun = self._nouns.before(first)
        if noun is not None:
            return Candidate(q, first, last, core, self._nouns.unit(noun), "count", noun)
        after = self._doc[last] if last < len(self._doc) else None
        nothing_follows = after is None or (after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") and after.lower_ != "of")
        return Candidate(q, first, last, core, "", "money") if q.value >= _SMALLEST_SUM and nothing_follows else None


def _is_name(doc: Doc, core: int, noun: Token) -> bool:
    """Whether digits belong to the name before them ("Nord Stream 2")."""
    if core == 0:
        return False
    before = doc[core - 1]
    return before.pos_ == "PROPN" and before.text[:1].isupper() and noun.tag_ not in ("NNS", "NNPS")
