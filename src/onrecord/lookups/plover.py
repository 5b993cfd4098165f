"""The ontology of events: PLOVER's types and modes, contexts and sectors (openeventdata/PLOVER, 2021, revised 2024).

The tables are ``plover/types.toml``, ``plover/contexts.csv`` and ``plover/sectors.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import KnowledgeError
from onrecord.tables import Knowledge

__all__ = ["EventType", "Plover", "plover"]

_TYPES = "plover/types.toml"


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event.

    ``quad``: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. ``score``: from -10
    (conflict) to 10 (cooperation); ``modes`` have scores of their own. ``future``: the type that it is when it is only to
    come, null where it stays. ``together``: all sides are actors.
    """

    name: str
    about: str
    quad: int
    score: float
    modes: Mapping[str, float]
    future: str | None
    together: bool

    @property
    def material(self) -> bool:
        """Whether something is done and not only said."""
        return self.quad in (2, 4)


@dataclass(frozen=True, slots=True)
class Plover:
    """The whole ontology. ``threatened`` and ``asked``: the mode of a threat, or of a request or refusal, by what it is about."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, str]
    sectors: Mapping[str, str]
    auxiliary: tuple[str, ...]
    threatened: Mapping[str, str]
    asked: Mapping[str, str]

    def score(self, kind: str, mode: str | None) -> float:
        """Where an event stands between conflict (-10) and cooperation (10). Raises ``KeyError`` for a type that is none."""
        found = self.types[kind]
        return found.modes.get(mode or "", found.score)


def plover(knowledge: Knowledge) -> Plover:
    """The ontology of ``knowledge``, built once. Raises ``KnowledgeError`` where its tables do not hold together."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Plover:
    table = knowledge.toml(_TYPES)
    types = {
        name: EventType(
            name,
            row["about"],
            row["quad"],
            float(row["score"]),
            {mode: float(score) for mode, score in row.get("modes", {}).items()},
            row.get("future"),
            row.get("together", False),
        )
        for name, row in table["types"].items()
    }
    for kind in types.values():
        if kind.future is not None and kind.future not in types:
            raise KnowledgeError(
                f"{_TYPES}: {kind.name} becomes {kind.future!r}, which is no type: name one of {', '.join(types)}"
            )
    return Plover(
        types,
        {row["name"]: row["about"] for row in knowledge.rows("plover/contexts.csv")},
        {row["code"]: row["about"] for row in knowledge.rows("plover/sectors.csv")},
        tuple(table["auxiliary"]),
        table["threatened"],
        table["asked"],
    )
