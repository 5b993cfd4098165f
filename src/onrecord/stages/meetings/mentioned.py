"""Earlier and future meetings that the text mentions, in narration and in speech.

A mention counts where it states a place or a date, or where it says of a particular meeting of known people that it was the
last, is the next, was recent. What can be the meeting that the report is about is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Format, Inferred, Status
from onrecord.reading import Time
from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.lead import is_frame
from onrecord.stages.meetings.main import clause_of
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.particular import is_also, is_attended, is_main, is_now, is_particular, is_remembered, same_day
from onrecord.stages.meetings.people import subject_of
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import about, comes_for, is_unreal, status_of
from onrecord.stages.meetings.when import as_one, date_of, days_of
from onrecord.stages.meetings.where import Where, hall_in, place_of

__all__ = ["mentioned"]

_OF_ITS_OWN = re.compile(r"[A-ZÀ-Ž][\w’'-]{0,40}|\d{1,4}")


def mentioned(page: Page, found: Sequence[list[Slots]], main: Draft, reporting: Slots | None) -> list[Draft]:
    """The other meetings, in the order of the text, one draft for each mention."""
    drafts: list[Draft] = []
    for slots in found:
        for one in _absorbed(page, slots):
            if one.trigger.token.lemma_ == "discuss" or (reporting is not None and one.trigger.start == reporting.trigger.start):
                continue
            drafts += _drafts(page, one, main)
    return drafts


def _absorbed(page: Page, slots: Sequence[Slots]) -> Iterator[Slots]:
    """The triggers of a sentence, those that only frame another ("a meeting during the summit in X") taken into it."""
    kept: list[Slots] = []
    for one in slots:
        last = kept[-1] if kept else None
        if last is not None and _is_fruit(page, last, one):
            kept[-1] = one
        elif last is not None and last.trigger.format != "visit" and _frames(page, last, one):
            kept[-1] = _with_frame(last, one)
        elif (last is None and (one.places or one.times)) or not _is_framed(page, one):
            kept.append(one)
    return iter(kept)


def _is_framed(page: Page, one: Slots) -> bool:
    """Whether the words before make it the frame of something else: "on the sidelines of the summit"."""
    start, end = one.trigger.around[0], one.trigger.phrase[0]
    return is_frame(page, one) and page.lexicon.not_frame.search(page.text, start, end) is None


def _is_fruit(page: Page, outer: Slots, inner: Slots) -> bool:
    """What was agreed at a meeting, told beside the meeting itself: "the agreements reached during his visit to X"."""
    return outer.trigger.token.lower_ in page.lexicon.agreed and _frames(page, outer, inner)


def _with_frame(outer: Slots, inner: Slots) -> Slots:
    remote = inner.trigger.format if inner.trigger.format in ("call", "video") else outer.trigger.format
    trigger = replace(outer.trigger, format=remote)
    return replace(outer, trigger=trigger, places=outer.places or inner.places, times=outer.times or inner.times)


def _frames(page: Page, outer: Slots, inner: Slots) -> bool:
    between = page.text[outer.trigger.end : inner.trigger.start]
    if outer.trigger.token.lemma_ == "discuss":
        return False
    return len(between) < 70 and page.lexicon.frame.search(between) is not None and "," not in between


def _drafts(page: Page, slots: Slots, main: Draft) -> Iterator[Draft]:
    trigger = slots.trigger
    if is_unreal(page, trigger) or _is_heading(page, slots) or is_remembered(page, trigger):
        return
    days = days_of(slots.times)
    if len(days) > 1 and trigger.plural:
        for some in _held_apart(slots, days):
            yield from _draft(page, some, main)
        return
    yield from _draft(page, slots, main)


def _held_apart(slots: Slots, days: Sequence[Time]) -> Iterator[Slots]:
    """Several meetings in one breath ("in X on 3 May and in Y on 5 May"): each place with the days after it, or each day."""
    cities = [p for p in slots.places if p.kind != "country"]
    if len(cities) < 2:
        remote = slots.trigger.format in ("call", "video")
        yield from (replace(slots, times=group) for group in ([(day,) for day in days] if remote else as_one(days)))
        return
    for place, following in zip(cities, [*cities[1:], None], strict=True):
        own = [d for d in days if place.start < d.start and (following is None or d.start < following.start)]
        yield from (replace(slots, places=(place,), times=group) for group in as_one(own) or [()])


def _is_heading(page: Page, slots: Slots) -> bool:
    return page.reading.layout.paragraphs[slots.trigger.sentence.paragraph].kind in ("title", "heading", "furniture")


def _draft(page: Page, slots: Slots, main: Draft) -> Iterator[Draft]:
    trigger = slots.trigger
    date, inferred = date_of(slots.times)
    where = place_of(slots.places)
    if trigger.format in ("call", "video"):
        where = Where()
    named = _own_name(page, slots)
    if is_attended(page, slots, date, where, named, main):
        main.people = tuple(dict.fromkeys((*main.people, *slots.people)))
        return
    if not is_particular(page, slots, date, where, named) or is_main(page, slots, date, where, named, main):
        return
    status = _status(page, slots, date, where, main)
    if status is None or (trigger.format == "ceremony" and status == "past" and not where and date is None):
        return
    yield _drafted(page, slots, main, status, date, inferred, where, named)


def _drafted(
    page: Page,
    slots: Slots,
    main: Draft,
    status: Status,
    date: str | None,
    inferred: Inferred | None,
    where: Where,
    named: frozenset[str],
) -> Draft:
    trigger = slots.trigger
    form = _form(page, slots)
    if not where.venue and where:
        where = where.filled(Where(venue=hall_in(page, *clause_of(slots))))
    if date is None and status == "held" and not about(trigger) & page.lexicon.ongoing:
        date = main.date
    meal = trigger.token.lemma_.lower() in page.lexicon.meals
    if date is None and status == "planned" and (meal or comes_for(trigger, page.lexicon.arrival)):
        date = page.reading.document.published
    if status == "held" and not where and trigger.format not in ("call", "video") and set(slots.people) & set(main.people):
        where = Where(city=main.city, country=main.country)
    people = slots.people or (main.people if meal else _of_the_parties(page, slots, status, named))
    start, end = clause_of(slots)
    body = page.lexicon.of_body.match(page.text, trigger.end) if trigger.noun else None
    return Draft(
        form,
        status,
        (start, min(max(end, body.end()), trigger.sentence.end) if body else end),
        _confidence(slots, date, where),
        people=people,
        absent=slots.absent if trigger.format == "summit" else (),
        stated={i: (m.start, m.end) for m in reversed(slots.stated) for i in m.actors},
        date=date,
        inferred=inferred if date is None or date.startswith("-") else None,
        venue=where.venue,
        city=where.city,
        country=where.country,
        named=named,
    )


def _status(page: Page, slots: Slots, date: str | None, where: Where, main: Draft) -> Status | None:
    trigger = slots.trigger
    if comes_for(trigger, page.lexicon.arrival) and trigger.sentence.start <= main.evidence[0] < trigger.sentence.end:
        return "planned"  # "met with X, who has arrived for the summit"
    if (is_now(trigger) and same_day(page, date)) or is_also(page, slots, date):
        return "held"
    return status_of(page, trigger, date) or _by_default(slots, where)


def _of_the_parties(page: Page, slots: Slots, status: Status, named: frozenset[str]) -> tuple[int, ...]:
    """The parties, where they speak of a meeting without saying whose: "spoke in favour of a meeting", "recalled the last"."""
    trigger = slots.trigger
    last = bool(about(trigger) & page.lexicon.past)
    if any(t.lower_ in page.lexicon.together for t in trigger.token.children):  # "the talks between X and Y": of others
        return ()
    if not (status == "planned" or last) or named or trigger.plural or trigger.format != "talks":
        return ()
    subject = subject_of(page, trigger)
    return subject if len(subject) > 1 and set(subject) <= set(page.parties) else ()


def _form(page: Page, slots: Slots) -> Format:
    """The form: a meeting of a body of leaders is a summit, being welcomed somewhere a visit."""
    trigger = slots.trigger
    body = page.lexicon.of_body.match(page.text, trigger.end)
    named = page.text[trigger.phrase[0] : body.end() if body else trigger.end]
    if not trigger.noun and trigger.token.lemma_ in page.lexicon.hosting and slots.places:
        return "visit"
    return "summit" if trigger.format == "talks" and page.lexicon.summits.search(named) else trigger.format


def _own_name(page: Page, slots: Slots) -> frozenset[str]:
    """The words of the meeting's own name: capitals before a noun of form ("the NATO Summit", "the Normandy summit")."""
    trigger = slots.trigger
    if not trigger.noun or trigger.format not in ("summit", "talks", "ceremony", "other"):
        return frozenset()
    before = page.text[trigger.phrase[0] : trigger.start]
    after = page.lexicon.of_body.match(page.text, trigger.end)
    if after is None and trigger.token.pos_ == "PROPN" and page.text[trigger.start].isupper():
        after = page.lexicon.of_matter.match(page.text, trigger.end)
    words = [*_OF_ITS_OWN.findall(before), *(_OF_ITS_OWN.findall(after[1]) if after else ())]
    return frozenset(w.casefold() for w in words if page.countries.code(w) is None) - page.lexicon.no_names


def _by_default(slots: Slots, where: Where) -> Status | None:
    """What a mention is where no word tells: a visit or talks at a place have been."""
    told = slots.trigger.noun or slots.trigger.token.tag_ in ("VBD", "VBN", "VBG")
    if where and told and (slots.people or slots.trigger.format in ("talks", "summit")):
        return "past"
    return None


def _confidence(slots: Slots, date: str | None, where: Where) -> float:
    return 0.5 + 0.12 * bool(date) + 0.12 * bool(where) + 0.12 * bool(slots.people)
