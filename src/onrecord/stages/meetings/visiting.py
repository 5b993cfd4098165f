"""The city of the meeting reported, from what the narration tells of the guest: "his visit to X", "the X talks".

Only a city at home of one who takes part counts, and only where another is a guest there: whoever is said to be visiting the
host's city met the host in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from onrecord.lookups.places import Place
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import about, is_unreal, status_of
from onrecord.stages.meetings.when import date_of
from onrecord.stages.meetings.where import Where, place_of

__all__ = ["dated_from", "visited"]

_ARRIVED = 4
"""How many days before the report a guest may have arrived."""
_SENTENCES = 30


def visited(page: Page, found: Sequence[list[Slots]], people: Sequence[int]) -> Where:
    """The host's city that the guest is visiting, or after which the talks are called."""
    homes = {page.actor(i).country for i in people} - {None}
    if len(homes) < 2:
        return Where()
    kinds = page.reading.layout.paragraphs
    for sentence, slots in list(zip(page.reading.parse.sentences, found, strict=True))[:_SENTENCES]:
        if kinds[sentence.paragraph].kind not in ("body", "turn"):
            continue
        if page.speakers_at(sentence.start) is not None:
            cities = [p for s in slots if _is_on(s) for p in _cities(page, s, people)]
        else:
            there = (*_residences(page, sentence.start, sentence.end), *_arrived(page, sentence.start, sentence.end))
            cities = [*there, *(p for s in slots for p in _cities(page, s, people))]
        at_home = [p for p in cities if p.country in homes]
        if at_home:
            return place_of(at_home[:1])
    return Where()


def dated_from(page: Page) -> Where:
    """The city in capitals with a full stop that opens the report: "LINMOUTH. The two presidents ..."."""
    body = next((p for p in page.reading.layout.paragraphs if p.kind == "body"), None)
    first = next(iter(page.places_in(body.start, body.start + 1)), None) if body is not None else None
    if first is None or first.kind != "city" or not page.text[first.start : first.end].isupper():
        return Where()
    return place_of([first]) if page.text[first.end : first.end + 1] == "." else Where()


def _cities(page: Page, slots: Slots, people: Sequence[int]) -> Iterator[Place]:
    trigger = slots.trigger
    words = about(trigger)
    if trigger.plural or is_unreal(page, trigger) or words & (page.lexicon.past | page.lexicon.planned | page.lexicon.again):
        return
    if trigger.format == "visit":
        yield from _of_visit(page, slots, people)
    elif trigger.noun and trigger.format in ("talks", "summit") and not slots.times and _is_definite(slots):
        for place in slots.places:
            root = page.root_of(place.start, place.end)
            if place.kind == "city" and root is not None and root.head.i == trigger.token.i and root.dep_ in ("compound", "nmod"):
                yield place


def _of_visit(page: Page, slots: Slots, people: Sequence[int]) -> Iterator[Place]:
    """The cities of a visit that goes on: of a guest who takes part, and begun no longer ago than some days."""
    trigger = slots.trigger
    this = any(t.dep_ == "det" and t.lower_ == "this" for t in trigger.token.children)
    start = max(trigger.sentence.start, trigger.start - 120)
    thanked = page.lexicon.thanked_for.search(page.text[start : trigger.start]) is not None
    if not (this or thanked) and (status_of(page, trigger, None) == "planned" or not set(slots.people) <= set(people)):
        return
    day, _ = date_of(slots.times)
    if day is not None and not _is_near(day, page.reading.document.published):
        return
    before = page.text[max(trigger.sentence.start, trigger.phrase[0] - 40) : trigger.phrase[0]]
    comes = trigger.governor is not None and trigger.governor.lemma_ in page.lexicon.arrival
    if (
        not this
        and trigger.noun
        and not comes
        and (page.lexicon.results.search(before) or not (_is_definite(slots) or trigger.support))
    ):
        return
    for place in slots.places:
        if place.kind == "city" and all(page.actor(i).country != place.country for i in slots.people):
            yield place


def _is_on(slots: Slots) -> bool:
    """Whether a speech says of a visit that it is taking place."""
    verb = slots.trigger.governor
    on = verb is not None and verb.tag_ == "VBG" and any(t.lower_ == "is" for t in verb.children if t.dep_ == "aux")
    return slots.trigger.format == "visit" and on and slots.trigger.token.dep_ == "nsubj"


def _is_definite(slots: Slots) -> bool:
    own = slots.trigger.token
    return any(t.dep_ in ("det", "poss") and t.lower_ not in ("a", "an", "any", "every") for t in own.children)


def _is_near(day: str, published: str | None) -> bool:
    """Whether an ISO day lies at most some days before the day of publication, and not after it."""
    try:
        gone = date.fromisoformat(published or "") - date.fromisoformat(day)
    except ValueError:
        return False
    return timedelta(0) <= gone <= timedelta(days=_ARRIVED)


def _arrived(page: Page, start: int, end: int) -> Iterator[Place]:
    """The cities of clauses on a guest's coming: "with X, who arrived in Linmouth the day before"."""
    for place in page.places_in(start, end):
        root = page.root_of(place.start, place.end)
        if place.kind != "city" or root is None or root.dep_ != "pobj":
            continue
        verb = root.head.head
        if verb.dep_ == "relcl" and verb.lemma_ in page.lexicon.arrival and verb.tag_ in ("VBD", "VBZ"):
            yield place


def _residences(page: Page, start: int, end: int) -> Iterator[Place]:
    """The cities of residences where something is: "met at his Linmouth residence"."""
    for place in page.places_in(start, end):
        root = page.root_of(place.start, place.end)
        if place.kind != "city" or root is None or root.dep_ not in ("compound", "nmod", "poss"):
            continue
        house = root.head
        if house.lemma_.lower() == "residence" and house.dep_ == "pobj" and house.head.lower_ in ("at", "in"):
            yield place
