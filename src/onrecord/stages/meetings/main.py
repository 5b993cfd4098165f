"""The meeting that the report is about, from its title, its first sentences and its transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Status, VisitType
from onrecord.reading import Time
from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.form import format_of
from onrecord.stages.meetings.initiator import initiator_of
from onrecord.stages.meetings.lead import REMOTE, lead_of, reporting
from onrecord.stages.meetings.located import told_place, with_city
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import is_future
from onrecord.stages.meetings.title import Title, title_of
from onrecord.stages.meetings.when import date_of, order
from onrecord.stages.meetings.where import Where

__all__ = ["clause_of", "held_apart", "main_meeting"]

_OPENING = 300
"""How far into the first paragraph a word of occasion is looked for, in characters."""
_STEPS = 10
"""How far up the tree from a time its clause is looked for."""
_NEAR = 6
"""Among how many sentences the one is looked for that speaks of what the title names."""


def main_meeting(page: Page, found: Sequence[list[Slots]]) -> tuple[Draft, Slots | None] | None:
    """The main meeting, and the slots of the trigger that reports it; null where the text tells of none.

    ``found`` are the slots of every sentence of the parse, in order.
    """
    title = title_of(page)
    lead = lead_of(page, found)
    chosen = reporting(page, lead, title)
    if chosen is None and title.form is None and not _is_occasion(page, title):
        return None
    return _draft(page, chosen, lead, title, found), chosen


def held_apart(page: Page, draft: Draft, chosen: Slots | None) -> list[Draft]:
    """The further meetings of a plural: of "telephone conversations with X and Y" the draft keeps that with X."""
    if (
        chosen is None
        or not chosen.trigger.plural
        or len(draft.people) < 3
        or page.lexicon.are_one.search(page.text, *chosen.sentence)
    ):
        return []
    own, first, *others = draft.people
    draft.people = (own, first)
    return [replace(draft, people=(own, other), host=None, initiator=None, agenda=()) for other in others]


def _is_occasion(page: Page, title: Title) -> bool:
    """Whether a report that names no meeting is of an occasion at which somebody was, and not of a message or a law."""
    if not page.parties or page.lexicon.no_occasion.search(title.text):
        return False
    body = next((p for p in page.reading.layout.paragraphs if p.kind in ("body", "turn")), None)
    if body is None or page.reading.layout.turns or len(page.parties) > 1:
        return True
    return any(
        page.lexicon.occasion.search(text) for text in (title.text, page.text[body.start : min(body.end, body.start + _OPENING)])
    )


def _draft(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]], title: Title, found: Sequence[list[Slots]]) -> Draft:
    form = format_of(page, chosen, title)
    people = _people(page, chosen, title)
    if form == "call" and len(people) < 2 and title.form != "call" and not (chosen and chosen.trigger.addressed):
        form = title.form or title.occasion or "other"
    where = Where() if form in REMOTE else with_city(page, told_place(page, chosen, lead, title, found, people))
    announced = title.is_announced(page) or (
        chosen is not None and not chosen.trigger.weak and is_future(chosen.trigger, page.lexicon.future)
    )
    status: Status = "planned" if announced else "held"
    draft = Draft(form, status, _evidence(page, chosen), _confidence(chosen, people, title), people=people)
    draft.venue, draft.city, draft.country = where.venue, where.city, where.country
    _date(page, chosen, lead, draft)
    draft.visit_type = None if form in REMOTE else _visit_type(page, title)
    draft.host = None if form in REMOTE else _host(page, chosen, draft)
    draft.initiator = initiator_of(page, chosen, draft, title) if form in REMOTE else None
    draft.stated = {i: (m.start, m.end) for m in reversed(chosen.stated) for i in m.actors} if chosen else {}
    draft.agenda = tuple((c.start, c.end) for s in page.reading.statements if s.act == "discuss" for c in s.content)
    return draft


def _people(page: Page, chosen: Slots | None, title: Title) -> tuple[int, ...]:
    """Those whom the reporting clause or the title names, whichever names more; else all parties."""
    own = chosen.people if chosen else ()
    among = page.parties if len(page.parties) > 1 else page.people
    named = tuple(i for i in among if title.form is not None and title.names(page.actor(i).name))
    most = max(own, named, key=len)
    return most if len(most) > 1 else page.parties or own


def _date(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]], draft: Draft) -> None:
    """The date that the lead states, else the day of publication: the report tells of the meeting as of that day."""
    published = page.reading.document.published
    date, inferred = date_of(chosen.times) if chosen else (None, None)
    if date is None and chosen is not None and chosen.trigger.token.lemma_ != "discuss":
        date, inferred = date_of(_free_times(page, chosen, lead))
    if date is not None and published and draft.status == "held" and (len(date) != 10 or order(date, published) == 1):
        date = None
    draft.date = date or (published if draft.status == "held" else None)
    if draft.date is None and draft.status == "held":
        inferred = inferred or page.reading.written
    draft.inferred = inferred if draft.date is None or draft.date.startswith("-") else None


def _free_times(page: Page, chosen: Slots, lead: Sequence[list[Slots]]) -> list[Time]:
    """The times of the reporting sentence, near the trigger, that belong to no other."""
    start, end = chosen.sentence
    taken = {t.start for slots in lead for other in slots if other is not chosen for t in other.times}
    near = page.times_in(start, min(end, chosen.trigger.end + 160))
    return [t for t in near if t.start not in taken and not _is_of_another(page, chosen, t)]


def _is_of_another(page: Page, chosen: Slots, time: Time) -> bool:
    """Whether the time stands in a clause on some other thing: "the victims of a crash that took place on 20 August"."""
    trigger = chosen.trigger
    own = [trigger.token.i, *([trigger.governor.i] if trigger.governor is not None else [])]
    token = page.root_of(time.start, time.end)
    for _ in range(_STEPS):
        if token is None or token.head.i == token.i or token.i in own:
            return False
        if token.dep_ == "relcl":
            return bool(token.head.i != trigger.token.i)
        token = token.head
    return False


def _visit_type(page: Page, title: Title) -> VisitType | None:
    body = next((p for p in page.reading.layout.paragraphs if p.kind == "body"), None)
    stretch = f"{title.text} {page.text[body.start : min(body.end, body.start + 600)] if body else ''}"
    return next((kind for kind, pattern in page.lexicon.visit_type if pattern.search(stretch)), None)


def _host(page: Page, chosen: Slots | None, draft: Draft) -> int | None:
    if chosen is not None and chosen.host is not None:
        return chosen.host
    at_home = [i for i in draft.people if draft.country and page.actor(i).country == draft.country]
    return at_home[0] if len({page.actor(i).country for i in draft.people}) > 1 and len(at_home) == 1 else None


def _evidence(page: Page, chosen: Slots | None) -> tuple[int, int]:
    if chosen is not None:
        return clause_of(chosen)
    for turn in page.reading.layout.turns:
        for piece in turn.pieces:
            found = page.reading.parse.beginning_in(*piece)
            meeting = next((s for s in found if page.lexicon.at_hand.search(page.text, s.start, s.end)), None)
            if meeting is not None:
                return meeting.start, meeting.end
    kinds = page.reading.layout.paragraphs
    told = [s for s in page.reading.parse.sentences if kinds[s.paragraph].kind in ("body", "turn")]
    near = next((s for s in told[:_NEAR] if page.lexicon.spoken_of.search(page.text, s.start, s.end)), None)
    if near is not None:
        return near.start, near.end
    first = next(iter(told or page.reading.parse.sentences), None)
    return (first.start, first.end) if first else (0, 0)


def clause_of(slots: Slots) -> tuple[int, int]:
    """The shortest stretch of the sentence that holds the trigger and all that belongs to it."""
    trigger = slots.trigger
    pieces = [(trigger.phrase[0], trigger.end)]
    pieces += [(x.start, x.end) for group in (slots.places, slots.times, slots.stated) for x in group]
    if (
        trigger.governor is not None
        and trigger.support
        and (trigger.governor.i < trigger.token.i or trigger.token.dep_ == "nsubjpass")
    ):
        pieces.append(trigger.sentence.at(trigger.governor))
    if not trigger.noun:
        pieces += [trigger.sentence.at(t) for t in trigger.token.lefts if t.dep_ in ("nsubj", "aux")]
    start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
    return max(start, trigger.sentence.start), min(end, trigger.sentence.end)


def _confidence(chosen: Slots | None, people: Sequence[int], title: Title) -> float:
    sure = 0.5 + 0.2 * (chosen is not None) + 0.1 * (title.form is not None) + 0.15 * (len(people) > 1)
    return min(sure, 0.95)
