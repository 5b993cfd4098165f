"""Regular expressions told to be linear by their shape alone, without running them.

Python's engine backtracks. Two shapes make that cost more than the text's length times a constant. A repetition without a bound
that something follows which may fail is tried anew from every place of the run that it reads, unless no attempt can begin inside
that run. And a repetition of something that is itself a repetition can cut one run in many ways, unless something that stands in
every round cannot be part of the run. :func:`faults` names both.

It is cautious: what it names may yet be quick, because of how it is called or of what it is called on. What it does not
name costs at most the product of its bounds at each place of the text; an anchored pattern begins at one place only, and is
let through.
"""

from __future__ import annotations

import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Sequence
from typing import Any

__all__ = ["faults"]

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_MANY = 6
_PROBES = [chr(c) for c in range(0x00, 0x180)] + list("‘’“”„–—…•№−€₂яЯ中あ\u00a0\u2009\u2028\ufeff")


def faults(pattern: re.Pattern[Any]) -> list[str]:
    """What in a pattern's shape may make it slow, in words; empty where its shape shows it to be linear."""
    flags = pattern.flags & ~re.DEBUG
    tree = list(parser.parse(pattern.pattern, flags))
    return [*(_loose(tree, flags) if _unbounded(tree) else ()), *_nested(tree, flags)]


def _unbounded(items: Sequence[Any]) -> bool:
    """Whether there is a repetition without a bound at all."""
    return any(
        (op in _REPEATS and (value[1] is codes.MAXREPEAT or _unbounded(value[2])))
        or (op is codes.SUBPATTERN and _unbounded(value[3]))
        or (op is codes.BRANCH and any(map(_unbounded, value[1])))
        or (op in (codes.ASSERT, codes.ASSERT_NOT) and _unbounded(value[1]))
        or (op is codes.ATOMIC_GROUP and _unbounded(value))
        for op, value in items
    )


def _loose(tree: Sequence[Any], flags: int) -> Iterator[str]:
    """Repetitions without a bound that are tried anew inside their own run."""
    for branch in _branches(tree):
        first = _first(branch, flags)
        for place, item in enumerate(branch):
            if item[0] in (codes.ASSERT, codes.ASSERT_NOT) and _unbounded(item[1][1]):
                yield "a look ahead or behind without a bound"
            if item[0] not in _REPEATS or item[1][1] is not codes.MAXREPEAT:
                continue
            run = _any_of(item[1][2], flags)
            if not _never_fails(branch[place + 1 :], run) and not _anchored(branch[:place]) and run & first:
                yield "a repetition without a bound that may fail after it has read a run"


def _branches(tree: Sequence[Any]) -> Iterator[list[Any]]:
    """The pattern as plain sequences: groups opened up, one for each alternative of a branch at the top or in a group."""
    found: list[list[Any]] = [[]]
    for op, value in tree:
        if op is codes.SUBPATTERN:
            inner = list(_branches(value[3]))
        elif op is codes.ATOMIC_GROUP:
            inner = list(_branches(value))
        elif op is codes.BRANCH:
            inner = [plain for alternative in value[1] for plain in _branches(alternative)]
        else:
            inner = [[(op, value)]]
        # Where alternatives multiply, each is looked at by itself.
        found = [[*before, *after] for before in found for after in inner][:400]
    yield from found


def _never_fails(rest: Sequence[Any], run: set[str]) -> bool:
    """Whether nothing that follows a run needs anything but the end of a word after a run of letters."""
    word = all(c.isalnum() or c == "_" for c in run)
    return all(
        (op in _REPEATS and value[0] == 0) or (word and (op, value) == (codes.AT, codes.AT_BOUNDARY)) for op, value in rest
    )


def _anchored(before: Sequence[Any]) -> bool:
    return any(op is codes.AT and value in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING) for op, value in before)


def _first(sequence: Sequence[Any], flags: int) -> set[str]:
    """The characters with which a match can begin."""
    found: set[str] = set()
    for op, value in sequence:
        if op in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            continue
        found |= _any_of([(op, value)], flags, first=True)
        if not (op in _REPEATS and value[0] == 0):
            break
    return found


def _any_of(items: Sequence[Any], flags: int, first: bool = False) -> set[str]:
    """The characters that can stand anywhere in what ``items`` match; with ``first``, at its beginning."""
    found: set[str] = set()
    for op, value in items:
        if op in _REPEATS:
            found |= _any_of(value[2], flags, first)
        elif op is codes.SUBPATTERN:
            found |= _any_of(value[3], flags, first)
        elif op is codes.ATOMIC_GROUP:
            found |= _any_of(value, flags, first)
        elif op is codes.BRANCH:
            found |= {c for alternative in value[1] for c in _any_of(alternative, flags, first)}
        elif op is codes.LITERAL:
            found |= set(_cases(chr(value), flags))
        elif op not in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            found |= {c for c in _PROBES if _holds(op, value, c, flags)}
        if first and not (op in _REPEATS and value[0] == 0) and op not in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            break
    return found


def _holds(op: Any, value: Any, character: str, flags: int) -> bool:
    """Whether one element of a pattern takes a character. A reference to a group may take any."""
    if op in (codes.ANY, codes.ANY_ALL):
        return character != "\n" or bool(flags & re.DOTALL)
    if op is codes.IN:
        negated = value[0][0] is codes.NEGATE
        return negated != any(_holds(o, v, character, flags) for o, v in value if o is not codes.NEGATE)
    if op is codes.RANGE:
        return any(value[0] <= ord(c) <= value[1] for c in _cases(character, flags))
    if op in (codes.LITERAL, codes.NOT_LITERAL):
        return (value in map(ord, _cases(character, flags))) is (op is codes.LITERAL)
    if op is codes.CATEGORY:
        return bool(_CATEGORIES[value].match(character))
    return True


def _cases(character: str, flags: int) -> tuple[str, ...]:
    forms = (character, character.lower(), character.upper()) if flags & re.IGNORECASE else (character,)
    return tuple(c for c in forms if len(c) == 1)


_CATEGORIES = {
    codes.CATEGORY_DIGIT: re.compile(r"\d"),
    codes.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    codes.CATEGORY_SPACE: re.compile(r"\s"),
    codes.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    codes.CATEGORY_WORD: re.compile(r"\w"),
    codes.CATEGORY_NOT_WORD: re.compile(r"\W"),
}


def _nested(items: Sequence[Any], flags: int) -> Iterator[str]:
    """Repetitions whose rounds can share out one run in many ways."""
    for op, value in items:
        if op in _REPEATS:
            if value[1] > _MANY and _shares(value[2], flags):
                yield "a repetition of repetitions between which nothing stands"
            yield from _nested(value[2], flags)
        elif op is codes.SUBPATTERN:
            yield from _nested(value[3], flags)
        elif op is codes.BRANCH:
            for alternative in value[1]:
                yield from _nested(alternative, flags)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _nested(value[1], flags)


def _shares(body: Any, flags: int) -> bool:
    """Whether a round holds a repetition of varying length, and nothing that stands in every round keeps its runs apart."""
    for plain in _branches(body):
        needed = [_any_of([item], flags) for item in plain if _is_needed(item)]
        varying = [_any_of(v[2], flags) for o, v in plain if o in _REPEATS and v[0] != v[1] and v[1] > 1]
        if any(all(run & other for other in needed) for run in varying):
            return True
    return False


def _is_needed(item: Any) -> bool:
    op, value = item
    return op not in (codes.AT, codes.ASSERT, codes.ASSERT_NOT) and not (op in _REPEATS and value[0] == 0)
