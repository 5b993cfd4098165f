"""An archive set up, or brought up to this version: the revisions of its schema, run by Alembic when it is opened."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from onrecord.archive.engine import APPLICATION, told, writing
from onrecord.archive.place import Place
from onrecord.errors import ArchiveError

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

__all__ = ["HEAD", "migrate", "set_up"]

HEAD = "0001"
"""The revision of the schema that this version writes."""

_VERSIONS = "alembic_version"


def set_up(engine: Engine, place: Place) -> None:
    """Make the archive where there is none, upgrade an older one. Raises ``ArchiveError`` for a newer one, or what is none."""
    _make_folder(place)
    with told(), engine.connect() as connection:
        if place.file is not None:
            _check_file(connection, place)
            connection.commit()
            _write_ahead(connection)
        else:
            _check_encoding(connection, place)
        revision = _revision(connection)
    if revision == HEAD:
        return
    with writing(engine) as connection:
        revision = _revision(connection)
        if revision != HEAD:
            _check(revision, place)
            if revision is not None:
                print(f"onrecord: the archive {place.name} is brought up to this version of OnRecord", file=sys.stderr)
            migrate(connection, HEAD)


def _make_folder(place: Place) -> None:
    if place.file is None:
        return
    try:
        place.file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"cannot make the folder of {place.name} ({error.strerror}): name another with --archive") from error
    if place.file.is_dir():
        raise ArchiveError(f"{place.name} is a folder: name a file for the archive")


def _check_file(connection: Connection, place: Place) -> None:
    """Whether an SQLite file is an archive or empty."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    tables = inspect(connection).get_table_names()
    if tables and mark != APPLICATION:
        raise ArchiveError(f"{place.name} is a database of something else: name another with --archive")


def _check_encoding(connection: Connection, place: Place) -> None:
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise ArchiveError(f"{place.name} keeps text as {encoding}: make a database with createdb --encoding UTF8")


def _write_ahead(connection: Connection) -> None:
    """Let readers and a writer work side by side: the file keeps the mode. Not within a transaction, as SQLite wants it."""
    plain = connection.connection.dbapi_connection
    if plain is not None and plain.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        plain.execute("PRAGMA journal_mode = WAL")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSIONS):
        return None
    revision: str | None = connection.exec_driver_sql(f"SELECT version_num FROM {_VERSIONS}").scalar()  # noqa: S608
    return revision


def _check(revision: str | None, place: Place) -> None:
    if revision is not None and revision not in _revisions():
        raise ArchiveError(f"{place.name} was written by a newer OnRecord: install that, or name another archive")


def _revisions() -> Iterable[str]:
    return [script.revision for script in _directory().walk_revisions()]


def _directory() -> ScriptDirectory:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "onrecord.archive:migrations")
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def migrate(connection: Connection, revision: str) -> None:
    """Bring the schema to a revision, within the transaction of ``connection``."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext

    scripts = _directory()
    environment = EnvironmentContext(
        Config(), scripts, fn=lambda current, _: scripts._upgrade_revs(revision, current), destination_rev=revision
    )
    with environment:
        environment.configure(connection=connection, transaction_per_migration=False)
        environment.run_migrations()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
