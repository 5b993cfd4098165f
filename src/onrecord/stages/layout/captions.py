"""Captions of pictures that stand between the paragraphs of a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.labels import Label
from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["bare", "mark_captions"]

_QUOTES = "\"'“”„«»‘’"
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 200
_FEWEST_WORDS = 4
_ALIKE = 0.6


def mark_captions(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], title: str | None, lexicon: Lexicon) -> None:
    """Mark captions below the first paragraph: they repeat the page's title ("At the news conference.") or, in a transcript,
    end with the name of somebody who speaks ("With Governor of Arlen Adela Brandt.") and hold no word of a clause."""
    own = bare(title or "")
    bearers = tuple({bare(label.bearer) for label in labels.values() if not label.anonymous and " " in label.bearer})
    for block in blocks[1:]:
        if block.kind != "body" or block.start in labels or block.end - block.start > _LONGEST:
            continue
        words = bare(block.words(flat))
        if _repeats(words, own, lexicon) or (bearers and _shows(words, own, bearers, lexicon)):
            block.kind = "furniture"


def _repeats(words: str, own: str, lexicon: Lexicon) -> bool:
    """The title again, perhaps with a word or two before it."""
    before = words.removesuffix(own).strip()
    return bool(own) and words.endswith(own) and (not before or before in lexicon.captions)


def _shows(words: str, own: str, bearers: tuple[str, ...], lexicon: Lexicon) -> bool:
    """One sentence without a verb that ends with a speaker's name, or that has most of its words from the title."""
    found = _WORD.findall(words)
    if len(found) < _FEWEST_WORDS or ". " in words or not lexicon.clause.isdisjoint(found):
        return False
    opens = found[0] in lexicon.captions
    if words.endswith(bearers) and (opens or found[0] in lexicon.known):
        return True
    long = {word for word in found if len(word) > 3}
    return opens and bool(long) and len(long & set(_WORD.findall(own))) >= _ALIKE * len(long)


def bare(words: str) -> str:
    """Words in small letters without the marks around them, to compare paragraphs."""
    return " ".join(words.split()).strip(_QUOTES + " .,").casefold()
