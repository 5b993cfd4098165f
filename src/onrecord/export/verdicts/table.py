"""Verdicts as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from onrecord.export.base import Options
from onrecord.export.console import rendered, text
from onrecord.export.verdicts.wording import claim_words, claimant_words, reported_words, tolerance_words
from onrecord.export.words import clipped

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from onrecord.check import Verdict

__all__ = ["verdict_table"]

_LONGEST = 300
_STYLES = {
    "consistent": "green",
    "direction differs": "bold red",
    "magnitude differs": "yellow",
    "period differs": "yellow",
    "cannot be checked": "dim",
}


def verdict_table(verdicts: Sequence[Verdict], options: Options) -> str:
    """Verdicts report by report, each in words, with what every reporter has."""
    return rendered(_parts(verdicts, options), options)


def _parts(verdicts: Sequence[Verdict], options: Options) -> Iterator[RenderableType]:
    if not verdicts:
        yield text("No figure was found, so there is nothing to check.")
    for number, (document, of) in enumerate(groupby(verdicts, key=lambda v: v.document)):
        yield text(("\n" if number else "") + clipped(document, _LONGEST), "bold")
        yield _grid([*of], options)


def _grid(verdicts: Sequence[Verdict], options: Options) -> Table:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0), expand=False)
    grid.add_column(max_width=max(12, options.width // 4), overflow="fold")
    grid.add_column(overflow="fold", ratio=1)
    for verdict in verdicts:
        cell = text(clipped(claim_words(verdict), _LONGEST))
        cell.append_text(text(f"\n{clipped(verdict.told, 3 * _LONGEST)}", _STYLES[verdict.verdict]))
        if options.explain:
            cell.append_text(text("".join(f"\n- {line}" for line in _why(verdict)), "dim"))
        grid.add_row(text(clipped(claimant_words(verdict), _LONGEST)), cell)
    return grid


def _why(verdict: Verdict) -> Iterator[str]:
    yield f"“{clipped(verdict.figure.span.text, _LONGEST)}”"
    if verdict.reported:
        yield f"agrees with the claim: {tolerance_words(verdict)}"
    for reported in verdict.reported:
        yield f"{reported.name} {reported_words(verdict, reported)}: {reported.verdict}"
