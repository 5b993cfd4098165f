"""Two texts that are nearly one, as versions of a page are: compared sentence by sentence, word by word.

Sentences are set against each other in their order (Ratcliff and Obershelp's matching of the longest common runs); what a changed
sentence differs in is told by the words that were exchanged and by what the records have there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.comparison.exchanged import Sentence, exchanged
from onrecord.comparison.items import item_of
from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.matters import sentences
from onrecord.comparison.words import plain
from onrecord.model import Item, Record, Span
from onrecord.tables import Knowledge

__all__ = ["ALIKE", "Pair", "alike", "items", "near_copies", "paired", "sentences_of"]

_NEARLY = 0.6
ALIKE = 0.5
_AHEAD = 40
"""Among so many sentences a reworded one is looked for."""
_LONG = 4000
"""Of a longer sentence so many characters are looked at."""
_LONGEST = 4000
"""Sentences; beyond, matching could take minutes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of each side, or of one; ``same``: the same words, whatever the typography."""

    a: Span | None
    b: Span | None
    same: bool = False


def sentences_of(record: Record) -> list[Span]:
    """The sentences of a report's text, without the furniture of its page."""
    text, found, at = record.document.text, [], 0
    away = sorted((f.start, f.end) for f in record.document.furniture)
    for start, end in [*away, (len(text), len(text))]:
        found += list(_between(text, at, start))
        at = max(at, end)
    return found


def _between(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for line in text[start:end].split("\n"):
        yield from (Span(s, e, text[s:e]) for s, e in sentences(text, at, at + len(line)) if any(c.isalnum() for c in text[s:e]))
        at += len(line) + 1


def near_copies(a: Record, b: Record) -> bool:
    """Whether most sentences of both stand in the other to the letter."""
    first, second = ([plain(s.text) for s in sentences_of(r)] for r in (a, b))
    if not first or not second:
        return False
    shared = set(first) & set(second)
    return min(sum(len(s) for s in side if s in shared) / sum(map(len, side)) for side in (first, second)) >= _NEARLY


def paired(a: Sequence[Span], b: Sequence[Span]) -> Iterator[Pair]:
    """Sentences side by side, in their order."""
    a, b = a[:_LONGEST], b[:_LONGEST]
    matcher = SequenceMatcher(None, [plain(s.text) for s in a], [plain(s.text) for s in b], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (Pair(u, v, same=True) for u, v in zip(a[i1:i2], b[j1:j2], strict=True))
        else:
            yield from _changed(a[i1:i2], b[j1:j2])


def _changed(a: Sequence[Span], b: Sequence[Span]) -> Iterator[Pair]:
    """Between two unchanged places: the likest sentences go together, in order."""
    at = 0
    for u in a:
        likest = max(range(at, min(len(b), at + _AHEAD)), key=lambda j: alike(u.text, b[j].text), default=None)
        if likest is not None and alike(u.text, b[likest].text) >= ALIKE:
            yield from (Pair(None, v) for v in b[at:likest])
            yield Pair(u, b[likest])
            at = likest + 1
        else:
            yield Pair(u, None)
    yield from (Pair(None, v) for v in b[at:])


@lru_cache(maxsize=4096)
def alike(a: str, b: str) -> float:
    """How like two sentences are in their words, from 0 to 1 (Ratcliff and Obershelp); 0 for less than ``ALIKE``."""
    matcher = SequenceMatcher(None, plain(a[:_LONG]).split(), plain(b[:_LONG]).split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def items(a: Record, b: Record, knowledge: Knowledge) -> Iterator[Item]:
    """The items of two near copies."""
    lexicon = knowledge.derived(Lexicon)
    pairs = list(paired(sentences_of(a), sentences_of(b)))
    for pair in (*(p for p in pairs if p.a), *(p for p in pairs if p.a is None)):
        yield _item(pair, a, b, lexicon)


def _item(pair: Pair, a: Record, b: Record, lexicon: Lexicon) -> Item:
    if pair.a is None or pair.b is None:
        return item_of("only_a" if pair.a else "only_b", (), pair.a, pair.b, _partial(pair, a, b), 1.0)
    found = [] if pair.same else exchanged(Sentence(pair.a, a), Sentence(pair.b, b), lexicon)
    if not found:
        return item_of("both", (), pair.a, pair.b, None, 1.0)
    notes = "; ".join(dict.fromkeys(f.note for f in found))
    return item_of("differs", tuple(dict.fromkeys(f.of for f in found)), pair.a, pair.b, notes, 1.0)


def _partial(pair: Pair, a: Record, b: Record) -> str | None:
    name, other = ("b", b) if pair.a else ("a", a)
    return f"not in the text of {name}, which is not whole" if other.document.partial else None
