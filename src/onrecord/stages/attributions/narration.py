"""One paragraph of narration, and its passages: what the other modules of this stage work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading import Quotation
from onrecord.stages.attributions.lexicon import Lexicon
from onrecord.stages.attributions.sources import Named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Narration", "Passage", "sentence_end"]


@dataclass(slots=True)
class Narration:
    """What is needed to read one paragraph. Offsets of ``quotations`` and ``named`` are characters of ``doc``."""

    doc: Doc
    text: str
    quotations: Sequence[Quotation]
    named: Named
    index: int
    lexicon: Lexicon
    times: frozenset[int] = frozenset()
    """Where time expressions begin: "held talks on 13 July" does not tell of what."""


@dataclass(slots=True)
class Passage:
    """A stretch ``[start, end)`` of narration with its tokens; ``before`` and ``after`` number the quotations beside it."""

    start: int
    end: int
    tokens: list[Token]
    before: int | None
    after: int | None


def sentence_end(text: str, start: int, end: int) -> int:
    """Where ``text[start:end]`` ends without its closing stop and white space."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;"):
        end -= 1
    return end
