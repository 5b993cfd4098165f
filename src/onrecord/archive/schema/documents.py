"""Reports, their captures and records, corrections, and people."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, Table, UniqueConstraint

from onrecord.archive.schema.base import KEY, METADATA, data, key, number, of, text

__all__ = ["captures", "corrections", "documents", "people", "records"]

documents = Table(
    "documents",
    METADATA,
    key(),
    text("id", nullable=False, unique=True),
    text("sha256", nullable=False, unique=True),
    text("origin", index=True),
    text("title"),
    text("url"),
    text("address", index=True),
    text("publisher", index=True),
    text("country"),
    text("language"),
    text("published"),
    text("day", index=True),
    text("place"),
    number("partial", Boolean, nullable=False),
    number("length", nullable=False),
    data("notes"),
    text("added_at", nullable=False),
    text("text", nullable=False),
    Index("ix_documents_country_day", "country", "day"),
)

captures = Table(
    "captures",
    METADATA,
    key(),
    of("documents", "document", index=True),
    text("address", nullable=False),
    text("url", nullable=False),
    text("seen_at", nullable=False),
    text("origin"),
    number("bytes", BigInteger),
    text("media_type"),
    text("extractor"),
    text("title"),
    text("publisher"),
    text("published"),
    UniqueConstraint("address", "document", "seen_at"),
)

records = Table(
    "records",
    METADATA,
    Column("document", KEY, ForeignKey("documents.key", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
    text("onrecord", nullable=False),
    data("versions"),
    text("reader", nullable=False, index=True),
    text("read_at", nullable=False),
    text("unread"),
    number("corrected", nullable=False),
)

corrections = Table(
    "corrections",
    METADATA,
    key(),
    text("id", nullable=False, unique=True),
    text("document", nullable=False, index=True),
    text("sha256", nullable=False, index=True),
    text("target", nullable=False),
    text("field", nullable=False),
    data("old"),
    data("new"),
    text("who", nullable=False),
    text("at", nullable=False),
    text("why", nullable=False),
    text("exact"),
    text("prefix"),
    text("suffix"),
    number("start"),
    number("end"),
    text("undoes"),
)

people = Table(
    "people", METADATA, text("id", primary_key=True), text("name", nullable=False), text("folded", index=True), text("country")
)
