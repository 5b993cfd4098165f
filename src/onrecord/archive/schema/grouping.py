"""Talks, and what reports are grouped by. ``day`` counts days as ``datetime.date.toordinal`` does."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from onrecord.archive.schema.base import KEY, METADATA, data, key, number, of, text

__all__ = ["held", "held_pairs", "talks", "talks_reports"]

talks = Table(
    "talks",
    METADATA,
    key(),
    text("id", nullable=False, index=True),
    text("date", index=True),
    text("format", nullable=False),
    text("city"),
    data("participants"),
    data("countries"),
    data("silent"),
)

talks_reports = Table(
    "talks_reports",
    METADATA,
    of("talks", "talks"),
    of("documents", "document", index=True),
    number("number", nullable=False),
    PrimaryKeyConstraint("talks", "document"),
    sqlite_with_rowid=False,
)

held = Table(
    "held",
    METADATA,
    key(),
    of("documents", "document"),
    number("number", nullable=False),
    Column("talks", KEY, ForeignKey("talks.key", ondelete="SET NULL"), index=True),
    UniqueConstraint("document", "number"),
)

held_pairs = Table(
    "held_pairs",
    METADATA,
    of("held", "held"),
    text("pair", nullable=False),
    number("day", nullable=False),
    PrimaryKeyConstraint("held", "pair"),
    Index("ix_held_pairs_pair_day", "pair", "day"),
    sqlite_with_rowid=False,
)
