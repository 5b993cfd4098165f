"""The meeting that the report is about, from its title, its first sentences and its transcript."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Format, VisitType
from onrecord.reading import Sentence
from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.status import is_unreal
from onrecord.stages.meetings.triggers import Trigger
from onrecord.stages.meetings.when import date_of, order
from onrecord.stages.meetings.where import Where, hall_in, place_of, welcomed_to

__all__ = ["clause_of", "main_meeting"]

_LEAD = 4
_REMOTE = ("call", "video")


def main_meeting(page: Page, found: Sequence[list[Slots]]) -> tuple[Draft, Slots | None] | None:
    """The main meeting, and the slots of the trigger that reports it; null where the text tells of none.

    ``found`` are the slots of every sentence of the parse, in order.
    """
    lead = _lead(page, found)
    chosen = _reporting(page, lead)
    if chosen is None and not page.parties:
        return None
    draft = _draft(page, chosen, lead)
    return draft, chosen


def _lead(page: Page, found: Sequence[list[Slots]]) -> list[list[Slots]]:
    """The slots of the first sentences of narration, title and headings aside."""
    kinds = page.reading.layout.paragraphs
    narration = [
        slots
        for sentence, slots in zip(page.reading.parse.sentences, found, strict=True)
        if kinds[sentence.paragraph].kind == "body" and page.speakers_at(sentence.start) is None
    ]
    return narration[:_LEAD]


def _reporting(page: Page, lead: Sequence[list[Slots]]) -> Slots | None:
    """The first trigger of the lead that reports a meeting of a party, the surest form first within a sentence."""
    for slots in lead:
        fitting = [s for s in slots if _reports(page, s)]
        if fitting:
            return min(fitting, key=lambda s: (s.trigger.weak, not s.trigger.support, s.trigger.start))
    return None


def _reports(page: Page, slots: Slots) -> bool:
    trigger = slots.trigger
    if trigger.plural or is_unreal(page, trigger) or trigger.format in ("visit", "ceremony"):
        return False
    if not any(i in page.parties for i in slots.people):
        return _by_rest_of_sentence(page, slots)
    return not trigger.weak or len(slots.people) > 1 or (trigger.support and _by_rest_of_sentence(page, slots))


def _by_rest_of_sentence(page: Page, slots: Slots) -> bool:
    """A trigger whose people the parse did not bind, where both sides stand in its sentence: "said at a meeting with his counterpart"."""
    sentence = slots.trigger.sentence
    named = {i for m in page.mentions_in(sentence.start, sentence.end) for i in m.actors if i in page.parties}
    return len(named) > 1 and (slots.trigger.support or not slots.trigger.weak)


def _draft(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]]) -> Draft:
    form = _format(page, chosen)
    people = _people(page, chosen)
    where = Where() if form in _REMOTE else _where(page, chosen, lead)
    draft = Draft(form, "held", _evidence(page, chosen), _confidence(page, chosen, people), people=people)
    draft.venue, draft.city, draft.country = where.venue, where.city, where.country
    _date(page, chosen, lead, draft)
    draft.visit_type = _visit_type(page)
    draft.host = _host(page, chosen, draft)
    draft.initiator = _initiator(page, chosen, draft)
    draft.stated = {i: (m.start, m.end) for m in reversed(chosen.stated) for i in m.actors} if chosen else {}
    draft.agenda = _agenda(page)
    return draft


def _format(page: Page, chosen: Slots | None) -> Format:
    title = _title(page)
    named = _title_format(page, title)
    if chosen is None:
        return (named or "talks") if len(page.parties) > 1 else "other"
    form = chosen.trigger.format
    if form == "talks" and (chosen.trigger.weak or named in _REMOTE) and named is not None:
        return named
    if form == "call" and named == "video":
        return named
    if (
        form == "call"
        and named == "talks"
        and not page.lexicon.call.search(page.text, chosen.trigger.sentence.start, chosen.trigger.sentence.end)
    ):
        return "talks" if _says_meeting(title) else form
    return form


def _says_meeting(title: str) -> bool:
    return "meet" in title.casefold()


def _title(page: Page) -> str:
    """The title, from the document or from the text that opens with it."""
    own = " ".join(page.text[p.start : p.end] for p in page.reading.layout.paragraphs if p.kind == "title")
    return f"{page.reading.document.title or ''} {own}".strip()


def _title_format(page: Page, title: str) -> Format | None:
    """The form that the title gives: by its words on phone and video, else by the first noun that is a form."""
    words = page.lexicon
    if words.video.search(title):
        return "video"
    if words.call.search(title):
        return "call"
    for word in title.replace("’", " ").split():
        plain = word.strip(".,:;()'\"").casefold()
        form = words.nouns.get(plain) or words.nouns.get(plain.removesuffix("s"))
        if form is not None and form not in ("visit", "ceremony"):
            return form
        verb = words.verbs.get(
            {"met": "meet", "meets": "meet", "spoke": "speak", "speaks": "speak", "talks": "talk"}.get(plain, plain)
        )
        if verb is not None and plain != "discuss":
            return verb.format
    return "talks" if any(w.casefold().startswith("conversation") for w in title.split()) else None


def _people(page: Page, chosen: Slots | None) -> tuple[int, ...]:
    own = tuple(i for i in chosen.people if i in page.parties) if chosen else ()
    if len(own) > 1:
        return own
    return page.parties or own


def _where(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]]) -> Where:
    found = place_of(chosen.places) if chosen else Where()
    if chosen is not None:
        sentence = chosen.trigger.sentence
        found = found.filled(Where(venue=hall_in(page, sentence.start, sentence.end))) if not found.venue else found
        found = found.filled(_rest_of(page, sentence))
    for slots in lead:
        for other in slots:
            if other is not chosen and _frames(page, other):
                found = found.filled(place_of(other.places))
    found = found.filled(_dateline(page))
    return found.filled(_from_speech(page))


def _rest_of(page: Page, sentence: Sentence) -> Where:
    """A place of the lead sentence that no trigger claimed: "who is in Kyiv on a working visit"."""
    return place_of(
        p for p in page.places_in(sentence.start, sentence.end) if p.preposition in ("in", "at", "to") and _is_here(page, p.start)
    )


def _is_here(page: Page, at: int) -> bool:
    token = page.token_at(at)
    for _ in range(4):
        if token is None or token.head.i == token.i:
            return False
        token = token.head
        if token.lemma_ in ("be", "arrive", "come") and token.dep_ in ("relcl", "advcl"):
            return True
    return False


def _frames(page: Page, slots: Slots) -> bool:
    """A visit in the lead that frames the talks: "in the framework of his visit to Hungary"."""
    trigger = slots.trigger
    if trigger.format != "visit" or not slots.places:
        return False
    date, _ = date_of(slots.times)
    return date is None or order(date, page.reading.document.published) == 0


def _dateline(page: Page) -> Where:
    at = page.reading.layout.dateline
    return place_of(p for p in page.places_in(*at) if p.kind == "city") if at else Where()


def _from_speech(page: Page) -> Where:
    turns = [piece for turn in page.reading.layout.turns for piece in turn.pieces]
    marks = [(q.start, q.end) for q in page.reading.quotations if q.depth == 0]
    return welcomed_to(page, turns or marks, ())


def _date(page: Page, chosen: Slots | None, lead: Sequence[list[Slots]], draft: Draft) -> None:
    published = page.reading.document.published
    times = list(chosen.times) if chosen else []
    date, inferred = date_of(times)
    if date is None and chosen is not None:
        date, inferred = date_of(
            page.times_in(chosen.trigger.sentence.start, min(chosen.trigger.sentence.end, chosen.trigger.end + 160))
        )
    if date is not None and published and (len(date) != 10 or (order(date, published) or 0) == 1):
        date = None
    draft.date = date or published
    draft.inferred = inferred if draft.date is None or draft.date.startswith("-") else None


def _visit_type(page: Page) -> VisitType | None:
    body = next((p for p in page.reading.layout.paragraphs if p.kind == "body"), None)
    stretch = f"{_title(page)} {page.text[body.start : min(body.end, body.start + 600)] if body else ''}"
    return next((kind for kind, pattern in page.lexicon.visit_type if pattern.search(stretch)), None)


def _host(page: Page, chosen: Slots | None, draft: Draft) -> int | None:
    if draft.format in _REMOTE:
        return None
    if chosen is not None and chosen.host is not None:
        return chosen.host
    at_home = [i for i in draft.people if draft.country and page.actor(i).country == draft.country]
    return at_home[0] if len({page.actor(i).country for i in draft.people}) > 1 and len(at_home) == 1 else None


def _initiator(page: Page, chosen: Slots | None, draft: Draft) -> int | None:
    """Who began a call: the caller, or the side that "at the initiative of" names."""
    if draft.format not in _REMOTE:
        return None
    if chosen is not None and chosen.caller is not None:
        return chosen.caller
    body = [p for p in page.reading.layout.paragraphs if p.kind == "body"]
    stretch = (body[0].start, min(body[-1].end, body[0].start + 900)) if body else (0, 0)
    before = page.lexicon.initiated_by.search(page.text, *stretch)
    if before is not None:
        return _side(page, before.end(), before.end() + 60, draft)
    after = page.lexicon.initiative_of.search(page.text, *stretch)
    return _side(page, max(stretch[0], after.start() - 40), after.start(), draft) if after else None


def _side(page: Page, start: int, end: int, draft: Draft) -> int | None:
    for mention in page.mentions_in(start, end):
        among = [i for i in mention.actors if i in draft.people]
        if len(among) == 1:
            return among[0]
    codes = [f.code for f in page.countries.find(page.text, start, end)]
    among = [i for i in draft.people if page.actor(i).country in codes[:1]]
    return among[0] if len(among) == 1 else None


def _agenda(page: Page) -> tuple[tuple[int, int], ...]:
    return tuple((c.start, c.end) for s in page.reading.statements if s.act == "discuss" for c in s.content)


def _evidence(page: Page, chosen: Slots | None) -> tuple[int, int]:
    if chosen is not None:
        return clause_of(chosen)
    for turn in page.reading.layout.turns:
        if turn.pieces:
            sentence = page.sentence_at(turn.pieces[0][0])
            return (sentence.start, sentence.end) if sentence else turn.pieces[0]
    first = next(iter(page.reading.parse.sentences), None)
    return (first.start, first.end) if first else (0, 0)


def clause_of(slots: Slots) -> tuple[int, int]:
    """The shortest stretch of the sentence that holds the trigger and all that belongs to it."""
    trigger: Trigger = slots.trigger
    pieces = [(trigger.phrase[0], trigger.end)]
    pieces += [(x.start, x.end) for group in (slots.places, slots.times, slots.stated) for x in group]
    if trigger.governor is not None and trigger.support:
        pieces.append(trigger.sentence.at(trigger.governor))
    start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
    return max(start, trigger.sentence.start), min(end, trigger.sentence.end)


def _confidence(page: Page, chosen: Slots | None, people: tuple[int, ...]) -> float:
    if chosen is None:
        return 0.6 if len(people) > 1 else 0.4
    return 0.95 if len(people) > 1 else 0.75
