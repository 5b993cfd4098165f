"""Marks paired: the cheapest reading of all marks of a paragraph together.

A Viterbi search (Viterbi 1967) over the marks; the state is the stack of quotations that are open, at most ``_DEEPEST``.
Errors have their costs: a closing mark is missing, an opening mark is missing, one kind is nested in itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.stages.quotations.marks import Family, Mark

__all__ = ["UNCLOSED", "Pair", "Pairing", "paired"]

_Stack = tuple[Family, ...]
_Action = Literal["open", "close", "reopen", "skip"]
_DEEPEST = 3
_NESTED_SAME = 2.5
_NESTED_OTHER = 0.2
_REOPENED = 3.0
UNCLOSED = 3.5
_BEAM = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """A quotation by its marks; ``opening`` is null where it began in an earlier paragraph, ``closing`` where none closes it.

    ``before`` is the mark that opens the next quotation where the closing mark is missing.
    """

    opening: Mark | None
    closing: Mark | None
    depth: int
    before: Mark | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of a paragraph by their beginning, what they cost, and whether a quotation from before was closed."""

    pairs: tuple[Pair, ...]
    cost: float
    closes_inherited: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    cost: float
    stack: _Stack
    action: _Action
    back: _Step | None


def paired(marks: Sequence[Mark], inherited: bool = False, unclosed: float = UNCLOSED) -> Pairing:
    """The cheapest reading of a paragraph's marks.

    ``inherited`` has a quotation open from the paragraph before; ``unclosed`` is what it costs that the outermost
    quotation is not closed.
    """
    best: dict[_Stack, _Step] = {(): _Step(0.0, (), "skip", None)}
    if inherited:
        best = {("double",): _Step(0.0, ("double",), "skip", None)}
    for mark in marks:
        best = _advanced(best, mark)
    last = min(best.values(), key=lambda step: (step.cost + _unclosed(step.stack, unclosed), step.stack))
    pairs, closes = _pairs(marks, _path(last), inherited)
    return Pairing(tuple(pairs), last.cost + _unclosed(last.stack, unclosed), closes)


def _unclosed(stack: _Stack, outer: float) -> float:
    if not stack:
        return 0.0
    return outer + UNCLOSED * (len(stack) - 1)


def _advanced(best: dict[_Stack, _Step], mark: Mark) -> dict[_Stack, _Step]:
    found: dict[_Stack, _Step] = {}
    for step in best.values():
        for cost, stack, action in _moves(step.stack, mark):
            total = step.cost + cost
            if stack not in found or total < found[stack].cost:
                found[stack] = _Step(total, stack, action, step)
    if len(found) <= _BEAM:
        return found
    kept = sorted(found.values(), key=lambda s: (s.cost, s.stack))[:_BEAM]
    return {step.stack: step for step in kept}


def _moves(stack: _Stack, mark: Mark) -> list[tuple[float, _Stack, _Action]]:
    moves: list[tuple[float, _Stack, _Action]] = [(mark.neither, stack, "skip")]
    if len(stack) < _DEEPEST:
        nested = 0.0 if not stack else _NESTED_SAME if stack[-1] == mark.family else _NESTED_OTHER
        moves.append((mark.opening + nested, (*stack, mark.family), "open"))
    if stack and stack[-1] == mark.family:
        moves.append((mark.closing, stack[:-1], "close"))
    if mark.family in stack:
        moves.append((mark.opening + _REOPENED, (mark.family,), "reopen"))
    return moves


def _path(last: _Step) -> list[_Step]:
    path: list[_Step] = []
    step: _Step | None = last
    while step is not None:
        path.append(step)
        step = step.back
    return path[::-1]


def _pairs(marks: Sequence[Mark], path: Sequence[_Step], inherited: bool) -> tuple[list[Pair], bool]:
    pairs: list[Pair] = []
    stack: list[Mark | None] = [None] if inherited else []
    closed_inherited = False
    for mark, step in zip(marks, path[1:], strict=True):
        if step.action == "reopen":
            pairs += [Pair(m, None, i, mark) for i, m in enumerate(stack)]
            stack = [mark]
        elif step.action == "open":
            stack.append(mark)
        elif step.action == "close":
            opening = stack.pop()
            closed_inherited = closed_inherited or opening is None
            pairs.append(Pair(opening, mark, len(stack)))
    pairs += [Pair(m, None, i) for i, m in enumerate(stack)]
    return sorted(pairs, key=lambda p: (-1 if p.opening is None else p.opening.start, p.depth)), closed_inherited
