"""A record's values in words, for formats that people read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from onrecord.model import Document, Figure, Inferred, Meeting, Person, Statement

__all__ = [
    "MONTHS",
    "act_words",
    "amount_words",
    "clipped",
    "date_words",
    "figure_words",
    "meeting_when",
    "meeting_where",
    "people_words",
    "person_words",
    "printable",
    "role_words",
    "source_words",
    "stated_and_inferred",
]

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = re.compile(r"(?:(?P<year>\d{4})|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_BOUNDS = {"exact": "", "approx": "about ", "over": "over ", "under": "under ", "at_least": "at least ", "at_most": "at most "}
_ASTRONOMICAL = 10**18
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def date_words(value: str | None) -> str:
    """An ISO date, month, year or interval as words: ``--05-03`` as "3 May". What is none of these stays as it is."""
    if value is None:
        return ""
    first, slash, last = value.partition("/")
    if not slash:
        return _day_words(first)
    same_year = first[:4] == last[:4] and _DATE.fullmatch(first) and len(first) > 4
    return f"{_day_words(f'-{first[4:]}' if same_year and first[:4].isdigit() else first)} to {_day_words(last)}"


def _day_words(value: str) -> str:
    match = _DATE.fullmatch(value)
    if match is None or not 1 <= int(match["month"] or 1) <= 12:
        return value
    parts = [str(int(match["day"])) if match["day"] else "", MONTHS[int(match["month"]) - 1] if match["month"] else ""]
    return " ".join(p for p in (*parts, match["year"] or "") if p) or value


def meeting_when(meeting: Meeting) -> str:
    """When a meeting was, with what was inferred told from what is stated."""
    return stated_and_inferred(meeting.date, meeting.date_inferred)


def stated_and_inferred(stated: str | None, inferred: Inferred | None) -> str:
    """A stated ISO value in words, with the inferred one told from it."""
    if stated and inferred and stated.startswith("--") and inferred.value[4:] == stated[1:]:
        return f"{date_words(inferred.value)} (year inferred)"
    guess = f"{date_words(inferred.value)}, inferred" if inferred else ""
    if stated and guess:
        return f"{date_words(stated)} ({guess})"
    return date_words(stated) or guess


def meeting_where(meeting: Meeting) -> str:
    """Venue, city and country of a meeting, as far as they are known."""
    return ", ".join(p for p in (meeting.venue, meeting.city, meeting.country) if p)


def person_words(person: Person) -> str:
    """A person's name, or for an open one "open: A or B"."""
    if person.name:
        return person.name
    return "open: " + " or ".join(person.candidates) if person.candidates else "open"


def people_words(people: Iterable[Person]) -> str:
    """Several people's names, or "nobody named" where there are none."""
    return ", ".join(person_words(p) for p in people) or "nobody named"


def role_words(person: Person) -> str:
    """A person's office and country: "president, AR"."""
    return ", ".join(p for p in (person.role, person.country) if p)


def act_words(statement: Statement) -> str:
    """What a statement does and how it is given: "noted: state, indirect"."""
    how = f"{statement.act}, {statement.kind}"
    return f"{statement.cue.text}: {how}" if statement.cue else how


def amount_words(figure: Figure) -> str:
    """A figure's quantity: "up over 17 percent", "about 32 billion USD", "3 times"."""
    direction = f"{figure.direction} " if figure.direction else ""
    unit = {"multiple": "times", "points": "points"}.get(figure.kind, figure.unit)
    return f"{direction}{_BOUNDS.get(figure.bound, '')}{_number_words(figure.value)} {unit}".strip()


def _number_words(value: int | float) -> str:
    if abs(value) >= _ASTRONOMICAL:
        return f"{Decimal(value):.3e}"
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{_plain_number(value / size)} {word}"
    return _plain_number(value)


def _plain_number(value: int | float) -> str:
    return f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def figure_words(figure: Figure) -> str:
    """What a figure measures, of whom: "trade turnover, BY-RU"."""
    shown = figure.indicator or (figure.indicator_text.text if figure.indicator_text else "")
    shown = "" if shown == figure.unit else shown
    return ", ".join(p for p in (shown, figure.subject) if p)


def source_words(document: Document) -> tuple[str, ...]:
    """Publisher, side, day of publication and language of a report, as far as they are known."""
    side = f"({document.country})" if document.country else ""
    published = f"published {date_words(document.published)}" if document.published else ""
    facts = (f"{document.publisher or ''} {side}".strip(), published, document.language, document.place)
    return tuple(f for f in facts if f)


def clipped(text: str, length: int) -> str:
    """``text`` on one line, cut at a word with an ellipsis where it is longer than ``length`` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"


def printable(text: str) -> str:
    """``text`` without what could steer a terminal: control and direction-changing characters become U+FFFD."""
    return "".join(c if c in "\n\t" or not _steers(c) else "\ufffd" for c in text)


def _steers(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
