"""Figures turned: ``python -m bench.turned``. One word of a report is changed, and exactly one field of one figure must follow.

Over the figures of the annotated reports, four turns: the verb to its opposite, the bound to another, the number to another, the
year to another. A turn is right where the same figures are found as before, and of them only the one that was turned differs, in
its direction, its bound, its value, or its period. A verb that two figures share ("fell by 2 percent, or $1 billion") turns both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from bench import shared
from onrecord.model import Document, Figure, Record
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["FIELDS", "Turn", "main", "measure", "turns"]

FIELDS = {"verb": "direction", "bound": "bound", "number": "value", "period": "period"}
_COMPARED = ("kind", "direction", "bound", "value", "unit", "period", "indicator", "subject")
_OPPOSITE = {
    "increased": "decreased",
    "increase": "decrease",
    "increasing": "decreasing",
    "grew": "fell",
    "grown": "fallen",
    "growth": "decline",
    "growing": "falling",
    "rose": "fell",
    "surged": "plunged",
    "expanded": "contracted",
    "dropped": "jumped",
    "declined": "increased",
    "decreased": "increased",
    "fell": "rose",
    "went down": "went up",
    "reduced": "increased",
    "up": "down",
}
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(_OPPOSITE, key=len, reverse=True))})\b")
_BOUNDS = {
    "approx": ("about", "around", "approximately", "some", "roughly"),
    "over": ("more than", "over"),
    "under": ("almost", "nearly", "less than"),
    "at_least": ("at least",),
    "at_most": ("up to",),
}
_BOUND = re.compile(rf"\b(?:{'|'.join(w for words in _BOUNDS.values() for w in words)})\s(?=(?:US)?(?:[$€£]\s?)?\d)")
_NUMBER = re.compile(r"(?<![\w.,])(?:US)?(?:[$€£]\s?)?(?P<digits>\d{1,3})(?=%|\.\d| |-)")
_YEAR = re.compile(r"\b20[012]\d\b")
_RELATIVE = re.compile(r"\b(?:last|this) year\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """A turned report: figure ``index`` of its record is to have another field, and ``at`` is where the text was changed."""

    kind: str
    index: int
    at: int
    document: Document


def turns(record: Record) -> Iterator[Turn]:
    """All turns of a report's figures."""
    for index, figure in enumerate(record.figures):
        if sum(f.span == figure.span for f in record.figures) == 1:
            for kind, start, end, words in _changes(record, figure):
                yield Turn(kind, index, start, _changed(record.document, start, end, words))


def _changes(record: Record, figure: Figure) -> Iterator[tuple[str, int, int, str]]:
    text, base = figure.span.text, figure.span.start
    verbs = list(_VERB.finditer(text))
    if figure.direction and len(verbs) == 1:
        yield "verb", base + verbs[0].start(), base + verbs[0].end(), _OPPOSITE[verbs[0][0]]
    numbers = [m for m in _NUMBER.finditer(text) if _scaled(m["digits"], figure.value)]
    if len(numbers) != 1:
        return
    at = numbers[0].start()
    bounds = [m for m in _BOUND.finditer(text) if m.end() == at]
    if bounds:
        other = "over" if figure.bound != "over" else "approx"
        yield "bound", base + bounds[0].start(), base + bounds[0].end() - 1, _BOUNDS[other][0]
    elif figure.bound == "exact" and not text[:at].rstrip().endswith((",", "or", "the")):
        yield "bound", base + at, base + at, "about "
    digits = numbers[0].span("digits")
    yield "number", base + digits[0], base + digits[1], str(int(numbers[0]["digits"]) + 4)
    years = list(_YEAR.finditer(text))
    if len(years) == 1 and figure.period == years[0][0]:
        yield "period", base + years[0].start(), base + years[0].end(), str(int(years[0][0]) - 2)
    relative = list(_RELATIVE.finditer(text))
    if len(relative) == 1 and not years and figure.period and record.document.published:
        other = "this year" if relative[0][0] == "last year" else "last year"
        yield "period", base + relative[0].start(), base + relative[0].end(), other


def _scaled(digits: str, value: float) -> bool:
    """Whether digits are the whole part of a value, in some scale."""
    return any(int(value / scale) == int(digits) for scale in (1, 1e3, 1e6, 1e9, 1e12))


def _changed(document: Document, start: int, end: int, words: str) -> Document:
    text = document.text[:start] + words + document.text[end:]
    return msgspec.structs.replace(document, text=text, furniture=(), media=None)


def measure(records: Iterable[Record]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Turns made and turns right, by kind, and what is wrong."""
    made, right, notes = Counter[str](), Counter[str](), list[str]()
    work = [(record, turn) for record in records for turn in turns(record)]
    found = read_documents((turn.document for _, turn in work), load())
    for (record, turn), after in zip(work, found, strict=True):
        made[turn.kind] += 1
        differences = _differences(record, after)
        if differences == _expected(record, turn):
            right[turn.kind] += 1
        else:
            figure = record.figures[turn.index]
            notes.append(f"{turn.kind}, {record.document.id}, {figure.span.text[:120]!r}: {differences}")
    return made, right, notes


def _expected(record: Record, turn: Turn) -> list[tuple[int, str]]:
    """What is to differ: the turned figure; where a verb was turned, all figures that it stands in."""
    shared_by = [i for i, f in enumerate(record.figures) if f.span.start <= turn.at < f.span.end and f.direction]
    indexes = shared_by if turn.kind == "verb" else [turn.index]
    return [(i, FIELDS[turn.kind]) for i in indexes]


def _differences(before: Record, after: Record) -> list[tuple[int, str]]:
    """Index and field of each difference; -1 where the number of figures is another."""
    if len(before.figures) != len(after.figures):
        return [(-1, f"{len(after.figures)} figures instead of {len(before.figures)}")]
    return [
        (i, name)
        for i, (a, b) in enumerate(zip(before.figures, after.figures, strict=True))
        for name in _COMPARED
        if _plain(a, name) != _plain(b, name)
    ]


def _plain(figure: Figure, name: str) -> Any:
    return getattr(figure, name)


def main() -> None:
    """Print the result on the annotated reports."""
    ids = [p.stem for p in shared.gold("dev")]
    records = list(read_documents(shared.documents(shared.by_id(ids).values()), load()))
    made, right, notes = measure(records)
    print(f"{right.total()} of {made.total()} turns right: " + ", ".join(f"{k} {right[k]}/{made[k]}" for k in FIELDS))
    print("\n".join(notes))


if __name__ == "__main__":
    main()
