"""Dated reports as the model of years sees them: the features of each month that one may be of, and the month that it is of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench import shared, undated
from onrecord.stages.times import undated as found_in
from onrecord.stages.times.clues import clues, features, named
from onrecord.stages.times.dated import dated
from onrecord.stages.times.evidence import by_facts, by_terms
from onrecord.stages.times.infer import infer
from onrecord.stages.times.weigh import window
from onrecord.tables import load

__all__ = ["Example", "examples", "held_out", "learnt_from"]

COUNT, LONGEST = 1500, 15_000
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A report: its day, the months weighed (none where nothing tells their range), what each has, what rules alone yield."""

    id: str
    day: str
    months: range
    features: Sequence[dict[str, float]]
    ruled: str | None

    @property
    def month(self) -> int:
        """The number of its month."""
        return int(self.day[:4]) * 12 + int(self.day[5:7]) - 1


def learnt_from() -> list[Row]:
    """Reports of the large corpus that name a year, without those of any sample that is chosen or reported with."""
    other = {row["id"] for row in shared.reports()} | undated.kept() | _gold()
    rows = [r for r in shared.kremlin() if r.get("date") and r["id"] not in other and undated.names_year(r)]
    rows = [r for r in rows if len(r["text"]) < LONGEST]
    return sorted(rows, key=lambda r: hashlib.sha256(b"y" + r["id"].encode()).hexdigest())[:COUNT]


def held_out() -> dict[str, list[Row]]:
    """What the threshold is chosen with: the samples to choose with, and reports of the corpus that no sample holds."""
    asked = {"learn": undated.sampled("learn"), "learn, any": undated.sampled("learn", every=True)}
    other = undated.kept() | _gold()
    rows = [r for r in shared.reports() if r.get("date") and r.get("language", "en") == "en"]
    return {**asked, "rest": [r for r in rows if r["id"] not in other]}


def _gold() -> set[str]:
    return {path.stem for which in ("dev", "final") for path in shared.gold(which)}


def examples(rows: Sequence[Row]) -> Iterator[Example]:
    """The reports with their day withheld, as ``bench.undated`` withholds it."""
    facts = dated(load())
    for row, reading in undated.read(rows):
        found, linked = found_in(reading, load())
        known = [*by_terms(reading, facts), *by_facts(reading, facts)]
        months = window(known, named(found)) or range(0)
        given = clues(reading, found, known, facts) if months else []
        ruled = infer(reading, found, linked, facts, model=None)
        told = [dict(features(given, month)) for month in months]
        yield Example(row["id"], row["date"], months, told, str(ruled.anchor.year) if ruled else None)
