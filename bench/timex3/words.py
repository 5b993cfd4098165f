"""What TIMEX3 counts as a time and a record does not: references to the present, frequencies, quarters by the context."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["extra"]

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SPOKEN = re.compile(rf"\b(?:the year )?nineteen ({'|'.join(_TENS)})[- ]?({'|'.join(_ONES)})?\b|\bthe year two thousand\b", re.I)

# Patterns, with type and value; @quarter and the like are given by the context. The first that matches at a place counts.
_TABLE: tuple[tuple[str, str, str], ...] = (
    (r"right now|now|currently|at present|at the moment|nowadays|these days|presently|at this point", "DATE", "PRESENT_REF"),
    (r"the current fiscal year|(?:the )?(?:full|fiscal) year(?! (?:ended|ending|\d))", "DATE", "@year"),
    (r"(?<=the )current(?= )|(?<='s )current(?= )|(?<=\bits )current(?= )", "DATE", "PRESENT_REF"),
    (
        r"(?:more |most )?recently|lately|the (?:recent )?past(?! \w)|(?<=in )the past(?= )|recent(?= [a-z])",
        "DATE",
        "PAST_REF",
    ),
    (
        r"soon(?! after)|the (?:near |immediate )?future(?! (?!if\b|is\b|and\b|as\b)\w)|(?<=in )future"
        r"|the (?:near|long|short) term",
        "DATE",
        "FUTURE_REF",
    ),
    (
        r"(?:the )?(?:comparable |corresponding )?year-(?:ago|earlier) (?:(?:first|second|third|fourth) )?(?:quarter|period)"
        r"|(?:the )?same (?:quarter|period)(?= (?:last|a) year)",
        "DATE",
        "@quarter-1",
    ),
    (r"year-(?:ago|earlier)", "DATE", "@yearbefore"),
    (r"the (?:latest|most recent|current) (?:quarter|period)", "DATE", "@quarter"),
    (r"the quarter|that quarter", "DATE", "@quarter"),
    (r"the (?:next|following) day", "DATE", "@daylast+1"),
    (r"the (?:previous|preceding) day|the day before(?! yesterday)", "DATE", "@daylast-1"),
    (r"last night", "TIME", "@day-1TNI"),
    (r"overnight", "TIME", "@dayTNI"),
    (r"(?:a )?quarter[- ]century", "DURATION", "P25Y"),
    (r"(?:the )?(?:past |last )?(?:early |late )?summer", "DATE", "@year-SU"),
    (r"(?:(?:weeks|months|years|decades|centuries|long|ages) ago)", "DATE", "PAST_REF"),
    (r"(?:the )?year-?long", "DURATION", "P1Y"),
    (r"month-?long", "DURATION", "P1M"),
    (r"week-?long", "DURATION", "P1W"),
    (r"day-?long", "DURATION", "P1D"),
    (r"hour-?long", "DURATION", "PT1H"),
    (r"decades-?long|decades(?= of\b)", "DURATION", "PXDE"),
    (r"centuries-?(?:old|long)|(?:(?<=for )|(?<=in ))centuries|centuries(?= of\b)", "DURATION", "PXCE"),
    (r"(?:(?<=after )|(?<=took )|(?<=take ))years|years-?long|years(?= of [a-z])", "DURATION", "PXY"),
    (r"(?:(?<=after )|(?<=took )|(?<=take ))months|months-?long|months(?= of\b)", "DURATION", "PXM"),
    (r"(?:(?<=after )|(?<=took )|(?<=take ))weeks|weeks-?long|weeks(?= of\b)", "DURATION", "PXW"),
    (r"(?:(?<=after )|(?<=took )|(?<=take ))days|days(?= of (?!the\b))", "DURATION", "PXD"),
    (r"(?:(?<=after )|(?<=took )|(?<=take ))hours|hours(?= of\b)", "DURATION", "PTXH"),
    (r"that night|the same night", "TIME", "@daylastTNI"),
    (r"that (?:morning|same morning)", "TIME", "@daylastTMO"),
    (r"that (?:afternoon|same afternoon)", "TIME", "@daylastTAF"),
    (r"that (?:evening|same evening)", "TIME", "@daylastTEV"),
    (r"in the morning|(?<=by )(?:mid-?)?morning", "TIME", "@daylastTMO"),
    (r"in the afternoon|(?:by )?mid[- ]?afternoon", "TIME", "@daylastTAF"),
    (r"in the evening", "TIME", "@daylastTEV"),
    (r"(?:earlier|later) in the week", "DATE", "@week"),
    (r"(?:earlier|later) in the month", "DATE", "@month"),
    (r"(?:earlier|later) in the year", "DATE", "@year"),
    (r"at this (?:time|moment)", "DATE", "PRESENT_REF"),
    (r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=within ))(?:the )?(?:many )?years", "DURATION", "PXY"),
    (r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=within ))(?:the )?months", "DURATION", "PXM"),
    (r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=within ))(?:the )?weeks", "DURATION", "PXW"),
    (r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=within ))(?:the )?days", "DURATION", "PXD"),
    (r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=within ))(?:the )?hours", "DURATION", "PTXH"),
    (r"(?:(?<=for )|(?<=in )|(?<=over )|(?<=within ))(?:the )?decades", "DURATION", "PXDE"),
    (r"Christmas Eve", "DATE", "@year-12-24"),
    (r"Christmas(?: Day)?", "DATE", "@year-12-25"),
    (r"New Year['’]s Day", "DATE", "@year-01-01"),
    (r"New Year['’]s Eve", "DATE", "@year-12-31"),
    (r"Independence Day|Fourth of July", "DATE", "@year-07-04"),
    (r"Halloween", "DATE", "@year-10-31"),
    (r"Thanksgiving(?: Day)?", "DATE", "@thanksgiving"),
    (r"(?:late in |later in )?the day(?= ?[,.;]| after| at| with| down| up)", "DATE", "@daylast"),
    (r"single-day|one-day", "DURATION", "P1D"),
    (r"(?<=in )minutes|(?<=just )minutes", "DURATION", "PTXM"),
    (r"monthly", "SET", "P1M"),
    (r"weekly", "SET", "P1W"),
    (r"hourly", "SET", "PT1H"),
    (r"the weekend|this weekend|last weekend", "DATE", "@weekend"),
    (r"(?:late |early |later )?this morning", "TIME", "@dayTMO"),
    (r"(?:late |early |later )?this afternoon", "TIME", "@dayTAF"),
    (r"this evening", "TIME", "@dayTEV"),
)
_EXTRA = re.compile("|".join(rf"(?P<p{i}>(?<![\w-])(?:{pattern})(?![\w-]))" for i, (pattern, *_) in enumerate(_TABLE)), re.I)


def extra(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Stretches with type and value, left to right."""
    for match in _EXTRA.finditer(text):
        _, kind, value = _TABLE[int((match.lastgroup or "p0")[1:])]
        yield match.start(), match.end(), kind, value
    for match in _SPOKEN.finditer(text):
        year = 1900 + _TENS[match[1].lower()] + _ONES.get((match[2] or "").lower(), 0) if match[1] else 2000
        yield match.start(), match.end(), "DATE", str(year)
