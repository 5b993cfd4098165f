"""Times of day: of a day told of beside them they make a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["alone", "with_clock"]

_PART = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI", "tonight": "NI"}
_AFTER = re.compile(r"[^\S\n]{1,2}(morning|afternoon|evening|nights?)\b", re.I)
_HOUR = re.compile(
    r"(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s{0,2}(?P<half>[ap])\.?m\.?|(?P<noon>noon)|(?P<midnight>midnight))"
    r"(?:\s{1,2}[A-Z]{2,4})?,?\s{1,2}(?:on\s{1,2})?$",
    re.I,
)
_TWELVE = re.compile(
    r"\b(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s{0,2}(?P<half>[ap])(?:\.m\.|m\b)|(?P<noon>noon)\b|(?P<midnight>midnight)\b)",
    re.I,
)
_ZONED = re.compile(r"\b(?P<hour>\d{1,2}):?(?P<minute>\d\d)\s{0,2}(?:UTC|GMT)\b")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def with_clock(text: str, start: int, end: int, kind: str, value: str) -> tuple[int, int, str, str]:
    """Span, type and value of a day, with the time of day that stands beside it."""
    if kind != "DATE" or _DAY.fullmatch(value) is None:
        return start, end, kind, value
    if text[start:end].lower().endswith("tonight"):
        return start, end, "TIME", f"{value}TNI"
    if part := _AFTER.match(text, end):
        return start, part.end(), "TIME", f"{value}T{_PART[part[1].lower()]}"
    if hour := _HOUR.search(text, max(0, start - 24), start):
        return hour.start(), end, "TIME", f"{value}T{_clock(hour)}"
    return start, end, kind, value


def alone(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Times of day with their zone and no day beside them: of the day that the text is about."""
    for match in _ZONED.finditer(text):
        hour, minute = match["hour"], match["minute"]
        if int(hour) < 24 and int(minute) < 60:
            yield match.start(), match.end(), "TIME", f"@daylastT{int(hour):02d}:{minute}Z"
    for match in _TWELVE.finditer(text):
        yield match.start(), match.end(), "TIME", f"@daylastT{_clock(match)}"


def _clock(hour: re.Match[str]) -> str:
    if hour["noon"]:
        return "12:00"
    if hour["midnight"]:
        return "24:00"
    number = int(hour["hour"]) % 12 + (12 if hour["half"].lower() == "p" else 0)
    return f"{number:02d}:{hour['minute'] or '00'}"
