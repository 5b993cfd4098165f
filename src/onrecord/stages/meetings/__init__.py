"""Who met, where and when: the meeting that the report is about, and those that it mentions."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.identity import finding_ids
from onrecord.lookups.people import people as office_holders
from onrecord.model import Meeting, Person
from onrecord.reading import Reading
from onrecord.stages.meetings.attending import attending
from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.here import with_implied
from onrecord.stages.meetings.main import held_apart, main_meeting
from onrecord.stages.meetings.mentioned import mentioned
from onrecord.stages.meetings.merge import merged
from onrecord.stages.meetings.page import Page, page_of
from onrecord.stages.meetings.slots import slots_of
from onrecord.stages.meetings.triggers import triggers_in
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 3
_BY = f"meetings@{VERSION}"


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.meetings`` for every reading of the batch."""
    for reading in readings:
        reading.meetings = _meetings(page_of(reading, knowledge))


def _meetings(page: Page) -> tuple[Meeting, ...]:
    page.place(with_implied(page))
    found = [slots_of(page, tuple(triggers_in(page, sentence))) for sentence in page.reading.parse.sentences]
    main = main_meeting(page, found)
    if main is None:
        return ()
    draft, reporting = main
    draft.people = tuple(dict.fromkeys((*draft.people, *attending(page))))
    apart = held_apart(page, draft, reporting)
    drafts = [draft, *apart, *merged(mentioned(page, found, draft, reporting))]
    evidence = [(page.reading.span(*d.evidence),) for d in drafts]
    ids = finding_ids(page.reading.document, "meeting", evidence)
    return tuple(_meeting(page, d, own) for d, own in zip(drafts, ids, strict=True))


def _meeting(page: Page, draft: Draft, own: str) -> Meeting:
    reading = page.reading
    return Meeting(
        id=own,
        format=draft.format,
        status=draft.status,
        visit_type=draft.visit_type,
        date=draft.date,
        date_inferred=draft.inferred,
        venue=draft.venue,
        city=draft.city,
        country=draft.country,
        host=_person(page, draft, draft.host),
        initiator=_person(page, draft, draft.initiator),
        agenda=tuple(reading.span(*at) for at in draft.agenda),
        participants=(
            *(p for i in draft.people if (p := _person(page, draft, i)) is not None),
            *(p for code in draft.absent if (p := _leader(page, code)) is not None),
        ),
        evidence=(reading.span(*draft.evidence),),
        confidence=round(draft.confidence, 2),
        by=_BY,
    )


def _leader(page: Page, code: str) -> Person | None:
    """Who led a country on the day of the report, where the tables know one person."""
    on = page.reading.document.published
    held = office_holders(page.knowledge).holding("leader", code, on) if on else ()
    return Person(held[0].name, held[0].id, held[0].role, code, None) if len({h.id for h in held}) == 1 else None


def _person(page: Page, draft: Draft, index: int | None) -> Person | None:
    if index is None:
        return None
    at = draft.stated.get(index)
    return page.actor(index).person(page.reading.span(*at) if at else None)
