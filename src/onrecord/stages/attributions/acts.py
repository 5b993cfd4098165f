"""The act of a statement: what its cue suggests first, what it says second."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.tables import Knowledge

__all__ = ["act_of"]

_OPENING = 400
_HEAD = 6
_SHORT = 300
_NEAR = 80


@dataclass(frozen=True, slots=True)
class _Rules:
    heads: tuple[tuple[str, re.Pattern[str]], ...]
    whole: tuple[tuple[str, re.Pattern[str]], ...]
    opening: tuple[tuple[str, re.Pattern[str]], ...]
    answered: Mapping[str, re.Pattern[str]]


def _build(knowledge: Knowledge) -> _Rules:
    table = knowledge.toml("languages/en/acts.toml")

    def compiled(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((act, _any_of(phrases)) for act, phrases in table[part].items())

    answered = {act: _before(phrases) for act, phrases in table["answered"].items()}
    return _Rules(compiled("heads"), compiled("indirect"), compiled("direct"), answered)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    words = "|".join(r"\s{1,3}".join(re.escape(w) for w in p.split()) for p in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _before(phrases: Sequence[str]) -> re.Pattern[str]:
    """The phrases with at most five words after them, at the end of a stretch."""
    words = "|".join(r"\s{1,3}".join(re.escape(w) for w in p.split()) for p in phrases)
    return re.compile(rf"(?<!\w)(?:{words})(?:\s{{1,3}}[^\s.;]{{1,30}}){{0,5}}\s{{0,3}}$", re.IGNORECASE)


def _does(act: str, pattern: re.Pattern[str], words: str, rules: _Rules) -> bool:
    """Whether one of the act's phrases stands in ``words`` and is not what somebody answers to."""
    answered = rules.answered.get(act)
    if answered is None:
        return pattern.search(words) is not None
    return any(not answered.search(words, max(0, m.start() - _NEAR), m.start()) for m in pattern.finditer(words))


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
        if _does(act, pattern, opening, rules):
            return act
    return "state"
