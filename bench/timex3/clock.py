"""Times of day: of a day told of beside them they make a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

__all__ = ["alone", "day_after", "is_beside", "with_clock"]

_PART = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI"}
_PARTS = "morning|afternoon|evening|night"
_AFTER = re.compile(rf"[^\S\n]{{1,2}}({_PARTS})(s?)\b", re.I)
_OF = re.compile(rf"\b(?:the )?(?:(?:(?:early|late)[ -])?({_PARTS})(?: hours)?|(?:early|pre-?dawn) hours)(?: of| on)? $", re.I)
_ZONE = r"(?:\s{1,2}(?:[A-Z]{2,4}|(?-i:[Ll]ocal|[Ee]astern|[Pp]acific|[Cc]entral) (?-i:[Tt]ime)))?"
_TIME = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s{0,2}(?P<half>[ap])\.?m\.?|(?P<noon>noon)|(?P<midnight>midnight)"
    r"|(?P<hour24>\d{1,2}):?(?P<minute24>\d\d)(?=\s{0,2}(?:UTC|GMT)\b)"
)
_HOUR = re.compile(rf"(?<![\w:])(?:{_TIME}){_ZONE},?\s{{1,2}}(?:on\s{{1,2}})?$", re.I)
_TWELVE = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s{0,2}(?P<half>[ap])(?:\.m\.|m\b)|(?P<noon>noon)\b|(?P<midnight>midnight)\b)",
    re.I,
)
_ZONED = re.compile(r"\b(?P<hour24>\d{1,2}):?(?P<minute24>\d\d)\s{0,2}(?:UTC|GMT)\b")
_BARE = re.compile(r"(?<=\bat )(?P<hour24>\d{1,2}):(?P<minute24>\d\d)(?![\d:.]|\s{0,2}(?:UTC|GMT|[ap]\.?m))")
_OCLOCK = re.compile(r"\b(?P<hour24>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o['’]clock\b", re.I)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_BETWEEN = re.compile(rf"{_ZONE}(?:\s?\([^()\n]{{1,24}}\))?\)?,?\s{{1,2}}(?:on\s{{1,2}})?", re.I)
_BESIDE = re.compile(rf"{_ZONE},?\s{{1,2}}(?:o[nf]\s{{1,2}})?", re.I)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_REACH = 40


def with_clock(text: str, start: int, end: int, kind: str, value: str) -> tuple[int, int, str, str]:
    """Span, type and value of a day, with the time of day that stands beside it."""
    if kind != "DATE" or _DAY.fullmatch(value) is None:
        return start, end, kind, value
    if text[start:end].lower().endswith("tonight"):
        return start, end, "TIME", f"{value}TNI"
    part, hour = _AFTER.match(text, end), _HOUR.search(text, max(0, start - _REACH), start)
    if hour:
        return hour.start(), part.end() if part else end, "TIME", f"{value}T{_clock(hour)}"
    if part:
        code = _PART[part[1].lower()]
        if part[2]:
            return start, part.end(), "SET", f"XXXX-WXX-{date.fromisoformat(value).isoweekday()}T{code}"
        return start, part.end(), "TIME", f"{value}T{code}"
    if part := _OF.search(text, max(0, start - _REACH), start):
        return part.start(), end, "TIME", f"{value}T{_PART[(part[1] or 'morning').lower()]}"
    return start, end, kind, value


def alone(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Times of day with no day right beside them: of the day that the text is about."""
    for pattern, zone in ((_ZONED, "Z"), (_TWELVE, ""), (_BARE, ""), (_OCLOCK, "")):
        for match in pattern.finditer(text):
            clock = _clock(match)
            if clock <= "24:00":
                yield match.start(), match.end(), "TIME", f"@daylastT{clock}{zone}"


def day_after(text: str, end: int, day: int) -> bool:
    """Whether a day at ``day`` belongs to the time of day that ends at ``end``, with only zones between them."""
    return day - end <= _REACH and _BETWEEN.fullmatch(text, end, day) is not None


def is_beside(text: str, end: int, day: int) -> bool:
    """Whether a time of day that ends at ``end`` is part of what a day at ``day`` tells, as ``with_clock`` reads it."""
    return 0 <= day - end <= len(", local time on ") and _BESIDE.fullmatch(text, end, day) is not None


def _clock(hour: re.Match[str]) -> str:
    told = hour.groupdict()
    if told.get("noon"):
        return "12:00"
    if told.get("midnight"):
        return "24:00"
    if late := told.get("hour24"):
        number = int(late) if late.isdigit() else _NUMBERS.index(late.lower()) + 1
        return f"{number:02d}:{told.get('minute24') or '00'}"
    number = int(hour["hour"]) % 12 + (12 if hour["half"].lower() == "p" else 0)
    return f"{number:02d}:{hour['minute'] or '00'}"
