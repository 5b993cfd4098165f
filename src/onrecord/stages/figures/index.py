"""Whether a share is an index: "110.7% of the level of last year", "the output index was 104.9 percent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["is_compared", "is_of_index"]

_FURTHER = 30


def is_compared(text: str, end: int, words: Lexicon) -> bool:
    """Whether a share that ends at ``end`` is one of the level of another time; but "15 percent of the level needed"."""
    level = words.index_after.match(text, end)
    return level is not None and words.index_times.search(text, end, level.end() + _FURTHER) is not None


def is_of_index(left: Token, verb: Token | None, words: Lexicon) -> bool:
    """Whether the subject of the verb before a share is an index. ``left``: the word before it; ``verb``: its verb, if any."""
    if verb is None and left.lower_ in ("to", "at") and left.head.pos_ in ("VERB", "AUX"):
        verb = left.head
    if verb is None or verb.lemma_ not in words.copular:
        return False
    subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.lemma_.lower() in words.index_nouns
