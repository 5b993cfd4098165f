"""The act of a statement: what its cue suggests first, what it says second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.tables import Knowledge

__all__ = ["act_of"]

_OPENING = 400
_HEAD = 6
_SHORT = 300


@dataclass(frozen=True, slots=True)
class _Rules:
    heads: tuple[tuple[str, re.Pattern[str]], ...]
    whole: tuple[tuple[str, re.Pattern[str]], ...]
    opening: tuple[tuple[str, re.Pattern[str]], ...]


def _build(knowledge: Knowledge) -> _Rules:
    table = knowledge.toml("languages/en/acts.toml")

    def compiled(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((act, _any_of(phrases)) for act, phrases in table[part].items())

    return _Rules(compiled("heads"), compiled("indirect"), compiled("direct"))


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(r"\s{1,3}".join(re.escape(w) for w in p.split()) for p in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def act_of(suggested: str | None, words: Sequence[str], knowledge: Knowledge, cue: str | None = None) -> str:
    """The act of a statement with the pieces ``words``. ``suggested`` is the cue's act, null where there is no cue."""
    if suggested is not None and suggested != "state":
        return suggested
    rules = knowledge.derived(_build)
    opening = " ".join(words)[:_OPENING]
    if cue is not None:
        head = " ".join(opening.split()[:_HEAD])
        for act, pattern in rules.heads:
            if pattern.search(head):
                return act
    if cue is None and sum(map(len, words)) > _SHORT:
        # A long turn does more than one thing; its thanks at the start do not make it a courtesy.
        return "state"
    for act, pattern in rules.whole if cue is not None else rules.opening:
        if pattern.search(opening):
            return act
    return "state"
