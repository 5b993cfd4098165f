"""What belongs to the triggers of a sentence: places, times and participants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.lookups.places import Place
from onrecord.reading import Mention, Time
from onrecord.stages.meetings.owners import Owners, is_located
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.people import people_of
from onrecord.stages.meetings.triggers import Trigger

__all__ = ["Slots", "slots_of"]

_BESIDE = 12
_BETWEEN = re.compile(r"\s*,?\s*(?:(?:in|on|at|this|the)\s+){0,2}")
"""What may stand between a noun or place and the time that goes with it."""
_PURPOSE = 80
"""How far behind a visit its purpose may stand, in characters."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What belongs to a trigger. ``people`` are indexes into the cast, ``stated`` the mentions that name them."""

    trigger: Trigger
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    people: tuple[int, ...]
    stated: tuple[Mention, ...]
    host: int | None = None
    caller: int | None = None
    absent: tuple[str, ...] = ()
    """Countries whose leader takes part and is not in the cast."""

    @property
    def sentence(self) -> tuple[int, int]:
        """From where to where the sentence of the trigger goes, in characters of the text."""
        return self.trigger.sentence.start, self.trigger.sentence.end


def slots_of(page: Page, triggers: Sequence[Trigger]) -> list[Slots]:
    """The slots of the triggers of one sentence, in their order."""
    if not triggers:
        return []
    sentence = triggers[0].sentence
    owners = Owners(page, triggers)
    places: list[list[Place]] = [[] for _ in triggers]
    times: list[list[Time]] = [[] for _ in triggers]
    for place in page.places_in(sentence.start, sentence.end):
        owner = owners.of(place.start, place.end) if is_located(page, place, triggers) else None
        if owner is not None:
            places[owner].append(place)
    for time in page.times_in(sentence.start, sentence.end):
        owner = owners.of(time.start, time.end) if _is_when(page, time) else None
        if owner is None or triggers[owner].token.lemma_ == "discuss":
            owner = _beside(page, triggers, places, time) if _is_when(page, time) else None
        if owner is not None:
            times[owner].append(time)
    found = [_slots(page, t, tuple(places[n]), tuple(times[n])) for n, t in enumerate(triggers)]
    return [_visiting(_arrived(page, slots, found[:n]), found[:n]) for n, slots in enumerate(found)]


def _is_when(page: Page, time: Time) -> bool:
    """Whether the time is when something is, not since or until when."""
    before = page.text[max(0, time.start - 16) : time.start].split()
    words = [w for w in before[-2:] if w not in ("the", "late", "early", "mid")]
    return not words or words[-1].casefold() not in page.lexicon.not_when


def _beside(page: Page, triggers: Sequence[Trigger], places: Sequence[Sequence[Place]], time: Time) -> int | None:
    """The noun of form right after which the time stands, or after its place: "the conference last week"."""
    for n, trigger in enumerate(triggers):
        ends = [trigger.end, *(p.end for p in places[n] if p.start > trigger.start)] if trigger.noun else []
        if any(0 <= time.start - end <= _BESIDE and _BETWEEN.fullmatch(page.text, end, time.start) for end in ends):
            return n
    return None


def _slots(page: Page, trigger: Trigger, places: tuple[Place, ...], times: tuple[Time, ...]) -> Slots:
    people = people_of(page, trigger)
    if trigger.token.lemma_ == "discuss":  # places and times are those of what is discussed
        places, times = (), ()
    return Slots(
        trigger, places, times, tuple(people.actors), tuple(people.stated), people.host, people.caller, tuple(people.absent)
    )


def _visiting(slots: Slots, before: Sequence[Slots]) -> Slots:
    """ "X's visit to Y to take part in the ceremony": the ceremony is in Y, and X takes part."""
    trigger, visit = slots.trigger, before[-1] if before else None
    if visit is None or visit.trigger.format != "visit" or slots.places or not trigger.support or trigger.governor is None:
        return slots
    purpose = trigger.governor.tag_ == "VB" and any(t.lower_ == "to" and t.dep_ == "aux" for t in trigger.governor.children)
    near = trigger.start - visit.trigger.end < _PURPOSE
    return replace(slots, places=visit.places, people=slots.people or visit.people) if purpose and near else slots


def _arrived(page: Page, slots: Slots, before: Sequence[Slots]) -> Slots:
    """A meeting "in X, where somebody arrived for it": it is in X, on the day of what is told of X."""
    verb = slots.trigger.governor
    if verb is None or verb.dep_ != "relcl" or slots.places or not any(t.lower_ == "where" for t in verb.children):
        return slots
    at = slots.trigger.sentence.offset + verb.head.idx
    for other in reversed(before):
        for place in other.places:
            if place.start <= at < place.end:
                return replace(slots, places=other.places, times=slots.times or other.times)
    return slots
