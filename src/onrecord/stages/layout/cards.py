"""Cards that pop up over a name or term and were flattened into the text with it.

"Adela Brandt      Brandt AdelaPresident of Sarelia  arrived": a run of blanks, the name again (mostly surname first), a
title glued to it, and two blanks or punctuation. Where all blanks were made single, only the repeated name and the glued
title show, and only what ends at punctuation is taken. The words before the card stay.
"""

from __future__ import annotations

import re

from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["card_spans"]

_GAP = re.compile(r"(?<=[^ \n])[ ]{3,12}(?=[^\W\d_])")
# Where a card ends: two blanks, a blank or nothing before punctuation, the line's end.
_END = re.compile(r"[ ]{2,12}|[ ]?(?=[,.;:!?()\[\]”\"»])|[ ]?(?=\n|$)")
_WORD = re.compile(r"[^\W\d_][\w’'.-]{0,40}")
_GLUED = re.compile(r"[^\W\d_][\w’'-]{0,30}?[^\W\d_A-Z](?=[A-Z])")
_LONGEST = 180
_AROUND = 70
# A name of two or three words, and again with its last word first and a title glued on, all with single blanks.
_SINGLE = re.compile(
    r"\b(?P<first>[A-Z][\w’'-]{1,30})(?P<middle>(?: [A-Z][\w’'-]{1,30}){0,2}) (?P<last>[A-Z][\w’'-]{1,30})"
    r" (?P<card>(?P=last) (?P=first)(?P=middle)[A-Z][^\n,.;:()\[\]–]{2,120}?)(?=[ ]?[,.;:()\[\]–]|\n|$)"
)


def card_spans(flat: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where cards stand in a flat text, in order, not overlapping. Each span begins after the words that it was over."""
    found: list[tuple[int, int]] = []
    at = 0
    for gap in _GAP.finditer(flat):
        if gap.start() < at:
            continue
        end = _opened_end(flat, gap.end(), lexicon) or _repeated_end(flat, gap)
        if end is not None:
            found.append((gap.end(), end))
            at = end
    return _with_single(flat, found)


def _opened_end(flat: str, start: int, lexicon: Lexicon) -> int | None:
    """The end of a card that opens with words of its own ("Background information ...")."""
    opener = lexicon.cards.match(flat, start)
    if opener is None:
        return None
    limit = min(len(flat), start + _LONGEST)
    wide = re.compile(r"[ ]{3,12}|\n").search(flat, opener.end(), limit)
    return wide.start() if wide else limit


def _repeated_end(flat: str, gap: re.Match[str]) -> int | None:
    """The end of a card that repeats the name before the gap."""
    limit = min(len(flat), gap.end() + _LONGEST)
    end = _END.search(flat, gap.end() + 1, limit)
    while end is not None and flat[end.start() : end.start() + 1] in ".'" and flat[end.start() - 1 : end.start()].isupper():
        end = _END.search(flat, end.start() + 1, limit)
    if end is None:
        return None
    before = _WORD.findall(flat[max(0, gap.start() - _AROUND) : gap.start()])[-5:]
    card = flat[gap.end() : end.start()]
    first = _WORD.match(card)
    if first is None or not first[0][0].isupper():
        return None
    if _same_word(first[0], before) or _is_glued(card):
        return end.start()
    return None


def _same_word(word: str, before: list[str]) -> bool:
    """Whether ``word`` is one of those before it, in the same or a like spelling, or glued to more."""
    stem = word[:4].casefold()
    return any(b.casefold() == word.casefold() or (len(b) > 3 and b[0].isupper() and b[:4].casefold() == stem) for b in before)


def _is_glued(card: str) -> bool:
    """Whether a title is glued to one of the first words: "AdelaPresident of Sarelia"."""
    return any(_GLUED.match(word) is not None for word in card.split(" ")[1:5])


def _with_single(flat: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    taken = list(found)
    for match in _SINGLE.finditer(flat):
        start, end = match.span("card")
        if not any(s < end and start < e for s, e in found):
            taken.append((start, end))
    return sorted(taken)
