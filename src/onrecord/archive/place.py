"""Where an archive is: a file, or a PostgreSQL database."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from onrecord.errors import ArchiveError

__all__ = ["VARIABLE", "Place", "default_file", "place_of"]

VARIABLE = "ONRECORD_ARCHIVE"
"""The environment variable that names an archive where none is given."""

_SERVERS = ("postgresql", "postgres")


class Place:
    """An archive's place. ``file`` is null for a database server; ``name`` is what messages call it, without a password."""

    def __init__(self, url: URL, file: Path | None = None) -> None:
        self.url, self.file = url, file
        self.name = str(file) if file is not None else url.render_as_string(hide_password=True).replace("+pg8000", "")


def default_file() -> Path:
    """The file that is the archive where nothing else is said: in the user's folder of data."""
    from platformdirs import user_data_path

    return user_data_path("onrecord", appauthor=False) / "archive.db"


def place_of(where: str | os.PathLike[str] | None = None) -> Place:
    """The place that ``where`` names, else the environment variable ``ONRECORD_ARCHIVE``, else the default file.

    Raises ``ArchiveError`` for an address of another database, or one that does not parse.
    """
    named = os.fspath(where) if where is not None else os.environ.get(VARIABLE) or os.fspath(default_file())
    scheme, colon, _ = named.partition("://")
    if not colon:
        file = Path(named).expanduser()
        return Place(URL.create("sqlite+pysqlite", database=str(file)), file)
    if scheme.partition("+")[0] not in _SERVERS:
        raise ArchiveError(f"no archive at {scheme}://…: name a file, or a database as postgresql://user@host/name")
    try:
        url = make_url(named)
        return Place(url.set(drivername="postgresql+pg8000", username=url.username or _user()))
    except (ArgumentError, ValueError) as error:
        raise ArchiveError("the database's address does not parse: write it as postgresql://user:password@host/name") from error


def _user() -> str:
    """Who we are, as PostgreSQL's own programs take it where an address names nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "postgres"
