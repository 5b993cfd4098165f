"""An event before it has its id."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Person, Span

__all__ = ["Draft", "without_mention"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event before it has its id: the fields are those of :class:`onrecord.model.Event`.

    ``at`` is where the word that tells of it stands; ``rank`` how far from the heart of its sentence (0) that is;
    ``noun`` whether it is a noun.
    """

    type: str
    mode: str | None
    auxiliary: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Person, ...]
    recipients: tuple[Person, ...]
    date: str | None
    place: str | None
    reported_by: str | None
    evidence: tuple[Span, ...]
    confidence: float
    at: tuple[int, int] | None = None
    rank: float = 0.0
    noun: bool = False


def without_mention(person: Person) -> Person:
    """The person, without where the text names them."""
    return Person(person.name, person.id, person.role, person.country, None, person.candidates, person.why)
