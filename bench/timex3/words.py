"""What TIMEX3 counts as a time and a record does not: references to the present, frequencies, quarters by the context."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bench.timex3.holidays import HOLIDAYS
from onrecord.export.words import MONTHS

__all__ = ["extra", "holidays", "spoken"]

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SPOKEN = re.compile(
    rf"\b(?:(?P<month>{'|'.join(MONTHS)}) |(?:the )?(?P<season>{'|'.join(_SEASONS)}) of |the year )?"
    rf"(?:nineteen (?P<tens>{'|'.join(_TENS)})[- ]?(?P<ones>{'|'.join(_ONES)})?\b|(?P<round>(?<=the year )two thousand\b))",
    re.I,
)

_NAMES = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(HOLIDAYS, key=len, reverse=True))
_HOLIDAY = re.compile(rf"(?<![\w-])(?:[Ll]ast )?(?:{_NAMES})(?: \d{{4}})?(?![\w-])")
_BEFORE_UNITS = r"(?:(?<=\bfor )|(?<=\bin )|(?<=\bover )|(?<=\bwithin ))(?:the )?(?:many )?"
_IN_SEASON = r"(?:(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\blast ))(?:the )?(?:early |late |mid-?)?"
_WHOLE = r"(?:(?<=\bfor )|(?<=\bof )|(?<=\bin )|(?<=\bduring ))"
_CLOSED = r"(?! (?:ended|ending|of|before|after|that|when|following|since|to|\d)\b|-)"

# What <name> stands for in a pattern: words, and what they put in the place of {} in the value.
_CLASSES = {
    "units": {
        **{"years": "XY", "months": "XM", "weeks": "XW", "days": "XD", "decades": "XDE", "centuries": "XCE"},
        **{"hours": "TXH", "minutes": "TXM", "seconds": "TXS"},
    },
    "unit": {"year": "1Y", "month": "1M", "week": "1W", "day": "1D", "hour": "T1H"},
    "part": {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"},
    "season": _SEASONS,
}

# Patterns, with type and value; @quarter and the like are given by the context. The first that matches at a place counts.
_TABLE: tuple[tuple[str, str, str], ...] = (
    (r"right now|now|currently|at present|at the moment|nowadays|these days|presently|at this point", "DATE", "PRESENT_REF"),
    (r"the current fiscal year|(?:the )?(?:full|fiscal) year(?! (?:ended|ending|\d))", "DATE", "@year"),
    (r"(?:(?<=the )|(?<='s )|(?<=\bits ))current(?= )", "DATE", "PRESENT_REF"),
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
    (r"the (?:latest|most recent|current) (?:quarter|period)|the quarter|that quarter", "DATE", "@quarter"),
    (r"(?:the )?(?:next|following) day|the day after(?! tomorrow)", "DATE", "@daylast+1"),
    (r"the (?:previous|preceding) day|the day before(?! yesterday)", "DATE", "@daylast-1"),
    (r"the (?:next|following) <part>", "TIME", "@daylast+1T{}"),
    (r"the (?:previous|preceding) <part>", "TIME", "@daylast-1T{}"),
    (r"the night before", "TIME", "@daylast-1TNI"),
    (r"the (?:fiscal )?year(?= (?:ended|ending) )", "DURATION", "P1Y"),
    (rf"{_WHOLE}the year{_CLOSED}", "DATE", "@year"),
    (rf"{_WHOLE}the week{_CLOSED}", "DATE", "@week"),
    (rf"{_WHOLE}the month{_CLOSED}", "DATE", "@month"),
    (r"last night", "TIME", "@day-1TNI"),
    (r"overnight", "TIME", "@dayTNI"),
    (r"(?:a )?quarter[- ]century", "DURATION", "P25Y"),
    (r"(?:a )?half[- ]century", "DURATION", "P50Y"),
    (r"(?:that|the same) <season>", "DATE", "@yearlast-{}"),
    (r"(?:the )?(?:past |last )?(?:early |late )?summer", "DATE", "@year-SU"),
    (rf"{_IN_SEASON}<season>(?! of (?!\d))|this past <season>", "DATE", "@year-{}"),
    (r"(?:several |a few )?<units> (?:later|earlier|before|after)", "DURATION", "P{}"),
    (r"moments later", "DURATION", "PTXS"),
    (r"(?:weeks|months|years|decades|centuries|long|ages) ago", "DATE", "PAST_REF"),
    (r"(?:the )?<unit>-?long", "DURATION", "P{}"),
    (r"centuries-?old", "DURATION", "PXCE"),
    (r"(?:(?<=after )|(?<=took )|(?<=take ))<units>", "DURATION", "P{}"),
    (r"<units>(?:-?long|(?= of (?!the\b)[a-z]))", "DURATION", "P{}"),
    (r"(?:that|the same|that same) <part>", "TIME", "@daylastT{}"),
    (r"(?:earlier|later) in the week", "DATE", "@week"),
    (r"(?:earlier|later) in the month", "DATE", "@month"),
    (r"(?:earlier|later) in the year", "DATE", "@year"),
    (r"at this (?:time|moment)", "DATE", "PRESENT_REF"),
    (r"(?<=at )the time(?! (?:of|when|that)\b)", "DATE", "PAST_REF"),
    (rf"{_BEFORE_UNITS}<units>", "DURATION", "P{}"),
    (r"(?:late in |later in )?the day(?= ?[,.;]| after| at| with| down| up)", "DATE", "@daylast"),
    (r"single-day|one-day", "DURATION", "P1D"),
    (r"(?<=just )minutes", "DURATION", "PTXM"),
    (r"monthly", "SET", "P1M"),
    (r"weekly", "SET", "P1W"),
    (r"hourly", "SET", "PT1H"),
    (r"nightly", "SET", "XXXX-XX-XXTNI"),
    (r"(?:each|every) week-?end|(?<=\bon )week-?ends", "SET", "XXXX-WXX-WE"),
    (r"(?:each|every) weekday|(?<=\bon )weekdays", "SET", "XXXX-WXX-WD"),
    (r"(?:each|every) <part>", "SET", "XXXX-XX-XXT{}"),
    (r"(?:each|every) <season>", "SET", "XXXX-{}"),
    (r"last weekend|the previous weekend", "DATE", "@weekendlast"),
    (r"next weekend|the coming weekend", "DATE", "@weekendnext"),
    (r"the weekend|this weekend", "DATE", "@weekend"),
    (r"mid-?day", "TIME", "@daylastTMI"),
    (r"the (?:early |pre-?dawn )(?:morning )?hours", "TIME", "@daylastTMO"),
    (r"(?:late |early |later )?this <part>", "TIME", "@dayT{}"),
    (r"in the <part>|(?<=\bby )(?:mid-?)?<part>", "TIME", "@daylastT{}"),
    (r"(?:by )?mid[- ]?afternoon", "TIME", "@daylastTAF"),
)


def _pattern(number: int, pattern: str) -> str:
    """A pattern as a group of that number, and what its class matches as another (only one of several such is met)."""
    places = iter("abc")
    for name, words in _CLASSES.items():
        while f"<{name}>" in pattern:
            pattern = pattern.replace(f"<{name}>", f"(?P<{next(places)}{number}>{'|'.join(words)})", 1)
    return rf"(?P<p{number}>(?:{pattern})(?![\w-]))"


_EXTRA = re.compile(r"\b(?<!-)(?:" + "|".join(_pattern(i, pattern) for i, (pattern, *_) in enumerate(_TABLE)) + ")", re.I)
_CODES = {word: code for words in _CLASSES.values() for word, code in words.items()}


def extra(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Stretches with type and value, left to right."""
    for match in _EXTRA.finditer(text):
        number = int((match.lastgroup or "p0")[1:])
        _, kind, value = _TABLE[number]
        told = match.groupdict()
        word = next((word for place in "abc" if (word := told.get(f"{place}{number}"))), "")
        yield match.start(), match.end(), kind, value.replace("{}", _CODES.get(word.lower(), ""))


def holidays(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Holidays by name, with the year that follows one."""
    for match in _HOLIDAY.finditer(text):
        yield match.start(), match.end(), "DATE", f"@holiday:{match[0]}"


def spoken(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Years as they are spoken, with the month or the season before them."""
    for match in _SPOKEN.finditer(text):
        year = (
            "2000" if match["round"] else str(1900 + _TENS[match["tens"].lower()] + _ONES.get((match["ones"] or "").lower(), 0))
        )
        if match["month"]:
            year += f"-{MONTHS.index(match['month'].capitalize()) + 1:02d}"
        elif match["season"]:
            year += f"-{_SEASONS[match['season'].lower()]}"
        yield match.start(), match.end(), "DATE", year
