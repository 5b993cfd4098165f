"""Political events in the terms of the PLOVER code book: consultations from the meetings, verbal events from what is said.

The code book's rules: the visitor is the actor and the host the recipient of a visit, where the two cannot be told all take
part as actors; a meeting to come, an invitation and a promise of cooperation are AGREE; a warning is THREATEN only where it
threatens. An event that somebody tells of has the statement as its source: the speaker is the source of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.identity import finding_ids
from onrecord.lookups.topics import topics_of
from onrecord.model import Event, Meeting, Person, Span, Statement
from onrecord.reading import Mention, Reading
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 1
_BY = f"events@{VERSION}"
_REMOTE = ("call", "video")
_MEETING_FORMS = ("talks", "summit", "visit", "call", "video")
_VERBAL = 0.7
_MOST_TOPICS = 3
_LONG = 500
"""Contents longer than this (characters) are speeches: their words do not settle what the act of speech is about."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    acts: Mapping[str, str]
    needs: Mapping[str, re.Pattern[str]]
    not_for: Mapping[str, re.Pattern[str]]
    modes: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    default_mode: Mapping[str, str]
    threat: re.Pattern[str]
    agreement: re.Pattern[str]
    opening: frozenset[str]
    neutral: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Draft:
    type: str
    mode: str | None
    auxiliary: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Person, ...]
    recipients: tuple[Person, ...]
    date: str | None
    place: str | None
    reported_by: str | None
    evidence: tuple[Span, ...]
    confidence: float


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.events`` for every reading of the batch."""
    for reading in readings:
        reading.events = _events(reading, knowledge)


def _events(reading: Reading, knowledge: Knowledge) -> tuple[Event, ...]:
    meetings = list(_consultations(reading, knowledge))
    drafts = [*meetings, *(d for d in _verbal(reading, knowledge) if not any(_is_agreed(d, m) for m in meetings))]
    drafts.sort(key=lambda d: (d.evidence[0].start, d.evidence[0].end, d.type))
    ids = finding_ids(reading.document, "event", [d.evidence for d in drafts])
    return tuple(_event(draft, own) for draft, own in zip(drafts, ids, strict=True))


def _is_agreed(said: _Draft, meeting: _Draft) -> bool:
    """Whether what was said is the agreement on that meeting: "they agreed to meet in X" is one event."""
    if not said.type == meeting.type == "AGREE" or {p.id for p in said.actors} != {p.id for p in meeting.actors}:
        return False
    return said.evidence[0].start <= meeting.evidence[0].start and meeting.evidence[-1].end <= said.evidence[-1].end


def _event(draft: _Draft, own: str) -> Event:
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


def _consultations(reading: Reading, knowledge: Knowledge) -> Iterator[_Draft]:
    """An event for each meeting with known participants: CONSULT, or AGREE where it is to come."""
    for meeting in reading.meetings:
        least = 1 if meeting.format == "visit" else 2
        if len(meeting.participants) < least or meeting.format not in _MEETING_FORMS:
            continue
        planned = meeting.status == "planned"
        actors, recipients = _sides(meeting)
        yield _Draft(
            "AGREE" if planned else "CONSULT",
            None if planned else _mode(meeting, bool(recipients)),
            ("historical",) if meeting.status == "past" else (),
            _contexts(reading, meeting, knowledge),
            (*actors, *recipients) if planned else actors,
            () if planned else recipients,
            meeting.date,
            meeting.city or meeting.venue or meeting.country,
            _told_by(reading, meeting.evidence[0]) if meeting.status != "held" else None,
            meeting.evidence,
            meeting.confidence * 0.95,
        )


def _sides(meeting: Meeting) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Visitors and hosts; all as actors where the two cannot be told."""
    plain = tuple(_without_mention(p) for p in meeting.participants)
    hosts = tuple(p for p in plain if meeting.host is not None and p.id == meeting.host.id)
    guests = tuple(p for p in plain if p not in hosts)
    return (guests, hosts) if hosts and guests and meeting.format not in _REMOTE else (plain, ())


def _without_mention(person: Person) -> Person:
    return Person(person.name, person.id, person.role, person.country, None, person.candidates, person.why)


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


def _contexts(reading: Reading, meeting: Meeting, knowledge: Knowledge) -> tuple[str, ...]:
    """Diplomacy, and what the talks were about where the report says so."""
    about = topics_of(" ".join(span.text for span in meeting.agenda), knowledge)
    return tuple(dict.fromkeys(("diplomatic", *about[:_MOST_TOPICS])))


def _told_by(reading: Reading, evidence: Span) -> str | None:
    """The statement in whose content the evidence stands."""
    for statement in reading.statements:
        if any(c.start <= evidence.start and evidence.end <= c.end for c in statement.content):
            return statement.id
    return None


def _verbal(reading: Reading, knowledge: Knowledge) -> Iterator[_Draft]:
    """Events from acts of speech that have a cue and known speakers; a transcript's turns are speeches, not acts."""
    lexicon = knowledge.derived(_lexicon)
    for statement in reading.statements:
        if (
            statement.cue is None
            or not statement.content
            or statement.restates
            or any(p.name is None for p in statement.speakers)
        ):
            continue
        draft = _from_statement(reading, statement, lexicon) if statement.speakers else None
        if draft is not None:
            yield draft


def _from_statement(reading: Reading, statement: Statement, lexicon: _Lexicon) -> _Draft | None:
    words = " ".join(span.text for span in statement.content)
    cue = statement.cue.text if statement.cue else ""
    kind = _kind(statement, cue, words, lexicon)
    if kind is None or not _fits(kind, f"{cue} {words}", lexicon):
        return None
    return _Draft(
        kind,
        _mode_of(kind, f"{cue} {words[:_LONG]}", lexicon),
        (),
        statement.topics[:_MOST_TOPICS],
        tuple(_without_mention(p) for p in statement.speakers),
        _recipients(reading, statement) if kind not in ("AGREE",) else (),
        _day(reading),
        None,
        None,
        _evidence(reading, statement),
        _VERBAL * statement.confidence,
    )


def _kind(statement: Statement, cue: str, words: str, lexicon: _Lexicon) -> str | None:
    """The type of the act, null where it is none."""
    kind = lexicon.acts.get(statement.act)
    if statement.act == "pledge" and lexicon.threat.search(words):
        return "THREATEN"
    if statement.kind == "direct" and cue.casefold() in lexicon.neutral and kind != "ACCUSE":
        return None
    if (
        statement.act == "agree"
        and words.split(maxsplit=1)[0].casefold() not in lexicon.opening
        and not lexicon.agreement.search(words)
    ):
        return None
    return kind


def _fits(kind: str, words: str, lexicon: _Lexicon) -> bool:
    needed, excluded = lexicon.needs.get(kind), lexicon.not_for.get(kind)
    return (needed is None or needed.search(words) is not None) and (excluded is None or excluded.search(words[:80]) is None)


def _mode_of(kind: str, words: str, lexicon: _Lexicon) -> str | None:
    found = (mode for mode, pattern in lexicon.modes.get(kind, ()) if pattern.search(words))
    return next(found, lexicon.default_mode.get(kind))


def _recipients(reading: Reading, statement: Statement) -> tuple[Person, ...]:
    """The one other side that the content names; none where it names several, or in a quotation, which may only address them."""
    if statement.kind == "direct":
        return ()
    own = {p.id for p in statement.speakers} | {p.country for p in statement.speakers}
    found: dict[str, Person] = {}
    for piece in statement.content:
        for mention in reading.mentions:
            if piece.start <= mention.start < piece.end and not _is_part_of_name(reading.text, mention):
                for actor in (reading.cast[i] for i in mention.actors):
                    if actor.id not in own and actor.country not in own and (actor.kind != "body" or actor.country):
                        key: str = actor.country or actor.id or actor.name
                        found.setdefault(key, actor.person())
    return tuple(found.values()) if len(found) == 1 else ()


def _is_part_of_name(text: str, mention: Mention) -> bool:
    """Whether a hyphen ties it to another word: the country in "the Arden-Velland Council"."""
    return text[mention.start - 1 : mention.start] in ("-", "–") or text[mention.end : mention.end + 1] in ("-", "–")


def _day(reading: Reading) -> str | None:
    """When it was said: the day of the meeting that the report is about."""
    return next((m.date for m in reading.meetings if m.status == "held"), reading.document.published)


def _evidence(reading: Reading, statement: Statement) -> tuple[Span, ...]:
    """What the act is read from: from source and cue to the first piece of content, apart where they lie far from each other."""
    spans = sorted((s for s in (statement.source, statement.cue, statement.content[0]) if s is not None), key=lambda s: s.start)
    start, end = spans[0].start, max(s.end for s in spans)
    return (reading.span(start, end),) if end - start <= _LONG else tuple(spans)


def _lexicon(knowledge: Knowledge) -> _Lexicon:
    table: Mapping[str, Any] = knowledge.toml("languages/en/events.toml")
    return _Lexicon(
        table["acts"],
        {kind: _stems(words) for kind, words in table["needs"].items()},
        {kind: _stems(words) for kind, words in table["not_for"].items()},
        {kind: tuple((mode, _stems(words)) for mode, words in modes.items()) for kind, modes in table["modes"].items()},
        table["default_mode"],
        _stems(table["threat"]["words"]),
        _stems(table["agreement"]["holds"]),
        frozenset(table["agreement"]["opens"]),
        frozenset(table["neutral"]["cues"]),
    )


def _stems(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the stems, at the beginning of a word."""
    alternatives = "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)
