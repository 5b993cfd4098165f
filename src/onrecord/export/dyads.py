"""The table of meetings as scholars of diplomacy code it: a row for each pair of countries of each meeting.

A meeting of three countries gives three rows with the same ``meeting``; one at which people of fewer than two countries are named
gives one row without ``dyad``. What the record does not hold is read from its evidence or looked up: ``date_basis``, the
levels of the two sides, a known venue's city, and coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from onrecord.errors import ModelMissing, OnRecordError
from onrecord.export.columns import Kind
from onrecord.lookups.offices import offices
from onrecord.lookups.places import Place, find_places
from onrecord.lookups.timex import timex
from onrecord.model import Document, Meeting, Person, Record
from onrecord.tables import Knowledge, load

__all__ = ["COLUMNS", "LEVELS", "dyad_rows", "write_parquet"]

COLUMNS: Mapping[str, tuple[Kind, str]] = {
    "meeting": ("string", "id of the meeting in the record; the rows of one meeting share it"),
    "dyad": (
        "string",
        "the two countries, ISO 3166-1 alpha-2, sorted and joined by a hyphen; empty where fewer than two are named",
    ),
    "country_a": ("string", "the first of them"),
    "country_b": ("string", "the second"),
    "level": (
        "string",
        "the lower of the two sides' levels: head of state, head of government, minister ...; of one side where no dyad is",
    ),
    "level_a": ("string", "the highest level of those named of the first country"),
    "level_b": ("string", "and of the second"),
    "countries": ("string", "all countries of the meeting, sorted, joined by a hyphen"),
    "form": ("string", "talks, call, video, summit, visit, ceremony, other"),
    "status": ("string", "held, planned, or past: an earlier one that the report mentions"),
    "main": ("boolean", "whether the report is about this meeting"),
    "visit_type": ("string", "state, official, working, private, unofficial"),
    "date": ("string", "ISO 8601: a day, month, year or interval; --MM-DD where no year is known"),
    "date_basis": (
        "string",
        "stated: the text tells it; published: the day of the report; inferred: the year is; empty: no date",
    ),
    "venue": ("string", "palace, residence, hall"),
    "city": ("string", "city"),
    "city_basis": ("string", "stated, or venue: the city of a venue that the tables know"),
    "country": ("string", "where it was"),
    "latitude": ("number", "of the venue, else of the city, degrees, WGS 84; rounded to about a kilometre"),
    "longitude": ("number", "the same"),
    "host": ("string", "who received"),
    "initiator": ("string", "who began a call"),
    "participants": ("string", "name (role, country); joined by semicolons"),
    "agenda": ("string", "the subjects discussed, in the report's words, joined by ' | '"),
    "source": ("string", "id of the report"),
    "publisher": ("string", "who published it"),
    "published": ("string", "and when"),
    "url": ("string", "and where"),
    "evidence": ("string", "the words that tell of the meeting"),
    "evidence_start": ("integer", "where they begin in the report's text, in code points"),
    "evidence_end": ("integer", "and end"),
    "confidence": ("number", "a rule of thumb from 0 to 1, no probability"),
}
"""The columns in order, with the kind of their values and what they hold."""

LEVELS = ("head of state", "head of government", "monarchy", "party", "body", "minister", "parliament", "deputy", "other")
"""Levels of office from the highest down; see ``offices.toml``."""


def dyad_rows(record: Record, knowledge: Knowledge | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a record's meetings, with the keys of :data:`COLUMNS`."""
    known = knowledge or load()
    for number, meeting in enumerate(record.meetings):
        common = _common(record.document, meeting, number == 0, known)
        levels = _levels(meeting, known)
        for pair in combinations(sorted(levels), 2) if len(levels) > 1 else [tuple(levels)]:
            told = _pair(pair, levels) or {"level": _highest(meeting.participants, known)}
            yield {name: {**common, **told}.get(name) for name in COLUMNS}


def write_parquet(records: Iterable[Record], path: Path, knowledge: Knowledge | None = None) -> None:
    """Write the rows of all records into one Parquet file, with places and offices as ``knowledge`` has them.

    Raises ``ModelMissing`` where pyarrow is not installed, ``OnRecordError`` where the file cannot be written.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ModelMissing("pyarrow is not installed: pip install 'onrecord[parquet]'") from error
    kinds = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, (kind, _) in COLUMNS.items()])
    draft = path.with_name(f".{path.name}.tmp")
    try:
        with parquet.ParquetWriter(draft, schema, compression="zstd") as writer:
            for record in records:
                writer.write_table(pa.Table.from_pylist(list(dyad_rows(record, knowledge)), schema=schema))
        draft.replace(path)
    except OSError as error:
        raise OnRecordError(f"cannot write {path} ({error.strerror}): make room or name another --output") from error
    finally:
        draft.unlink(missing_ok=True)


def _pair(pair: Sequence[str], levels: Mapping[str, str]) -> dict[str, str | None]:
    if not pair:
        return {}
    own = [levels[code] for code in pair]
    lower = max(own, key=LEVELS.index)
    if len(pair) == 1:
        return {"country_a": pair[0], "level": lower, "level_a": lower}
    return {
        "dyad": "-".join(pair),
        "country_a": pair[0],
        "country_b": pair[1],
        "level": lower,
        "level_a": own[0],
        "level_b": own[1],
    }


def _levels(meeting: Meeting, knowledge: Knowledge) -> dict[str, str]:
    """The highest level of those named of each country."""
    found: dict[str, str] = {}
    for code in dict.fromkeys(p.country for p in meeting.participants if p.country):
        found[code] = _highest([p for p in meeting.participants if p.country == code], knowledge) or "other"
    return found


def _highest(people: Sequence[Person], knowledge: Knowledge) -> str | None:
    """The highest level among people, null where no office of theirs is told."""
    levels = (offices(knowledge).level(person.role) for person in people if person.role)
    return min((level if level in LEVELS else "other" for level in levels), key=LEVELS.index, default=None)


def _common(document: Document, meeting: Meeting, main: bool, knowledge: Knowledge) -> dict[str, Any]:
    evidence = meeting.evidence[0]
    return {
        "meeting": meeting.id,
        "countries": "-".join(sorted({p.country for p in meeting.participants if p.country})) or None,
        "form": meeting.format,
        "status": meeting.status,
        "main": main,
        "visit_type": meeting.visit_type,
        "date": meeting.date_inferred.value if meeting.date_inferred else meeting.date,
        "date_basis": _date_basis(document, meeting, knowledge),
        **_where(meeting, knowledge),
        "host": _name(meeting.host),
        "initiator": _name(meeting.initiator),
        "participants": "; ".join(_described(p) for p in meeting.participants) or None,
        "agenda": " | ".join(_one_line(span.text) for span in meeting.agenda) or None,
        "source": document.id,
        "publisher": document.publisher,
        "published": document.published,
        "url": document.url,
        "evidence": _one_line(evidence.text),
        "evidence_start": evidence.start,
        "evidence_end": meeting.evidence[-1].end,
        "confidence": meeting.confidence,
    }


def _date_basis(document: Document, meeting: Meeting, knowledge: Knowledge) -> str | None:
    """Whether the evidence tells of a time, or the date is that of the report."""
    if meeting.date_inferred is not None:
        return "inferred"
    if meeting.date is None:
        return None
    if meeting.date != document.published:
        return "stated"
    told = any(True for span in meeting.evidence for _ in timex(knowledge).find(span.text))
    return "stated" if told else "published"


def _where(meeting: Meeting, knowledge: Knowledge) -> dict[str, Any]:
    venue = _looked_up(meeting.venue, "venue", meeting.country, knowledge)
    city = meeting.city or (venue.city if venue else None)
    at = venue if venue and venue.latitude is not None else _looked_up(city, "city", meeting.country, knowledge)
    return {
        "venue": meeting.venue,
        "city": city,
        "city_basis": "stated" if meeting.city else "venue" if city else None,
        "country": meeting.country,
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
    }


def _looked_up(name: str | None, kind: str, country: str | None, knowledge: Knowledge) -> Place | None:
    """The place of that name and kind in the country, null where the tables have none."""
    if name is None:
        return None
    found = find_places(f"in {name}", knowledge, prefer=(country,) if country else ())
    return next((p for p in found if p.kind == kind and country in (None, p.country)), None)


def _described(person: Person) -> str:
    about = ", ".join(filter(None, (person.role, person.country)))
    return f"{_name(person)} ({about})" if about else f"{_name(person)}"


def _name(person: Person | None) -> str | None:
    if person is None:
        return None
    return person.name or "? " + " or ".join(person.candidates)


def _one_line(text: str) -> str:
    return " ".join(text.split())
