"""Earlier and future meetings that the text mentions, in narration and in speech.

A mention counts where it states a place or a date, or where it says of a particular meeting of known people that it was the
last, is the next, was recent. What can be the meeting that the report is about is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Format, Status
from onrecord.reading import Time
from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.main import clause_of
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.people import subject_of
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import about, comes_for, is_unreal, status_of
from onrecord.stages.meetings.triggers import Trigger
from onrecord.stages.meetings.when import date_of, days_of, has_month, order
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
        if last is not None and last.trigger.format != "visit" and _frames(page, last, one):
            kept[-1] = _with_frame(last, one)
        elif not page.lexicon.framing.search(page.text, one.trigger.around[0], one.trigger.phrase[0]):
            kept.append(one)
    return iter(kept)


def _with_frame(outer: Slots, inner: Slots) -> Slots:
    remote = inner.trigger.format if inner.trigger.format in ("call", "video") else outer.trigger.format
    trigger = replace(outer.trigger, format=remote)
    return replace(outer, trigger=trigger, places=outer.places or inner.places, times=outer.times or inner.times)


def _frames(page: Page, outer: Slots, inner: Slots) -> bool:
    between = page.text[outer.trigger.end : inner.trigger.start]
    return len(between) < 70 and page.lexicon.frame.search(between) is not None and "," not in between


def _drafts(page: Page, slots: Slots, main: Draft) -> Iterator[Draft]:
    trigger = slots.trigger
    if is_unreal(page, trigger) or _is_heading(page, slots) or _is_remembered(page, trigger):
        return
    days = days_of(slots.times)
    if len(days) > 1 and trigger.plural:
        for some in _held_apart(slots, days):
            yield from _draft(page, some, main)
        return
    yield from _draft(page, slots, main)


def _held_apart(slots: Slots, days: Sequence[Time]) -> Iterator[Slots]:
    """Several meetings in one breath: each place with the days after it ("meetings in X on 3 May and in Y on 5 May"), else each day."""
    cities = [p for p in slots.places if p.kind != "country"]
    if len(cities) < 2:
        yield from (replace(slots, times=(day,)) for day in days)
        return
    for place, following in zip(cities, [*cities[1:], None], strict=True):
        own = [d for d in days if place.start < d.start and (following is None or d.start < following.start)]
        yield replace(slots, places=(place,), times=tuple(own))


def _is_remembered(page: Page, trigger: Trigger) -> bool:
    before = page.text[max(trigger.sentence.start, trigger.phrase[0] - 60) : trigger.phrase[0]]
    return page.lexicon.remembered.search(before) is not None


def _is_heading(page: Page, slots: Slots) -> bool:
    return page.reading.layout.paragraphs[slots.trigger.sentence.paragraph].kind in ("title", "heading", "furniture")


def _draft(page: Page, slots: Slots, main: Draft) -> Iterator[Draft]:
    trigger = slots.trigger
    date, inferred = date_of(slots.times)
    where = place_of(slots.places)
    if trigger.format in ("call", "video"):
        where = Where()
    named = _own_name(page, slots)
    if not _is_particular(page, slots, date, where, named) or _is_main(page, slots, date, where, named, main):
        return
    now = _is_now(trigger) and _same_day(page, date)
    status = "held" if now else status_of(page, trigger, date) or _by_default(slots, where)
    if status is None or (trigger.format == "ceremony" and status == "past" and not where and date is None):
        return
    form = _form(page, slots)
    if not where.venue and where:
        where = where.filled(Where(venue=hall_in(page, *clause_of(slots))))
    if date is None and status == "planned" and (trigger.format == "other" or comes_for(trigger, page.lexicon.arrival)):
        date = page.reading.document.published
    people = slots.people or (main.people if form == "other" else _of_the_parties(page, slots, status, named))
    start, end = clause_of(slots)
    body = page.lexicon.of_body.match(page.text, trigger.end) if trigger.noun else None
    yield Draft(
        form,
        status,
        (start, min(max(end, body.end()), trigger.sentence.end) if body else end),
        _confidence(slots, date, where),
        people=people,
        stated={i: (m.start, m.end) for m in reversed(slots.stated) for i in m.actors},
        date=date,
        inferred=inferred if date is None or date.startswith("-") else None,
        venue=where.venue,
        city=where.city,
        country=where.country,
        named=named,
    )


def _of_the_parties(page: Page, slots: Slots, status: Status, named: frozenset[str]) -> tuple[int, ...]:
    """The parties, where they speak of a meeting to come without saying whose: "spoke in favour of a personal meeting"."""
    trigger = slots.trigger
    if status != "planned" or named or trigger.plural or trigger.format != "talks":
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
    if not trigger.noun or trigger.format not in ("summit", "talks", "ceremony"):
        return frozenset()
    before = page.text[trigger.phrase[0] : trigger.start]
    after = page.lexicon.of_body.match(page.text, trigger.end)
    words = [*_OF_ITS_OWN.findall(before), *(_OF_ITS_OWN.findall(after[1]) if after else ())]
    return frozenset(w.casefold() for w in words if page.countries.code(w) is None) - page.lexicon.no_names


def _is_particular(page: Page, slots: Slots, date: str | None, where: Where, named: frozenset[str]) -> bool:
    trigger = slots.trigger
    words = about(trigger)
    if trigger.plural and (date is None or not has_month(date)):
        return False
    if trigger.format in ("call", "video") and not trigger.noun:
        remote = page.lexicon.call.search(page.text, *clause_of(slots)) or page.lexicon.video.search(page.text, *clause_of(slots))
        if not slots.people or not (trigger.addressed or remote or words & page.lexicon.again):
            return False
    marked = bool(words & (page.lexicon.past | page.lexicon.planned | page.lexicon.again))
    if trigger.format == "visit":
        if trigger.weak and date is None and not marked:
            return False
        known = bool(slots.people) or (trigger.noun and date is not None) or _has_official(page, slots)
        return bool(where) and known and not trigger.plural
    if where or date is not None:
        return not trigger.weak or bool(slots.people)
    if trigger.format == "other":
        return _is_invited(trigger, page.lexicon.planned | page.lexicon.later)
    if trigger.weak:
        return False
    if named and (trigger.format in ("summit", "ceremony") or marked or trigger.support):
        return True
    return bool(slots.people) and (marked or (trigger.noun and len(slots.people) > 1))


def _is_invited(trigger: Trigger, planned: Container[str]) -> bool:
    """ "I would like to invite you to a working lunch afterwards"."""
    verb = trigger.governor
    if verb is None or verb.lemma_ != "invite" or trigger.token.dep_ != "pobj":
        return False
    return any(t.lower_ in planned for t in (*verb.children, *trigger.token.children))


def _has_official(page: Page, slots: Slots) -> bool:
    """Whether who visits is at least an office, by its word: "the first Minister of Citizenship"."""
    verb = slots.trigger.governor
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    return (
        subject is not None
        and subject.pos_ in ("NOUN", "PROPN")
        and bool(page.lexicon.offices & {form for t in subject.subtree for form in (t.lower_, t.lemma_)})
    )


def _is_main(page: Page, slots: Slots, date: str | None, where: Where, named: frozenset[str], main: Draft) -> bool:
    """Whether the mention can be the meeting that the report is about."""
    trigger = slots.trigger
    words = about(trigger)
    if trigger.format == "other" or words & page.lexicon.again:
        return False
    if trigger.noun and any(t.dep_ == "det" and t.lower_ in ("this", "these") for t in trigger.token.children):
        return True
    if comes_for(trigger, page.lexicon.arrival):
        return False
    if not where and (_is_this(trigger) or _is_now(trigger)):
        return not _has_official(page, slots)
    if slots.people and len(set(slots.people) - set(main.people)) > 0 and len(slots.people) > 1:
        return False
    if trigger.format == "visit":
        here = where.country is not None and where.country == main.country and not _has_official(page, slots)
        return here and (date is None or _same_day(page, date)) and not words & page.lexicon.past
    if _same_day(page, date) and not words & page.lexicon.planned:
        return not named or "today" in {t.lower_ for t in trigger.token.lefts}
    if words & (page.lexicon.past | page.lexicon.planned):
        return False
    if not where and not named and trigger.format == main.format and words & page.lexicon.determiners and not _is_dated(slots):
        return True
    if date is None and not named:
        same_place = not where or (where.city or where.country) in (main.city, main.country)
        return same_place and not (slots.people and set(slots.people).isdisjoint(main.people))
    return False


def _is_this(trigger: Trigger) -> bool:
    """A predicate on the meeting at hand: "this was their first call in 2014"."""
    verb = trigger.governor
    if not trigger.noun or trigger.token.dep_ != "attr" or verb is None:
        return False
    return any(t.dep_ == "nsubj" and t.lower_ in ("this", "it", "that") for t in verb.children)


def _is_now(trigger: Trigger) -> bool:
    """ "We are meeting today": the verb in the present progressive."""
    verb = trigger.token
    return verb.tag_ == "VBG" and any(t.dep_ == "aux" and t.tag_ in ("VBP", "VBZ") for t in verb.children)


def _is_dated(slots: Slots) -> bool:
    """Whether the date stands in the noun phrase itself or right after it."""
    trigger = slots.trigger
    return any(trigger.phrase[0] <= t.start and t.start - trigger.end < 20 for t in slots.times)


def _same_day(page: Page, date: str | None) -> bool:
    published = page.reading.document.published
    return date is not None and published is not None and len(date) == 10 and order(date, published) == 0


def _by_default(slots: Slots, where: Where) -> Status | None:
    """What a mention is where no word tells: a visit or talks at a place have been."""
    told = slots.trigger.noun or slots.trigger.token.tag_ in ("VBD", "VBN", "VBG")
    if where and told and (slots.people or slots.trigger.format in ("talks", "summit")):
        return "past"
    return None


def _confidence(slots: Slots, date: str | None, where: Where) -> float:
    return 0.5 + 0.12 * bool(date) + 0.12 * bool(where) + 0.12 * bool(slots.people)
