"""What the tables of an archive are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, Integer, MetaData, Text, UniqueConstraint
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine

__all__ = ["KEY", "METADATA", "PERSON_COLUMNS", "data", "finding", "key", "number", "of", "person", "text"]

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# Ordered by code point in both databases, whatever a server's locale.
WORDS = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
DATA = JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
KEY = BigInteger().with_variant(Integer, "sqlite")
PERSON_COLUMNS = ("person", "name", "role", "country", "start", "end", "candidates")


def text(name: str, **rest: Any) -> Column[str]:
    """A column of text."""
    return Column(name, WORDS, **rest)


def key() -> Column[int]:
    """The number of a row within its table. It may change when a report is read again; ids do not."""
    return Column("key", KEY, primary_key=True)


def of(table: str, name: str, nullable: bool = False, index: bool = False) -> Column[int]:
    """A reference to a row of ``table`` with which this one goes."""
    return Column(name, KEY, ForeignKey(f"{table}.key", ondelete="CASCADE"), nullable=nullable, index=index)


def number(name: str, kind: TypeEngine[Any] | type[TypeEngine[Any]] = Integer, nullable: bool = True) -> Column[Any]:
    """A column of numbers, or of another simple kind."""
    return Column(name, kind, nullable=nullable)


def data(name: str) -> Column[Any]:
    """A column of JSON."""
    return Column(name, DATA)


def finding() -> list[Any]:
    """What every finding has: its document, its place in the record, its id there, its stretch of the text, how sure it is."""
    return [
        key(),
        of("documents", "document"),
        number("number", nullable=False),
        text("id", nullable=False, index=True),
        number("start", nullable=False),
        number("end", nullable=False),
        text("text", nullable=False),
        number("confidence", Float, nullable=False),
        text("by", nullable=False),
        UniqueConstraint("document", "id"),
    ]


def person(prefix: str = "") -> list[Any]:
    """A person: ``person`` is the id, null where it stays open or no public office is known of them."""
    named = [text(f"{prefix}{name}") for name in PERSON_COLUMNS[:4]]
    return [*named, number(f"{prefix}start"), number(f"{prefix}end"), data(f"{prefix}candidates")]
