"""Events as the field's tab-separated files hold them: the columns of POLECAT, the data set coded with PLOVER, then our own.

As there: several values in a cell are joined by ``; `` and what is not known is ``None``; countries are three letters and
numbers of the Correlates of War list. What is not looked up here (Wikipedia, GeoNames) is ``None``. ``docs/events.md`` tells
every column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from onrecord.export.base import Format, Options
from onrecord.export.spreadsheet import tsv_line
from onrecord.lookups.bodies import bodies
from onrecord.lookups.places import Place, find_places
from onrecord.lookups.plover import plover
from onrecord.model import Event, Person, Record
from onrecord.tables import Knowledge, load

__all__ = ["COLUMNS", "FORMAT", "event_rows", "stream"]

_NONE = "None"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_BODY_SECTORS = {"government": "GOV", "parliament": "LEG"}
_UNITED_NATIONS, _INTERNATIONAL = ("UNO", "United Nations"), "IGO"


def _side_columns(side: str) -> tuple[str, ...]:
    return (
        f"{side} Name",
        f"{side} Country",
        f"{side} COW",
        f"Primary {side} Sector",
        f"{side} Sectors",
        f"{side} Title",
        f"{side} Name Raw",
        f"Wikipedia {side} ID",
    )


COLUMNS: tuple[str, ...] = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *_side_columns("Actor"),
    *_side_columns("Recipient"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language"),
    *("Version", "Date Stated", "Auxiliary Modes", "Reported By", "Evidence", "Evidence Start", "Evidence End"),
    *("Confidence", "Document ID", "URL", "Headline"),
)
"""The columns in order; from "Date Stated" on they are our own."""


def stream(records: Iterable[Record], options: Options) -> Iterator[str]:
    """The events of all records, a line each, under one line of column names."""
    knowledge = load()
    yield tsv_line(COLUMNS)
    for record in records:
        for row in event_rows(record, knowledge):
            yield tsv_line(_NONE if row.get(name) in (None, "") else row[name] for name in COLUMNS)


def event_rows(record: Record, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    """The events of a record by column; what is not known is left out."""
    shared = _of_document(record)
    speakers = {s.id: _joined(p.name or _NONE for p in s.speakers) for s in record.statements}
    for event in record.events:
        yield {
            **shared,
            **_of_event(event, knowledge),
            "Event ID": f"{record.document.id}/{event.id}",
            "Event Date": _day(event.date) or _day(record.document.published),
            "Reported By": speakers.get(event.reported_by or ""),
            **_of_side("Actor", event.actors, knowledge),
            **_of_side("Recipient", event.recipients, knowledge),
            **_of_place(event.place, knowledge),
        }


def _of_document(record: Record) -> dict[str, Any]:
    document = record.document
    people = [p for m in record.meetings for p in m.participants] + [p for s in record.statements for p in s.speakers]
    return {
        "Source": document.publisher,
        "Publication Date": _day(document.published),
        "Story People": _joined(p.name for p in people if p.name and (p.id or "").startswith("person:")),
        "Story Organizations": _joined(p.name for p in people if p.name and (p.id or "").startswith("body:")),
        "Story Locations": _joined(m.city for m in record.meetings if m.city),
        "Language": document.language,
        "Version": f"onrecord {record.versions.onrecord}",
        "Document ID": document.id,
        "URL": document.url,
        "Headline": document.title,
    }


def _of_event(event: Event, knowledge: Knowledge) -> dict[str, Any]:
    ontology = plover(knowledge)
    kind = ontology.types.get(event.type)
    return {
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": ontology.score(event.type, event.mode) if kind else None,
        "Quad Code": _QUADS[kind.quad] if kind else None,
        "Contexts": _joined(event.contexts),
        "Date Stated": event.date,
        "Auxiliary Modes": _joined(event.auxiliary),
        "Evidence": " ".join(span.text for span in event.evidence),
        "Evidence Start": event.evidence[0].start if event.evidence else None,
        "Evidence End": event.evidence[-1].end if event.evidence else None,
        "Confidence": event.confidence,
    }


def _day(date: str | None) -> str | None:
    """The first day that a date names in full; null where it names none."""
    found = _DAY.match(date or "")
    return found.group() if found else None


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(v for v in values if v))


def _of_side(side: str, people: Sequence[Person], knowledge: Knowledge) -> dict[str, Any]:
    tell: Mapping[str, Callable[[Person], str | None]] = {
        f"{side} Name": lambda p: p.name,
        f"{side} Country": lambda p: _country(p, "three", knowledge),
        f"{side} COW": lambda p: _country(p, "cow", knowledge),
        f"{side} Sectors": lambda p: _sector(p, knowledge),
        f"{side} Title": lambda p: p.role,
        f"{side} Name Raw": lambda p: p.mention.text if p.mention else None,
    }
    row: dict[str, Any] = {name: _joined(map(ask, people)) for name, ask in tell.items()}
    row[f"Primary {side} Sector"] = next((s for p in people if (s := _sector(p, knowledge))), None)
    return row


def _country(person: Person, column: str, knowledge: Knowledge) -> str | None:
    """The country of somebody as the data sets write it: three letters or a number; PLOVER's own codes for what is none."""
    if person.country:
        return knowledge.derived(_countries).get(person.country, {}).get(column) or None
    body = bodies(knowledge).named(person.name) if person.name and (person.id or "").startswith("body:") else None
    if column != "three" or body is None or body.kind != "international":
        return None
    return _UNITED_NATIONS[0] if body.name.startswith(_UNITED_NATIONS[1]) else _INTERNATIONAL


def _sector(person: Person, knowledge: Knowledge) -> str | None:
    """PLOVER's sector of somebody, by office or kind; null for a country as a whole and where it is not told."""
    if person.name and (person.id or "").startswith("body:"):
        body = bodies(knowledge).named(person.name)
        return _BODY_SECTORS.get(body.kind) if body else None
    if person.name in (named := knowledge.derived(_named)):
        return named[person.name]
    words = knowledge.derived(_sectors)
    told = (person.role or "").lower().split()
    if told[:1] == ["former"]:
        return "ELI"
    return next((words[w] for w in told if w in words), None)


def _of_place(name: str | None, knowledge: Knowledge) -> dict[str, Any]:
    """Where it was, as far as the tables know the place."""
    place = _looked_up(name, knowledge)
    if name is None or place is None:
        return {"Placename": name, "Raw Placename": name}
    country = knowledge.derived(_countries).get(place.country or "", {}).get("three")
    return {
        "Placename": place.name,
        "Raw Placename": name,
        "City": place.city,
        "Country": country,
        "Latitude": place.latitude,
        "Longitude": place.longitude,
    }


@lru_cache(maxsize=1024)
def _looked_up(name: str | None, knowledge: Knowledge) -> Place | None:
    found = find_places(f"in {name}", knowledge) if name else ()
    return found[0] if found else None


def _countries(knowledge: Knowledge) -> dict[str, Mapping[str, str]]:
    return {row["code"]: row for row in reversed(knowledge.rows("plover/countries.csv"))}


def _sectors(knowledge: Knowledge) -> dict[str, str]:
    table = knowledge.toml("languages/en/events/actors.toml")["sectors"]
    return {word: sector for sector, words in table.items() for word in words}


def _named(knowledge: Knowledge) -> dict[str, str]:
    table = knowledge.toml("languages/en/events/actors.toml")["named"]
    return {name: sector for sector, names in table.items() for name in names}


FORMAT = Format("tsv", "the events in the columns of PLOVER's data sets", stream)
