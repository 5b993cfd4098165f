"""The first schema."""

from __future__ import annotations

from alembic import op

from onrecord.archive.migrations import run_sql

__all__ = ["branch_labels", "depends_on", "down_revision", "revision", "upgrade"]

revision = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables, indexes and what full-text search needs."""
    run_sql(op.get_bind(), revision)
