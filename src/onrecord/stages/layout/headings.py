"""Title and sub-headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.labels import Label

__all__ = ["mark_headings"]

_MOST_WORDS = 12
_BEFORE_LABEL = 30
_LONGEST = 220
_UNENDED = re.compile(r"[^.!?…:;,–—\-]\Z")
_STARTS = re.compile(r"[\"'“‘«(\[*_<]{0,4}[^\W_a-z]")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d[ ]?(?:[AaPp]\.?[Mm]\.?)?(?: \(?[A-Z]{2,5}\)?)?(?:[ ]?[–-][ ]?.{1,30})?\Z")
_ITEM = re.compile(r"[•●▪◦‣*–—-] ")


def mark_headings(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], title: str | None) -> None:
    """Set the kind of the title and of the sub-headings among the paragraphs that are ``body`` so far."""
    content = [b for b in blocks if b.kind in ("body", "separator")]
    own = _plain(title or "")
    for i, block in enumerate(content):
        if block.kind != "body" or block.start in labels or block.end - block.start > _LONGEST:
            continue
        words = " ".join(block.words(flat).split())
        follows = content[i + 1] if i + 1 < len(content) else None
        if i == 0 and (
            (own and _plain(words) == own) or (not own and follows is not None and _is_heading(words, _MOST_WORDS + 8))
        ):
            block.kind = "title"
        elif _CLOCK.match(words):
            block.kind = "heading"
        elif follows is not None and follows.kind == "body":
            speech = follows.start in labels
            if _is_heading(words, _BEFORE_LABEL if speech else _MOST_WORDS):
                block.kind = "heading"


def _is_heading(words: str, most: int) -> bool:
    """A short line that begins as a heading does and does not end as a sentence."""
    if _ITEM.match(words) or words.count(" ") >= most:
        return False
    return bool(_STARTS.match(words) and _UNENDED.search(words.rstrip("\"'”’»)]*_")))


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
