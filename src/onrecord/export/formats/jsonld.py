"""JSON-LD in the terms of schema.org: the report, who is in it, the meetings, what was said, what was claimed.

What is word for word is a Quotation; what is told in substance, and every figure, is a Claim, which says that it was made and
not that it is so. ``isBasedOn`` names the characters that a node was read from. An open speaker gets no name: ``creditText``
says who it may be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from onrecord.export.arrays import objects
from onrecord.export.base import Format, Options
from onrecord.export.naming import finding_name, text_name, web_address
from onrecord.export.words import amount_words, figure_words, person_words
from onrecord.model import Document, Figure, Meeting, Person, Pledge, Record, Span, Statement

__all__ = ["FORMAT", "graph", "stream"]

Node = dict[str, Any]
_CONTEXT = "https://schema.org"
_ONLINE = ("call", "video")
_KINDS = {"person": "Person", "country": "Country", "body": "Organization"}


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """A document of JSON-LD for one record, an array of them for several."""
    return objects(records, options.several, lambda record: json.dumps(graph(record), indent=2, ensure_ascii=False))


def graph(record: Record) -> Node:
    """The record as one document of JSON-LD: its context and a graph of nodes."""
    document = record.document
    parts = [
        *(_statement(s, document) for s in record.statements),
        *(_figure(f, document) for f in record.figures),
        *(_pledge(p, document) for p in record.pledges),
    ]
    events = [_meeting(m, document) for m in record.meetings]
    actors = _actors(record)
    return {"@context": _CONTEXT, "@graph": [_report(document, parts, events, actors), *actors, *events, *parts]}


def _report(document: Document, parts: Sequence[Node], events: Sequence[Node], actors: Sequence[Node]) -> Node:
    country = {"@type": "Country", "identifier": document.country} if document.country else None
    return _node(
        {
            "@type": "Report",
            "@id": text_name(document),
            "identifier": document.id,
            "name": document.title,
            "url": web_address(document.url),
            "publisher": {"@type": "Organization", "name": document.publisher} if document.publisher else None,
            "countryOfOrigin": country,
            "inLanguage": document.language,
            "datePublished": document.published,
            "about": _ids(events),
            "mentions": _ids(actors),
            "hasPart": _ids(parts),
        }
    )


def _actors(record: Record) -> list[Node]:
    """Everybody who is named, once, with the office in which they are told of first."""
    people: list[Person] = [p for m in record.meetings for p in (*m.participants, *filter(None, (m.host, m.initiator)))]
    people += [p for s in record.statements for p in s.speakers] + [p for p in (f.claimant for f in record.figures) if p]
    people += [p for pledge in record.pledges for p in pledge.who]
    found: dict[str, Node] = {}
    for person in people:
        if person.name and person.id and person.id not in found:
            found[person.id] = _actor(person)
    return list(found.values())


def _actor(person: Person) -> Node:
    kind = _KINDS.get((person.id or "").partition(":")[0], "Person")
    code = person.country if kind == "Country" else None
    office = None
    if person.role and kind == "Person":
        where = {"@type": "Country", "identifier": person.country} if person.country else None
        office = _node({"@type": "Occupation", "name": person.role, "occupationLocation": where})
    return _node({"@type": kind, "@id": person.id, "name": person.name, "identifier": code, "hasOccupation": office})


def _whom(people: Sequence[Person]) -> list[Node]:
    """References to those who are named; whoever has no id of their own stands there themselves."""
    return [{"@id": p.id} if p.id else {"@type": "Person", "name": p.name} for p in people if p.name]


def _open(people: Sequence[Person]) -> str | None:
    """Who it may be, where that stays open."""
    return "; ".join(person_words(p) for p in people if p.name is None) or None


def _statement(statement: Statement, document: Document) -> Node:
    quoted = statement.kind == "direct"
    return _node(
        {
            "@type": "Quotation" if quoted else "Claim",
            "@id": finding_name(document, statement.id),
            "text": " … ".join(s.text for s in statement.content),
            "spokenByCharacter" if quoted else "author": _whom(statement.speakers),
            "creditText": _open(statement.speakers),
            "keywords": [statement.act, *statement.topics],
            **_read_from(statement.content, document),
        }
    )


def _figure(figure: Figure, document: Document) -> Node:
    people = (figure.claimant,) if figure.claimant else ()
    period = figure.period or (figure.period_inferred.value if figure.period_inferred else None)
    observation = _node(
        {
            "@type": "Observation",
            "name": ", ".join(p for p in (figure_words(figure), amount_words(figure)) if p),
            "variableMeasured": figure.indicator,
            "value": figure.value,
            "unitText": figure.unit,
            "observationPeriod": period,
        }
    )
    return _node(
        {
            "@type": "Claim",
            "@id": finding_name(document, figure.id),
            "text": figure.span.text,
            "author": _whom(people),
            "creditText": _open(people),
            "about": observation,
            **_read_from((figure.span,), document),
        }
    )


def _pledge(pledge: Pledge, document: Document) -> Node:
    return _node(
        {
            "@type": "Claim",
            "@id": finding_name(document, pledge.id),
            "text": pledge.span.text,
            "author": _whom(pledge.who),
            "creditText": _open(pledge.who),
            "keywords": ["pledge"],
            "temporalCoverage": pledge.due or (pledge.due_inferred.value if pledge.due_inferred else None),
            **_read_from((pledge.span,), document),
        }
    )


def _meeting(meeting: Meeting, document: Document) -> Node:
    place = _node({"@type": "Place", "name": meeting.venue, "address": _address(meeting)})
    day = meeting.date_inferred.value if meeting.date_inferred else meeting.date
    attended = "Online" if meeting.format in _ONLINE else "Offline"
    return _node(
        {
            "@type": "Event",
            "@id": finding_name(document, meeting.id),
            "name": f"{meeting.format}, {meeting.status}",
            # schema.org's dates are ISO 8601 with a year.
            "startDate": day.partition("/")[0] if day and not day.startswith("--") else None,
            "location": place if len(place) > 1 else None,
            "eventAttendanceMode": f"https://schema.org/{attended}EventAttendanceMode",
            "attendee": _whom(meeting.participants),
            "organizer": _whom((meeting.host,) if meeting.host else ()),
            "subjectOf": [{"@id": text_name(document, span)} for span in meeting.evidence],
        }
    )


def _address(meeting: Meeting) -> Node | None:
    found = _node({"@type": "PostalAddress", "addressLocality": meeting.city, "addressCountry": meeting.country})
    return found if len(found) > 1 else None


def _read_from(spans: Sequence[Span], document: Document) -> Node:
    return {"isPartOf": {"@id": text_name(document)}, "isBasedOn": [{"@id": text_name(document, span)} for span in spans]}


def _ids(nodes: Sequence[Node]) -> list[Node]:
    return [{"@id": node["@id"]} for node in nodes]


def _node(fields: Node) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in fields.items() if value is not None and value != []}


FORMAT = Format("jsonld", "linked data in the terms of schema.org", stream)
