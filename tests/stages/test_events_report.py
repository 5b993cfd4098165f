"""The events of one real report, where the shared data is there."""

from __future__ import annotations

import pytest

from bench import shared
from onrecord.model import Event, Record
from onrecord.read import read_documents
from onrecord.tables import load

REPORT = "by-president-2021-07-13"


@pytest.fixture(scope="module")
def record() -> Record:
    if shared.folder() is None:
        pytest.skip(f"not checked: {shared.NO_DATA}")
    (found,) = read_documents(shared.documents(list(shared.by_id([REPORT]).values())), load())
    return found


def only(record: Record, kind: str, words: str) -> Event:
    """The one event of that type whose evidence holds ``words``."""
    (event,) = [e for e in record.events if e.type == kind and any(words in s.text for s in e.evidence)]
    return event


def test_the_visitor_acts_and_the_host_receives(record: Record) -> None:
    event = only(record, "CONSULT", "held talks")
    assert event.mode == "visit"
    assert [p.country for p in event.actors] == ["BY"]
    assert [p.country for p in event.recipients] == ["RU"]


def test_the_attack_is_told_by_the_one_who_tells_of_it_and_its_actors_stay_open(record: Record) -> None:
    event = only(record, "ASSAULT", "attacked the home")
    (teller,) = [s for s in record.statements if s.id == event.reported_by]
    assert [p.name for p in teller.speakers] == ["Aleksandr Lukashenko"]
    assert [p.name for p in event.actors] == [None]


def test_the_threat_has_its_speaker(record: Record) -> None:
    event = only(record, "THREATEN", "the punishment will be harsh")
    assert [p.name for p in event.actors] == ["Aleksandr Lukashenko"]


def test_what_is_no_event_and_who_takes_no_part(record: Record) -> None:
    people = [p for e in record.events for p in (*e.actors, *e.recipients)]
    assert not [p for p in people if p.country == "US" or "USSR" in (p.name or "") or "Soviet" in (p.name or "")]
    assert not [e for e in record.events if any("move forward" in s.text for s in e.evidence)]
