"""An archive that is open."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from types import TracebackType

from sqlalchemy import Connection

from onrecord.archive.engine import engine_of, reading, writing
from onrecord.archive.place import Place, place_of
from onrecord.archive.schema import METADATA
from onrecord.archive.schema.text_search import postgresql_ddl, sqlite_ddl

__all__ = ["Archive", "open_archive"]


class Archive:
    """An archive that is open: close it, or use it in a ``with`` statement. Made by :func:`open_archive`."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.engine = engine_of(place)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self.engine.dispose()

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads: ``with archive.reading() as connection``."""
        return reading(self.engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, all of it or nothing."""
        return writing(self.engine)


def open_archive(where: str | os.PathLike[str] | None = None) -> Archive:
    """The archive at ``where``, made where it is not there yet.

    ``where`` is a file, or a database as ``postgresql://user@host/name``; without it the environment variable
    ``ONRECORD_ARCHIVE`` says where, else it is a file in the user's folder of data. Raises ``ArchiveError`` where it cannot be
    used.
    """
    place = place_of(where)
    if place.file is not None:
        place.file.parent.mkdir(parents=True, exist_ok=True)
    archive = Archive(place)
    _set_up(archive)
    return archive


def _set_up(archive: Archive) -> None:
    with archive.writing() as connection:
        if archive.engine.dialect.has_table(connection, "documents"):
            return
        METADATA.create_all(connection)
        for statement in sqlite_ddl() if archive.place.file else postgresql_ddl(True):
            connection.exec_driver_sql(statement)
