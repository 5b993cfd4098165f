"""An archive that is open."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, delete, func, select

from onrecord.archive import adding, correcting, fetch, write
from onrecord.archive.adding import Added, Known
from onrecord.archive.corrections import Correction
from onrecord.archive.engine import engine_of, reading, writing
from onrecord.archive.find import Found, find
from onrecord.archive.migrate import set_up
from onrecord.archive.place import Place, place_of
from onrecord.archive.schema import captures, corrections, documents, records
from onrecord.archive.words import address_of
from onrecord.model import Document, Record
from onrecord.tables import Knowledge, load

__all__ = ["Archive", "open_archive"]


class Archive:
    """An archive that is open: close it, or use it in a ``with`` statement. Made by :func:`open_archive`.

    Everything that it is asked to do is one transaction: done as a whole or not at all, whatever happens meanwhile.
    """

    def __init__(self, place: Place, knowledge: Knowledge | None = None) -> None:
        self.place = place
        self.engine = engine_of(place)
        self._knowledge = knowledge

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __len__(self) -> int:
        with self.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(documents)) or 0)

    def __bool__(self) -> bool:
        """An archive is there even when nothing is in it."""
        return True

    @property
    def knowledge(self) -> Knowledge:
        """The tables by which talks are grouped and names found."""
        return self._knowledge or load()

    def close(self) -> None:
        """End all connections."""
        self.engine.dispose()

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that reads: ``with archive.reading() as connection``."""
        return reading(self.engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, all of it or nothing."""
        return writing(self.engine)

    def add(self, record: Record, seen_at: str | None = None) -> Added:
        """Keep a report with its record. Nothing changes where its text is there already.

        ``seen_at`` (a moment in UTC, ISO 8601) says when its address showed this text; without it, the first time counts.
        """
        with self.writing() as connection:
            return adding.add(connection, record, _now(), seen_at, self.knowledge)

    def known(self, given: Sequence[Document]) -> list[Known]:
        """For each document: ``whole`` where adding it would change nothing, ``text`` where its text is there, else null.

        A text that is there needs no reading: :meth:`note` notes its address.
        """
        with self.reading() as connection:
            return adding.known(connection, given)

    def note(self, document: Document, seen_at: str | None = None) -> Added | None:
        """Note that an address shows a text that is there already; null where that text is not there."""
        with self.writing() as connection:
            row = connection.execute(
                select(documents.c.key, documents.c.id).where(documents.c.sha256 == document.sha256)
            ).one_or_none()
            if row is None:
                return None
            adding.capture(connection, row.key, document, _now(), seen_at)
            return Added(row.id, "unchanged")

    def replace(self, record: Record) -> None:
        """The record of a report, read again, in place of the one before. Raises ``ArchiveError`` where there is none."""
        with self.writing() as connection:
            key = fetch.key_of(connection, record.document.id)
            write.put_record(connection, key, record, _now(), self.knowledge)

    def record(self, id_: str, *, corrected: bool = True) -> Record:
        """The record of a report, as corrected or as read. Raises ``ArchiveError`` where there is no such report."""
        with self.reading() as connection:
            key = fetch.key_of(connection, id_)
            return fetch.record_at(connection, key) if corrected else fetch.raw_record(connection, key)

    def records(self, ids: Iterable[str] | None = None, *, corrected: bool = True) -> Iterator[Record]:
        """Records, as corrected or as read: of the reports named, or of all, in the order in which they were added."""
        for id_ in self.ids() if ids is None else ids:
            yield self.record(id_, corrected=corrected)

    def ids(self) -> list[str]:
        """The ids of all reports, in the order in which they were added."""
        with self.reading() as connection:
            return [*connection.scalars(select(documents.c.id).order_by(documents.c.key))]

    def outdated(self, reader: str) -> list[str]:
        """The ids of reports that something else read than the versions with the hash ``reader``."""
        query = select(documents.c.id).join_from(documents, records).where(records.c.reader != reader)
        with self.reading() as connection:
            return [*connection.scalars(query.order_by(documents.c.key))]

    def source(self, id_: str) -> Document:
        """A report as it came in, with what people corrected of it, to be read again."""
        with self.reading() as connection:
            return write.source_of(connection, fetch.key_of(connection, id_))

    def find(self, id_: str) -> list[Found]:
        """What has this id, or an id that begins with it: reports, findings, talks, corrections."""
        with self.reading() as connection:
            return find(connection, id_)

    def versions(self, url: str) -> list[dict[str, Any]]:
        """The captures of an address, oldest first.

        Each has the ``id`` of the report that stood there, ``url``, ``seen_at``, the text's ``sha256``, ``title``, ``published``.
        """
        query = select(
            documents.c.id, captures.c.url, captures.c.seen_at, documents.c.sha256, captures.c.title, captures.c.published
        ).join_from(captures, documents)
        order = captures.c.seen_at, captures.c.key
        with self.reading() as connection:
            rows = connection.execute(query.where(captures.c.address == address_of(url)).order_by(*order))
            return [dict(row._mapping) for row in rows]

    def remove(self, id_: str, *, forget: bool = False) -> None:
        """Take out a report with its captures, record and findings. ``forget``: people's corrections of it as well.

        Corrections that stay hold again when the same text is added again. Raises ``ArchiveError`` where there is none.
        """
        with self.writing() as connection:
            key = fetch.key_of(connection, id_)
            if forget:
                connection.execute(delete(corrections).where(corrections.c.document == id_))
            write.forget(connection, key, self.knowledge)

    def correct(self, target: str, field: str, value: Any, *, who: str, why: str, document: str | None = None) -> Correction:
        """Record that ``field`` of a finding (or of a report) holds ``value``, as people write it or as in JSON.

        ``document`` says in which report the finding is, where several have one of this id. Raises ``ArchiveError`` where there
        is no such target or field, or the value does not fit it.
        """
        with self.writing() as connection:
            return correcting.correct(connection, target, field, value, (who, why, _now()), document, self.knowledge)

    def undo(self, correction: str, *, who: str, why: str) -> Correction:
        """Record that a correction no longer holds. Raises ``ArchiveError`` where there is none, or it is undone already."""
        with self.writing() as connection:
            return correcting.undo(connection, correction, (who, why, _now()), self.knowledge)

    def corrections(self, document: str | None = None) -> list[Correction]:
        """All corrections ever made, of one report or of all, in their order."""
        with self.reading() as connection:
            return fetch.corrections_of(connection, document)

    def unresolved(self) -> list[Correction]:
        """Corrections in force that find no target: their report is not there, or no longer says what they are about."""
        with self.reading() as connection:
            return correcting.unresolved(connection)


def open_archive(where: str | os.PathLike[str] | None = None, knowledge: Knowledge | None = None) -> Archive:
    """The archive at ``where``, made where it is not there yet, brought up to this version where an older one wrote it.

    ``where`` is a file, or a database as ``postgresql://user@host/name``; without it the environment variable
    ``ONRECORD_ARCHIVE`` says where, else it is a file in the user's folder of data. ``knowledge`` are the tables by which talks
    are grouped, the bundled ones by default. Raises ``ArchiveError`` where it cannot be used.
    """
    archive = Archive(place_of(where), knowledge)
    try:
        set_up(archive.engine, archive.place)
    except BaseException:
        archive.close()
        raise
    return archive


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
