"""Verdicts in, text out: a table for the terminal, JSON, a page with charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.export.base import Options

if TYPE_CHECKING:
    from onrecord.check import Verdict

__all__ = ["VERDICT_FORMATS", "verdicts_text"]

VERDICT_FORMATS = ("table", "json", "html")


def verdicts_text(verdicts: Sequence[Verdict], form: str, options: Options) -> str:
    """Verdicts in one of ``VERDICT_FORMATS``. Raises ``ValueError`` for another."""
    if form == "table":
        from onrecord.export.verdicts.table import verdict_table

        return verdict_table(verdicts, options)
    if form == "json":
        from onrecord.check import verdicts_to_json

        return verdicts_to_json(tuple(verdicts)) + "\n"
    if form == "html":
        from onrecord.export.verdicts.page import verdict_page

        return verdict_page(verdicts)
    raise ValueError(f"no format {form!r} of verdicts: choose one of {', '.join(VERDICT_FORMATS)}")
