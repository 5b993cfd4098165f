"""Training examples: windows of articles with tags and pointers."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.models.pieces import Pieces, Window, paragraphs_of, split
from onrecord.models.wordpiece import WordPieces

__all__ = ["IGNORED", "Article", "Example", "articles", "epoch", "held_out"]

IGNORED = -100
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as pieces, and where its annotations stand among them."""

    row: Row
    parts: list[Pieces]


@dataclass(frozen=True, slots=True)
class Example:
    """A window, its tags for content, source and cue, and its pointers (``IGNORED`` where there is none)."""

    ids: list[int]
    shapes: list[int]
    tags: tuple[list[int], list[int], list[int]]
    pointers: tuple[list[int], list[int], list[int]]


def articles(path: Path, tokenizer: WordPieces, longest: int) -> list[Article]:
    """All articles of a file in the format of the scorer, as pieces; a paragraph of more than ``longest`` in parts."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [Article(r, split(tokenizer, r["text"], paragraphs_of(r["text"]), longest)) for r in rows]


def held_out(row: Row, parts: int = 12) -> bool:
    """Whether an article is kept to choose with: one in ``parts``, by the hash of its id."""
    return int(hashlib.sha256(row["doc_id"].encode()).hexdigest(), 16) % parts == 0


def epoch(found: Iterable[Article], seed: int, longest: int, thin: float) -> list[Example]:
    """One pass over the articles in random order, packed anew: other windows, other neighbours, other lengths.

    A share ``thin`` of the paragraphs without any annotation is left out.
    """
    chance = random.Random(seed)  # noqa: S311
    examples: list[Example] = []
    for article in found:
        spans = _annotated(article.row)
        parts = [p for p in article.parts if chance.random() >= thin or _touched(p, spans)]
        examples += [_augmented(_example(w, article.row), chance) for w in _packed(parts, chance, longest)]
    chance.shuffle(examples)
    return examples


def _annotated(row: Row) -> list[tuple[int, int]]:
    return [(s, e) for a in row["attributions"] for role in ("source", "cue", "content") for s, e in a[role]]


def _touched(part: Pieces, spans: Sequence[tuple[int, int]]) -> bool:
    start, end = part.offsets[0][0], part.offsets[-1][1]
    return any(s < end and e > start for s, e in spans)


def _packed(parts: Sequence[Pieces], chance: random.Random, longest: int) -> list[Window]:
    found: list[Window] = []
    packed: list[Pieces] = []
    room = chance.randint(longest // 3, longest)
    for part in parts:
        if packed and 1 + sum(len(p) + 1 for p in packed) + len(part) + 1 > room:
            found.append(Window(tuple(packed)))
            packed, room = [], chance.randint(longest // 2, longest)
        packed.append(part)
    return [*found, Window(tuple(packed))] if packed else found


def _example(window: Window, row: Row) -> Example:
    size = len(window)
    offsets: list[tuple[int, int]] = [(-1, -1)] * size
    for at, part in window.starts():
        offsets[at : at + len(part)] = part.offsets
    tags = ([OUTSIDE] * size, [OUTSIDE] * size, [OUTSIDE] * size)
    pointers = ([IGNORED] * size, [IGNORED] * size, [IGNORED] * size)
    low, high = window.parts[0].offsets[0][0], window.parts[-1].offsets[-1][1]
    for attribution in row["attributions"]:
        spans = _annotated({"attributions": [attribution]})
        if any(s < high and e > low for s, e in spans):
            _mark(attribution, offsets, tags, pointers)
    return Example(window.ids(), window.shapes(), tags, pointers)


def _mark(attribution: Row, offsets: list[tuple[int, int]], tags: Any, pointers: Any) -> None:
    places = {role: [_places(span, offsets) for span in attribution[role]] for role in ("content", "source", "cue")}
    for row, role in zip(tags, ("content", "source", "cue"), strict=True):
        for where in places[role]:
            for i in where:
                row[i] = BEGIN if i == where[0] else INSIDE
    cue = next((where for where in places["cue"] if where), None)
    if cue is None:
        return
    for where in places["content"]:
        for i in where:
            pointers[0][i] = cue[0]
    source = next((where for where in places["source"] if where), None)
    if source is not None or not attribution["source"]:
        pointers[1][cue[0]], pointers[2][cue[0]] = (source[0], source[-1]) if source else (0, 0)


def _places(span: tuple[int, int], offsets: list[tuple[int, int]]) -> list[int]:
    start, end = span
    return [i for i, (s, e) in enumerate(offsets) if s < end and e > start]


_CURLY, _DOUBLE, _SINGLES, _SINGLE = frozenset({1523, 1524}), 1000, frozenset({1520, 1521}), 1005
_MASK = 103


def _augmented(example: Example, chance: random.Random) -> Example:
    """Sometimes straight quotation marks, sometimes no capitals; a few pieces masked."""
    ids, shapes = example.ids, example.shapes
    if chance.random() < 0.25:
        ids = [_DOUBLE if i in _CURLY else _SINGLE if i in _SINGLES else i for i in ids]
    if chance.random() < 0.05:
        shapes = [s % 5 and min(s % 5, 1) + s // 5 * 5 if s % 5 < 4 else s for s in shapes]
    ids = [_MASK if i > 999 and chance.random() < 0.02 else i for i in ids]
    return Example(ids, shapes, example.tags, example.pointers)
