"""The schema's history: what the revisions make is what the schema says; older archives are upgraded, newer ones refused."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from tests.archive.conftest import NewPlace

from bench.integrity import contents, problems
from onrecord.archive import Archive, open_archive
from onrecord.archive.engine import engine_of, writing
from onrecord.archive.migrate import HEAD, migrate
from onrecord.archive.place import place_of
from onrecord.archive.schema import METADATA
from onrecord.errors import ArchiveError
from onrecord.model import Record
from onrecord.tables import Knowledge


def differences(archive: Archive) -> list[Any]:
    """What the database has otherwise than the schema: full-text search is left out, which the schema does not describe."""

    def ours(name: str | None, kind: str, parents: Any) -> bool:
        return not (name or "").partition("_fts")[1] and name not in ("search", "ix_statements_search", "ix_documents_search")

    with archive.reading() as connection:
        options = {"include_name": ours, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


def at_revision(where: str, revision: str) -> None:
    """Make an archive as the version that knew this revision did."""
    place = place_of(where)
    engine = engine_of(place)
    with writing(engine) as connection:
        migrate(connection, revision)
    engine.dispose()


def test_the_revisions_make_what_the_schema_says(archive: Archive) -> None:
    assert differences(archive) == []


def test_the_first_revision_is_brought_up_to_this_one(
    where: str, new_place: NewPlace, own: Knowledge, reports: tuple[Record, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    at_revision(where, "0001")
    first = {"id": "old", "sha256": "0" * 64, "partial": False, "length": 5, "added_at": "2024-01-01T00:00:00Z", "text": "Words"}
    engine = engine_of(place_of(where))
    with writing(engine) as connection:
        names, values = ", ".join(first), ", ".join(f":{name}" for name in first)
        connection.execute(text(f"INSERT INTO documents ({names}) VALUES ({values})"), first)
    engine.dispose()
    with open_archive(where, own) as archive:
        assert archive.ids() == ["old"]
        assert differences(archive) == []
        archive.remove("old")
        for record in reports[:4]:
            archive.add(record)
        assert problems(archive) == []
        upgraded = contents(archive)
    said = capsys.readouterr().err
    assert ("is brought up to this version" in said) == (HEAD != "0001")
    with open_archive(new_place(), own) as archive:
        for record in reports[:4]:
            archive.add(record)
        assert contents(archive) == upgraded


def test_an_archive_of_a_newer_version_is_refused(where: str, own: Knowledge) -> None:
    with open_archive(where, own) as archive, archive.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ArchiveError, match="written by a newer OnRecord"):
        open_archive(where, own)


def test_opening_an_archive_again_changes_nothing(
    where: str, own: Knowledge, reports: tuple[Record, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_archive(where, own) as archive:
        archive.add(reports[0])
        before = contents(archive)
    with open_archive(where, own) as archive:
        assert contents(archive) == before
    assert capsys.readouterr().err == ""


def test_a_migration_that_fails_leaves_the_archive_as_it_was(where: str, own: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.archive import migrate as module

    def fails(*_: object) -> None:
        raise RuntimeError("in the middle")

    with monkeypatch.context() as patch:
        real = module.migrate
        patch.setattr(module, "migrate", lambda connection, revision: (real(connection, revision), fails()))
        with pytest.raises(RuntimeError, match="in the middle"):
            open_archive(where, own)
    with open_archive(where, own) as archive:
        assert differences(archive) == []
