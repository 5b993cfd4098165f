"""Comparisons in, text out: a table for the terminal, JSON, Markdown, a page."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.export.base import Options
from onrecord.export.comparisons.wording import Compared
from onrecord.model import Comparison

__all__ = ["COMPARISON_FORMATS", "Compared", "comparisons_text"]

COMPARISON_FORMATS = ("table", "json", "markdown", "html")


def comparisons_text(found: Sequence[Compared], form: str, options: Options) -> str:
    """Comparisons in one of ``COMPARISON_FORMATS``. Raises ``ValueError`` for another."""
    if form == "table":
        from onrecord.export.comparisons.table import comparison_table

        return comparison_table(found, options)
    if form == "json":
        return _json([c.comparison for c in found])
    if form == "markdown":
        from onrecord.export.comparisons.markdown import comparison_markdown

        return comparison_markdown(found)
    if form == "html":
        from onrecord.export.comparisons.page import comparison_page

        return comparison_page(found)
    raise ValueError(f"no format {form!r} of comparisons: choose one of {', '.join(COMPARISON_FORMATS)}")


def _json(found: Sequence[Comparison]) -> str:
    """One object for one comparison, an array for several."""
    if len(found) == 1:
        return found[0].to_json(2) + "\n"
    return "[\n" + ",\n".join(c.to_json(2) for c in found) + "\n]\n"
