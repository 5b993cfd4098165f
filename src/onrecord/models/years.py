"""How likely each year is for a report whose day is not known, by what is known of its months: a log-linear model.

A candidate is a month; its score is the sum of the weights of its features. The chances of the months are their exponentials,
scaled to one in all (a conditional logit: McFadden, "Conditional logit analysis of qualitative choice behavior", 1974), and the
chance of a year is that of its months. No feature names a year, so that it cannot learn which years are common. The weights are
JSON, a number a feature; ``training/years`` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "YearModel", "chances", "year_model"]

FOLDER = Path(__file__).parent / "years"


@dataclass(frozen=True, slots=True)
class YearModel:
    """The weights of the features, from which chance on a year is taken (``threshold``), and below which one that rules yield is
    doubted (``doubt``).
    """

    weights: Mapping[str, float]
    threshold: float
    doubt: float

    def scores(self, months: Sequence[Mapping[str, float]]) -> list[float]:
        """The score of each month, given the features that it has and how much of each."""
        weights = self.weights
        return [sum(weights.get(name, 0.0) * much for name, much in month.items()) for month in months]


def chances(scores: Sequence[float]) -> list[float]:
    """Scores as chances: positive, in all one."""
    most = max(scores, default=0.0)
    raised = [exp(score - most) for score in scores]
    whole = sum(raised)
    return [value / whole for value in raised]


@lru_cache(maxsize=1)
def year_model() -> YearModel | None:
    """The model that comes with OnRecord; null where its weights are not there, and the rules alone must do."""
    try:
        table: dict[str, Any] = json.loads((FOLDER / "weights.json").read_text(encoding="utf-8"))
    except OSError:
        return None
    return YearModel(table["weights"], table["threshold"], table["doubt"])
