"""Where the main meeting was held: from the surest source to the least."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.lookups.places import find_places
from onrecord.stages.meetings.lead import is_frame, retold
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import about, status_of
from onrecord.stages.meetings.title import Title
from onrecord.stages.meetings.visiting import dated_from, visited
from onrecord.stages.meetings.when import date_of, order
from onrecord.stages.meetings.where import Where, hall_in, place_of, welcomed_to

__all__ = ["told_place", "with_city"]


def told_place(
    page: Page,
    chosen: Slots | None,
    lead: Sequence[list[Slots]],
    title: Title,
    found: Sequence[list[Slots]],
    people: Sequence[int],
) -> Where:
    """Where it was, from the surest source to the least."""
    where = _where(page, chosen, lead, title).filled(retold(page, found, chosen))
    where = where.filled(dated_from(page)).filled(_of_occasion(page, chosen, lead, people))
    guest = visited(page, found, people)
    return where.filled(guest) if where.city or where.venue or not guest else guest


def _of_occasion(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]], people: Sequence[int]) -> Where:
    """Where the lead says that somebody took part, where no trigger reports it: "took part in the conference"."""
    for slots in lead if chosen is None else ():
        for one in slots:
            part = one.trigger.noun and one.trigger.support and set(one.people) & set(people)
            if part and one.places and not about(one.trigger) & (page.lexicon.past | page.lexicon.planned):
                return place_of(one.places)
    return Where()


def _where(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]], title: Title) -> Where:
    found = place_of(chosen.places) if chosen else Where()
    if chosen is not None:
        if not found.venue:
            found = found.filled(Where(venue=hall_in(page, *chosen.sentence)))
        found = found.filled(_around(page, chosen, lead))
    for slots in lead:
        for other in slots:
            if other is not chosen and (_frames(page, other) or _is_around(page, other, chosen)):
                found = found.filled(place_of(other.places))
    at = page.reading.layout.dateline
    found = found.filled(place_of(p for p in page.places_in(*at) if p.kind == "city")) if at else found
    found = found.filled(place_of(p for p in find_places(title.text, page.knowledge) if p.preposition in ("in", "at")))
    return found.filled(_from_speech(page))


def with_city(page: Page, where: Where) -> Where:
    """A known venue's city too, where the text names that city somewhere."""
    if where.venue is None or where.city is not None:
        return where
    of_venue = next((p.city for p in page.places if p.kind == "venue" and p.name == where.venue), None)
    named = any(p.kind == "city" and p.name == of_venue for p in page.places)
    return where.filled(Where(city=of_venue)) if named else where


def _around(page: Page, chosen: Slots, lead: Sequence[list[Slots]]) -> Where:
    """A place of the lead sentence that no trigger claimed: "who is in X on a visit", "on the sidelines of the forum in X"."""
    start, end = chosen.sentence
    taken = {p.start for slots in lead for other in slots if other is not chosen for p in other.places}
    near = [p for p in page.places_in(start, end) if p.preposition in page.lexicon.placing and p.start not in taken]
    return place_of(p for p in near if _is_here(page, p.start) or page.lexicon.framing_place.search(page.text, start, p.start))


def _is_here(page: Page, at: int) -> bool:
    """Whether the place is that of a clause on somebody's arrival: "who is in X", "who arrived in X", "while in X"."""
    token = page.token_at(at)
    for _ in range(4):
        if token is None or token.head.i == token.i:
            return False
        token = token.head
        if token.lemma_ in page.lexicon.arrival and token.dep_ in ("relcl", "advcl"):
            return True
    return False


def _is_around(page: Page, slots: Slots, chosen: Slots | None) -> bool:
    """The event of which the meeting is a part: "met on the sidelines of the summit in X"."""
    return chosen is not None and chosen.sentence[0] == slots.sentence[0] and is_frame(page, slots)


def _frames(page: Page, slots: Slots) -> bool:
    """A visit in the lead that frames the talks: "in the framework of his visit to X"."""
    if slots.trigger.format != "visit" or not slots.places:
        return False
    before = page.text[max(slots.trigger.sentence.start, slots.trigger.phrase[0] - 40) : slots.trigger.phrase[0]]
    if page.lexicon.results.search(before):  # "since the guest's visit to X"
        return False
    date, _ = date_of(slots.times)
    if date is not None:
        return order(date, page.reading.document.published) == 0
    return status_of(page, slots.trigger, None) != "planned" and not about(slots.trigger) & page.lexicon.past


def _from_speech(page: Page) -> Where:
    turns = [piece for turn in page.reading.layout.turns for piece in turn.pieces]
    marks = [(q.start, q.end) for q in page.reading.quotations if q.depth == 0]
    return welcomed_to(page, turns or marks)
