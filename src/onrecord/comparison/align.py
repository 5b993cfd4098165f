"""Which matters of two reports are one: an assignment of matters to matters that is the likeliest as a whole."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.matters import Matter, told_twice
from onrecord.comparison.pairs import FEATURES, features
from onrecord.comparison.words import plain

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["Chances", "Link", "chances", "links", "logistic"]

_SURE = 0.999
_LETTER = 4
"""Passages of so many words that are the same to the letter are one."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Weights of the two decisions, as ``chances.toml`` holds them: whether a pair is one matter, whether it differs.

    ``same`` and ``differs`` are a weight for each feature and, last, the constant. ``floor`` is the least chance of a link,
    ``line`` the chance from which a pair is said to differ, ``twice`` the chance from which a matter that found no partner of
    its own is taken for one that has been told already.
    """

    same: tuple[float, ...]
    differs: tuple[float, ...]
    floor: float
    line: float
    twice: float


@dataclass(frozen=True, slots=True)
class Link:
    """Matters number ``i`` of a and ``j`` of b are one, with that chance; ``near`` and ``near_least`` are the pair's."""

    i: int
    j: int
    chance: float
    near: float
    near_least: float


@lru_cache(maxsize=1)
def chances() -> Chances:
    """The weights that were learned."""
    table: Mapping[str, Any] = tomllib.loads(files(__package__).joinpath("chances.toml").read_text(encoding="utf-8"))
    return Chances(
        (*(table["same"]["weights"][f] for f in FEATURES), table["same"]["constant"]),
        (*table["differs"]["weights"].values(), table["differs"]["constant"]),
        table["same"]["floor"],
        table["differs"]["line"],
        table["same"]["twice"],
    )


def logistic(values: ndarray, weights: Sequence[float]) -> ndarray:
    """The chance that features ``values`` (..., n) speak for, with n weights and a constant."""
    import numpy as np

    held = np.asarray(weights)
    return np.asarray(1.0 / (1.0 + np.exp(-(values @ held[:-1] + held[-1]))))


def links(a: Sequence[Matter], b: Sequence[Matter], lexicon: Lexicon, learned: Chances) -> tuple[list[Link], ndarray]:
    """The links between both sides and the chances of all pairs.

    Each matter has one partner at most, but for those that are surely told by one whose partner is another.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if not a or not b:
        return [], np.zeros((len(a), len(b)))
    seen = features(a, b, lexicon)
    chance = logistic(seen, learned.same)
    _given(a, b, chance)
    # Odds against the floor, so that one sure link outweighs two doubtful ones.
    gain = np.log(chance / (1 - chance)) - np.log(learned.floor / (1 - learned.floor))
    rows, columns = linear_sum_assignment(np.maximum(gain, 0.0), maximize=True)
    found = [_link(int(i), int(j), chance, seen) for i, j in zip(rows, columns, strict=True) if chance[i, j] > learned.floor]
    return found + _second(a, b, found, chance, seen, learned), chance


def _second(
    a: Sequence[Matter], b: Sequence[Matter], found: Sequence[Link], chance: ndarray, seen: ndarray, learned: Chances
) -> list[Link]:
    """Links of matters that were left, to one that has its partner already and tells this too."""
    partner_a, partner_b = {x.j: x.i for x in found}, {x.i: x.j for x in found}
    more = []
    for i in (i for i in range(len(a)) if i not in partner_b):
        j = int(chance[i].argmax())
        if chance[i, j] > learned.twice and not (j in partner_a and told_twice(a[i], a[partner_a[j]])):
            more.append(_link(i, j, chance, seen))
    for j in (j for j in range(len(b)) if j not in partner_a):
        i = int(chance[:, j].argmax())
        if chance[i, j] > learned.twice and not (i in partner_b and told_twice(b[j], b[partner_b[i]])):
            more.append(_link(i, j, chance, seen))
    return more


def _link(i: int, j: int, chance: ndarray, seen: ndarray) -> Link:
    near, least = FEATURES.index("near"), FEATURES.index("near_least")
    return Link(i, j, float(chance[i, j]), float(seen[i, j, near]), float(seen[i, j, least]))


def _given(a: Sequence[Matter], b: Sequence[Matter], chance: ndarray) -> None:
    """The talks that both report are one by what is given; and what is told to the letter is one."""
    import numpy as np

    met = [np.array([m.kind == "meeting" for m in side]) for side in (a, b)]
    chance[np.not_equal.outer(*met)] *= 0.5
    chance[np.logical_and.outer(*met)] = _SURE
    places: dict[str, list[int]] = defaultdict(list)
    for j, matter in enumerate(b):
        if len(matter.text.split()) >= _LETTER and matter.kind != "meeting":
            places[plain(matter.text)].append(j)
    for i, matter in enumerate(a):
        if matter.kind != "meeting" and (found := places.get(plain(matter.text))):
            chance[i, found] = _SURE
