"""Scores on articles with annotations, and the choice of the linker's settings on held-out ones."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.models.attribution import Relation, Runner, relations_of, scored
from onrecord.models.link import Settings, linked
from onrecord.models.pieces import Window, windows
from training.attribution.examples import Article

__all__ = ["Outputs", "as_rows", "choose", "outputs", "score", "scorer"]

Outputs = list[tuple[Article, list[tuple[Window, Any, Any]]]]
Scorer = Callable[[list[dict[str, Any]], dict[str, Any]], dict[str, Any]]


def scorer(path: Path) -> Scorer:
    """The function ``score(gold, predictions)`` of the scoring program at ``path``."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Scorer = module.score
    return found


def outputs(found: Iterable[Article], runner: Runner, longest: int) -> Outputs:
    """What the network gives for every window of the articles: settings are tried on it without running it again."""
    return [(a, list(scored(windows(a.parts, longest), runner))) for a in found]


def as_rows(relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Relations in the format of the scorer."""
    return [
        {"source": [list(r.source)] if r.source else [], "cue": [list(r.cue)], "content": [list(c) for c in r.content]}
        for r in relations
    ]


def score(given: Outputs, settings: Settings, by: Scorer) -> dict[str, Any]:
    """The scorer's figures for the outputs, linked with ``settings``."""
    predictions = {
        article.row["doc_id"]: as_rows(
            r for window, tags, pointers in found for r in relations_of(window, linked(window, tags, pointers, settings))
        )
        for article, found in given
    }
    return by([a.row for a, _ in given], predictions)


def choose(given: Outputs, by: Scorer, start: Settings) -> Settings:
    """The settings with the best sum of end-to-end F1 and half of content token F1, one after the other from ``start``."""
    best, top = start, _figure(given, start, by)
    for name, values in _TRIED:
        for value in values:
            tried = replace(best, **{name: value})
            if (figure := _figure(given, tried, by)) > top:
                best, top = tried, figure
    return best


_TRIED: Sequence[tuple[str, tuple[float, ...]]] = (
    ("linked", (0.25, 0.5, 1.0, 2.0)),
    ("said", (0.0, 0.25, 0.5, 0.75, 1.0)),
    ("cued", (0.0, 0.5, 1.0)),
    ("least", (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)),
    ("tagged", (0.0, 0.5, 1.0, 2.0)),
    ("none", (-1.0, 0.0, 1.0)),
    ("untagged", (0.2, 0.35, 0.5)),
)


def _figure(given: Outputs, settings: Settings, by: Scorer) -> float:
    figures = score(given, settings, by)
    return float(figures["e2e"]["F1"]) + float(figures["content_token"]["F1"]) / 2
