"""The schema's history: what the revisions make is what the schema says; older archives are upgraded, newer ones refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.archive.conftest import NewPlace

from bench.integrity import contents, problems
from onrecord.archive import Archive, open_archive
from onrecord.archive import migrate as module
from onrecord.archive.engine import engine_of, reading, writing
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


OLD = {"id": "old", "sha256": "0" * 64, "partial": False, "length": 5, "added_at": "2024-01-01T00:00:00Z", "text": "Words"}


def put_old(where: str) -> None:
    """A report as the first revision kept it, as far as it must be."""
    engine = engine_of(place_of(where))
    with writing(engine) as connection:
        names, values = ", ".join(OLD), ", ".join(f":{name}" for name in OLD)
        connection.execute(text(f"INSERT INTO documents ({names}) VALUES ({values})"), OLD)
    engine.dispose()


def test_the_first_revision_is_brought_up_to_this_one(
    where: str, new_place: NewPlace, own: Knowledge, reports: tuple[Record, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    at_revision(where, "0001")
    put_old(where)
    with open_archive(where, own) as archive:
        assert archive.ids() == ["old"]
        assert differences(archive) == []
        archive.remove("old")
        for record in reports[:4]:
            archive.add(record)
        assert problems(archive) == []
        upgraded = contents(archive)
    assert ("is brought up to this version" in capsys.readouterr().err) == (HEAD != "0001")
    with open_archive(new_place(), own) as archive:
        for record in reports[:4]:
            archive.add(record)
        assert contents(archive) == upgraded


NEXT = """
from alembic import op
import sqlalchemy as sa

revision = "next"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("documents", sa.Column("mood", sa.Text()))
    op.execute("UPDATE documents SET mood = 'calm'")
    {more}
"""


@pytest.fixture
def with_a_next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the program know one revision more than it does, as the next version will. ``more`` is a last line of its work."""

    def make(more: str = "") -> None:
        (tmp_path / "next.py").write_text(NEXT.format(head=HEAD, more=more), encoding="utf-8")
        home = Path(module.__file__).parent / "migrations"
        found = ScriptDirectory(str(home), version_locations=[str(home / "versions"), str(tmp_path)])
        monkeypatch.setattr(module, "_directory", lambda: found)
        monkeypatch.setattr(module, "HEAD", "next")

    return make


def test_an_older_archive_is_upgraded_after_a_line(
    where: str, own: Knowledge, with_a_next_revision: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    at_revision(where, "0001")
    put_old(where)
    with_a_next_revision()
    with open_archive(where, own) as archive, archive.reading() as connection:
        assert connection.execute(text("SELECT id, mood FROM documents")).all() == [("old", "calm")]
    assert capsys.readouterr().err.count("is brought up to this version of OnRecord") == 1
    open_archive(where, own).close()
    assert capsys.readouterr().err == ""


def test_an_upgrade_that_fails_leaves_the_archive_as_it_was(
    where: str, own: Knowledge, with_a_next_revision: Callable[..., None]
) -> None:
    at_revision(where, "0001")
    put_old(where)
    with_a_next_revision("raise RuntimeError('in the middle')")
    with pytest.raises(RuntimeError, match="in the middle"):
        open_archive(where, own)
    engine = engine_of(place_of(where))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
        assert "mood" not in {column["name"] for column in inspect(connection).get_columns("documents")}
    engine.dispose()


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
