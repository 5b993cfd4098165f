"""Whether a clause tells of the past or the future, by the words before a time in its sentence."""

from __future__ import annotations

import re

__all__ = ["is_to_come", "lean_at"]

_REACH = 120
_BREAK = re.compile(r"[.!?;]\s|\n\n")
_FUTURE = re.compile(
    r"(?<!had been )(?<!previously )\b(?:will|would|won't|shall|'ll|to be|is to|are to|plans?|planned|scheduled|expects?|expected"
    r"|due|until|intends?|hopes?|set for|payable|going to|set to|effective|beginning|begins|(?<!to )expires?)\b",
    re.I,
)
_TO_COME = re.compile(
    r"\b(?:until|till|through|by|payable|effective|of record|extended to|scheduled for|set for|no later than|deadline of)"
    r"\s(?:(?:the|early|mid|late|\d{1,2}(?::\d\d)? [ap]\.m\.|[A-Z]{3}),?[\s-]){0,3}$"
)
_IS = re.compile(r"\s(?:is|are)\b")
"""Of a day that is over, it is told what was."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|said|has been|have been|[a-z]{3,}ed|last|since|ago|fell|rose|told|made|took|came|went)\b", re.I
)


def lean_at(text: str, start: int, end: int) -> int:
    """-1 past, 1 future, 0 not clear: the nearest word that tells, before the time, else after it."""
    before = _BREAK.split(text[max(0, start - _REACH) : start])[-1]
    after = _BREAK.split(text[end : end + _REACH // 2])[0]
    past, future = _last(_PAST, before), _last(_FUTURE, before)
    if _IS.match(text, end):
        return 1
    if past == future == -1:
        future_after, past_after = _FUTURE.search(after), _PAST.search(after)
        if past_after and (not future_after or past_after.start() < future_after.start()):
            return -1
        return 1 if future_after else 0
    return 1 if future >= past else -1


def is_to_come(text: str, start: int) -> bool:
    """Whether the words right before a month or a day of one set it as a term: "through January", "payable Dec. 7"."""
    return _TO_COME.search(text, max(0, start - _REACH), start) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in pattern.finditer(text)), default=-1)
