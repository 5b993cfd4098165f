"""Title and sub-headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.labels import Label
from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["mark_headings"]

_MOST_WORDS = 12
_BEFORE_LABEL = 30
_TITLE_WORDS = 20
_LONGEST = 220
_UNENDED = re.compile(r"[^.!?…:;,–—\-]\Z")
_STARTS = re.compile(r"[\"'“‘«*_<]{0,4}[^\W_a-z]")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d[ ]?(?:[AaPp]\.?[Mm]\.?)?(?: \(?[A-Z]{2,5}\)?)?(?:[ ]?[–-][ ]?.{1,30})?\Z")
_ITEM = re.compile(r"[•●▪◦‣*–—-] ")
_WORD = re.compile(r"[^\W\d_]+")


def mark_headings(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], title: str | None, lexicon: Lexicon) -> None:
    """Set the kind of the title and of the sub-headings among the paragraphs that are ``body`` so far."""
    content = [b for b in blocks if b.kind in ("body", "separator")]
    own = _plain(title or "")
    for i, block in enumerate(content):
        if block.kind != "body" or block.start in labels or block.end - block.start > _LONGEST:
            continue
        words = " ".join(block.words(flat).split())
        follows = content[i + 1] if i + 1 < len(content) and content[i + 1].kind == "body" else None
        most = _BEFORE_LABEL if follows is not None and follows.start in labels else _MOST_WORDS
        if i == 0 and _is_title(words, own, follows, lexicon):
            block.kind = "title"
        elif _CLOCK.match(words) or (follows is not None and _is_heading(words, most, lexicon)):
            block.kind = "heading"


def _is_title(words: str, own: str, follows: Block | None, lexicon: Lexicon) -> bool:
    """Whether the first paragraph is the document's title, or looks like one where none is known."""
    return _plain(words) == own if own else follows is not None and _is_heading(words, _TITLE_WORDS, lexicon)


def _is_heading(words: str, most: int, lexicon: Lexicon) -> bool:
    """A short line that begins as a heading does, does not end as a sentence, and holds no word of a clause."""
    if _ITEM.match(words) or words.count(" ") >= most:
        return False
    if not (_STARTS.match(words) and _UNENDED.search(words.rstrip("\"'”’»)]*_"))):
        return False
    return not any(word.casefold() in lexicon.clause for word in _WORD.findall(words))


def _plain(words: str) -> str:
    return "".join(c for c in words.casefold() if c.isalnum())
