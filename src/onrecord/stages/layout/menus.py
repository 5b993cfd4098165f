"""Menus that stand before the text of a report: runs of short items that no sentence leads up to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.labels import Label

__all__ = ["mark_menus"]

_BULLET = re.compile(r"[•●▪◦‣·*–—+-] {1,4}")
_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]{0,3}\Z")
_LONGEST = 60
_MOST_WORDS = 4
_FEWEST = 3
_BARE_WORDS = 2


def mark_menus(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], title: str | None) -> None:
    """Mark as furniture each run of three short items or more above the first sentence.

    The items either all have a bullet, or half of them are lines that are known to belong to pages and the others are a word or
    two. What a line that ends in a colon leads up to is a list of the report; the report's own title is no item.
    """
    run: list[Block] = []
    before = ""
    for block in blocks:
        words = " ".join(block.words(flat).split())
        if block.start not in labels and (block.kind == "furniture" or (_is_item(words) and words != (title or "").strip())):
            run.append(block)
            continue
        _mark(flat, run, before)
        run, before = [], words
        if block.start in labels or _is_sentence(words):
            return


def _mark(flat: str, run: Sequence[Block], before: str) -> None:
    unknown = [block for block in run if block.kind != "furniture"]
    if len(run) < _FEWEST or not unknown or before.endswith(":"):
        return
    bulleted = all(_BULLET.match(flat, block.start, block.end) for block in unknown)
    bare = 2 * len(unknown) <= len(run) and all(_is_bare(block.words(flat)) for block in unknown)
    if (bulleted and len(unknown) >= _FEWEST) or bare:
        for block in unknown:
            block.kind = "furniture"


def _is_bare(words: str) -> bool:
    return words.count(" ") < _BARE_WORDS and not any(c.isdigit() for c in words)


def _is_item(words: str) -> bool:
    bare = _BULLET.sub("", words, count=1)
    return len(bare) <= _LONGEST and bare.count(" ") < _MOST_WORDS and not _SENTENCE.search(bare)


def _is_sentence(words: str) -> bool:
    return bool(_SENTENCE.search(words)) and words.count(" ") >= _MOST_WORDS
