"""Learn the weights of the model of years, and show what thresholds give: ``python -m training.years [--write]``.

Needs the shared data. Deterministic: no chance but fixed hashes; some four minutes on one core, most of it parsing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from onrecord.models.years import FOLDER, YearModel, chances
from training.years.examples import Example, examples, held_out, learnt_from

PENALTY, OF_MONTH, SEEN = 2.0, 0.3, 5
"""The quadratic penalty; how much the right month counts beside the right year; in how many reports a feature must be."""
THRESHOLD, DOUBT = 0.75, 0.01
"""Chosen with the table that this prints: at most 5 wrong in 100 in every part, and no right year of a block doubted."""
BLOCKS = (("2000", "2002"), ("2003", "2005"), ("2006", "2016"), ("2017", "2018"), ("2019", "2020"))


def learned(given: Sequence[Example]) -> dict[str, float]:
    """The weights with the best chance of the right year, and to a lesser part of the right month."""
    usable = [e for e in given if e.month in e.months]
    seen = Counter(name for e in usable for name in {n for told in e.features for n in told})
    names = sorted(name for name, count in seen.items() if count >= SEEN)
    place = {name: i for i, name in enumerate(names)}
    rows = [{place[n]: much for n, much in told.items() if n in place} for e in usable for told in e.features]
    ends = np.cumsum([0, *map(len, rows)])
    x = csr_matrix(([v for r in rows for v in r.values()], [k for r in rows for k in r], ends), shape=(len(rows), len(names)))
    sizes = np.array([len(e.months) for e in usable])
    starts = np.cumsum(sizes) - sizes
    right = starts + np.array([e.month - e.months[0] for e in usable])
    in_year = np.array([month // 12 == e.month // 12 for e in usable for month in e.months])
    whose = np.repeat(np.arange(len(usable)), sizes)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ weights
        scores -= np.maximum.reduceat(scores, starts)[whose]
        raised = np.exp(scores)
        whole, year = np.add.reduceat(raised, starts), np.add.reduceat(raised * in_year, starts)
        value = (np.log(whole) - np.log(year)).sum() + OF_MONTH * (np.log(whole) - scores[right]).sum()
        slope = (1 + OF_MONTH) * raised / whole[whose] - raised * in_year / year[whose]
        np.subtract.at(slope, right, OF_MONTH)
        return value + PENALTY / 2 * (weights @ weights), x.T @ slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 400})
    return {name: round(float(weight), 3) for name, weight in zip(names, found.x, strict=True)}


def told(given: Sequence[Example], model: YearModel, threshold: float) -> str:
    """How many years are right and wrong at a threshold, rules and model together as ``infer`` puts them together."""
    tally: Counter[str] = Counter()
    for e in given:
        years: dict[int, float] = {}
        for month, chance in zip(e.months, chances(model.scores(e.features)), strict=True):
            years[month // 12] = years.get(month // 12, 0.0) + chance
        best = max(years, key=lambda y: years[y], default=None)
        by_model = str(best) if best is not None and years[best] >= threshold else None
        doubted = e.ruled is not None and years.get(int(e.ruled), 1.0) < model.doubt
        year = (None if doubted else e.ruled) if e.ruled else by_model
        tally["open" if year is None else "right" if year == e.day[:4] else "wrong"] += 1
    return f"{tally['right']} right {tally['wrong']} wrong of {len(given)}"


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    learnt = list(examples(learnt_from()))
    parts = {name: list(examples(rows)) for name, rows in held_out().items()}
    model = YearModel(learned(learnt), THRESHOLD, DOUBT)
    for threshold in (2.0, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65):
        print(f"{threshold:.2f}", "; ".join(f"{name}: {told(given, model, threshold)}" for name, given in parts.items()))
    for first, last in BLOCKS:
        within = [e for e in learnt if first <= e.day[:4] <= last]
        other = YearModel(learned([e for e in learnt if not first <= e.day[:4] <= last]), THRESHOLD, DOUBT)
        print(f"{first}-{last} held out:", "; ".join(f"{t}: {told(within, other, t)}" for t in (2.0, 0.85, 0.75, 0.65)))
    if asked.write:
        table = {"threshold": THRESHOLD, "doubt": DOUBT, "weights": model.weights}
        (FOLDER / "weights.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
