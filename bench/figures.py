"""Figures of reports rich in them: ``python -m bench.figures [--half learn|report] [--errors]``.

``data/own-figures/`` holds what a careful reader finds in 61 English reports of five publishers and the years 1999 to 2025: the
reports with most figures of a year (or, of publishers with few, all with two or more), none too long to read with care. They
were annotated by the guidelines before OnRecord was run on them; kept is not their text, but where each number stands.
Within each publisher they are split by the hash of their ids into a half to learn from and a half that only reports; the
errors of that one are never shown. ``?`` in a field: careful readers differ, nothing is asked of it; ``or``: both are right;
``optional``: a figure or none. Claimants are compared by their last name, as in the shared scorer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bench import halves, shared
from onrecord.model import Figure, Record
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["FIELDS", "annotated", "main", "measure", "pairs", "scored", "scores"]

FIELDS = ("kind", "direction", "bound", "unit", "period", "claimant")
Row = dict[str, Any]


def annotated(half: str) -> list[Row]:
    """The annotated reports of a half: ``id`` and ``figures``."""
    return halves.rows_of("own-figures", half)


def measure(half: str) -> tuple[Row, list[str]]:
    """The scores of a half, and a line for each figure that is not whole."""
    rows = annotated(half)
    found = shared.by_id(row["id"] for row in rows)
    records = {r.document.id: r for r in read_documents(shared.documents(found.values()), load())}
    tally: Counter[str] = Counter()
    notes: list[str] = []
    for row in rows:
        notes += scored(row["figures"], records[row["id"]], tally)
    return scores(tally, len(rows)), notes


def pairs(gold: Sequence[Row], figures: Sequence[Figure]) -> Iterator[tuple[Row, Figure]]:
    """Annotated figures with those found: of the same value, in a clause that holds the number; each one once, best fit first."""
    fits = [
        (_right(row, figure).count(True), -j, i)
        for i, row in enumerate(gold)
        for j, figure in enumerate(figures)
        if not row.get("optional") and _is_at(row, figure) and _same(row["value"], figure.value)
    ]
    rows, taken = set[int](), set[int]()
    for _, j, i in sorted(fits, key=lambda fit: (-fit[0], fit[2], -fit[1])):
        if i not in rows and -j not in taken:
            rows.add(i)
            taken.add(-j)
            yield gold[i], figures[-j]


def scored(gold: Sequence[Row], record: Record, tally: Counter[str]) -> Iterator[str]:
    """Add the counts of one report to ``tally``; a line for each figure that is not whole."""
    paired = list(pairs(gold, record.figures))
    loose = [f for f in record.figures if not any(f is p for _, p in paired)]
    false = [f for f in loose if not any(row.get("optional") and _is_at(row, f) for row in gold)]
    missed = [row for row in gold if not row.get("optional") and not any(row is g for g, _ in paired)]
    tally.update(gold=len(paired) + len(missed), pred=len(paired) + len(false), found=len(paired))
    for row, figure in paired:
        right = dict(zip(FIELDS, _right(row, figure), strict=True))
        tally.update([name for name, ok in right.items() if ok], whole=all(right.values()))
        if wrong := [f"{n} {_value(figure, n)!r} for {row[n]!r}" for n, ok in right.items() if not ok]:
            yield f"{record.document.id}: {', '.join(wrong)}: {figure.span.text[:160]!r}"
    yield from (f"{record.document.id}: missed {r['value']} at {_around(record, r)!r}" for r in missed)
    yield from (f"{record.document.id}: false {f.value} {f.unit}: {f.span.text[:160]!r}" for f in false)


def _right(row: Row, figure: Figure) -> list[bool]:
    return [row[name] == "?" or _folded(_value(figure, name)) in _readings(row[name], name) for name in FIELDS]


def _readings(value: Any, name: str) -> list[Any]:
    """What counts as right: "2016 or 2016-01/2016-02"; of names the last word, as different offices may stand before it."""
    if not isinstance(value, str):
        return [value]
    return [_surname(v) if name == "claimant" else v.casefold() for v in value.split(" or ")]


def _value(figure: Figure, name: str) -> Any:
    if name == "claimant":
        return _surname(figure.claimant.name) if figure.claimant and figure.claimant.name else None
    return getattr(figure, name)


def _surname(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1].casefold()


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _same(first: float, second: float) -> bool:
    return abs(first - second) <= 1e-9 * max(1.0, abs(first))


def _is_at(row: Row, figure: Figure) -> bool:
    return bool(figure.span.start <= row["start"] and row["end"] <= figure.span.end)


def _around(record: Record, row: Row) -> str:
    return record.document.text[max(0, row["start"] - 60) : row["end"] + 40]


def scores(tally: Counter[str], reports: int) -> Row:
    """What was counted, in percent: figures found and whole, and of those found the share with each field right."""
    figures = {name: _prf(tally, name) for name in ("found", "whole")}
    return {"reports": reports, **figures, **{name: _share(tally[name], tally["found"]) for name in FIELDS}}


def _prf(tally: Counter[str], name: str) -> Row:
    gold, pred, right = tally["gold"], tally["pred"], tally[name]
    return {"P": _share(right, pred), "R": _share(right, gold), "F1": _share(2 * right, gold + pred), "gold": gold, "pred": pred}


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def main() -> None:
    """Print the scores of a half, or write those of both to ``results/figures.json``."""
    halves.score_halves_with_notes("figures", __doc__, measure)


if __name__ == "__main__":
    main()
