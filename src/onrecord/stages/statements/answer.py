"""The answer to who speaks, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Person
from onrecord.reading import Reading

__all__ = ["FLOW", "NAMED", "NOMINATIVE", "OPEN", "PARTIES", "WEAK", "Answer"]

NAMED, PARTIES, FLOW, WEAK, OPEN = 0.99, 0.97, 0.96, 0.9, 0.5
"""How sure an answer is: named in the text; all who take part in the talks; from the flow of the paragraph; from less; open."""
NOMINATIVE = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
"""The pronoun of whoever a word in any case stands for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who speaks. ``actors`` are indexes into the cast; empty and with ``candidates`` where it stays open.

    ``printed`` is the name as printed of somebody who is not in the cast, beside ``actors`` if there are any.
    ``why`` says from what it was read.
    """

    actors: tuple[int, ...]
    confidence: float
    why: str
    candidates: tuple[int, ...] = ()
    mention: tuple[int, int] | None = None
    printed: str | None = None
    country: tuple[str, str] | None = None
    """Code and name of a country for which its capital stands ("Tbilisi said")."""

    def persons(self, reading: Reading) -> tuple[Person, ...]:
        """The speakers as the record holds them."""
        mention = reading.span(*self.mention) if self.mention else None
        if self.actors:
            others = (Person(self.printed, None, None, None, mention),) if self.printed is not None else ()
            return (*(reading.cast[i].person(mention) for i in self.actors), *others)
        if self.country is not None:
            code, name = self.country
            return (Person(name, f"country:{code}", None, code, mention),)
        if self.printed is not None:
            return (Person(self.printed, None, None, None, mention),)
        names = tuple(reading.cast[i].name for i in self.candidates)
        return (Person(None, None, None, None, mention, names, self.why),)
