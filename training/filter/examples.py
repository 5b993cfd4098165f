"""Labelled texts, in three parts by publisher and year: to learn from, to choose the threshold with, to report on.

Labels of official pages come from their titles: a meeting word and another country make a report of talks; greetings, decrees and
meetings at home make none; what a title does not decide (visits to come, speeches abroad) is left out of all three parts.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.lookups.countries import countries
from onrecord.tables import load
from training.filter.pages import KINDS, LATER_KINDS, invented

__all__ = ["Example", "examples"]

_TALKS = re.compile(
    r"\b(?:met with|meeting with|meets|talks|conversation|negotiations|call with|spoke with|speaks with"
    r"|press statements? following|held a meeting)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:greetings|condolences|congratulat\w+|will|message|telegram|executive order|birthday|signed|decree|ceremony"
    r"|ambassadors?|tournament|forum|instructions|honoured|addressed|sent|ahead of)\b",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"\b(?:governor|cabinet|government members|permanent members|economic issues|decree|executive order|greetings"
    r"|birthday|region|republic of|council|acting head|workers|students|athletes|teachers"
    r"|minister|ministry|chairman|ceo|prosecutor|board|federal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A text and whether it reports talks; ``part`` is ``learn``, ``choose`` or ``report``; ``group`` says what it is of."""

    text: str
    talks: bool
    part: str
    group: str


def examples(shared: Path, leave_out: frozenset[str] = frozenset()) -> list[Example]:
    """All examples; reports whose ids are in ``leave_out`` are not looked at."""
    found = [*_reports(shared, leave_out), *_kremlin(shared, leave_out), *_news(shared), *_made()]
    return [e for e in found if e.text.strip()]


def _reports(shared: Path, leave_out: frozenset[str]) -> Iterator[Example]:
    for row in _rows(shared / "corpus" / "reports.jsonl"):
        if row["language"] == "en" and row["id"] not in leave_out:
            yield Example(_text(row), True, _report_part(row), row["publisher"])


def _report_part(row: dict[str, Any]) -> str:
    """By publisher, and by year for the two of which there are many."""
    publisher, year = row["publisher"], (row["date"] or "")[:4]
    if publisher == "President of Russia (Kremlin)":
        return _year_part(year)
    if publisher == "The White House":
        return {"2023": "choose", "2024": "report", "2025": "report"}.get(year, "learn")
    return "report" if publisher == "President of Ukraine" else ("choose", "report", "report")[_chance(publisher, 3)]


def _year_part(year: str) -> str:
    return {1: "choose", 3: "report"}.get(int(year) % 4 if year.isdigit() else 0, "learn")


def _kremlin(shared: Path, leave_out: frozenset[str]) -> Iterator[Example]:
    known = countries(load())
    for row in _rows(shared / "corpus" / "kremlin_en_1999_2020.jsonl.gz"):
        if row["id"] in leave_out:
            continue
        title = row["title"]
        foreign = any(f.code != "RU" and f.form != "capital" for f in known.find(title))
        if foreign and _TALKS.search(title) and not _NOT.search(title):
            yield Example(_text(row), True, _year_part((row["date"] or "")[:4]), "kremlin archive, talks")
        elif not foreign and _HOME.search(title):
            yield Example(_text(row), False, _year_part((row["date"] or "")[:4]), "kremlin archive, at home")


def _news(shared: Path) -> Iterator[Example]:
    for name in ("polnear_train.jsonl.gz", "polnear_dev.jsonl.gz"):
        for row in _rows(shared / "data" / name):
            part = ("learn", "learn", "learn", "choose", "report", "report")[_chance(row["publisher"], 6)]
            yield Example(_text(row), False, part, f"news: {row['publisher']}")
    # For evaluation only.
    for row in _rows(shared / "data" / "timex_timebank_aquaint.jsonl.gz"):
        yield Example(row["text"], False, ("choose", "report")[_chance(row["doc"], 2)], f"news: {row['set']}")


def _made() -> Iterator[Example]:
    for part, first, count in (("learn", 0, 60), ("choose", 1_000, 60), ("report", 2_000, 60)):
        for kind, text in invented(first, count, KINDS):
            yield Example(text, False, part, f"invented: {kind}")
    for kind, text in invented(3_000, 60, LATER_KINDS):
        yield Example(text, False, "report", f"invented: {kind}")


def _text(row: dict[str, Any]) -> str:
    """With the title before it or without, as pages have it: by chance, the same for the same text."""
    with_title = _chance(row["text"][:200], 2) and row.get("title")
    return f"{row['title']}\n{row['text']}" if with_title else str(row["text"])


def _chance(key: str, parts: int) -> int:
    return hashlib.sha256(key.encode()).digest()[0] % parts


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
