"""Political events in the terms of PLOVER: consultations from the meetings, acts of speech from the statements, and what the
words of each sentence tell of.

The code book's rules: the visitor is the actor and the host the recipient of a visit, where the two cannot be told all take
part as actors; a meeting to come, an invitation and a promise of cooperation are AGREE; a warning is THREATEN only where it
threatens. An event that somebody tells of has the statement as its source: the speaker is the source of the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.identity import finding_ids
from onrecord.model import Event
from onrecord.reading import Reading
from onrecord.stages.events.accept import accepted
from onrecord.stages.events.consultations import consultations
from onrecord.stages.events.draft import Draft
from onrecord.stages.events.sentences import events_of_sentence, events_of_sentences
from onrecord.stages.events.speech import acts_of_speech
from onrecord.tables import Knowledge

__all__ = ["VERSION", "events_of_sentence", "run"]

VERSION = 2
_BY = f"events@{VERSION}"


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.events`` for every reading of the batch."""
    for reading in readings:
        reading.events = _events(reading, knowledge)


def _events(reading: Reading, knowledge: Knowledge) -> tuple[Event, ...]:
    meetings = list(consultations(reading, knowledge))
    said = [d for d in acts_of_speech(reading, knowledge) if not any(_is_agreed(d, m) for m in meetings)]
    told = [_with_its_meeting(d, meetings) for d in said]
    drafts = [*(m for m in meetings if not any(_holds(d, m) for d in said)), *told]
    drafts += accepted(reading, events_of_sentences(reading, knowledge), drafts, knowledge)
    drafts.sort(key=lambda d: (d.evidence[0].start, d.evidence[0].end, d.type))
    ids = finding_ids(reading.document, "event", [d.evidence for d in drafts])
    return tuple(_event(draft, own) for draft, own in zip(drafts, ids, strict=True))


def _is_agreed(said: Draft, meeting: Draft) -> bool:
    """Whether what was said is the agreement on that meeting: "they agreed to meet in X" is one event."""
    return _holds(said, meeting) and {p.id for p in said.actors} == {p.id for p in meeting.actors}


def _holds(said: Draft, meeting: Draft) -> bool:
    """Whether a meeting to come is what somebody agreed to, or invited others to."""
    if not said.type == meeting.type == "AGREE":
        return False
    return said.evidence[0].start <= meeting.evidence[0].start and meeting.evidence[-1].end <= said.evidence[-1].end


def _with_its_meeting(said: Draft, meetings: Sequence[Draft]) -> Draft:
    """An invitation with the date and the place of the meeting that it is to, where those are told."""
    found = next((m for m in meetings if _holds(said, m)), None)
    return said if found is None else replace(said, date=found.date or said.date, place=found.place)


def _event(draft: Draft, own: str) -> Event:
    return Event(
        id=own,
        type=draft.type,
        mode=draft.mode,
        auxiliary=draft.auxiliary,
        contexts=draft.contexts,
        actors=draft.actors,
        recipients=draft.recipients,
        date=draft.date,
        place=draft.place,
        reported_by=draft.reported_by,
        evidence=draft.evidence,
        confidence=round(draft.confidence, 2),
        by=_BY,
    )
