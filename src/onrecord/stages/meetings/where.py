"""Where a meeting is held: venue, city and country, as the text states them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.lookups.places import Place
from onrecord.stages.meetings.page import Page

__all__ = ["Where", "hall_in", "place_of", "welcomed_to"]

# "the Heron Palace", "the Yalta Hotel": halls that no table holds, told by the word they end in, in a phrase of place.
_HALL = re.compile(
    r"\b(?:in|at)[^\S\n]{1,3}(?:the[^\S\n]{1,3})?"
    r"((?:[A-ZÀ-Ž][\w’'.-]{1,24}[^\S\n]{1,3}){1,4}"
    r"(?:Palace|Castle|Hotel|Residence|House|Hall|Mansion|Cosmodrome|Airport|Base|Manor|Villa|Fortress|Monastery|Museum|Theatre|Theater|"
    r"Centre|Center|Resort|Estate|Guesthouse|Chancellery|Complex|Stadium|Library|Pavilion|Club))\b"
)


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
    for match in _HALL.finditer(page.text, start, end):
        if not any(p.start < match.end(1) and p.end > match.start(1) for p in known if p.kind != "country"):
            return " ".join(match[1].split())
    return None


def welcomed_to(page: Page, stretches: Sequence[tuple[int, int]], away: Iterable[tuple[int, int]]) -> Where:
    """Where a host says that the guest is: "glad to welcome you to Linmouth", "to meet here in Beijing".

    ``stretches`` are the places to look in, ``away`` those that tell of other meetings.
    """
    elsewhere = tuple(away)
    found = Where()
    for start, end in stretches:
        for place in page.places_in(start, end):
            if place.preposition not in ("to", "in", "at") or any(s <= place.start < e for s, e in elsewhere):
                continue
            if _welcoming(page, place):
                found = found.filled(place_of([place]))
    return found


def _welcoming(page: Page, place: Place) -> bool:
    sentence = page.sentence_at(place.start)
    start = max(sentence.start if sentence else 0, place.start - 60)
    before = page.text[start : place.start]
    return _WELCOME.search(before) is not None and _NOT_NOW.search(before) is None


_WELCOME = re.compile(
    r"\b(?:welcom(?:e|ing)\b[^.;]{0,40}\b(?:to|in)|(?:see(?:ing)?|meet(?:ing)?|receiv(?:e|ing)|greet(?:ing)?|host(?:ing)?)\b[^.;]{0,30}\b(?:here[^\S\n]{1,3}(?:in|at|to)|you[^.;]{0,24}\b(?:in|at|to))"
    r"|(?:here|today)[^\S\n]{1,3}(?:in|at|to)|thank(?:s| you)[^.;]{0,30}\b(?:com(?:e|ing)|visit(?:ing)?|arriv\w{1,4})\b[^.;]{0,12}\b(?:to|in|at)|com(?:e|ing)[^\S\n]{1,3}here,?[^\S\n]{1,3}to"
    r"|(?:welcome)[^\S\n]{1,3}(?:again[^\S\n]{1,3})?to)[^\S\n]{1,3}(?:the[^\S\n]{1,3})?$",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:last|next|ago|previous|again soon|will|would|future|hope|invite\w*|waiting|expect\w*|forward|previously|remember\w*|once)\b",
    re.IGNORECASE,
)
