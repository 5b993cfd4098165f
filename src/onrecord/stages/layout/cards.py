"""Cards that pop up over a name or term and were flattened into the text with it.

"Adela Brandt      Brandt AdelaPresident of Sarelia  arrived": a run of blanks, the name again (mostly surname first), a
title glued to it, and two blanks or punctuation. "the Council   Background information Council of Elders     decided": a
run of blanks, an opener and a term. Where all blanks were made single, only the repeated name and the glued title show.
The words over which the card stood stay.
"""

from __future__ import annotations

import re
from collections.abc import Set

from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["card_spans"]

_GAP = re.compile(r"(?<=[\w’')\]”\"»…])[ ]{3,12}(?=(?:[a-z]{2,3}-)?[^\W\d_a-z])")
_WORD = re.compile(r"[^\W\d_][\w’'.-]{0,40}")
# One word of a card: the word, what may follow it inside a card, and then one blank.
_STEP = re.compile(r"(?P<word>[^\W_](?:[\w’'&-]|\.(?=\w)){0,60}|\([^()\n]{1,60}\)|&)(?P<more>[,.]?)")
_GLUED = re.compile(r"[^\W\d_][\w’'-]{0,30}?[^\W\d_A-Z](?=[A-Z])")
_LOOSE_END = re.compile(r"(?: [a-z]{2,20}){1,3}(?=[ ]{2}| [,.:;)\]])")
_DEFINITE = re.compile(r"[ ]{2}|[ ][,.:;)\]]|[ ]?(?:\n|$)")
_WIDE = re.compile(r"[ ]{5,12}(?=[a-z,.;:!?)])")
_TERM = 90
_AROUND = 70
_MOST_WORDS = 24
_NAME_WORDS = 5
# A name of two or three words, and again with its last word first and a title glued on, all with single blanks.
_SINGLE = re.compile(
    r"\b(?P<first>[A-Z][\w’'-]{1,30})(?P<middle>(?: [A-Z][\w’'-]{1,30}){0,2}) (?P<last>[A-Z][\w’'-]{1,30})"
    r" (?=(?P=last) (?P=first)(?P=middle)[A-Z])"
)


def card_spans(flat: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where cards stand in a flat text, in order, not overlapping. Each span begins after the words that it was over."""
    found: list[tuple[int, int]] = []
    for gap in _GAP.finditer(flat):
        end = _term_end(flat, gap.end(), lexicon) or _name_end(flat, gap, lexicon)
        if end is not None and (not found or gap.end() >= found[-1][1]):
            found.append((gap.end(), end))
    return _with_single(flat, found, lexicon)


def _term_end(flat: str, start: int, lexicon: Lexicon) -> int | None:
    """The end of a card that opens with words of its own ("Background information ...")."""
    opener = lexicon.cards.match(flat, start)
    if opener is None:
        return None
    end = _walked(flat, min(opener.end() + 1, len(flat)), lexicon.card_words)
    if flat[end : end + 1] == " " and flat[end : end + 2] != "  ":
        wide = _WIDE.search(flat, end, min(len(flat), end + _TERM))
        if wide is not None and not any(c in ".;:!?\n" for c in flat[end : wide.start()]):
            return wide.start()
    return end


def _name_end(flat: str, gap: re.Match[str], lexicon: Lexicon) -> int | None:
    """The end of a card that repeats the name before the gap, or that has a title glued to a name.

    Where its end does not show, a card without a glued title is taken to be the name alone.
    """
    end = _walked(flat, gap.end(), lexicon.card_words)
    words = _WORD.findall(flat[gap.end() : end])
    if not words:
        return None
    before = _WORD.findall(flat[max(0, gap.start() - _AROUND) : gap.start()])[-5:]
    glued = any(_GLUED.match(word) is not None for word in words[1:_NAME_WORDS])
    if glued:
        return _before_next(flat, gap.end(), end)
    if not _same_word(words[0], before):
        return None
    if _DEFINITE.match(flat, end):
        return end
    end = _walked(flat, gap.end(), lexicon.particles)
    return end if len(_WORD.findall(flat[gap.end() : end])) <= _NAME_WORDS else None


def _walked(flat: str, start: int, small: Set[str]) -> int:
    """The end of the capitalised words and connectors from ``start``, with single blanks and commas between them."""
    at = end = start
    for _ in range(_MOST_WORDS):
        step = _STEP.match(flat, at)
        if step is None or not _belongs(step["word"], small):
            break
        if step["word"] not in small:
            end = step.end("word")
        after = flat[step.end() : step.end() + 2]
        initial = step["more"] == "." and len(step["word"]) <= 2
        if after[:1] != " " or after[1:] == " " or (step["more"] == "." and not initial):
            break
        at = step.end() + 1
    loose = _LOOSE_END.match(flat, end)
    return loose.end() if loose else end


def _before_next(flat: str, start: int, end: int) -> int:
    """The end of a card that another card follows: "... Board and President of Sarelia Adela Brandt      Brandt Adela"."""
    joint = flat.rfind(" and ", start, end)
    return (
        joint
        if joint > 0 and flat[end : end + 5].isspace() and "\n" not in flat[end : end + 5] and _GAP.match(flat, end)
        else end
    )


def _belongs(word: str, small: Set[str]) -> bool:
    """Whether a word may stand in a card: capitalised, a small word of titles and names, or a name with its article."""
    return not word[0].islower() or word in small or ("-" in word and word.partition("-")[2][:1].isupper())


def _same_word(word: str, before: list[str]) -> bool:
    """Whether ``word`` is one of the names before it, in the same or a like spelling."""
    stem = word[:4].casefold()
    names = [b.removesuffix("’s").removesuffix("'s") for b in before if b != b.lower()]
    return any(b.casefold() == word.casefold() or (len(b) > 3 and b[:4].casefold() == stem) for b in names)


def _with_single(flat: str, found: list[tuple[int, int]], lexicon: Lexicon) -> list[tuple[int, int]]:
    taken = list(found)
    for match in _SINGLE.finditer(flat):
        start, end = match.end(), _walked(flat, match.end(), lexicon.card_words)
        if end > start and not any(s < end and start < e for s, e in found):
            taken.append((start, end))
    return sorted(taken)
