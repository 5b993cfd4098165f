"""What says outright in which year a report was written: its own day, "this year, 2021", the last year told of in full."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.lookups.timex import Anchor, anchor_of
from onrecord.reading import Reading, Sentence
from onrecord.stages.times.found import Found
from onrecord.stages.times.lean import token_at

__all__ = ["Inference", "first_sentence", "last_linked", "outright"]

_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?")
_PART = re.compile(r"(\d{4})-01/\1-(\d{2})")
_IN = re.compile(r"\b(?:in|during)\s(?:the\s)?$", re.I)
_PRESENT = ("VBZ", "VBP")
_HIGHEST = 12
_OPENS = 12
_LONGEST_PART = 9
"""In months: of longer parts of a year reports of the next year tell, too."""


@dataclass(frozen=True, slots=True)
class Inference:
    """What relative times can be counted from, why, and the stretches that say so."""

    anchor: Anchor
    basis: str
    evidence: tuple[tuple[int, int], ...]


def outright(reading: Reading, found: Sequence[Found], result: re.Pattern[str]) -> Inference | None:
    """The year that the words of a report say outright; null where they do not. ``result`` tells what came of a year."""
    by_day = _own_day(reading, found) or _named_year(reading, found)
    return by_day or _last_full_year(reading, found, result) or _last_part(found)


def last_linked(linked: Sequence[Found]) -> Inference | None:
    """The year of all days that the page tells below the report: pages link to what is of about the same time.

    Of 2,285 reports of one publisher from 1999 to 2022 whose pages tell of days of one year there, 2,235 are of that year.
    """
    days = [t for t in linked if t.value and _DAYS.fullmatch(t.value)]
    if len({t.value[:4] for t in days if t.value}) != 1:
        return None
    last = max(days, key=lambda t: ((t.value or "")[-10:], -t.start))
    year = int((last.value or "")[-10:-6])
    return Inference(Anchor(year), f"the days told below it on its page are of {year}", ((last.start, last.end),))


def first_sentence(reading: Reading) -> int:
    """Where the first sentence of the narration ends; 0 for a transcript."""
    paragraphs = reading.layout.paragraphs
    return next((s.end for s in reading.parse.sentences if paragraphs[s.paragraph].kind in ("body", "turn")), 0)


def _own_day(reading: Reading, found: Sequence[Found]) -> Inference | None:
    """A full date that opens the report, or says when what its first sentence tells took place: the report is of that day."""
    head = first_sentence(reading)
    latest = max((t.value[:10] for t in found if t.value and t.lean < 0 and _DAY.match(t.value)), default="")
    for time in found:
        day = (time.value or "")[:10]
        if time.start >= head:
            break
        if time.end <= head and day >= latest and time.lean <= 0 and _DAYS.fullmatch(time.value or ""):
            anchor = anchor_of(day)
            if anchor and _tells_when(reading, time):
                return Inference(Anchor(anchor.year), f"the report is of {day}", ((time.start, time.end),))
    return None


def _tells_when(reading: Reading, time: Found) -> bool:
    """Whether a time opens its sentence, closes its paragraph, or stands in a title or by the main verb, not by a noun."""
    if any(
        p.start <= time.start < p.end and (p.kind in ("title", "heading") or p.end == time.end) for p in reading.layout.paragraphs
    ):
        return True
    for sentence in reading.parse.sentences:
        if sentence.start <= time.start < sentence.end:
            token = token_at(sentence.stretch.doc, time.start - sentence.offset)
            if time.start - sentence.start <= _OPENS or token is None:
                return time.start - sentence.start <= _OPENS
            within = sentence.offset
            while token.head.i != token.i and time.start <= within + token.head.idx < time.end:
                token = token.head
            above = token.head if token.head.pos_ != "ADP" else token.head.head
            return bool(above.dep_ == "ROOT" and above.pos_ in ("VERB", "AUX"))
    return True


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


def _last_full_year(reading: Reading, found: Sequence[Found], result: re.Pattern[str]) -> Inference | None:
    """The last year of which the text tells results, where it tells of no later one: the report is a year younger.

    Where the same sentence sets "last year" against it, the report is two years younger.
    """
    bare = [t for t in found if t.lean <= 0 and _YEAR.fullmatch(t.value or "") and _YEAR.fullmatch(reading.text, t.start, t.end)]
    full = [t for t in bare if _in_result(reading, t, result)]
    told = [t for t in full if _IN.search(reading.text, max(0, t.start - _OPENS), t.start) and not _is_present(reading, t)]
    if not any(t.lean < 0 for t in told) and not (told and any(t.shift in (0, -1) for t in found)):
        return None
    last = max(told, key=lambda t: (t.value or "", -t.start))
    year = int(last.value or 0)
    if any(t.value and t.value[:4].isdigit() and int(t.value[:4]) > year and t.lean <= 0 for t in found):
        return None
    if beside := _last_year_beside(reading, found, last):
        places = ((last.start, last.end), (beside.start, beside.end))
        return Inference(Anchor(year + 2), f"the year told of after {year} is called last year", places)
    return Inference(Anchor(year + 1), f"the last full year told of in the past is {year}", ((last.start, last.end),))


def _is_present(reading: Reading, time: Found) -> bool:
    """Whether the verb above a time tells of the present, or of what has come of the past by now: the year may still run."""
    sentence = _sentence_at(reading, time.start)
    token = token_at(sentence.stretch.doc, time.start - sentence.offset) if sentence else None
    for _ in range(_HIGHEST if token is not None else 0):
        if token is None or token.head.i == token.i or token.tag_.startswith("VB"):
            break
        token = token.head
    if token is None:
        return False
    return token.tag_ in _PRESENT or any(t.tag_ in _PRESENT for t in token.lefts if t.dep_ in ("aux", "auxpass"))


def _last_year_beside(reading: Reading, found: Sequence[Found], told: Found) -> Found | None:
    """ "Last year" after a year in one sentence: another year than that."""
    end = next((s.end for s in reading.parse.sentences if s.start <= told.start < s.end), told.end)
    return next((t for t in found if t.shift == -1 and told.end < t.start < end), None)


def _last_part(found: Sequence[Found]) -> Inference | None:
    """The last year of whose first months results are told in the past: the report is of the same year."""
    parts = [(m, t) for t in found if t.lean < 0 and (m := _PART.fullmatch(t.value or "")) and int(m[2]) <= _LONGEST_PART]
    if not parts:
        return None
    last, time = max(parts, key=lambda p: (p[0][1], -p[1].start))
    if any(t.value and t.value[:4].isdigit() and t.value[:4] > last[1] and t.lean <= 0 for t in found):
        return None
    return Inference(Anchor(int(last[1])), f"the text tells of the first months of {last[1]}", ((time.start, time.end),))


def _in_result(reading: Reading, time: Found, result: re.Pattern[str]) -> bool:
    """Whether the sentence of a year tells by how much something changed in it, as is known when it is over."""
    sentence = _sentence_at(reading, time.start)
    return sentence is not None and result.search(reading.text, sentence.start, sentence.end) is not None


def _sentence_at(reading: Reading, at: int) -> Sentence | None:
    """The sentence that holds a character."""
    sentences = reading.parse.sentences
    place = bisect_right(sentences, at, key=lambda s: s.start) - 1
    return sentences[place] if place >= 0 and at < sentences[place].end else None
