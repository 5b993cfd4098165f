"""Connections to an archive's database, and how transactions begin on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from onrecord.archive.place import Place
from onrecord.errors import ArchiveError, ModelMissing

__all__ = ["APPLICATION", "engine_of", "reading", "told", "writing"]

APPLICATION = 0x4F6E5263
"""What marks an SQLite file as an archive (``PRAGMA application_id``): "OnRc"."""

_PATIENCE = 30_000
"""Milliseconds that a writer waits for another to end."""
_CACHE = 16 * 1024
"""KiB of pages that a connection to SQLite keeps."""


def engine_of(place: Place) -> Engine:
    """The engine of a place. Raises ``ModelMissing`` where the driver of PostgreSQL is not installed."""
    if place.file is None:
        try:
            return create_engine(place.url, pool_pre_ping=True, pool_size=8, max_overflow=24)
        except ImportError as error:
            raise ModelMissing("pg8000 is not installed: pip install 'onrecord[postgres]'") from error
    engine = create_engine(place.url, connect_args={"timeout": _PATIENCE / 1000}, pool_size=8, max_overflow=24)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    """Transactions begin where this module says so, not where the driver guesses."""
    connection.isolation_level = None
    for pragma in ("foreign_keys = ON", f"busy_timeout = {_PATIENCE}", f"cache_size = -{_CACHE}", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that reads, from one state of the archive."""
    with told(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing. Other writers wait for it, readers do not."""
    with told(), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (APPLICATION,))
        yield connection


@contextmanager
def told() -> Iterator[None]:
    """Errors of the database as one line. A row that should not be there twice is a fault, and is raised as it is."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise ArchiveError(f"the archive cannot be used ({_reason(error)}): {_advice(error)}") from error


def _reason(error: DBAPIError) -> str:
    given: Any = error.orig.args[0] if error.orig is not None and error.orig.args else error
    return " ".join(str(given.get("M", given) if isinstance(given, dict) else given).split())


def _advice(error: DBAPIError) -> str:
    reason = _reason(error)
    if "locked" in reason:
        return "another program is writing to it, try again when it is done"
    if "does not exist" in reason:
        return "make it first, as with createdb"
    if "not a database" in reason:
        return "it is some other file, name another with --archive"
    if "full" in reason or "disk I/O" in reason:
        return "make room on the disk"
    if "readonly" in reason or "read-only" in reason:
        return "it may not be written to, check its permissions"
    return "check that it is there and may be used, or name another with --archive"
