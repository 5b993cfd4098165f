"""Where a meeting is held: venue, city and country, as the text states them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.lookups.places import Place
from onrecord.stages.meetings.page import Page

__all__ = ["Where", "hall_in", "place_of", "welcomed_to"]


@dataclass(frozen=True, slots=True)
class Where:
    """Venue, city and country; each null where the text does not state it. The country may follow from city or venue."""

    venue: str | None = None
    city: str | None = None
    country: str | None = None

    def filled(self, other: Where) -> Where:
        """This, with what it lacks taken from ``other`` unless the two lie in different countries."""
        if self.country and other.country and self.country != other.country:
            return self
        return Where(self.venue or other.venue, self.city or other.city, self.country or other.country)

    def __bool__(self) -> bool:
        return bool(self.venue or self.city or self.country)


def place_of(places: Iterable[Place]) -> Where:
    """Where the places say that a meeting is: the first venue and the first city, and a country that goes with them."""
    found = Where()
    for place in places:
        if place.kind == "venue":
            found = found.filled(Where(venue=place.name, country=place.country))
        elif place.kind == "city":
            found = found.filled(Where(city=place.city, country=place.country))
        else:
            found = found.filled(Where(country=place.country))
    return found


def hall_in(page: Page, start: int, end: int) -> str | None:
    """A hall named in the stretch by the word that halls end in, where no table has it."""
    known = page.places_in(start, end)
    for match in page.lexicon.hall.finditer(page.text, start, end):
        if not any(p.start < match.end(1) and p.end > match.start(1) for p in known if p.kind != "country"):
            return " ".join(match[1].split())
    return None


def welcomed_to(page: Page, stretches: Sequence[tuple[int, int]]) -> Where:
    """Where a host says that the guest is: "glad to welcome you to Linmouth", "to meet here in Beijing".

    ``stretches`` are the places to look in.
    """
    found = Where()
    for pattern in (page.lexicon.welcome, page.lexicon.welcome_weak):
        for start, end in stretches:
            for place in page.places_in(start, end):
                if place.preposition in ("to", "in", "at", "visit") and _welcoming(page, place, pattern):
                    found = found.filled(place_of([place]))
    return found


def _welcoming(page: Page, place: Place, pattern: re.Pattern[str]) -> bool:
    sentence = page.sentence_at(place.start)
    start = max(sentence.start if sentence else 0, place.start - 90)
    before = page.text[start : place.start]
    said = pattern.search(before)
    if said is None:
        return False
    earlier = page.places_in(start, place.start)  # "after our last meeting in Y we meet here in X"
    passed = earlier[-1].end - start if earlier and earlier[-1].end - start <= said.start() else 0
    clause = max(before.rfind(mark, 0, said.start()) for mark in ",;:") + 1
    return page.lexicon.not_now.search(before, max(clause, passed)) is None
