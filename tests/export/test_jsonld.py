"""JSON-LD: read with an offline context, as a processor of JSON-LD 1.1 would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.export.records import TEXT, empty_record, talks

from onrecord.export import Options, get_format
from onrecord.export.formats.jsonld import graph
from onrecord.model import Record

# What schema.org 29 says of the types and properties that are used: the types on which each property may stand.
WORK = {"Report", "Quotation", "Claim"}
ACTOR = {"Person", "Organization", "Country"}
CONTEXT = {
    "identifier": WORK | ACTOR | {"Event"},
    "name": WORK | ACTOR | {"Event", "Place", "Occupation", "Observation"},
    "url": WORK,
    "publisher": WORK,
    "countryOfOrigin": WORK,
    "inLanguage": WORK,
    "datePublished": WORK,
    "about": WORK,
    "mentions": WORK,
    "hasPart": WORK,
    "isPartOf": WORK,
    "isBasedOn": WORK,
    "text": WORK,
    "author": WORK,
    "creditText": WORK,
    "keywords": WORK,
    "temporalCoverage": WORK,
    "spokenByCharacter": {"Quotation"},
    "hasOccupation": {"Person"},
    "occupationLocation": {"Occupation"},
    "startDate": {"Event"},
    "location": {"Event"},
    "attendee": {"Event"},
    "organizer": {"Event"},
    "subjectOf": {"Event"},
    "eventAttendanceMode": {"Event"},
    "address": {"Place"},
    "addressLocality": {"PostalAddress"},
    "addressCountry": {"PostalAddress"},
    "variableMeasured": {"Observation"},
    "value": {"Observation"},
    "unitText": {"Observation"},
    "observationPeriod": {"Observation"},
}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """All node objects, however deep."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def by_type(record: Record, kind: str) -> list[dict[str, Any]]:
    return [n for n in graph(record)["@graph"] if n["@type"] == kind]


@pytest.fixture(params=["invented", "empty", "bundled"])
def record(request: pytest.FixtureRequest) -> Record:
    if request.param == "bundled":
        found: Record = request.getfixturevalue("examples")["linmouth-veskonia"]
        return found
    return talks() if request.param == "invented" else empty_record()


def test_every_term_is_one_of_the_context_and_every_identifier_an_iri(record: Record) -> None:
    document = json.loads("".join(get_format("jsonld").stream([record], Options())))
    assert set(document) == {"@context", "@graph"}
    assert document["@context"] == "https://schema.org"
    for node in nodes(document["@graph"]):
        if set(node) == {"@id"}:
            continue
        for name in set(node) - {"@id", "@type"}:
            assert node["@type"] in CONTEXT[name], f"{name} on {node['@type']}"
        assert IRI.fullmatch(node.get("@id", "none:none"))
        assert None not in node.values()


def test_what_is_referred_to_is_there_or_is_a_place_in_the_text(record: Record) -> None:
    document = graph(record)
    known = {n["@id"] for n in document["@graph"]}
    text = document["@graph"][0]["@id"]
    assert len(known) == len(document["@graph"])
    for node in nodes(document["@graph"]):
        if set(node) == {"@id"} and node["@id"] not in known:
            match = re.fullmatch(re.escape(text) + r"#char=(\d+),(\d+)", node["@id"])
            assert match
            assert 0 <= int(match[1]) < int(match[2]) <= len(record.document.text)


def test_a_quotation_is_spoken_by_whom_the_record_names() -> None:
    first, *_ = by_type(talks(), "Quotation")
    assert first["text"] == "This is a good sign"
    assert first["spokenByCharacter"] == [{"@id": "person:ilse-brandt"}]
    start, end = re.findall(r"\d+", first["isBasedOn"][0]["@id"].partition("#char=")[2])
    assert TEXT[int(start) : int(end)] == "This is a good sign"


def test_an_open_speaker_is_not_named() -> None:
    (claim,) = [c for c in by_type(talks(), "Claim") if c["text"] == "the border must stay open"]
    assert "author" not in claim
    assert claim["creditText"] == "open: Ilse Brandt or Tomas Oray"


def test_a_figure_is_a_claim_about_an_observation() -> None:
    claim = next(c for c in by_type(talks(), "Claim") if "about" in c)
    assert claim["about"]["value"] == 12
    assert claim["about"]["observationPeriod"] == "2019"
    assert claim["author"] == [{"@id": "person:ilse-brandt"}]


def test_a_meeting_is_an_event_with_place_and_people() -> None:
    (event,) = by_type(talks(), "Event")
    assert event["startDate"] == "2020-05-03"
    assert event["location"]["name"] == "Lake House"
    assert event["location"]["address"]["addressLocality"] == "Port Linden"
    assert [p["@id"] for p in event["attendee"]] == ["person:tomas-oray", "person:ilse-brandt"]


def test_an_address_that_is_none_of_the_web_is_left_out() -> None:
    record = empty_record(url="javascript:alert(1)")
    assert "url" not in graph(record)["@graph"][0]
