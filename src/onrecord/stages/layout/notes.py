"""What the page says of its text: dateline, that it is cut short, that it is a translation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["dateline_of", "partial_of", "skip_item_marks", "translated_of"]

_ANYWHERE = re.compile(r"<[ ]?(?:…|\.{3})[ ]?>")
_ALONE = re.compile(r"[\[(<]?[ ]?(?:…|\.{3,6})[ ]?[\])>]?\Z")
_ITEM_MARK = re.compile(r"(?:[•●▪◦‣·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ ]{1,8}(?=[^ \n])")
_HEAD = 90
_NOTICE = 400


def dateline_of(flat: str, blocks: Sequence[Block], lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a dateline opens the report, with its dash; the paragraph's ``content`` is set behind it."""
    for block in [b for b in blocks if b.kind in ("body", "heading")][:3]:
        match = lexicon.dateline.match(flat, block.start, min(block.end, block.start + _HEAD))
        if match is not None and match.end() < block.end and _is_dateline(match):
            block.content = match.end()
            return block.start, len(flat[: match.end()].rstrip())
    return None


def skip_item_marks(flat: str, blocks: Sequence[Block]) -> None:
    """Set ``content`` behind the bullet or number of a list's item."""
    for block in blocks:
        if block.kind == "body" and block.content == block.start:
            mark = _ITEM_MARK.match(flat, block.start, block.end)
            block.content = mark.end() if mark else block.start


def _is_dateline(match: re.Match[str]) -> bool:
    """A date or an agency between slashes tells; a place in capitals may have any agency or office behind it."""
    date, first, agency, office, capitals = match.group("date", "first", "agency", "office", "capitals")
    return bool(date or first or (agency or "").startswith("/") or (capitals and (agency or office)))


def partial_of(flat: str, blocks: Sequence[Block], lexicon: Lexicon) -> tuple[int, int] | None:
    """The first words by which the text shows that it is not whole, if any."""
    found = [m.span() for m in [_ANYWHERE.search(flat)] if m]
    for block in blocks:
        if block.kind == "separator" and _ALONE.match(flat, block.start, block.end):
            found.append((block.start, block.end))
        elif block.kind == "furniture" and (m := lexicon.partial.search(flat, block.start, block.end)):
            found.append(m.span())
    return min(found, default=None)


def translated_of(flat: str, blocks: Sequence[Block], publisher: str, lexicon: Lexicon) -> str | None:
    """ "machine" or "unofficial" where a short note at the top or the bottom, or what the publisher is called ("The Daily,
    machine translation of ..."), says that the text is a translation."""
    if lexicon.machine.search(publisher):
        return "machine"
    if lexicon.unofficial.search(publisher):
        return "unofficial"
    for block in [*blocks[:4], *blocks[-4:]]:
        if block.end - block.start > _NOTICE or block.kind == "turn":
            continue
        if lexicon.machine.search(flat, block.start, block.end):
            return "machine"
        if lexicon.unofficial.search(flat, block.start, block.end):
            return "unofficial"
    return None
