"""What the words of a report say of each month in which it may have been written: the features of the model of years.

A :class:`Clue` stands for words of the report and gives every month a bucket: how long after the latest day that is named it
lies, whether it is outside a term of office, how many months after "on 12 March". Buckets are of distances, never of years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.reading import Reading
from onrecord.stages.times.dated import Dated
from onrecord.stages.times.evidence import Bound
from onrecord.stages.times.found import Found
from onrecord.stages.times.outright import first_sentence
from onrecord.stages.times.spells import Spells

__all__ = ["Clue", "Named", "clues", "features", "month_of", "named"]

_YEAR = re.compile(r"\d{4}")
_FULL = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_PART = re.compile(r"\d{4}-\d{2}/(\d{4}-\d{2})")
_YEARS = re.compile(r"\d{4}/(\d{4})")
_BARE_DAY = len("--07-13")
_MODERN = 1900 * 12
_RESULT_NEAR, _DEED_BEFORE, _WEEKDAY_NEAR = 150, 70, 14
_ENOUGH = 64
"""So many times of one sort are weighed; a report has a dozen."""
_NEAR = (-12, 0, 1, 2, 3, 6, 12, 18, 24, 36, 60)
_FAR = (0, 6, 12, 24, 48, 96)
Reads = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of the report at ``place`` (null for all years that it names) and what they say: a bucket for each month, or "".

    Months are counted from the year 0. ``weight`` is less than one where several clues say the same sort of thing.
    """

    kind: str
    reads: Reads
    why: str
    place: tuple[int, int] | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Named:
    """The days, months and years that a report names with their year: as months, and as years."""

    days: tuple[tuple[int, Found], ...]
    years: tuple[tuple[int, Found], ...]


def month_of(day: str) -> int:
    """The number of the month of an ISO date, which may be a year only."""
    return int(day[:4]) * 12 + int(day[5:7] or 1) - 1


def named(found: Sequence[Found]) -> Named:
    """What the time expressions name with its year; of a range its end."""
    days: list[tuple[int, Found]] = []
    years: list[tuple[int, Found]] = []
    for time in found:
        value = time.value or ""
        if part := _PART.fullmatch(value):
            days.append((month_of(part[1]), time))
        elif _FULL.fullmatch(value):
            days.append((month_of(value), time))
        elif span := _YEARS.fullmatch(value):
            years.append((int(span[1]), time))
        elif _YEAR.fullmatch(value):
            years.append((int(value), time))
    return Named(tuple(days), tuple(years))


def features(given: Sequence[Clue], month: int) -> Mapping[str, float]:
    """The features of a month."""
    told: dict[str, float] = {}
    for clue in given:
        if bucket := clue.reads(month):
            name = f"{clue.kind}: {bucket}"
            told[name] = told.get(name, 0.0) + clue.weight
    return told


def clues(reading: Reading, found: Sequence[Found], bounds: Sequence[Bound], dated: Dated) -> list[Clue]:
    """All clues of a report: its ``bounds`` (terms and facts), the times that it names with their year and without."""
    told = named(found)
    return [
        *_by_bounds(bounds),
        *_by_days(reading, found, told, dated),
        *_by_years(reading, told, dated),
        *_by_all_years(found, told),
        *_by_bare(reading, found, dated),
    ]


def _by_bounds(bounds: Sequence[Bound]) -> Iterator[Clue]:
    """Months outside a bound; and of the youngest of each kind, how long it has held."""
    youngest: dict[str, Bound] = {}
    for bound in bounds:
        yield Clue(f"outside {bound.kind}", _outside(bound.spells), bound.why, bound.place)
        known = youngest.get(bound.kind)
        if bound.kind != "ordinal" and (known is None or bound.spells[0][0] > known.spells[0][0]):
            youngest[bound.kind] = bound
    for kind, bound in youngest.items():
        yield Clue(f"since {kind}", _since(bound.spells), bound.why, bound.place)


def _outside(spells: Spells) -> Reads:
    held = [(month_of(first), month_of(last)) for first, last in spells]
    return lambda month: "" if any(first <= month <= last for first, last in held) else "yes"


def _since(spells: Spells) -> Reads:
    held = [(month_of(first), month_of(last)) for first, last in spells if month_of(first) > _MODERN]
    return lambda month: next((_bucket(month - first, _FAR) for first, last in held if first <= month <= last), "")


def _bucket(months: int, limits: Sequence[int]) -> str:
    """The name of the stretch between two limits: the lower one, or "less"."""
    return next((str(limit) for limit in reversed(limits) if months >= limit), "less")


def _by_days(reading: Reading, found: Sequence[Found], told: Named, dated: Dated) -> Iterator[Clue]:
    """How long after the latest day or month that is named, and before the first that is to come."""
    past = [pair for pair in told.days if not pair[1].until]
    if past:
        latest, time = max(past, key=lambda p: (p[0], -p[1].start))
        where = "head" if time.end <= first_sentence(reading) else f"{time.lean:+d}"
        deed = dated.deed.search(reading.text, max(0, time.start - _DEED_BEFORE), time.start)
        yield _clue(f"day {where}{' deed' if deed else ''}", lambda m: _bucket(m - latest, _NEAR), time)
        without = any(t.open is not None and len(t.open) == _BARE_DAY and t.lean <= 0 for t in found)
        kind = f"years after day{', others without year' if without else ''}"
        yield _clue(kind, lambda m: str(_within(m // 12 - latest // 12, -2, 3)), time)
        for month, other in sorted({m: t for m, t in reversed(past) if m != latest}.items())[-_ENOUGH:]:
            yield _clue(f"before day {other.lean:+d}", _before(month), other)
    if ahead := [pair for pair in told.days if pair[1].until or pair[1].lean > 0]:
        first, time = min(ahead, key=lambda p: (p[0], p[1].start))
        yield _clue(f"ahead of day{' until' if time.until else ''}", lambda m: _bucket(first - m, _NEAR), time)


def _before(named_month: int) -> Reads:
    return lambda month: "yes" if month < named_month else ""


def _clue(kind: str, reads: Reads, time: Found, weight: float = 1.0) -> Clue:
    return Clue(kind, reads, f"{time.value or time.open} is named", (time.start, time.end), weight)


def _within(number: int, least: int, most: int) -> int:
    return max(least, min(most, number))


def _by_years(reading: Reading, told: Named, dated: Dated) -> Iterator[Clue]:
    """How far off the latest year is that is told of in the past, or in no tense, and the first that is to come."""
    for name, leans in (("year past", (-1,)), ("year", (0,))):
        if chosen := [(year, t) for year, t in told.years if t.lean in leans and not t.until]:
            year, time = max(chosen, key=lambda p: (p[0], -p[1].start))
            begin, end = max(0, time.start - _RESULT_NEAR), min(len(reading.text), time.end + _RESULT_NEAR)
            result = " result" if dated.result.search(reading.text, begin, end) else ""
            yield _clue(name + result, _off(year), time)
    for name, until in (("year ahead", False), ("year until", True)):
        if chosen := [(year, t) for year, t in told.years if t.until is until and (until or t.lean > 0)]:
            year, time = min(chosen, key=lambda p: (p[0], p[1].start))
            yield _clue(name, _off(year), time)


def _off(year: int) -> Reads:
    """How many years after a month's own a year is, and for the nearest whether the month opens or closes its year."""

    def reads(month: int) -> str:
        years = _within(year - month // 12, -6, 4)
        part = " early" if month % 12 < 3 else " late" if month % 12 > 8 else ""
        return f"{years}{part if abs(years) <= 1 else ''}"

    return reads


def _by_all_years(found: Sequence[Found], told: Named) -> Iterator[Clue]:
    """Whether a month's own year, the one before and the one after are named, and whether "this", "last", "next year" are."""
    years = {month // 12 for month, _ in told.days} | {year for year, _ in told.years}
    shifts = {t.shift for t in found if t.shift is not None}
    for shift, word in ((0, "this"), (-1, "last"), (1, "next")) if years else ():
        kind = f"{word} year named{', words for it' if shift in shifts else ''}"
        yield Clue(kind, _among(years, shift), "years that it names", None)


def _among(years: set[int], shift: int) -> Reads:
    return lambda month: "yes" if month // 12 + shift in years else "no"


def _by_bare(reading: Reading, found: Sequence[Found], dated: Dated) -> Iterator[Clue]:
    """How many months after a day or month that is told without its year, and whether its weekday fits."""
    bare = [t for t in found if t.open is not None and re.match(r"--\d\d", t.open)][:_ENOUGH]
    head = first_sentence(reading)
    for time in bare:
        whole = time.open or ""
        last = whole.rpartition("/")[2]
        part = "part " if "/" in whole and len(last) < _BARE_DAY else "month " if len(last) < _BARE_DAY else ""
        where = "head" if time.end <= head and not part.startswith("part") else f"{time.lean:+d}"
        until = " until" if time.until and where != "head" and not part.startswith("part") else ""
        yield _clue(f"bare {part}{where}{until}", _months_after(int(last[2:4])), time, len(bare) ** -0.5)
        if len(last) == _BARE_DAY and (weekday := _weekday_beside(reading.text, time, dated)):
            yield _clue("weekday", _wrong_weekday(last, weekday), time)


def _months_after(of_year: int) -> Reads:
    return lambda month: str((month - of_year + 1) % 12)


def _weekday_beside(text: str, time: Found, dated: Dated) -> int | None:
    near = text[max(0, time.start - _WEEKDAY_NEAR) : time.end + _WEEKDAY_NEAR]
    return next((number for word, number in dated.weekdays.items() if word in near), None)


def _wrong_weekday(day: str, weekday: int) -> Reads:
    def reads(month: int) -> str:
        try:
            return "" if date.fromisoformat(f"{month // 12:04d}{day[1:]}").isoweekday() == weekday else "wrong"
        except ValueError:
            return "wrong"

    return reads
