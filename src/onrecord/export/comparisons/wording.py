"""Comparisons in words, and the words that two passages do not share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.export.words import date_words
from onrecord.model import Comparison, Document, Item, ItemKind, Record, Side, Span

__all__ = ["KINDS", "Compared", "Piece", "Told", "citation", "count_words", "cut", "heading", "in_order", "pieces", "source_line"]

KINDS: tuple[ItemKind, ...] = ("differs", "only_a", "only_b", "both")
"""In the order in which people are shown them: differences first."""

_LITTLE = 0.3
_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Told:
    """What a comparison itself says of one of its reports, in a record's place."""

    document: Side


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the records of its two reports, for their texts, or with what it says of them itself."""

    comparison: Comparison
    a: Record | Told
    b: Record | Told


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; ``own``: the other passage does not have these words here."""

    text: str
    own: bool


def heading(kind: ItemKind) -> str:
    """What a group of items is called."""
    return {"differs": "Both tell it, and differ", "only_a": "Only in a", "only_b": "Only in b", "both": "Both tell the same"}[
        kind
    ]


def in_order(comparison: Comparison) -> Iterator[tuple[ItemKind, list[Item]]]:
    """The items by kind, differences first; kinds of which there are none are left out."""
    for kind in KINDS:
        if found := [i for i in comparison.items if i.kind == kind]:
            yield kind, found


def count_words(comparison: Comparison) -> str:
    """How many items there are of each kind, in a line."""
    counts = {k: sum(i.kind == k for i in comparison.items) for k in KINDS}
    return (
        f"{counts['differs']} differ, {counts['only_a']} only in a, {counts['only_b']} only in b, {counts['both']} told by both"
    )


def source_line(document: Document | Side) -> str:
    """Publisher, side and day of a report, or its id where nothing is known."""
    side = f"({document.country})" if document.country else ""
    day = date_words(document.published) if document.published else "undated"
    return ", ".join(p for p in (f"{document.publisher or document.id} {side}".strip(), day) if p)


def citation(item: Item, found: Compared) -> str:
    """An item to be pasted into a text: the words, who published them, when and where, with offsets and the texts' hashes."""
    cited = [_cited(s, r.document) for s, r in ((item.a, found.a), (item.b, found.b)) if s]
    kind = {"differs": "differing in " + ", ".join(item.differs_in), "both": "the same in substance"}.get(item.kind)
    if kind is None:
        other = found.b if item.kind == "only_a" else found.a
        whole = ", whose text is not whole" if other.document.partial else ""
        return f"{cited[0]} Not found in: {source_line(other.document)}{whole}."
    return f"{cited[0]} Beside ({kind}): {cited[1]}"


def _cited(span: Span, document: Document | Side) -> str:
    title = f", “{' '.join(document.title.split())}”" if document.title else ""
    address = f", {document.url}" if document.url else ""
    place = f"characters {span.start}–{span.end} of text {document.sha256[:12]}"
    return f"“{' '.join(span.text.split())}” ({source_line(document)}{title}{address}; {place})."


def pieces(item: Item) -> tuple[list[Piece], list[Piece]]:
    """Both passages of an item cut where they differ; a passage without a partner is one piece."""
    if item.a is None or item.b is None or item.kind == "both":
        return [Piece(s.text, False)] if (s := item.a) else [], [Piece(t.text, False)] if (t := item.b) else []
    return cut(item.a.text, item.b.text)


def cut(a: str, b: str) -> tuple[list[Piece], list[Piece]]:
    """Two passages cut where they differ, word by word; whole where they are so different that marks would not help."""
    first, second = _WORD.findall(a), _WORD.findall(b)
    matcher = SequenceMatcher(None, [w.casefold().strip() for w in first], [w.casefold().strip() for w in second], autojunk=False)
    ways = matcher.get_opcodes()
    if _shared_words(first, ways) < _LITTLE:
        return [Piece(a, False)], [Piece(b, False)]
    return (
        _joined((first[i1:i2], tag) for tag, i1, i2, _, _ in ways),
        _joined((second[j1:j2], tag) for tag, _, _, j1, j2 in ways),
    )


def _shared_words(words: Sequence[str], ways: Sequence[tuple[str, int, int, int, int]]) -> float:
    """The share of words that both passages have."""
    shared = sum(w.isalnum() for tag, start, end, _, _ in ways if tag == "equal" for w in words[start:end])
    return shared / (sum(w.isalnum() for w in words) or 1)


def _joined(runs: Iterator[tuple[Sequence[str], str]]) -> list[Piece]:
    """Runs of words as pieces; white space at the edge of a run that differs is not marked."""
    found: list[Piece] = []
    for words, tag in runs:
        text = "".join(words)
        own = tag != "equal" and any(c.isalnum() for c in text)
        lead, trail = len(text) - len(text.lstrip()), len(text.rstrip())
        for part, mark in ((text[:lead], False), (text[lead:trail], own), (text[max(trail, lead) :], False)):
            if part and found and found[-1].own == mark:
                found[-1] = Piece(found[-1].text + part, mark)
            elif part:
                found.append(Piece(part, mark))
    return found
