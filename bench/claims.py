"""Claims on the trade of two countries over the years: ``python -m bench.claims``.

``data/trade-claims.json`` holds what a careful reader makes of 18 sentences of reports in the shared corpus, by the report's id
and the characters of the sentence; it was written before OnRecord was run on them. A claim is right where each of its figures is
found with direction, bound, value and period, and no other figure is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import shared
from onrecord.model import Figure, Record
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["claims", "main", "measure"]

_DATA = Path(__file__).parent / "data" / "trade-claims.json"
Row = dict[str, Any]


def claims() -> list[Row]:
    """The annotated claims."""
    rows: list[Row] = json.loads(_DATA.read_text(encoding="utf-8"))
    return rows


def measure() -> Row:
    """How many claims are right, and what is wrong with the others."""
    rows = claims()
    ids = dict.fromkeys(row["id"] for row in rows)
    documents = shared.documents(shared.by_id(ids).values())
    records = {r.document.id: r for r in read_documents(documents, load())}
    wrong = [note for row in rows if (note := _wrong(row, records[row["id"]]))]
    return {"claims": len(rows), "right": len(rows) - len(wrong), "wrong": wrong}


def _wrong(row: Row, record: Record) -> str | None:
    found = [_slots(f) for f in record.figures if f.span.start < row["end"] and row["start"] < f.span.end]
    expected = [_expected(f) for f in row["figures"]]
    if sorted(map(str, found)) == sorted(map(str, expected)):
        return None
    missing = _without(expected, found)
    return f"{row['id']} at {row['start']}: expected {missing}, found {_without(found, expected)}"


def _slots(figure: Figure) -> tuple[Any, ...]:
    return figure.direction, figure.bound, float(figure.value), figure.period


def _expected(figure: Row) -> tuple[Any, ...]:
    return figure["direction"], figure["bound"], float(figure["value"]), figure["period"]


def _without(some: Sequence[tuple[Any, ...]], others: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [x for x in some if x not in others]


def main() -> None:
    """Print the result."""
    found = measure()
    print(f"{found['right']} of {found['claims']} claims right")
    print("\n".join(found["wrong"]))


if __name__ == "__main__":
    main()
