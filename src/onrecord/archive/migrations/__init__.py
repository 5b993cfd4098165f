"""The history of the archive's schema, as revisions that Alembic runs.

A revision is a module of ``versions`` named by its number. What a database is told for it stands beside it, for SQLite and for
PostgreSQL, statements parted by empty lines; :func:`run_sql` runs them. A change of ``onrecord.archive.schema`` needs a new
revision: a test compares what the revisions make with what the schema says.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

__all__ = ["run_sql"]


def run_sql(connection: Connection, revision: str) -> None:
    """Run the statements of a revision in the words of the connection's database."""
    path = Path(__file__).parent / "versions" / f"{revision}_{connection.dialect.name}.sql"
    for statement in path.read_text(encoding="utf-8").split("\n\n"):
        connection.exec_driver_sql(statement)
