"""Items of a comparison from linked matters: what belongs together becomes one item, with its kind and a note."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.comparison.align import Chances, Link, logistic
from onrecord.comparison.differences import Found, found_in, same_words, signs
from onrecord.comparison.matters import Matter, told_twice
from onrecord.model import Difference, Item, ItemKind, Record, Span

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["differing", "item_of", "items"]

_SMALL = 4
"""A member of a list with fewer terms goes with its neighbour; a larger one that found no partner is a matter of its own."""


@dataclass(slots=True)
class _Group:
    """Matters that make one item: a stretch of each side."""

    a: list[Matter] = field(default_factory=list)
    b: list[Matter] = field(default_factory=list)
    link: Link | None = None
    chance: float = 0.0
    """Without a link: the greatest chance that the other side tells this after all."""


def items(
    a: tuple[Record, Sequence[Matter]],
    b: tuple[Record, Sequence[Matter]],
    links: Sequence[Link],
    chance: ndarray,
    learned: Chances,
) -> Iterator[Item]:
    """All items, in a's order and then b's."""
    groups = [_Group([a[1][x.i]], [b[1][x.j]], x) for x in links]
    of_a, of_b = ({getattr(x, n): g for x, g in reversed([*zip(links, groups, strict=True)])} for n in "ij")
    likeliest = (chance.max(axis=1), chance.max(axis=0)) if chance.size else (None, None)
    alone_a, alone_b = _alone(a[1], of_a, likeliest[0], "a"), _alone(b[1], of_b, likeliest[1], "b")
    first = sorted([*groups, *alone_a], key=lambda g: g.a[0].start)
    for group in (*first, *alone_b):
        yield _item(group, a[0], b[0], learned)


def _alone(matters: Sequence[Matter], linked: dict[int, _Group], best: ndarray | None, side: str) -> list[_Group]:
    """Groups of the matters that found no partner; small ones go to a linked neighbour of the same sentence."""
    found: list[_Group] = []
    open_group: list[Matter] = []
    for n in (*reversed(range(len(matters))), *range(len(matters))):
        if n not in linked and (group := _joins(matters, linked, n, side)) is not None:
            linked = {**linked, n: group}
    for n, matter in enumerate(matters):
        if n in linked:
            open_group = []
        elif _told_already(matters, linked, n):
            continue
        elif open_group and _runs_on(open_group[-1], matter):
            open_group.append(matter)
        else:
            open_group = [matter]
            likely = float(best[n]) if best is not None else 0.0
            found.append(_Group(open_group, chance=likely) if side == "a" else _Group(b=open_group, chance=likely))
    return found


def _joins(matters: Sequence[Matter], linked: dict[int, _Group], n: int, side: str) -> _Group | None:
    """Put a matter to a linked neighbour that it belongs to; gives the group of which it is then a member."""
    matter = matters[n]
    if matter.kind != "statement":
        return None
    for m in (n - 1, n + 1):
        if m in linked and matters[m].owner == matter.owner and _belongs(matter, matters[m]):
            members = getattr(linked[m], side)
            members.append(matter)
            members.sort(key=lambda x: x.start)
            return linked[m]
    return None


def _belongs(matter: Matter, linked: Matter) -> bool:
    """Whether a matter is a small member of the linked one's sentence."""
    return len(set(matter.terms)) < _SMALL and matter.piece == linked.piece


def _told_already(matters: Sequence[Matter], linked: dict[int, _Group], n: int) -> bool:
    """Whether its own report tells this elsewhere too."""
    return any(told_twice(matters[n], other) and (m in linked or m < n) for m, other in enumerate(matters) if m != n)


def _runs_on(last: Matter, matter: Matter) -> bool:
    return last.kind == matter.kind == "statement" and (last.owner, last.part) == (matter.owner, matter.part)


def _item(group: _Group, a: Record, b: Record, learned: Chances) -> Item:
    kind, found, sure = _judged(group, learned)
    differs_in = tuple(dict.fromkeys(f.of for f in found))
    first, second = _span(a, group.a), _span(b, group.b)
    return item_of(kind, differs_in, first, second, _note(kind, found, a, b), sure)


def item_of(
    kind: ItemKind, differs_in: tuple[Difference, ...], a: Span | None, b: Span | None, note: str | None, confidence: float
) -> Item:
    """An item with its id."""
    places = "|".join(f"{s.start}-{s.end}-{s.text}" if s else "" for s in (a, b))
    digest = hashlib.sha256(f"{kind}|{places}".encode("utf-8", "replace")).hexdigest()[:10]
    return Item(id=f"i-{digest}", kind=kind, differs_in=differs_in, a=a, b=b, note=note, confidence=round(confidence, 2))


def _judged(group: _Group, learned: Chances) -> tuple[ItemKind, list[Found], float]:
    link = group.link
    if link is None:
        return ("only_a" if group.a else "only_b"), [], 1.0 - group.chance
    u, v = _main(group.a), _main(group.b)
    if len(group.a) == len(group.b) == 1 and same_words(u, v) and not u.meeting:
        return "both", [], link.chance
    found = found_in(u, v)
    hard = [f for f in found if f.hard]
    chance = differing(u, v, link, learned)
    if not hard and (chance < learned.line or u.meeting):
        return "both", [], link.chance
    told = found if chance >= learned.line and not u.meeting else hard
    return (
        "differs",
        told or [Found("wording", "worded differently")],
        max(link.chance * chance, 0.01) if not hard else link.chance,
    )


def differing(u: Matter, v: Matter, link: Link, learned: Chances) -> float:
    """The chance that a careful reader would report a difference between two linked matters."""
    import numpy as np

    return float(logistic(np.array(signs(u, v, link.near, link.near_least)), learned.differs))


def _main(matters: Sequence[Matter]) -> Matter:
    """The matter of a group that tells most, with the figures of all."""
    main = max(matters, key=lambda m: len(m.terms))
    return main if len(matters) == 1 else replace(main, figures=tuple(f for m in matters for f in m.figures))


def _span(record: Record, matters: Sequence[Matter]) -> Span | None:
    if not matters:
        return None
    start, end = min(m.start for m in matters), max(m.end for m in matters)
    return Span(start, end, record.document.text[start:end])


def _note(kind: ItemKind, found: Iterable[Found], a: Record, b: Record) -> str | None:
    if kind == "differs":
        return "; ".join(dict.fromkeys(f.note for f in found))
    missing = {"only_a": ("b", b), "only_b": ("a", a)}.get(kind)
    if missing and missing[1].document.partial:
        return f"not in the text of {missing[0]}, which is not whole"
    return None
