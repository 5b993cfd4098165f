"""Restatement: a statement that says again what an earlier one of the same report says.

Measured by the share of content words that the two have in common (containment in the shorter), between statements of the
same speakers. Turns of a transcript are left out: they are too long for the measure to mean anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.reading import Attribution
from onrecord.stages.statements.answer import Answer

__all__ = ["restatements"]

_WORD = re.compile(r"[^\W\d_]{4,}|\d+(?:[.,]\d+)*")
_STEM = 6
_ENOUGH = 3
_SHARED = 0.5


def restatements(attributions: Sequence[Attribution], answers: Sequence[Answer], text: str) -> list[int | None]:
    """For each attribution the index of the earliest that it repeats, or null."""
    words = [_words(a, text) for a in attributions]
    return [_earlier(i, words, answers) for i in range(len(words))]


def _words(attribution: Attribution, text: str) -> frozenset[str]:
    if attribution.turn is not None:
        return frozenset()
    found = (w.lower()[:_STEM] for s, e in attribution.content for w in _WORD.findall(text[s:e]))
    return frozenset(found) - _COMMON


_COMMON = frozenset(
    w[:_STEM]
    for w in [
        "that",
        "this",
        "they",
        "them",
        "their",
        "with",
        "have",
        "been",
        "will",
        "would",
        "which",
        "what",
        "when",
        "also",
        "from",
        "more",
        "very",
        "there",
        "about",
        "were",
        "should",
        "our",
    ]
)


def _earlier(i: int, words: Sequence[frozenset[str]], answers: Sequence[Answer]) -> int | None:
    mine = words[i]
    if len(mine) < _ENOUGH:
        return None
    for j in range(i):
        shared = len(mine & words[j])
        same = bool(answers[i].actors) and answers[j].actors == answers[i].actors
        if same and shared >= _ENOUGH and shared / min(len(mine), len(words[j])) >= _SHARED:
            return j
    return None
