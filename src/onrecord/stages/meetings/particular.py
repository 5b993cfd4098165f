"""Whether a mention is of a particular meeting at all, and whether it can be the one that the report is about."""

from __future__ import annotations

from collections.abc import Container

from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.main import clause_of
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import about, comes_for
from onrecord.stages.meetings.triggers import Trigger
from onrecord.stages.meetings.when import has_month, order
from onrecord.stages.meetings.where import Where

__all__ = ["is_also", "is_attended", "is_main", "is_now", "is_particular", "is_remembered", "same_day"]


_REMOTE = 30
"""How far behind the verb "on the telephone" may stand, in characters."""


def is_particular(page: Page, slots: Slots, date: str | None, where: Where, named: frozenset[str]) -> bool:
    """Whether the mention is of one meeting that took or is to take place, not of meetings in general."""
    trigger = slots.trigger
    words = about(trigger)
    counted = any(t.dep_ == "nummod" for t in trigger.token.children) and bool(where)
    if trigger.plural and not counted and (date is None or not has_month(date)):
        return False
    if trigger.format in ("call", "video") and not trigger.noun:
        start, end = clause_of(slots)
        stretch = (start, min(end + _REMOTE, trigger.sentence.end))
        remote = page.lexicon.call.search(page.text, *stretch) or page.lexicon.video.search(page.text, *stretch)
        if not slots.people or not (trigger.addressed or remote or words & page.lexicon.again):
            return False
    marked = bool(words & (page.lexicon.past | page.lexicon.planned | page.lexicon.again))
    if trigger.format == "visit":
        if trigger.weak and date is None and not marked:
            return False
        dated = trigger.token.lemma_ in ("visit", "trip") and trigger.noun and date is not None
        known = bool(slots.people) or dated or _has_official(page, slots)
        return bool(where) and known and not trigger.plural
    if trigger.format == "other" and trigger.token.dep_ == "pobj" and trigger.token.head.lower_ in page.lexicon.not_when:
        return False  # "yesterday after lunch" tells when, not where people were
    if where or date is not None:
        told = bool(slots.people) or _is_held(page, trigger) or (trigger.token.lower_ in page.lexicon.agreed and date is not None)
        return not trigger.weak or told
    if trigger.format == "other":
        event = trigger.token.lower_ in page.lexicon.events and trigger.token.pos_ == "PROPN"
        convened = trigger.token.lower_ in page.lexicon.events and _is_convened(page, trigger)
        return convened or (event and bool(named)) or _is_invited(trigger, page.lexicon.planned | page.lexicon.later)
    if trigger.weak:
        return marked and len(slots.people) > 1
    if named and (trigger.format in ("summit", "ceremony") or marked or trigger.support):
        return True
    return bool(slots.people) and (marked or (len(slots.people) > 1 and (trigger.noun or _tells(page, trigger))))


def is_also(page: Page, slots: Slots, date: str | None) -> bool:
    """Whether the narration tells it as a further meeting of that day: "the president also met with X"."""
    trigger = slots.trigger
    if not _tells(page, trigger) or trigger.format == "visit" or (date is not None and not same_day(page, date)):
        return False
    return len(slots.people) > 1 and not about(trigger) & (page.lexicon.past | page.lexicon.planned)


def is_attended(page: Page, slots: Slots, date: str | None, where: Where, named: frozenset[str], main: Draft) -> bool:
    """Whether the narration names further people at the meeting reported: "X, Y and Z attended the meeting"."""
    trigger = slots.trigger
    if where or date is not None or named or not trigger.noun or trigger.plural or trigger.governor is None:
        return False
    definite = any(t.dep_ == "det" and t.lower_ == "the" for t in trigger.token.children)
    bare = not any(t.dep_ in ("amod", "prep", "relcl", "acl") for t in trigger.token.children)
    attending = trigger.governor.lemma_ in page.lexicon.joining and trigger.support
    told = page.speakers_at(trigger.start) is None and trigger.governor.tag_ in ("VBD", "VBN")
    return definite and bare and attending and told and bool(slots.people) and trigger.format == main.format


def _tells(page: Page, trigger: Trigger) -> bool:
    """Whether a main verb in the past reports it, in the publisher's own words."""
    verb = trigger.governor
    if verb is None or page.speakers_at(trigger.start) is not None or not (trigger.support or not trigger.noun):
        return False
    return verb.tag_ == "VBD" and verb.dep_ in ("ROOT", "conj") and trigger.token.lemma_ != "discuss"


def _is_held(page: Page, trigger: Trigger) -> bool:
    """Whether a clause on the noun says that it took place: "the session of the council held in X"."""
    own = trigger.token
    return any(t.dep_ in ("acl", "relcl") and t.lemma_ in ("hold", "take", "convene") for t in own.subtree if t.i > own.i)


def _is_convened(page: Page, trigger: Trigger) -> bool:
    """ "The initiative to hold a donors' conference"."""
    before = page.text[max(trigger.sentence.start, trigger.phrase[0] - 40) : trigger.phrase[0]]
    own = trigger.token.dep_ in ("dobj", "obj") and trigger.support
    return own and page.lexicon.before_planned.search(before) is not None


def _is_invited(trigger: Trigger, planned: Container[str]) -> bool:
    """ "I would like to invite you to a working lunch afterwards"."""
    verb = trigger.governor
    if verb is None or verb.lemma_ != "invite" or trigger.token.dep_ != "pobj":
        return False
    return any(t.lower_ in planned for t in (*verb.children, *trigger.token.children))


def _has_official(page: Page, slots: Slots) -> bool:
    """Whether who visits is at least an office, by its word: "the first Minister of Citizenship"."""
    verb, own = slots.trigger.governor, slots.trigger.token
    if slots.trigger.noun and not slots.trigger.support:
        of = [t for p in own.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
        subject = next(iter([t for t in own.children if t.dep_ == "poss"] + of), None)
    else:
        subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    return (
        subject is not None
        and subject.pos_ in ("NOUN", "PROPN")
        and bool(page.lexicon.offices & {form for t in subject.subtree for form in (t.lower_, t.lemma_)})
    )


def is_main(page: Page, slots: Slots, date: str | None, where: Where, named: frozenset[str], main: Draft) -> bool:
    """Whether the mention can be the meeting that the report is about."""
    trigger = slots.trigger
    words = about(trigger)
    if trigger.format == "other" or words & page.lexicon.again:
        return False
    if trigger.noun and any(t.dep_ == "det" and t.lower_ in ("this", "these") for t in trigger.token.children):
        return True
    if comes_for(trigger, page.lexicon.arrival):
        return False
    if not where and (_is_this(trigger) or is_now(trigger)):
        return not _has_official(page, slots)
    if not where and not named and _is_the_one(page, trigger, main) and not words & (page.lexicon.past | page.lexicon.planned):
        return True
    if slots.people and len(set(slots.people) - set(main.people)) > 0 and len(slots.people) > 1:
        return False
    if trigger.format == "visit":
        here = where.country is not None and where.country == main.country and not _has_official(page, slots)
        return here and (date is None or same_day(page, date)) and not words & page.lexicon.past
    if same_day(page, date) and not words & page.lexicon.planned:
        if where and main.format in ("call", "video"):
            return False  # talks at a place, mentioned in a call
        return not named or trigger.format == main.format or "today" in {t.lower_ for t in trigger.token.lefts}
    if words & (page.lexicon.past | page.lexicon.planned):
        return False
    if not where and not named and trigger.format == main.format and words & page.lexicon.determiners and not _is_dated(slots):
        return True
    if date is None and not named:
        same_place = not where or (where.city or where.country) in (main.city, main.country)
        return same_place and not (slots.people and set(slots.people).isdisjoint(main.people))
    return False


def _is_the_one(page: Page, trigger: Trigger, main: Draft) -> bool:
    """ "The meeting was attended by ...": the subject of its clause, with the article, is what the report is about."""
    definite = any(t.dep_ == "det" and t.lower_ == "the" for t in trigger.token.children)
    return trigger.noun and trigger.format == main.format and definite and trigger.token.dep_ in ("nsubj", "nsubjpass")


def _is_this(trigger: Trigger) -> bool:
    """A predicate on the meeting at hand: "this was their first call in 2014"."""
    verb = trigger.governor
    if not trigger.noun or trigger.token.dep_ != "attr" or verb is None:
        return False
    return any(t.dep_ == "nsubj" and t.lower_ in ("this", "it", "that") for t in verb.children)


def is_now(trigger: Trigger) -> bool:
    """ "We are meeting today": the verb in the present progressive."""
    verb = trigger.token
    return verb.tag_ == "VBG" and any(t.dep_ == "aux" and t.tag_ in ("VBP", "VBZ") for t in verb.children)


def _is_dated(slots: Slots) -> bool:
    """Whether the date stands in the noun phrase itself or right after it."""
    trigger = slots.trigger
    return any(trigger.phrase[0] <= t.start and t.start - trigger.end < 20 for t in slots.times)


def same_day(page: Page, date: str | None) -> bool:
    """Whether an ISO date is the day of publication."""
    published = page.reading.document.published
    return date is not None and published is not None and len(date) == 10 and order(date, published) == 0


def is_remembered(page: Page, trigger: Trigger) -> bool:
    """Whether the words before make it an event long past that is only remembered."""
    before = page.text[max(trigger.sentence.start, trigger.phrase[0] - 60) : trigger.phrase[0]]
    return page.lexicon.remembered.search(before) is not None
