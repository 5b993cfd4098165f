"""Separators inside a flattened paragraph: "... * * * ...", "... <…>", "... To be continued." become paragraphs of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["cut_block", "split_inline"]

_BREAK = r"(?:\*[ ]?){2,5}\*"
_CUT = r"<[ ]?(?:…|\.{3})[ ]?>"
_TAIL = r"[\[(][ ]?(?:…|\.{3})[ ]?[\])]"
_SEPARATOR = re.compile(
    rf"(?<=[ \n.!?…”\")]){_BREAK}(?=[ \n])|(?<=[.!?…”\"»)\]:,*][ \n]){_CUT}(?=[ \n]|$)|(?<=[ \n]){_CUT}$|(?<=[ \n]){_TAIL}$"
)


_MAY_PART = re.compile(r"[*<\[(][ ]?[*….]")
# Paragraphs and headings that were put on one line with some blanks between them.
_WIDE = re.compile(
    r"(?<=[.!?:;”\"*>)\d])(?<![ ]\d\.)(?<![ ]\d\d\.)[ ]{3,16}(?=[A-Z\d“\"(•])"
    r"|(?<=[.:;])[ ]{3,16}(?=[–-] )"
    r"|(?<=\w)[ ]{4,16}(?=[A-Z\d])"
    r"|(?<=[.!?”\"])[ ]{1,16}(?=\d{1,2}\.[ ]{3})|(?<=\w)[ ]{3,16}(?=\d{1,2}\.[ ]{3})"
)
_LONG_LINE = 1000


def split_inline(flat: str, blocks: Sequence[Block], lexicon: Lexicon, wide: bool) -> list[Block]:
    """The paragraphs, cut before and after every separator inside them; long ones also at ``wide`` runs of blanks."""
    found: list[Block] = []
    for block in blocks:
        words = flat[block.start : block.end]
        cuts = [m.span() for m in _SEPARATOR.finditer(words)] if _MAY_PART.search(words) else []
        if wide and len(words) > _LONG_LINE:
            cuts += [m.span() for m in _WIDE.finditer(words)]
        tail = lexicon.partial_tail.search(words, max(0, len(words) - 60))
        if tail is not None and not any(s <= tail.start("note") < e for s, e in cuts):
            cuts.append((tail.start("note"), len(words)))
        found += cut_block(flat, block, sorted({at + block.start for cut in cuts for at in cut}))
    return found


def cut_block(flat: str, block: Block, at: Sequence[int]) -> list[Block]:
    """A paragraph cut at some places, each part trimmed, the empty ones left out."""
    if not at:
        return [block]
    edges = [block.start, *at, block.end]
    parts: list[Block] = []
    for start, end in pairwise(edges):
        words = flat[start:end]
        if words.strip():
            begin = start + len(words) - len(words.lstrip())
            parts.append(Block(begin, start + len(words.rstrip()), content=begin))
    return parts
