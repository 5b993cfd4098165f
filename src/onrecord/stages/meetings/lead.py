"""The trigger of the first sentences of narration that reports the meeting the text is about."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.stages.meetings.owners import is_located
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import about, is_told, is_unreal
from onrecord.stages.meetings.title import Title
from onrecord.stages.meetings.when import date_of, order
from onrecord.stages.meetings.where import Where, place_of

__all__ = ["REMOTE", "is_frame", "lead_of", "reporting", "retold"]

REMOTE = ("call", "video")
_LEAD = 4
_RETOLD = 12
"""Among how many sentences of narration one may say where the meeting was."""


def lead_of(page: Page, found: Sequence[list[Slots]]) -> list[list[Slots]]:
    """The slots of the first sentences of narration, title and headings aside."""
    return _narration(page, found)[:_LEAD]


def _narration(page: Page, found: Sequence[list[Slots]]) -> list[list[Slots]]:
    paragraphs = page.reading.layout.paragraphs
    return [
        slots
        for sentence, slots in zip(page.reading.parse.sentences, found, strict=True)
        if paragraphs[sentence.paragraph].kind == "body" and page.speakers_at(sentence.start) is None
    ]


def reporting(page: Page, lead: Sequence[list[Slots]], title: Title) -> Slots | None:
    """The trigger that reports the meeting, the surest of the first sentence that has one; null where none does."""
    for slots in lead:
        fitting = [s for s in slots if _reports(page, s, title)]
        if fitting:
            return min(fitting, key=_doubt)
    return None


def retold(page: Page, found: Sequence[list[Slots]], chosen: Slots | None) -> Where:
    """Where a later sentence says that the meeting was: "the talks took place in X", "they met at the Y Palace"."""
    for slots in _narration(page, found)[:_RETOLD]:
        for one in slots:
            if one is chosen or not _retells(page, one):
                continue
            sentence = one.trigger.sentence
            alone = all(other is one or is_frame(page, other) for other in slots)
            near = one.places or (page.places_in(sentence.start, sentence.end) if alone else ())
            where = place_of(p for p in near if is_located(page, p, [s.trigger for s in slots]))
            if where.venue or where.city:
                return where
    return Where()


def is_frame(page: Page, slots: Slots) -> bool:
    """Whether a trigger only names the event within which the meeting was: "on the sidelines of the summit in X"."""
    return page.lexicon.framing.search(page.text, slots.trigger.around[0], slots.trigger.phrase[0]) is not None


def _retells(page: Page, slots: Slots) -> bool:
    """Whether a trigger speaks of the meeting reported and says how or where it was held."""
    trigger, words = slots.trigger, about(slots.trigger)
    if trigger.plural or is_unreal(page, trigger) or words & (page.lexicon.past | page.lexicon.planned | page.lexicon.again):
        return False
    date, _ = date_of(slots.times)
    if date is not None and order(date, page.reading.document.published) != 0:
        return False
    if not trigger.noun:
        subject = {t.lower_ for t in trigger.token.children if t.dep_ == "nsubj"}
        return trigger.token.lemma_ == "meet" and trigger.token.tag_ == "VBD" and "they" in subject
    definite = any(t.dep_ in ("det", "poss") and t.lower_ in ("the", "this", "these", "their") for t in trigger.token.children)
    verb, part = trigger.governor, trigger.token.dep_ in ("nsubj", "nsubjpass")
    told = verb is not None and verb.tag_ in ("VBD", "VBN") and verb.lemma_ in page.lexicon.retelling
    return definite and part and told and trigger.format in ("talks", "summit", "other", "ceremony")


def _doubt(slots: Slots) -> tuple[object, ...]:
    trigger = slots.trigger
    return (-min(len(slots.people), 2), trigger.weak, not trigger.support, trigger.start)


def _reports(page: Page, slots: Slots, title: Title) -> bool:
    trigger = slots.trigger
    if trigger.format == "visit" and title.form is None and title.occasion == "visit":
        return bool(slots.people and slots.places) and title.is_announced(page)
    if trigger.plural and not _is_several(slots):
        return False
    if trigger.format in ("visit", "ceremony", "other") or is_unreal(page, trigger):
        return False
    if _is_another(page, slots, title) or (trigger.format == "summit" and title.form not in (None, "summit", "talks")):
        return False
    if (
        title.form in REMOTE
        and trigger.noun
        and not trigger.weak
        and trigger.format not in REMOTE
        and (slots.places or slots.times)
    ):
        return False
    if _is_of_others(page, slots, title):
        return False
    people, parties = set(slots.people), set(page.parties)
    if parties and not people <= parties and not (len(parties) > 1 and parties <= people):
        return False
    own_name = trigger.noun and trigger.token.pos_ == "PROPN" and not trigger.support
    if (trigger.format == "summit" or own_name) and len(slots.people) < 2:
        return False
    if len(slots.people) > 1:
        return True
    return _with_rest_of_sentence(page, slots, bool(slots.people))


def _is_several(slots: Slots) -> bool:
    """A plural that counts meetings with several by name: "had telephone conversations with X and Y"."""
    return slots.trigger.support and len(slots.people) > 2


def _is_of_others(page: Page, slots: Slots, title: Title) -> bool:
    """Whether the title names the two sides and these are not they: "his talks with Y" in a report on a call of X and Z."""
    named = {i for i in page.parties if title.form is not None and title.names(page.actor(i).name)}
    people = set(slots.people)
    return len(named) > 1 and bool(people) and not people <= named and not named <= people


def _is_another(page: Page, slots: Slots, title: Title) -> bool:
    """Whether the words make it an earlier or a coming meeting: "the results of his talks in May", "the upcoming summit"."""
    trigger = slots.trigger
    if about(trigger) & page.lexicon.planned and not is_told(trigger):
        return True
    date, _ = date_of(slots.times)
    if date is not None and len(date) < 10 and not trigger.support:
        return True
    lies = order(date, page.reading.document.published) if date is not None else 0
    if lies == 1 or (lies == -1 and title.form not in (None, trigger.format) and trigger.noun and not trigger.support):
        return True
    if trigger.support or not trigger.noun:
        return False
    if not slots.people and page.lexicon.of_body.match(page.text, trigger.end):
        return True
    before = page.text[max(trigger.sentence.start, trigger.phrase[0] - 40) : trigger.phrase[0]]
    return page.lexicon.results.search(before) is not None


def _with_rest_of_sentence(page: Page, slots: Slots, some: bool) -> bool:
    """A trigger whose people the parse did not bind whole: both sides stand in its sentence, or one of a page with one party."""
    trigger = slots.trigger
    named = {i for m in page.mentions_in(*trigger.around) for i in m.actors if i in page.parties}
    if not (trigger.support or not trigger.weak):
        return False
    if not named and trigger.support and not trigger.weak and trigger.token.dep_ in ("nsubj", "nsubjpass"):
        return True
    return len(named) > 1 or (some and not trigger.weak) or (bool(named) and len(page.parties) < 2 and trigger.support)
