"""Moments of ``onrecord.lookups.timex`` as types and values of TIMEX3."""

from __future__ import annotations

import re
from datetime import date

from bench.timex3.context import Context
from bench.timex3.lean import is_to_come
from onrecord.lookups.timex import Anchor, Expression
from onrecord.lookups.timex.moments import Ago, Calendar, Spell, Unit
from onrecord.lookups.timex.placeless import Length, Repeated, Unresolved

__all__ = ["value_of"]

_LETTER = {"year": "Y", "month": "M", "week": "W", "day": "D", "decade": "DE", "century": "CE", "quarter": "Q", "fortnight": "W"}
_CLOCK = {"hour": "H", "minute": "M", "second": "S"}
_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_FUTURE = re.compile(r"\b(?:coming|next|upcoming|following)\b", re.I)
_AHEAD, _NEAR = 3, 2
_BEFORE = 24
_TOLD = ("day", "week", "month", "year")
_OF_YEAR = re.compile(r"\b(this|last|next|year-ago|year-earlier) (?:year['’]s )?$", re.I)
_SHIFT = {"this": 0, "last": -1, "next": 1, "year-ago": -1, "year-earlier": -1}
_AGO = re.compile(r"\bago\b", re.I)
_WORD = re.compile(r"[a-z]+", re.I)
_HALF = {"year": "6M", "month": "15D", "day": "T12H", "hour": "T30M", "minute": "T30S", "decade": "5Y", "century": "50Y"}
_OLD = re.compile(r"[- ]olds?\b", re.I)
_PART_OF = re.compile(r"three[- ]quarters|an? second(?= [a-z])", re.I)
_FEWEST = re.compile(r"(?P<n>\d{1,3}|[a-z]+)-?(?:\s(?:to|or)\s|-(?=\d))", re.I)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a": 1}
_A_UNIT = re.compile(r"an? [a-z]+", re.I)
_PRICED = re.compile(
    r"(?:\d|\b(?:[mb]illion|thousand|hundred|cents|dollars|(?!hours|days|weeks|months|years)[a-z]{3,}s)) $", re.I
)


def value_of(text: str, found: Expression, anchor: Anchor, lean: int, context: Context) -> tuple[str, str] | None:
    """Type and value of an expression; null where TIMEX3 would not count it."""
    words = text[found.start : found.end].lower()
    moment = found.moment
    if isinstance(moment, Length):
        return None if _is_age_or_rate(text, found) else _length(words, moment, context)
    if isinstance(moment, Spell):
        return _spell(words, moment, anchor)
    if isinstance(moment, Repeated):
        return "SET", _set(moment)
    if isinstance(moment, Unresolved):
        return _unresolved(words, moment, found, anchor, context)
    return _date(text, words, found, anchor, lean, context)


def _length(words: str, moment: Length, context: Context) -> tuple[str, str] | None:
    if re.search(r"\byear[- ](?:earlier|ago)\b", words):
        return "DATE", context.year_before()
    if moment.half:
        return "DURATION", _halved(moment.unit, moment.count or 0)
    count: int | str = "X" if moment.count is None else moment.count
    if "couple" in words:
        count = 2
    elif (fewest := _FEWEST.match(words)) and (number := _NUMBERS.get(fewest["n"]) or int(fewest["n"].isdigit() and fewest["n"])):
        count = number
    return "DURATION", _period(moment.unit, count)


def _halved(unit: str, count: int) -> str:
    """So many units and half a one, which is told in the next smaller unit."""
    whole = _period(unit, count) if count else "PT" if unit in _CLOCK else "P"
    half = _HALF.get(unit)
    if half is None:
        return _period(unit, count)
    if half.startswith("T") and "T" not in whole:
        return whole + half
    if unit in ("decade", "century"):
        return f"P{count * (10 if unit == 'decade' else 100) + int(half[:-1])}Y"
    return whole + half.lstrip("T")


def _is_age_or_rate(text: str, found: Expression) -> bool:
    """ "52 years old", and "$2 million a year": TimeBank marks neither."""
    if _OLD.match(text, found.end) or _PART_OF.match(text, found.start):
        return True
    return (
        _A_UNIT.fullmatch(text, found.start, found.end) is not None
        and _PRICED.search(text, max(0, found.start - _BEFORE), found.start) is not None
    )


def _period(unit: str, count: int | str) -> str:
    if unit in _CLOCK:
        return f"PT{count}{_CLOCK[unit]}"
    if unit == "decade" and isinstance(count, int):
        return f"P{10 * count}Y"
    if unit == "century" and isinstance(count, int):
        return f"P{100 * count}Y"
    if unit == "quarter" and isinstance(count, int):
        return f"P{3 * count}M"
    if unit == "fortnight" and isinstance(count, int):
        return f"P{2 * count}W"
    return f"P{count}{_LETTER[unit]}"


def _spell(words: str, moment: Spell, anchor: Anchor) -> tuple[str, str]:
    if words.endswith("past year"):
        return "DATE", str(anchor.year - 1)
    if words.endswith(("decade",)):
        return "DATE", str(anchor.year // 10 - 1)
    return "DURATION", _period(moment.unit, moment.count)


def _set(moment: Repeated) -> str:
    if moment.weekday is not None:
        return f"XXXX-WXX-{moment.weekday}"
    if moment.month is not None:
        return f"XXXX-{moment.month:02d}"
    if (moment.unit, moment.count) == ("quarter", 1):
        return "P1Q"
    return _period(moment.unit or "year", moment.count)


def _unresolved(words: str, moment: Unresolved, found: Expression, anchor: Anchor, context: Context) -> tuple[str, str] | None:
    if found.reads == "decade":
        number = re.sub(r"0['’]?s$", "", moment.what)
        return "DATE", number if len(number) == 3 else f"19{number[-1]}"
    if found.reads == "century":
        return "DATE", f"{int(moment.what.split()[-1]) - 1:02d}"
    if re.search(r"\ba year (?:earlier|before)\b", words):
        return "DATE", context.year_before()
    unit = next((u for u in _LETTER if u in words), "year")
    if found.reads == "same" or words in ("the following year", "the following month", "the following week"):
        value = context.resolved(f"@{unit}last{'+1' if found.reads != 'same' else ''}") if unit in _TOLD else ""
        return ("DATE", value) if value and "period" not in words else None
    if _AGO.search(words):
        return "DATE", "PAST_REF"
    if re.search(r"\b(?:few|several|many|couple)\b", words):
        return "DURATION", _period(unit, 2 if "couple" in words else "X")
    if unit == "decade" and "last" in words:
        return "DATE", str(anchor.year // 10 - 1)
    if words == "the following decade":
        return "DURATION", "P10Y"
    if _FUTURE.search(words):
        return "DATE", "FUTURE_REF"
    if "recent" in words and unit in ("week", "month"):
        return "DURATION", _period(unit, "X")
    return ("DATE", "PAST_REF") if "recent" in words else None


def _date(text: str, words: str, found: Expression, anchor: Anchor, lean: int, context: Context) -> tuple[str, str] | None:
    moment = found.moment
    if isinstance(moment, Unit) and moment.unit == "week":
        return _dated(moment.value(anchor)[0], "W")
    if isinstance(moment, Ago) and moment.unit == "week":
        return _dated(moment.value(anchor)[0], "W")
    if isinstance(moment, Ago) and (moment.unit, moment.count) == ("year", 1):
        return "DATE", context.year_before()
    if isinstance(moment, Unit) and moment.unit == "century":
        return "DATE", f"{anchor.year // 100 + moment.shift:02d}"
    if isinstance(moment, Unit) and moment.unit == "decade":
        return ("DURATION", "P10Y") if moment.shift > 0 else ("DATE", str(anchor.year // 10 + moment.shift))
    if found.reads == "season" and (season := next((c for w, c in _SEASON.items() if w in words), None)):
        year = moment.value(anchor)[0]
        return ("DATE", f"{year}-{season}") if year else None
    if isinstance(moment, Calendar) and moment.months is not None:
        return _part(text, words, found, moment, anchor)
    value = _leaning(found, anchor, lean if found.reads == "relday" or not is_to_come(text, found.start) else 1)
    if value is None:
        return None
    return "DATE", _dated(value, "Q")[1]


def _leaning(found: Expression, anchor: Anchor, lean: int) -> str | None:
    """Days of the week lie in the past in doubt; months and days lie near, unless their clause tells and that is far off."""
    if found.reads == "relday":
        return found.moment.value(anchor, 1 if lean > 0 else -1)[0]
    near = found.moment.value(anchor, 0)[0]
    if not lean or not near or "/" in near or len(near) < 7 or near[0] == "-":
        return near
    months = (int(near[:4]) - anchor.year) * 12 + int(near[5:7]) - (anchor.month or 6)
    return found.moment.value(anchor, lean)[0] if months * lean < -_NEAR else near


def _part(text: str, words: str, found: Expression, moment: Calendar, anchor: Anchor) -> tuple[str, str] | None:
    """Quarters and halves of a year by their names; "the first nine months" is a duration in TIMEX3."""
    months = moment.months or (1, 12)
    if found.reads == "months":
        return "DURATION", f"P{months[1]}M"
    year = _nearest_year(moment, anchor)
    if moment.year is None and (of := _OF_YEAR.search(text, max(0, found.start - 20), found.start)):
        year = (anchor.year if of[0].endswith("s ") else year) + _SHIFT[of[1].lower()]
    return "DATE", f"{year}-Q{(months[0] + 2) // 3}" if found.reads == "quarter" else f"{year}-H{1 if months[0] == 1 else 2}"


def _nearest_year(moment: Calendar, anchor: Anchor) -> int:
    """The year of a part of one: the anchor's, unless the part lies far ahead in it."""
    if moment.year is not None:
        return moment.year
    if moment.shift is not None:
        return anchor.year + moment.shift
    first, here = (moment.months or (1, 12))[0], anchor.month or 6
    return anchor.year - 1 if first > here + _AHEAD else anchor.year


def _dated(value: str | None, unit: str) -> tuple[str, str]:
    """An ISO interval as TIMEX3 has it: a week or a quarter by number, of others the first part."""
    first, slash, last = (value or "").partition("/")
    if not slash:
        return "DATE", first
    if unit == "W" and len(first) == 10:
        year, week, _ = date.fromisoformat(first).isocalendar()
        return "DATE", f"{year:04d}-W{week:02d}"
    if len(first) == 7 and len(last) == 7 and int(last[5:]) - int(first[5:]) == 2 and int(first[5:]) % 3 == 1:
        return "DATE", f"{first[:4]}-Q{(int(first[5:]) + 2) // 3}"
    return "DATE", first
