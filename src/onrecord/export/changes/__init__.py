"""Changes between two captures in text: a table for the terminal, JSON, Markdown, a page."""

from __future__ import annotations

from onrecord.export.base import Options
from onrecord.model import Changes, Record

__all__ = ["CHANGES_FORMATS", "VIEWS", "changes_text"]

CHANGES_FORMATS = ("table", "json", "markdown", "html")
VIEWS = ("side-by-side", "inline", "changes")


def changes_text(found: Changes, old: Record, new: Record, form: str, view: str, options: Options) -> str:
    """Changes in one of ``CHANGES_FORMATS``, the text in one of ``VIEWS``. Raises ``ValueError`` for another format."""
    if form == "json":
        return found.to_json(2) + "\n"
    if form == "table":
        from onrecord.export.changes.table import changes_table

        return changes_table(found, old, new, view, options)
    if form == "markdown":
        from onrecord.export.changes.markdown import changes_markdown

        return changes_markdown(found, old, new, view)
    if form == "html":
        from onrecord.export.changes.page import changes_page

        return changes_page(found, old, new, view)
    raise ValueError(f"no format {form!r} of changes: choose one of {', '.join(CHANGES_FORMATS)}")
