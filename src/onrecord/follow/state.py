"""What was asked of which address, what it answered, and when it is to be asked again.

One SQLite file, which one watch at a time holds. Nothing in it is lost that the archive does not have: without it, all that
the lists name is asked again.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from onrecord.errors import ArchiveError

__all__ = ["Host", "Row", "State"]

_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS addresses (
  url TEXT PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT, mark TEXT, done_mark TEXT, etag TEXT,
  modified TEXT, sha256 TEXT, status INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, first_at REAL NOT NULL,
  asked_at REAL, due_at REAL NOT NULL, number INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS due ON addresses (source, kind, due_at);
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, robots TEXT, robots_at REAL, not_before REAL);
"""
_LISTED = """
INSERT INTO addresses (url, source, kind, parent, mark, first_at, due_at, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (url) DO UPDATE SET
  due_at = CASE WHEN excluded.mark IS NOT NULL AND done_mark IS NOT NULL AND excluded.mark != done_mark
           THEN min(due_at, excluded.due_at) ELSE due_at END,
  mark = coalesce(excluded.mark, mark), parent = coalesce(excluded.parent, parent)
"""
_COLUMNS = ("url", "kind", "mark", "done_mark", "etag", "modified", "sha256", "status", "tries", "first_at", "due_at")
_CHANGED = frozenset(("done_mark", "etag", "modified", "sha256", "status", "tries", "asked_at", "due_at"))


class Row(NamedTuple):
    """An address: ``kind`` is ``list``, ``map`` or ``page``.

    ``mark`` is when its list says that it last changed, ``done_mark`` that at which it was last asked. ``status`` is 0 before
    it was asked, the server's answer, -1 where it is not to be taken, -2 where it never answered. Times are seconds since 1970.
    """

    url: str
    kind: str
    mark: str | None
    done_mark: str | None
    etag: str | None
    modified: str | None
    sha256: str | None
    status: int
    tries: int
    first_at: float
    due_at: float


class Host(NamedTuple):
    """What is known of a site: its robots.txt and when it was read, and before when it wishes not to be asked."""

    robots: str | None = None
    robots_at: float = 0.0
    not_before: float = 0.0


class State:
    """The state in a file, made where it is not there. Raises ``ArchiveError`` where another watch holds it, or it is none."""

    def __init__(self, file: str | os.PathLike[str] | None) -> None:
        self.path = path = None if file is None else Path(file)
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path or ":memory:", timeout=1.0, isolation_level=None)
            self._set_up()
        except (sqlite3.Error, OSError) as error:
            raise self._told(error) from error

    def __enter__(self) -> State:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def row(self, url: str) -> Row | None:
        """What is known of an address."""
        found = self._run(f"SELECT {', '.join(_COLUMNS)} FROM addresses WHERE url = ?", (url,)).fetchone()  # noqa: S608
        return Row(*found) if found else None

    def due(self, source: str, now: float, most: int) -> list[Row]:
        """The pages of a source that are to be asked: those never asked first, in the order in which they were listed."""
        return self._rows("kind = 'page' AND due_at <= ? ORDER BY status != 0, due_at, number LIMIT ?", source, now, most)

    def waiting(self, source: str, now: float) -> int:
        """How many pages of a source are to be asked."""
        where = "source = ? AND kind = 'page' AND due_at <= ?"
        return int(self._run(f"SELECT count(*) FROM addresses WHERE {where}", (source, now)).fetchone()[0])  # noqa: S608

    def maps(self, source: str, parent: str) -> list[Row]:
        """The sitemaps that an index listed."""
        return self._rows("kind = 'map' AND parent = ? ORDER BY number", source, parent)

    def list_(self, source: str, kind: str, parent: str | None, items: Iterable[tuple[str, str | None]], now: float) -> None:
        """Note addresses, each with its mark. One that is there becomes due where its mark is new."""
        number = int(self._run("SELECT coalesce(max(number), 0) FROM addresses").fetchone()[0])
        rows = [(url, source, kind, parent, mark, now, now, number + n) for n, (url, mark) in enumerate(items, 1)]
        try:
            with self._base:
                self._base.execute("BEGIN")
                self._base.executemany(_LISTED, rows)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def all_due(self, source: str, now: float) -> None:
        """Make all pages of a source due."""
        self._run("UPDATE addresses SET due_at = min(due_at, ?) WHERE source = ? AND kind = 'page'", (now, source))

    def note(self, url: str, **values: Any) -> None:
        """Change what is known of an address that is there."""
        assert values.keys() <= _CHANGED
        change = ", ".join(f"{name} = ?" for name in values)
        self._run(f"UPDATE addresses SET {change} WHERE url = ?", (*values.values(), url))  # noqa: S608

    def host(self, name: str) -> Host:
        """What is known of a site."""
        found = self._run("SELECT robots, robots_at, not_before FROM hosts WHERE host = ?", (name,)).fetchone()
        return Host(found[0], found[1] or 0.0, found[2] or 0.0) if found else Host()

    def note_host(self, name: str, host: Host) -> None:
        """Put what is known of a site."""
        self._run("INSERT OR REPLACE INTO hosts (host, robots, robots_at, not_before) VALUES (?, ?, ?, ?)", (name, *host))

    def _rows(self, where: str, *values: object) -> list[Row]:
        query = f"SELECT {', '.join(_COLUMNS)} FROM addresses WHERE source = ? AND {where}"  # noqa: S608
        return [Row(*found) for found in self._run(query, values).fetchall()]

    def _set_up(self) -> None:
        """Hold the file until it is closed: another watch over the same archive would ask everything twice."""
        self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
        version = int(self._base.execute("PRAGMA user_version").fetchone()[0])
        if version > _VERSION:
            raise ArchiveError(f"{self.path} was written by a newer OnRecord: update, or move it away to begin anew")
        self._base.execute("BEGIN EXCLUSIVE")
        for statement in _TABLES.split(";"):
            self._base.execute(statement)
        self._base.execute(f"PRAGMA user_version = {_VERSION}")
        self._base.execute("COMMIT")

    def _run(self, query: str, values: Iterable[object] = ()) -> sqlite3.Cursor:
        try:
            return self._base.execute(query, tuple(values))
        except sqlite3.Error as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> ArchiveError:
        said = " ".join(str(error).split())[:200]
        if "locked" in said:
            return ArchiveError(
                f"another `onrecord watch` is at work with {self.path}: wait for its end, or name another --archive"
            )
        return ArchiveError(f"what was asked is to be kept in {self.path}, which fails ({said}): make room, or move it away")
