"""In what two tellings of one matter differ, read from the records: figures, meetings, speakers, strength, words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.comparison.matters import Matter
from onrecord.comparison.pairs import same_measure
from onrecord.comparison.words import plain
from onrecord.model import Difference, Figure, Meeting

__all__ = ["SIGNS", "Found", "found_in", "same_words", "signs"]

SIGNS = (
    "figures",
    "amount_missing",
    "speakers_other",
    "speakers_partly",
    "gap",
    "hope",
    "act_other",
    "meeting",
    "far",
    "lesser_far",
    "names_apart",
)
"""What speaks for a difference that a careful reader would report, in this order. All are between 0 and 1."""

_LOOSE = {"approx", "over", "under", "at_least", "at_most"}
_ROUND = 0.1
_NEAR = 0.02
"""Relative: 37 and "over 37" are one amount, and so are 1.99 and 2 where either is given as approximate."""


@dataclass(frozen=True, slots=True)
class Found:
    """A difference and a line that tells it; ``hard``: it is one of fact, which is always reported."""

    of: Difference
    note: str
    hard: bool = False


def same_words(u: Matter, v: Matter) -> bool:
    """Whether two matters have the same words, put by the same people with the same strength."""
    return plain(u.text) == plain(v.text) and u.speakers == v.speakers and u.level == v.level


def found_in(u: Matter, v: Matter) -> list[Found]:
    """All differences that the records show, the hardest first."""
    if same_words(u, v) and not (u.meeting and v.meeting):
        return []
    found = [*_figures(u.figures, v.figures), *_meetings(u.meeting, v.meeting)]
    if not (u.meeting or v.meeting):
        found += [*_speakers(u, v), *_strength(u, v)]
    return found


def _figures(a: Sequence[Figure], b: Sequence[Figure]) -> Iterator[Found]:
    pairs = [(f, g) for f in a for g in b if same_measure(f, g)]
    if any(_agree(f, g) for f, g in pairs) and not any(f.direction != g.direction for f, g in pairs if f.value == g.value):
        pairs = [(f, g) for f, g in pairs if _agree(f, g)]
    pairs = sorted(pairs, key=lambda p: (p[0].value != p[1].value, p[0].kind != p[1].kind))[:1]
    for f, g in pairs:
        yield from _figure(f, g)
    if bool(a) != bool(b):
        side, given = ("a", a) if a else ("b", b)
        yield Found("magnitude", f"{_amounts(given)} in {side}; {'b' if side == 'a' else 'a'} gives no amount here", hard=True)


def _agree(f: Figure, g: Figure) -> bool:
    return f.value == g.value and f.unit == g.unit and f.direction == g.direction


def _figure(f: Figure, g: Figure) -> Iterator[Found]:
    if f.direction and g.direction and f.direction != g.direction:
        yield Found("direction", f"{_amount(f)} in a, {_amount(g)} in b", hard=True)
    if f.unit != g.unit and f.kind == g.kind:
        yield Found("unit", f"{_amount(f)} in a, {_amount(g)} in b", hard=f.value == g.value)
    elif f.kind == g.kind and not _close(f, g):
        yield Found("magnitude", f"{_amount(f)} in a, {_amount(g)} in b", hard=True)
    first, second = _period(f), _period(g)
    if first and second and not _compatible(first, second):
        yield Found("period", f"{first} in a, {second} in b", hard=True)


def _period(figure: Figure) -> str | None:
    """The period of a figure, with the year inferred where the text leaves it out."""
    if figure.period_inferred and (figure.period is None or figure.period.startswith("--")):
        return figure.period_inferred.value
    return figure.period


def _close(f: Figure, g: Figure) -> bool:
    """Whether two amounts can be one: near each other where either is given loosely, "over 3 million" and 3.2 million."""
    least, most = sorted((f, g), key=lambda x: x.value)
    if not {f.bound, g.bound} & _LOOSE:
        return f.value == g.value
    reach = _ROUND if least.bound in ("over", "at_least") or most.bound in ("under", "at_most") else _NEAR
    return abs(f.value - g.value) <= reach * max(abs(f.value), abs(g.value))


def _compatible(a: str, b: str) -> bool:
    """Whether two ISO dates can be one: the same, one of them without its year, or one a day of the other's month."""
    if a.startswith("--") or b.startswith("--"):
        a, b = (x if x.startswith("--") else "/".join(f"-{p[4:]}" for p in x.split("/")) for x in (a, b))
    short, long = sorted((a, b), key=len)
    return ("/" not in a + b and long.startswith(short)) or a == b


def _amounts(figures: Sequence[Figure]) -> str:
    return " and ".join(_amount(f) for f in figures[:2])


def _amount(figure: Figure) -> str:
    bound = {"exact": "", "approx": "about ", "over": "over ", "under": "under ", "at_least": "at least ", "at_most": "at most "}
    return f"{figure.direction + ' ' if figure.direction else ''}{bound[figure.bound]}{figure.value:,} {figure.unit}"


def _meetings(a: Meeting | None, b: Meeting | None) -> Iterator[Found]:
    if a is None or b is None:
        return
    if a.date and b.date and not _compatible(a.date, b.date) and not _one_night(a, b):
        yield Found("date", f"{a.date} in a, {b.date} in b", hard=True)
    for first, second in ((a.city, b.city), (a.venue, b.venue)):
        if first and second and plain(first) != plain(second):
            yield Found("place", f"{first} in a, {second} in b", hard=True)
            break
    first_, second_ = ({p.id or p.name or "" for p in m.participants if p.name} for m in (a, b))
    if first_ - second_ and second_ - first_:
        yield Found(
            "participants", f"{_people(a, first_ - second_)} only in a, {_people(b, second_ - first_)} only in b", hard=True
        )


def _one_night(a: Meeting, b: Meeting) -> bool:
    """Whether two days are neighbours, of which one at least is only the day of publication: clocks differ between sides."""
    days = [_day(m.date) for m in (a, b)]
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > 1:
        return False
    return not all(str(d.day) in "".join(s.text for s in m.evidence) for d, m in zip(days, (a, b), strict=True) if d)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _people(meeting: Meeting, ids: set[str]) -> str:
    return ", ".join(p.name or "" for p in meeting.participants if (p.id or p.name) in ids)


def _speakers(u: Matter, v: Matter) -> Iterator[Found]:
    if u.speakers and v.speakers and u.speakers != v.speakers:
        yield Found("attribution", f"{' and '.join(u.names)} in a, {' and '.join(v.names)} in b")


def _strength(u: Matter, v: Matter) -> Iterator[Found]:
    if u.hoped != v.hoped:
        yield Found(
            "strength", f"{'a hope' if u.hoped else 'asserted'} in a, {'a hope' if v.hoped else 'asserted'} in b", hard=True
        )
    elif u.level is not None and v.level is not None and u.level != v.level:
        yield Found("strength", f"{_said(u)} in a, {_said(v)} in b")


def _said(matter: Matter) -> str:
    return (
        f"“{' '.join(matter.cue.split())}”"
        if matter.cue
        else {"state": "said", "courtesy": "thanked"}.get(matter.act or "", matter.act or "")
    )


def signs(u: Matter, v: Matter, near: float, near_least: float) -> list[float]:
    """The values of ``SIGNS`` for an aligned pair."""
    found = found_in(u, v)
    both = bool(u.speakers) and bool(v.speakers)
    gap = abs(u.level - v.level) / 4 if u.level is not None and v.level is not None else 0.0
    names = ({t for t in m.terms if t[0] in "@#"} for m in (u, v))
    first, second = names
    return [
        float(any(f.hard for f in found)),
        float(bool(u.figures) != bool(v.figures)),
        float(both and not u.speakers & v.speakers),
        float(both and u.speakers != v.speakers and bool(u.speakers & v.speakers)),
        gap,
        float(u.hoped != v.hoped),
        float(u.act is not None and v.act is not None and u.act != v.act),
        float(u.kind == v.kind == "meeting"),
        1.0 - near,
        1.0 - near_least,
        len(first ^ second) / (len(first | second) or 1),
    ]
