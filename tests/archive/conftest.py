"""What the tests of the archive share: an empty archive on each kind of database, and records to put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.postgres import Cluster, NoPostgres, cluster
from onrecord.archive import Archive, open_archive
from onrecord.tables import Knowledge

DATABASES = ("sqlite", "postgresql")
Where = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server; tests that ask for it are skipped, with the reason, where there is none."""
    try:
        with cluster() as found:
            yield found
    except NoPostgres as reason:
        pytest.skip(f"not checked: {reason}")


@pytest.fixture(params=DATABASES)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of an archive that is not there yet, on each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.db")
    server: Cluster = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture
def archive(where: str, own: Knowledge) -> Iterator[Archive]:
    """An empty archive on each kind of database."""
    with open_archive(where, own) as found:
        yield found
