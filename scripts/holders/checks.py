"""What must hold of the table: dates in order, codes known, ids unique, one holder at a time, no gap without a note."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

__all__ = ["days_between", "problems", "read_table"]

_SINCE, _LONGEST_GAP = "1999-01-01", 60
_SHARED = frozenset({"member of the Presidency", "captain regent", "prince"})


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table, without the lines that explain it."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def problems(rows: list[dict[str, str]], codes: frozenset[str]) -> Iterator[str]:
    """One line for each thing that does not hold."""
    yield from _bad_ids(rows)
    for row in rows:
        if row["country"] and row["country"] not in codes:
            yield f"{_label(row)}: no country {row['country']}"
        if row["to"] and row["to"] < row["from"]:
            yield f"{_label(row)}: ends before it begins"
        if not row["source"]:
            yield f"{_label(row)}: no source"
    for terms in _offices(rows).values():
        yield from _breaks(terms)


def _label(row: dict[str, str]) -> str:
    return f"{row['country'] or '--'} {row['role']}, {row['person']}, {row['from']}"


def _bad_ids(rows: list[dict[str, str]]) -> Iterator[str]:
    names: dict[str, set[str]] = defaultdict(set)
    wikidata: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        names[row["id"]].add(row["person"])
        if row["wikidata"]:
            wikidata[row["wikidata"]].add(row["id"])
    yield from (f"{id_} has several names: {sorted(n)}" for id_, n in names.items() if len(n) > 1)
    yield from (f"{qid} has several ids: {sorted(ids)}" for qid, ids in wikidata.items() if len(ids) > 1)


def _offices(rows: list[dict[str, str]]) -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["role"] not in _SHARED:
            found[row["country"], row["office"]].append(row)
    return found


def _breaks(terms: list[dict[str, str]]) -> Iterator[str]:
    """Overlaps, and gaps that the note of neither neighbour explains."""
    ordered = sorted(terms, key=lambda row: row["from"])
    for one, two in pairwise(ordered):
        if not one["to"] or one["to"] > two["from"]:
            yield f"{_label(one)}: overlaps {two['person']}, {two['from']}"
        elif two["from"] >= _SINCE and days_between(one["to"], two["from"]) > _LONGEST_GAP and "gap" not in two["note"]:
            yield f"{_label(two)}: no holder from {one['to']}"


def days_between(a: str, b: str) -> int:
    """Days from one ISO date to another; a date without day or month counts as the first."""
    return (_day(b) - _day(a)).days


def _day(text: str) -> date:
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10] if len(text) == 7 else text)
