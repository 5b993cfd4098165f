"""Mutations: one fact of a report turned, to see whether the comparison tells exactly that.

Six kinds: a figure's direction, its value, its period; a speaker exchanged for another; a sentence dropped; "agreed" put as
"discussed".
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from bench import shared
from onrecord.comparison import compare
from onrecord.comparison.copies import sentences_of
from onrecord.model import Document, Record
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["KINDS", "Mutant", "measure", "mutants", "told"]

_OPPOSITE = {
    "increased": "decreased",
    "decreased": "increased",
    "grew": "fell",
    "fell": "grew",
    "grown": "fallen",
    "rose": "dropped",
    "dropped": "rose",
    "declined": "increased",
    "growing": "declining",
    "increasing": "decreasing",
    "growth": "decline",
    "increase": "decrease",
    "up": "down",
}
_SAMPLE = 400
_SEED = 20210713


@dataclass(frozen=True, slots=True)
class Mutant:
    """A report with ``text[start:end]`` put as ``new``.

    ``expected`` is the difference that this makes, null for a dropped sentence.
    """

    kind: str
    record: Record
    start: int
    end: int
    new: str
    expected: str | None

    @property
    def document(self) -> Document:
        old = self.record.document
        text = old.text[: self.start] + self.new + old.text[self.end :]
        return msgspec.structs.replace(old, id=f"{old.id}-mutant", text=text, sha256="0" * 64, furniture=(), partial=False)


def _direction(record: Record, chance: random.Random) -> Iterator[Mutant]:
    for figure in record.figures:
        for match in re.finditer(r"[a-z]+", figure.span.text):
            if figure.direction and match[0] in _OPPOSITE:
                at = figure.span.start + match.start()
                yield Mutant("direction", record, at, at + len(match[0]), _OPPOSITE[match[0]], "direction")


def _value(record: Record, chance: random.Random) -> Iterator[Mutant]:
    for figure in record.figures:
        numbers = [
            m for m in re.finditer(r"(?<![\d.,])\d{1,3}(?![\d,.]*\d)", figure.span.text) if str(figure.value).startswith(m[0])
        ]
        for match in numbers[:1]:
            at = figure.span.start + match.start()
            yield Mutant("value", record, at, at + len(match[0]), str(int(match[0]) + chance.choice((3, 5, 11))), "magnitude")


def _period(record: Record, chance: random.Random) -> Iterator[Mutant]:
    for figure in record.figures:
        match = re.search(r"\b(?:19|20)\d\d\b", figure.span.text)
        if match and figure.period == match[0]:
            at = figure.span.start + match.start()
            yield Mutant("period", record, at, at + 4, str(int(match[0]) - 1), "period")


def _speaker(record: Record, chance: random.Random) -> Iterator[Mutant]:
    people = list(dict.fromkeys(p.name for m in record.meetings[:1] for p in m.participants if p.name))
    for statement in record.statements:
        source = statement.source
        others = [p for p in people if source and p != source.text]
        if source and source.text in people and others and statement.cue:
            yield Mutant("speaker", record, source.start, source.end, chance.choice(others), "attribution")


def _dropped(record: Record, chance: random.Random) -> Iterator[Mutant]:
    text = record.document.text
    for span in sentences_of(record)[2:]:
        end = span.end
        while end < len(text) and not text[end].isspace():
            end += 1
        start = span.start
        while start and not text[start - 1].isspace():
            start -= 1
        if text[end - 1 : end] and text[end - 1] in ".!?" and len(span.text.split()) > 4:
            yield Mutant("dropped", record, start, end, "", None)


def _agreed(record: Record, chance: random.Random) -> Iterator[Mutant]:
    for statement in record.statements:
        if statement.cue and statement.cue.text == "agreed":
            yield Mutant("agreed", record, statement.cue.start, statement.cue.end, "discussed", "strength")


KINDS: dict[str, Callable[[Record, random.Random], Iterator[Mutant]]] = {
    "direction": _direction,
    "value": _value,
    "period": _period,
    "speaker": _speaker,
    "dropped": _dropped,
    "agreed": _agreed,
}


def mutants(records: list[Record], count: int, seed: int = _SEED) -> list[Mutant]:
    """``count`` mutants, the kinds in turn, each of a report and at a place drawn by ``seed``."""
    made: list[Mutant] = []
    chance = random.Random(seed)
    pools = {
        kind: [m for r in records if (found := list(of(r, chance))) for m in [chance.choice(found)]] for kind, of in KINDS.items()
    }
    for pool in pools.values():
        chance.shuffle(pool)
    while len(made) < count and any(pools.values()):
        made += [pool.pop() for pool in pools.values() if pool]
    return made[:count]


def told(mutant: Mutant, read: Record) -> bool:
    """Whether the comparison of a report with its mutant tells exactly what was turned."""
    items = [i for i in compare(mutant.record, read, load(), force=True).items if i.kind != "both"]
    if mutant.expected is not None:
        return len(items) == 1 and items[0].kind == "differs" and items[0].differs_in == (mutant.expected,)
    spans = [i.a for i in items]
    return bool(spans) and all(i.kind == "only_a" and i.a and mutant.start <= i.a.start and i.a.end <= mutant.end for i in items)


def measure(count: int = 100) -> dict[str, Any]:
    """How many of ``count`` mutants are told exactly, by kind, and which are not."""
    rows = [r for r in shared.sample(shared.reports(), _SAMPLE) if (r.get("language") or "en") == "en"]
    made = mutants(list(read_documents(shared.documents(rows), load())), count)
    right, total = Counter[str](), Counter[str]()
    wrong: list[str] = []
    for mutant, read in zip(made, read_documents((m.document for m in made), load()), strict=True):
        total[mutant.kind] += 1
        if told(mutant, read):
            right[mutant.kind] += 1
        else:
            wrong.append(f"{mutant.kind} {mutant.record.document.id} {mutant.start}")
    return {
        "told": right.total(),
        "of": total.total(),
        "kinds": {k: f"{right[k]} of {n}" for k, n in total.items()},
        "wrong": wrong,
    }
