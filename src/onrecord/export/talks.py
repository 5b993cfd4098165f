"""Talks in text: which side published what and when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.export.base import Options
from onrecord.export.console import rendered, text
from onrecord.export.words import clipped, date_words
from onrecord.model import Report, Talks

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["TALKS_FORMATS", "talks_text"]

TALKS_FORMATS = ("table", "json")


def talks_text(found: Sequence[Talks], form: str, options: Options) -> str:
    """Talks in one of ``TALKS_FORMATS``. Raises ``ValueError`` for another."""
    if form == "json":
        return json.dumps([t.to_dict() for t in found], indent=2, ensure_ascii=False) + "\n"
    if form == "table":
        return rendered(_parts(found), options)
    raise ValueError(f"no format {form!r} of talks: choose one of {', '.join(TALKS_FORMATS)}")


def _parts(found: Sequence[Talks]) -> Iterator[RenderableType]:
    if not found:
        yield text("No talks were found in these reports.")
    for number, talks in enumerate(found):
        head = ", ".join(p for p in (date_words(talks.date) or "undated", talks.format, talks.city or "") if p)
        who = ", ".join(talks.participants) or ", ".join(talks.countries) or "nobody named"
        yield text(("\n" if number else "") + f"{head}: {who}", "bold")
        for report in talks.reports:
            yield text(f"  {_report(report)}")
        for country in talks.silent:
            yield text(f"  {country}: no report of this side is here", "italic")


def _report(report: Report) -> str:
    day = date_words(report.published) or "undated"
    side = f"{report.country}: " if report.country else ""
    whole = " (not whole)" if report.partial else ""
    title = f" – {clipped(report.title, 100)}" if report.title else ""
    return f"{side}{report.publisher or report.id}, {day}{title}{whole} [{report.id}]"
