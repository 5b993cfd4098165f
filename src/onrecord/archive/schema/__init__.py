"""The tables of an archive, the same on SQLite and PostgreSQL. What they hold is told in ``onrecord.archive``.

Days, months and years are ISO 8601 in text, as in records; moments (``added_at``, ``seen_at``, ``read_at``) are UTC, to the
second.
"""

from __future__ import annotations

from onrecord.archive.schema.base import METADATA, PERSON_COLUMNS
from onrecord.archive.schema.documents import captures, corrections, documents, people, records
from onrecord.archive.schema.findings import (
    event_actors,
    event_contexts,
    events,
    figures,
    meeting_participants,
    meetings,
    pledge_makers,
    pledges,
    statement_speakers,
    statement_topics,
    statements,
)
from onrecord.archive.schema.grouping import held, held_pairs, talks, talks_reports

__all__ = [
    "METADATA",
    "PERSON_COLUMNS",
    "captures",
    "corrections",
    "documents",
    "event_actors",
    "event_contexts",
    "events",
    "figures",
    "held",
    "held_pairs",
    "meeting_participants",
    "meetings",
    "people",
    "pledge_makers",
    "pledges",
    "records",
    "statement_speakers",
    "statement_topics",
    "statements",
    "talks",
    "talks_reports",
]
