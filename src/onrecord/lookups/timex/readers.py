"""What is made of the fields of a form: for each ``reads`` in ``times.toml``, the moments that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from onrecord.lookups.timex.calendar import is_day
from onrecord.lookups.timex.moments import (
    Ago,
    Calendar,
    Days,
    Moment,
    OnWeekday,
    Range,
    SinceNewYear,
    Spell,
    Unit,
)
from onrecord.lookups.timex.placeless import Length, Repeated, Unresolved

__all__ = ["READERS", "Fields", "Kind"]

Fields = Mapping[str, Sequence[Any]]
"""The values of each field, in the order of the text. ``before`` and ``after`` hold those before and after a ``split``."""
Kind = Literal["date", "vague", "duration", "set"]
_LONGEST_COUNT = 400


def _one(fields: Fields, name: str) -> Any:
    values = fields.get(name)
    return values[0] if values else None


def _calendar(fields: Fields) -> Calendar | None:
    if (dotted := _one(fields, "date")) is not None:
        return _dotted(str(dotted))
    month, day, year = _one(fields, "month"), _one(fields, "day"), _one(fields, "year")
    if day is not None and month is not None and not is_day(year, month, day):
        return None
    return Calendar(year, None if year is not None else _one(fields, "yrel"), month, day)


def _dotted(text: str) -> Calendar | None:
    """A date in digits. With slashes its order is not told unless a number is above twelve: then only the year is taken."""
    if text[4] == "-":
        year, month, day = (int(x) for x in text.split("-"))
    else:
        first, second, year = (int(x) for x in text.replace("/", ".").split("."))
        day, month = (first, second) if second <= 12 else (second, first)
        if "/" in text and first <= 12 and second <= 12 and first != second:
            return Calendar(year) if year > 0 else None
    return Calendar(year, None, month, day) if year > 0 and is_day(year, month, day) else None


def _year(fields: Fields) -> Calendar:
    return Calendar(_one(fields, "year"), _one(fields, "yrel"))


def _parts(fields: Fields) -> tuple[Calendar | None, Calendar | None]:
    return _calendar(dict(_one(fields, "before"))), _calendar(dict(_one(fields, "after")))


def _range(fields: Fields) -> Moment | None:
    first, last = _parts(fields)
    if first is None or last is None:
        return None
    month = last.month or first.month
    for part in (first, last):
        if part.day is not None and not is_day(part.year, part.month or month or 1, part.day):
            return None
    return None if first == last else Range(first, last)


def _pair(fields: Fields) -> Sequence[Moment] | None:
    """Two moments that share what only one of them states: month or year."""
    first, last = _parts(fields)
    if first is None or last is None:
        return None
    month = first.month or last.month, last.month or first.month
    made = [Calendar(last.year, last.shift, m, part.day) for part, m in zip((first, last), month, strict=True)]
    sound = all(x.day is None or is_day(x.year, x.month or 1, x.day) for x in made)
    return made if sound else None


def _years(fields: Fields) -> Moment | None:
    first, last = fields["year"]
    return Range(Calendar(first), Calendar(last)) if first < last else None


def _relmonth(fields: Fields) -> Moment | None:
    month, day, shift = _one(fields, "month"), _one(fields, "day"), _one(fields, "rel")
    if day is not None and ("year" in fields or not is_day(None, month, day)):
        return _calendar(fields)
    return Calendar(None, 0, month) if shift == 0 else Calendar(month=month, day=day, lean=shift)


def _months(fields: Fields) -> Moment | None:
    count = max(fields["n"])
    return Calendar(_one(fields, "year"), _one(fields, "yrel"), months=(1, count)) if 1 <= count <= 12 else None


def _quarter(fields: Fields) -> Moment | None:
    number = _one(fields, "quarter")
    if not 1 <= number <= 4:
        return None
    return Calendar(_one(fields, "year"), _one(fields, "yrel"), months=(3 * number - 2, 3 * number))


def _half(fields: Fields) -> Moment | None:
    number = _one(fields, "half")
    if not 1 <= number <= 2:
        return None
    return Calendar(_one(fields, "year"), _one(fields, "yrel"), months=(6 * number - 5, 6 * number))


def _monthdays(fields: Fields) -> Moment | None:
    month, count, year, shift = (_one(fields, k) for k in ("month", "n", "year", "yrel"))
    if not is_day(year, month, count):
        return None
    return Range(Calendar(year, shift, month, 1), Calendar(year, shift, month, count))


def _relunit(fields: Fields) -> Moment | None:
    unit = _one(fields, "unit")
    if unit == "day":
        return None
    return Unresolved(unit) if _one(fields, "follows") else Unit(unit, _one(fields, "rel"))


def _count(fields: Fields) -> int:
    """How many: the larger of two numbers, and what is told in two words together."""
    return int(max(fields.get("n") or [1]) + sum(fields.get("plus") or [0]))


def _ago(fields: Fields) -> Moment | None:
    count = _count(fields)
    return Ago(_one(fields, "unit"), count) if count <= _LONGEST_COUNT else None


def _lastn(fields: Fields) -> Moment | None:
    count = _count(fields)
    return Spell(_one(fields, "unit"), count, _one(fields, "rel")) if count <= _LONGEST_COUNT else None


def _duration(fields: Fields) -> Moment:
    return Length(_one(fields, "unit"), None if "vague" in fields else _count(fields), "half" in fields)


def _halfunit(fields: Fields) -> Moment:
    return Length(_one(fields, "unit"), 0, True)


def _set(fields: Fields) -> Moment:
    count = 2 if "other" in fields else _count(fields)
    return Repeated(_one(fields, "unit"), count, _one(fields, "weekday"), _one(fields, "month"))


READERS: Mapping[str, tuple[Kind, Callable[[Fields], Moment | Sequence[Moment] | None]]] = {
    "date": ("date", _calendar),
    "year": ("date", _year),
    "bareyear": ("date", _year),
    "years": ("date", _years),
    "range": ("date", _range),
    "pair": ("date", _pair),
    "relmonth": ("date", _relmonth),
    "months": ("date", _months),
    "firstmonths": ("date", _year),
    "quarter": ("date", _quarter),
    "half": ("date", _half),
    "monthdays": ("date", _monthdays),
    "season": ("date", _year),
    "ytd": ("date", lambda _: SinceNewYear()),
    "relunit": ("date", _relunit),
    "relday": ("date", lambda f: OnWeekday(_one(f, "weekday"), _one(f, "rel"))),
    "inweek": ("date", lambda f: OnWeekday(_one(f, "weekday"), None, _one(f, "rel"))),
    "deictic": ("date", lambda f: Days(_one(f, "days"))),
    "ago": ("date", _ago),
    "lastn": ("date", _lastn),
    "decade": ("date", lambda f: Unresolved(str(_one(f, "decade")))),
    "century": ("date", lambda f: Unresolved(f"century {_one(f, 'n')}")),
    "same": ("date", lambda _: Unresolved("same")),
    "vague": ("vague", lambda _: Unresolved()),
    "duration": ("duration", _duration),
    "halfunit": ("duration", _halfunit),
    "apart": ("duration", _duration),
    "set": ("set", _set),
}
"""For each way to read: the kind of expression, and what makes its moments of the fields; null where it is none."""
