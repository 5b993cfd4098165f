"""Days of publication, as the many ways of writing one come to ISO 8601. No clock is asked."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["day_in_address", "iso_day", "written_day"]

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[T ])|(\d{4})(\d{2})(\d{2})(?=$|T)")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = "(" + "|".join([*_MONTHS, *(m[:3] for m in _MONTHS), "sept"]) + r")\b\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(\d{{4}})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(\d{{4}})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?!\d)")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-]?(\d{2})[/-]?(\d{2})(?=[/_-]|$)")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


def iso_day(text: str | None) -> str | None:
    """The day, month or year at the start of an ISO 8601 date or time, as written, whatever its time zone; null for none."""
    found = _ISO.match((text or "").strip())
    if not found:
        return None
    year, month, day = found[1] or found[4], found[2] or found[5], found[3] or found[6]
    if day:
        return _day(int(year), int(month), int(day))
    if month:
        return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 and _plausible(int(year)) else None
    return year if _plausible(int(year)) else None


def written_day(text: str | None, order: str | None = None) -> str | None:
    """The first day that a text states: ISO, with an English month, or in numbers of a known ``order`` ("dmy", "mdy")."""
    plain = " ".join((text or "").split())
    if iso := iso_day(plain):
        return iso if len(iso) == 10 else None
    if found := _DAY_FIRST.search(plain):
        return _day(int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.search(plain):
        return _day(int(found[3]), _month(found[1]), int(found[2]))
    return _numbers(plain, order)


def day_in_address(url: str) -> str | None:
    """The day that stands in a page's address, as in ``/2024/06/11/talks``; null for none."""
    found = _IN_ADDRESS.search(url)
    return _day(*map(int, found.groups())) if found else None


def _numbers(text: str, order: str | None) -> str | None:
    found = _NUMBERS.search(text)
    if not found:
        return None
    parts = [found[1], found[2], found[3]]
    if len(parts[0]) == 4:
        return _day(*map(int, parts))
    if order is None or len(parts[2]) != 4:
        return None
    day, month = (parts[0], parts[1]) if order == "dmy" else (parts[1], parts[0])
    return _day(int(parts[2]), int(month), int(day))


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if _plausible(year) else None
    except ValueError:
        return None


def _plausible(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR
