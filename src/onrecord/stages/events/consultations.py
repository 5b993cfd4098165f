"""Consultations: an event for each meeting of the report, by the code book's rules on visits and on what is to come."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lookups.topics import topics_of
from onrecord.model import Meeting, Person
from onrecord.reading import Reading
from onrecord.stages.events.draft import Draft, without_mention
from onrecord.stages.events.told import told_by
from onrecord.tables import Knowledge

__all__ = ["consultations"]

_REMOTE = ("call", "video")
_FORMS = ("talks", "summit", "visit", "call", "video")
_MOST_TOPICS = 3
_TRUST = 0.95


def consultations(reading: Reading, knowledge: Knowledge) -> Iterator[Draft]:
    """An event for each meeting with known participants: CONSULT, or AGREE where it is to come.

    The visitor is the actor and the host the recipient; where the two cannot be told, all take part as actors.
    """
    for meeting in reading.meetings:
        least = 1 if meeting.format == "visit" else 2
        if len(meeting.participants) < least or meeting.format not in _FORMS:
            continue
        planned = meeting.status == "planned"
        actors, recipients = _sides(meeting)
        told = told_by(reading, meeting.evidence[0].start) if meeting.status != "held" else None
        yield Draft(
            "AGREE" if planned else "CONSULT",
            None if planned else _mode(meeting, bool(recipients)),
            ("historical",) if meeting.status == "past" else (),
            _contexts(meeting, knowledge),
            (*actors, *recipients) if planned else actors,
            () if planned else recipients,
            meeting.date,
            meeting.city or meeting.venue or meeting.country,
            told.id if told is not None else None,
            meeting.evidence,
            meeting.confidence * _TRUST,
        )


def _sides(meeting: Meeting) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Visitors and hosts; all as actors where the two cannot be told."""
    plain = tuple(without_mention(p) for p in meeting.participants)
    hosts = tuple(p for p in plain if meeting.host is not None and p.id == meeting.host.id)
    guests = tuple(p for p in plain if p not in hosts)
    return (guests, hosts) if hosts and guests and meeting.format not in _REMOTE else (plain, ())


def _mode(meeting: Meeting, hosted: bool) -> str | None:
    countries = {p.country for p in meeting.participants if p.country}
    if meeting.format in _REMOTE:
        return "phone"
    if meeting.format == "summit" or len(countries) > 2:
        return "multilateral"
    if hosted or meeting.format == "visit":
        return "visit"
    third = meeting.country is not None and len(countries) > 1 and meeting.country not in countries
    return "third-party" if third else None


def _contexts(meeting: Meeting, knowledge: Knowledge) -> tuple[str, ...]:
    """Diplomacy, and what the talks were about where the report says so."""
    about = topics_of(" ".join(span.text for span in meeting.agenda), knowledge)
    return tuple(dict.fromkeys(("diplomatic", *about[:_MOST_TOPICS])))
