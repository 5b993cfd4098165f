"""Facts of public record with their dates, from ``dated.csv``, and the tables that terms of office are looked up in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.lookups.offices import Offices, offices
from onrecord.lookups.people import People, people
from onrecord.lookups.phrases import Phrases
from onrecord.tables import Knowledge, with_columns

__all__ = ["Dated", "Fact", "dated"]

_TABLE = "dated.csv"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: ``kind`` "since" (known from ``first`` on, told of as present until ``last``), "event" (held from ``first`` to
    ``last``) or "ordinal" (the first was a year after ``first``). A report tells of an event or an anniversary no more than
    ``lead`` months before it, of an anniversary no more than ``lag`` after it.
    """

    kind: str
    first: str
    last: str | None
    lead: int
    lag: int


@dataclass(frozen=True, slots=True)
class Dated:
    """The facts by their words, the words that say that a report is of an event's day, and the tables of people and offices."""

    phrases: Phrases[tuple[Fact, ...]]
    beside: re.Pattern[str]
    ahead: re.Pattern[str]
    until: re.Pattern[str]
    result: re.Pattern[str]
    deed: re.Pattern[str]
    ordinal: re.Pattern[str]
    people: People
    offices: Offices
    weekdays: Mapping[str, int]


def dated(knowledge: Knowledge) -> Dated:
    """The facts of ``knowledge``, read once. Raises ``KnowledgeError`` where the table lacks a column."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Dated:
    rows = with_columns(knowledge.rows(_TABLE), _TABLE, "words", "kind", "from", "to", "lead", "lag")
    words: dict[str, tuple[Fact, ...]] = {}
    for row in rows:
        for phrase in row["words"].split("|"):
            words[phrase.strip()] = (*words.get(phrase.strip(), ()), _fact(row))
    table: Mapping[str, Any] = knowledge.toml("languages/en/times.toml")
    beside, ahead, until = (_either(table["inference"][name]) for name in ("beside", "ahead", "until"))
    result = _either(table["inference"]["result"])
    return Dated(
        phrases=Phrases(words.items()),
        result=re.compile(rf"\d\s?(?:{result})", re.I),
        deed=re.compile(rf"\b(?:{_either(table['inference']['deed'])})s?\b", re.I),
        until=re.compile(rf"\b(?:{until})\s{{1,2}}(?:the\s)?(?:end\sof\s)?$", re.I),
        beside=re.compile(rf"\b(?:{beside})(?:\s\S{{1,20}}){{0,3}}\s{{1,2}}$", re.I),
        ahead=re.compile(rf"\b(?:{ahead})(?:\s\S{{1,20}}){{0,3}}\s{{1,2}}$", re.I),
        ordinal=re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\s(?:[a-z]{1,15}\s){0,5}(?:the\s)?(?:[A-Z][\w’']{0,15}\s){0,2}$"),
        people=people(knowledge),
        offices=offices(knowledge),
        weekdays=table["words"]["WEEKDAY"],
    )


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(row["kind"], row["from"], row["to"] or None, int(row["lead"] or 0), int(row["lag"] or 0))
