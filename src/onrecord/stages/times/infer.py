"""The year in which a report was written, where neither it nor its source says: what the text's inner logic yields.

The rules abstain in doubt. Each result names the words that it was inferred from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.lookups.timex import Anchor, anchor_of
from onrecord.reading import Reading

__all__ = ["Found", "Inference", "infer"]

_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_RESULT = re.compile(r"\d\s?%|\bper\s?cent\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression with what it states by itself, and on which side of the report it lies (-1, 0, 1)."""

    start: int
    end: int
    value: str | None
    lean: int
    shift: int | None = None
    """How many years from the report's own, where it says so: 0 for "this year"."""


@dataclass(frozen=True, slots=True)
class Inference:
    """What relative times can be counted from, why, and the stretches that say so."""

    anchor: Anchor
    basis: str
    evidence: tuple[tuple[int, int], ...]


def infer(reading: Reading, found: Sequence[Found]) -> Inference | None:
    """When the report was written, as far as its words yield it; null where they do not, or contradict each other."""
    return _own_day(reading, found) or _named_year(reading, found) or _last_full_year(reading, found)


def _own_day(reading: Reading, found: Sequence[Found]) -> Inference | None:
    """A full date in the report's first sentence, which tells of the past: the day that the report is about."""
    head = _first_sentence(reading)
    for time in found:
        if time.end <= head and time.value and _DAY.fullmatch(time.value) and time.lean <= 0:
            anchor = anchor_of(time.value)
            later = any(t.value and t.lean < 0 and t.value[:10] > time.value for t in found if t.value and _DAY.match(t.value))
            if anchor and not later:
                return Inference(Anchor(anchor.year), f"the report is of {time.value}", ((time.start, time.end),))
    return None


def _first_sentence(reading: Reading) -> int:
    """Where the first sentence of the narration ends; 0 for a transcript."""
    paragraphs = reading.layout.paragraphs
    return next((s.end for s in reading.parse.sentences if paragraphs[s.paragraph].kind in ("body", "turn")), 0)


def _named_year(reading: Reading, found: Sequence[Found]) -> Inference | None:
    """ "This year, 2021" and "last year, in 2020"."""
    for first, second in pairwise(found):
        between = reading.text[first.end : second.start].strip(" ,(–-\n\u00a0")
        if len(between) > 4 or between not in ("", "in"):
            continue
        for relative, stated in ((first, second), (second, first)):
            if relative.shift is not None and stated.value and _YEAR.fullmatch(stated.value):
                year = int(stated.value) - relative.shift
                words = reading.text[relative.start : relative.end]
                places = ((first.start, first.end), (second.start, second.end))
                return Inference(Anchor(year), f"the text calls {stated.value} {words!r}", places)
    return None


def _last_full_year(reading: Reading, found: Sequence[Found]) -> Inference | None:
    """The last year of which the text tells results in the past, where it tells of no later one: the report is a year younger."""
    years = [t for t in found if t.value and _YEAR.fullmatch(t.value)]
    told = [t for t in years if t.lean < 0 and _in_result(reading, t)]
    if not told:
        return None
    last = max(told, key=lambda t: (t.value or "", -t.start))
    year = int(last.value or 0)
    if any(t.value and t.value[:4].isdigit() and int(t.value[:4]) > year and t.lean <= 0 for t in found):
        return None
    evidence = ((last.start, last.end),)
    return Inference(Anchor(year + 1), f"the last full year told of in the past is {year}", evidence)


def _in_result(reading: Reading, time: Found) -> bool:
    """Whether the sentence of a year tells by how much something changed in it, as is known when it is over."""
    for sentence in reading.parse.sentences:
        if sentence.start <= time.start < sentence.end:
            return _RESULT.search(reading.text, sentence.start, sentence.end) is not None
    return False
