"""Texts as the attribution model sees them: word pieces of paragraphs, with shapes, packed into windows.

The tokenizer is that of BERT (uncased word pieces). What it loses is given back as a *shape* for each piece: whether it is
capitalised, upper case or no word, and whether white space stands before it (which tells an opening straight quotation
mark from a closing one).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.models.wordpiece import WordPieces

__all__ = ["CLS", "LONGEST", "PAD", "SEP", "SHAPES", "Pieces", "Window", "paragraphs_of", "split", "windows"]

PAD, CLS, SEP = 0, 101, 102
SHAPES = 10
LONGEST = 128
"""The most pieces of a window, with the marks that bound its paragraphs."""

_BREAK = re.compile(r"\n[^\S\n]{0,80}\n\s*|(?<=[.!?:;\"'”’»])\n\s*")
_OVERLAP = 32


@dataclass(frozen=True, slots=True)
class Pieces:
    """A paragraph, or a part of a long one, as word pieces with their character offsets into the whole text."""

    ids: list[int]
    shapes: list[int]
    offsets: list[tuple[int, int]]
    keep: tuple[int, int]
    """The pieces that this part answers for: a long paragraph's parts overlap."""

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive paragraphs of one text, in order."""

    parts: tuple[Pieces, ...]

    def __len__(self) -> int:
        return 1 + sum(len(p) + 1 for p in self.parts)

    def ids(self) -> list[int]:
        """``[CLS] paragraph [SEP] paragraph [SEP]``."""
        return [CLS, *(i for p in self.parts for i in (*p.ids, SEP))]

    def shapes(self) -> list[int]:
        """The shape of each piece, 0 for marks."""
        return [0, *(s for p in self.parts for s in (*p.shapes, 0))]

    def starts(self) -> Iterator[tuple[int, Pieces]]:
        """Each part with the place of its first piece in the window."""
        at = 1
        for part in self.parts:
            yield at, part
            at += len(part) + 1


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of a text stand: parted by blank lines, or by a line break after what ends a sentence."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        found.append((start, gap.start()))
        start = gap.end()
    found.append((start, len(text)))
    return [(s, e) for s, e in found if text[s:e].strip()]


def split(tokenizer: WordPieces, text: str, spans: Sequence[tuple[int, int]], longest: int = LONGEST) -> list[Pieces]:
    """The pieces of the paragraphs ``spans`` of ``text``; paragraphs longer than a window in overlapping parts."""
    parts: list[Pieces] = []
    for start, end in spans:
        ids, offsets = tokenizer.encode(text, start, end)
        if ids:
            parts += _parts(ids, _shapes(text, offsets), offsets, longest - 2)
    return parts


def windows(parts: Sequence[Pieces], longest: int = LONGEST) -> list[Window]:
    """The parts of a text packed, in order, into as few windows as hold them."""
    found: list[Window] = []
    packed: list[Pieces] = []
    size = 1
    for part in parts:
        if packed and size + len(part) + 1 > longest:
            found.append(Window(tuple(packed)))
            packed, size = [], 1
        packed.append(part)
        size += len(part) + 1
    if packed:
        found.append(Window(tuple(packed)))
    return found


def _parts(ids: list[int], shapes: list[int], offsets: list[tuple[int, int]], longest: int) -> Iterator[Pieces]:
    if len(ids) <= longest:
        yield Pieces(ids, shapes, offsets, (0, len(ids)))
        return
    step = longest - 2 * _OVERLAP
    for at in range(0, max(1, len(ids) - 2 * _OVERLAP), step):
        end = min(len(ids), at + longest)
        first, last = (0 if at == 0 else _OVERLAP), (end - at if end == len(ids) else longest - _OVERLAP)
        yield Pieces(ids[at:end], shapes[at:end], offsets[at:end], (first, last))


def _shapes(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    return [_shape(text[s:e]) + (5 if s == 0 or text[s - 1].isspace() else 0) for s, e in offsets]


def _shape(piece: str) -> int:
    """1 lower case, 2 capitalised, 3 upper case, 4 no letter (0 is left to marks)."""
    if not piece[:1].isalpha():
        return 4
    if piece.islower():
        return 1
    return 3 if len(piece) > 1 and piece.isupper() else 2
