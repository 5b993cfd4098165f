"""Organisations, organs of state, parliaments and government offices that have heads and can speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.lookups.names import slug
from onrecord.lookups.phrases import Phrases
from onrecord.tables import Knowledge, with_columns

__all__ = ["Bodies", "Body", "bodies"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body. ``kind``: international, government (an office or ministry that speaks for one), parliament or organ.

    ``country`` is null for what is no one country's, and for a name that several countries use ("National Assembly").
    """

    id: str
    name: str
    kind: str
    country: str | None

    @property
    def with_article(self) -> str:
        """The name as it stands in a sentence: "the European Commission", "NATO"."""
        bare = self.name.isupper() or self.name[1:2].isdigit() or self.name.startswith(("The ", "Downing"))
        return self.name if bare else f"the {self.name}"


class Bodies:
    """All bodies of a knowledge. Make it with :func:`bodies`."""

    def __init__(self, rows: tuple[Mapping[str, str], ...]) -> None:
        self._phrases = Phrases([(form, body) for row in rows for body in (_body(row),) for form in _forms(row)])

    def named(self, text: str) -> Body | None:
        """The body that ``text`` names, with or without article."""
        name = text.strip()
        begin = 4 if name[:4].lower() == "the " else 0
        hit = self._phrases.match(name, 0) or self._phrases.match(name, begin)
        return hit[1] if hit and hit[0] == len(name) else None

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int, Body]]:
        """Start, end and body of every name of a body in ``text[start:end]``, without article. Case counts."""
        return list(self._phrases.find(text, start, end))

    def starting(self, text: str, at: int) -> tuple[int, Body] | None:
        """End of the name that starts at ``at``, and its body."""
        return self._phrases.match(text, at)

    def ending(self, text: str, at: int) -> tuple[int, Body] | None:
        """Start of the name that ends at ``at``, and its body."""
        return self._phrases.ending(text, at)


def bodies(knowledge: Knowledge) -> Bodies:
    """The bodies of ``knowledge``, built once. Raises ``KnowledgeError`` where ``bodies.csv`` cannot be read."""
    return knowledge.derived(_build)


def _build(knowledge: Knowledge) -> Bodies:
    return Bodies(with_columns(knowledge.rows("bodies.csv"), "bodies.csv", "name", "kind"))


def _body(row: Mapping[str, str]) -> Body:
    return Body(f"body:{slug(row['name'])}", row["name"], row["kind"], row.get("country") or None)


def _forms(row: Mapping[str, str]) -> list[str]:
    also = [form.strip() for form in row.get("also", "").split("|") if form.strip()]
    return [row["name"].removeprefix("The "), *also]
