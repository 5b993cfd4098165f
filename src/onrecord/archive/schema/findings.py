"""The findings of records as flat rows, and the people in them."""

from __future__ import annotations

from sqlalchemy import Boolean, Float, Index, PrimaryKeyConstraint, Table

from onrecord.archive.schema.base import METADATA, data, finding, number, of, person, text

__all__ = [
    "event_actors",
    "event_contexts",
    "events",
    "figures",
    "meeting_participants",
    "meetings",
    "pledge_makers",
    "pledges",
    "statement_speakers",
    "statement_topics",
    "statements",
]

statements = Table(
    "statements",
    METADATA,
    *finding(),
    text("kind", nullable=False),
    text("act", nullable=False),
    number("verbatim", Boolean, nullable=False),
    text("restates"),
    data("spans"),
    data("source"),
    data("cue"),
    Index("ix_statements_act_document", "act", "document"),
)

statement_speakers = Table(
    "statement_speakers",
    METADATA,
    of("statements", "statement"),
    number("number", nullable=False),
    *person(),
    PrimaryKeyConstraint("statement", "number"),
    Index("ix_statement_speakers_person_statement", "person", "statement"),
    Index("ix_statement_speakers_country_statement", "country", "statement"),
    sqlite_with_rowid=False,
)

statement_topics = Table(
    "statement_topics",
    METADATA,
    of("statements", "statement"),
    text("topic", nullable=False),
    PrimaryKeyConstraint("statement", "topic"),
    Index("ix_statement_topics_topic_statement", "topic", "statement"),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    METADATA,
    *finding(),
    of("statements", "statement", nullable=True, index=True),
    *person("claimant_"),
    text("indicator"),
    text("indicator_text"),
    text("subject"),
    text("kind", nullable=False),
    text("direction"),
    text("bound", nullable=False),
    number("value", Float, nullable=False),
    text("unit", nullable=False),
    text("period"),
    text("period_inferred"),
    text("period_basis"),
    text("baseline"),
    text("inherited_from"),
    text("sentence", nullable=False),
    Index("ix_figures_indicator_subject", "indicator", "subject"),
    Index("ix_figures_subject", "subject"),
    Index("ix_figures_claimant_person", "claimant_person"),
)

meetings = Table(
    "meetings",
    METADATA,
    *finding(),
    text("format", nullable=False),
    text("status", nullable=False),
    text("visit_type"),
    text("date"),
    text("date_inferred"),
    text("date_basis"),
    text("day", index=True),
    text("venue"),
    text("city"),
    text("country"),
    *person("host_"),
    *person("initiator_"),
    data("agenda"),
    Index("ix_meetings_country_day", "country", "day"),
)

meeting_participants = Table(
    "meeting_participants",
    METADATA,
    of("meetings", "meeting"),
    number("number", nullable=False),
    *person(),
    PrimaryKeyConstraint("meeting", "number"),
    Index("ix_meeting_participants_person_meeting", "person", "meeting"),
    Index("ix_meeting_participants_country_meeting", "country", "meeting"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    METADATA,
    *finding(),
    text("type", nullable=False, index=True),
    text("mode"),
    data("auxiliary"),
    text("date"),
    text("place"),
    text("reported_by"),
)

event_actors = Table(
    "event_actors",
    METADATA,
    of("events", "event"),
    text("part", nullable=False),
    number("number", nullable=False),
    *person(),
    PrimaryKeyConstraint("event", "part", "number"),
    Index("ix_event_actors_person_event", "person", "event"),
    Index("ix_event_actors_country_event", "country", "event"),
    sqlite_with_rowid=False,
)

event_contexts = Table(
    "event_contexts",
    METADATA,
    of("events", "event"),
    text("context", nullable=False),
    PrimaryKeyConstraint("event", "context"),
    Index("ix_event_contexts_context_event", "context", "event"),
    sqlite_with_rowid=False,
)

pledges = Table(
    "pledges",
    METADATA,
    *finding(),
    of("statements", "statement", nullable=True, index=True),
    text("due", index=True),
    text("due_inferred"),
    text("due_basis"),
    text("condition"),
    text("sentence", nullable=False),
)

pledge_makers = Table(
    "pledge_makers",
    METADATA,
    of("pledges", "pledge"),
    number("number", nullable=False),
    *person(),
    PrimaryKeyConstraint("pledge", "number"),
    Index("ix_pledge_makers_person_pledge", "person", "pledge"),
    Index("ix_pledge_makers_country_pledge", "country", "pledge"),
    sqlite_with_rowid=False,
)
