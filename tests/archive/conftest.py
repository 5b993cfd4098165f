"""What the tests of the archive share: an empty archive on each kind of database, and records to put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import golden
from bench.postgres import Cluster, NoPostgres, cluster
from onrecord.archive import Archive, open_archive
from onrecord.model import Record
from onrecord.read import read_documents
from onrecord.tables import Knowledge

DATABASES = ("sqlite", "postgresql")
NewPlace = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server; tests that ask for it are skipped, with the reason, where there is none."""
    try:
        with cluster() as found:
            yield found
    except NoPostgres as reason:
        pytest.skip(f"not checked: {reason}")


@pytest.fixture(params=DATABASES)
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Gives places of archives that are not there yet, on each kind of database."""
    if request.param == "sqlite":
        numbers = iter(range(1000))
        return lambda: str(tmp_path / f"archive-{next(numbers)}.db")
    server: Cluster = request.getfixturevalue("postgres")
    return server.database


@pytest.fixture
def where(new_place: NewPlace) -> str:
    """The place of an archive that is not there yet, on each kind of database."""
    return new_place()


@pytest.fixture
def archive(where: str, own: Knowledge) -> Iterator[Archive]:
    """An empty archive on each kind of database."""
    with open_archive(where, own) as found:
        yield found


@pytest.fixture(scope="session")
def reports(own: Knowledge) -> tuple[Record, ...]:
    """The records of all bundled reports, those of the bundled archive as well."""
    paths = sorted([*golden.EXAMPLES.glob("*.txt"), *(golden.EXAMPLES / "archive").glob("*.txt")])
    return tuple(read_documents(map(golden.document, paths), own))
