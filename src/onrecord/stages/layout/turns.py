"""Turns of a transcript: from a label to the next, or to where narration resumes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.reading import Turn
from onrecord.stages.layout.blocks import Block
from onrecord.stages.layout.labels import Label
from onrecord.stages.layout.lexicon import Lexicon

__all__ = ["turns_of"]

_NOTE = re.compile(r"[(\[][^()\[\]]{1,600}[)\]][.]?\Z")
_CLOSING_NOTE = re.compile(r"(?<=[.!?…”\"])[ \n]{1,3}[(\[][A-Z][^()\[\]]{1,60}[)\]]\Z")
_ABBREVIATED = re.compile(r"\b(?:[A-Za-z]\.){2,6}\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_DIRECTION = 200
_CUT = "<>[]()…. "


@dataclass(slots=True)
class _Open:
    """A turn that is being collected."""

    label: Label
    pieces: list[tuple[int, int]] = field(default_factory=list)


def turns_of(flat: str, blocks: Sequence[Block], labels: Mapping[int, Label], lexicon: Lexicon) -> tuple[Turn, ...]:
    """The turns, in order; the paragraphs that belong to one get kind, ``turn`` and ``content``."""
    named = {label.bearer.casefold() for label in labels.values() if not label.anonymous}
    found: list[_Open] = []
    current: int | None = None
    for block in blocks:
        label = labels.get(block.start)
        if label is not None:
            current = len(found)
            found.append(_Open(label))
            block.content = label.content
        elif current is not None and _ends(flat, block, found[current].label, alone=len(named) == 1):
            current = None
        if current is not None and block.kind == "body":
            _take(flat, block, found[current], current, lexicon)
    return tuple(_finished(turn) for turn in found)


def _take(flat: str, block: Block, turn: _Open, index: int, lexicon: Lexicon) -> None:
    """Give a paragraph to a turn, unless all of it is a note in brackets or says what was shown or played."""
    words = flat[block.content : block.end]
    if block.content == block.start and (_NOTE.match(words) or _is_direction(words, lexicon)):
        return
    block.kind, block.turn = "turn", index
    piece = _trimmed(flat, block.content, block.end)
    if piece[0] < piece[1]:
        turn.pieces.append(piece)


def _is_direction(words: str, lexicon: Lexicon) -> bool:
    """ "Video footage of the bridge.": a short paragraph that opens as stage directions do and holds no word of a clause."""
    if len(words) > _LONGEST_DIRECTION or lexicon.directions.match(words) is None:
        return False
    return not any(word.casefold() in lexicon.clause for word in _WORD.findall(words))


def _ends(flat: str, block: Block, label: Label, alone: bool) -> bool:
    """Whether a paragraph without a label ends the turn: a heading, a break, or narration about the speaker."""
    if block.kind in ("heading", "title"):
        return True
    if block.kind == "separator":
        cut = not block.words(flat).strip(_CUT)
        return not (cut and alone)
    if block.kind != "body" or label.anonymous or " " not in label.bearer:
        return False
    opening = flat[block.start : block.start + len(label.bearer) + 2]
    return opening.startswith(label.bearer + " ") and opening[-1:].islower()


def _trimmed(flat: str, start: int, end: int) -> tuple[int, int]:
    """A paragraph without the blanks around it, a closing note such as "(Applause.)", and the closing full stop or comma."""
    words = flat[start:end].rstrip()
    note = _CLOSING_NOTE.search(words, max(0, len(words) - 70))
    if note is not None:
        words = words[: note.start()].rstrip()
    if words[-1:] in (",", ";", ":") or (words[-1:] == "." and words[-2:] != ".." and not _ABBREVIATED.search(words[-14:])):
        words = words[:-1].rstrip()
    return start + len(words) - len(words.lstrip()), start + len(words)


def _finished(turn: _Open) -> Turn:
    label = turn.label
    return Turn((label.start, label.end), label.name, label.retranslated, label.anonymous, tuple(turn.pieces))
