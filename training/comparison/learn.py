"""Learn the two decisions of the comparison from annotated comparisons: which pairs are one matter, which of those differ.

usage: python -m training.comparison.learn [--check]

Two logistic regressions with a quadratic penalty, fitted by Newton's method. ``--check`` leaves out one comparison at a time,
scores the engine on it with what the others teach, and writes nothing; else ``src/onrecord/comparison/chances.toml`` is written.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import onrecord.comparison
from bench.comparison import gold_comparisons, left_out, records_of
from onrecord.comparison.align import Chances
from onrecord.comparison.differences import SIGNS, signs
from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.matters import Matter, matters_of
from onrecord.comparison.pairs import FEATURES, features
from onrecord.model import Record
from onrecord.tables import load

__all__ = ["Examples", "examples_of", "learn"]

_PENALTY_SAME = 1.0
_PENALTY_DIFFERS = 0.6
_STEPS = 40
_MORE = Path(__file__).with_name("links.json")
"""More links between matters of reports of the same talks, by places alone; they teach and are never scored."""
_EVEN = 0.5
"""How much a comparison with many links counts less for each: 0 not at all, 1 so that all comparisons count the same."""
FLOOR, LINE, TWICE = 0.15, 0.53, 0.6


@dataclass(frozen=True, slots=True)
class Examples:
    """Of one comparison: features of all pairs with whether they are one, signs of those that are with whether they differ."""

    pairs: np.ndarray
    same: np.ndarray
    signs: np.ndarray
    differs: np.ndarray


def examples_of(gold: dict[str, Any], a: Record, b: Record) -> Examples:
    """What an annotated comparison teaches."""
    lexicon = load().derived(Lexicon)
    first, second = matters_of(a, lexicon), matters_of(b, lexicon)
    seen = features(first, second, lexicon)
    same = np.zeros(seen.shape[:2])
    told: list[list[float]] = []
    differs: list[float] = []
    for item in gold["items"]:
        if item["kind"] in ("both", "differs"):
            held = [
                (i, j)
                for i, u in enumerate(first)
                for j, v in enumerate(second)
                if _holds(u, item["a_span"]) and _holds(v, item["b_span"])
            ]
            for i, j in held:
                same[i, j] = 1.0
            if held:
                i, j = max(held, key=lambda p: seen[p[0], p[1], 0])
                near, least = (float(seen[i, j, FEATURES.index(n)]) for n in ("near", "near_least"))
                told.append(signs(first[i], second[j], near, least))
                differs.append(float(item["kind"] == "differs"))
    return Examples(seen.reshape(-1, len(FEATURES)), same.ravel(), np.array(told).reshape(-1, len(SIGNS)), np.array(differs))


def _holds(matter: Matter, span: Sequence[int]) -> bool:
    shared_ = min(matter.end, span[1]) - max(matter.start, span[0])
    return shared_ > 0.5 * min(matter.end - matter.start, span[1] - span[0])


def learn(found: Sequence[Examples]) -> Chances:
    """The weights that examples teach."""
    counts = np.concatenate([np.full(len(x.same), (max(x.same.sum(), 1.0)) ** -_EVEN) for x in found])
    counts *= sum(len(x.same) for x in found) / counts.sum()
    same = _fit(np.vstack([x.pairs for x in found]), np.concatenate([x.same for x in found]), _PENALTY_SAME, counts)
    labels = np.concatenate([x.differs for x in found])
    differs = _fit(np.vstack([x.signs for x in found]), labels, _PENALTY_DIFFERS, np.ones(len(labels)))
    return Chances(tuple(map(float, same)), tuple(map(float, differs)), FLOOR, LINE, TWICE)


def _fit(values: np.ndarray, labels: np.ndarray, penalty: float, counts: np.ndarray) -> np.ndarray:
    held = np.hstack([values, np.ones((len(values), 1))])
    weights, ridge = np.zeros(held.shape[1]), penalty * np.r_[np.ones(values.shape[1]), 1e-6]
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-held @ weights))
        slope = held.T @ (counts * (chance - labels)) + ridge * weights
        weights -= np.linalg.solve((held.T * (counts * chance * (1 - chance))) @ held + np.diag(ridge), slope)
    return weights


def to_toml(learned: Chances) -> str:
    """The file ``chances.toml``."""
    lines = [
        "# Learned from annotated comparisons by `python -m training.comparison.learn`. Not to be edited by hand.",
        "",
        "[same]",
        f"constant = {learned.same[-1]:.3f}",
        f"floor = {learned.floor}",
        f"twice = {learned.twice}",
        "",
        "[same.weights]",
        *(f"{name} = {w:.3f}" for name, w in zip(FEATURES, learned.same, strict=False)),
        "",
        "[differs]",
        f"constant = {learned.differs[-1]:.3f}",
        f"line = {learned.line}",
        "",
        "[differs.weights]",
        *(f"{name} = {w:.3f}" for name, w in zip(SIGNS, learned.differs, strict=False)),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Learn, and write what was learned or check it."""
    comparisons = gold_comparisons("dev")
    records = records_of(comparisons)
    found = [examples_of(g, records[g["a"]], records[g["b"]]) for g in comparisons]
    more = json.loads(_MORE.read_text(encoding="utf-8"))
    read = records_of(more)
    others = [examples_of(g, read[g["a"]], read[g["b"]]) for g in more]
    if "--check" in sys.argv:
        print(
            json.dumps(
                left_out(comparisons, records, lambda n: learn([*(x for k, x in enumerate(found) if k != n), *others])), indent=1
            )
        )
        return 0
    (Path(onrecord.comparison.__file__).parent / "chances.toml").write_text(to_toml(learn([*found, *others])), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
