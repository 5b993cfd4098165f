"""A PostgreSQL of one's own for tests and benchmarks: a cluster in a folder that goes when it is done."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

__all__ = ["Cluster", "NoPostgres", "cluster"]

_SERVER = "/usr/lib/postgresql"
_USERS = ("postgres", "nobody")
_FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
_MOST_CONNECTIONS = 60


class NoPostgres(Exception):
    """Why there is no server to be started here."""


class Cluster:
    """A running server: ask it for empty databases."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = count(1)

    def database(self, encoding: str = "UTF8") -> str:
        """The address of a new, empty database."""
        import pg8000.native

        name = f"onrecord_{next(self._numbers)}"
        kept = f"ENCODING '{encoding}'" + ("" if encoding == "UTF8" else " LOCALE 'C'")
        with closing(pg8000.native.Connection("postgres", host="127.0.0.1", port=self._port)) as connection:
            connection.run(f"CREATE DATABASE {name} TEMPLATE template0 {kept}")
        return f"postgresql://postgres@127.0.0.1:{self._port}/{name}"


@contextmanager
def cluster(durable: bool = False) -> Iterator[Cluster]:
    """A server that runs as long as the block. ``durable``: as one in use, which waits for the disk.

    Raises ``NoPostgres`` with the reason where none is installed, or where it would have to run as root.
    """
    programs, user = _programs(), _user()
    folder = Path(tempfile.mkdtemp(prefix="onrecord-postgres-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        _run(
            programs / "initdb",
            "-D",
            folder / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            user=user,
        )
        port = _free_port()
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_connections={_MOST_CONNECTIONS}"
        )
        options += "" if durable else " " + " ".join(_FAST)
        control = (programs / "pg_ctl", "-D", folder / "data", "-w")
        _run(*control, "-l", folder / "log", "-o", options, "start", user=user)
        try:
            yield Cluster(port)
        finally:
            _run(*control, "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Where initdb and pg_ctl are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    homes = [Path(found).parent] if found else sorted(Path(_SERVER).glob("*/bin"), reverse=True)
    for home in homes:
        if (home / "initdb").exists() and (home / "pg_ctl").exists():
            return home
    raise NoPostgres("PostgreSQL is not installed (apt-get install postgresql)")


def _user() -> str | None:
    """Whom to run as: PostgreSQL does not run as root. Null for whoever we are."""
    if os.geteuid() != 0:
        return None
    for name in _USERS:
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and there is no other user")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _run(*command: str | Path, user: str | None) -> None:
    try:
        subprocess.run(list(map(str, command)), user=user, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")
    except subprocess.CalledProcessError as error:
        raise NoPostgres(f"PostgreSQL does not start: {error.stderr.decode(errors='replace').strip()}") from error
