"""``onrecord compare``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import choice
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import KnowledgeFolders, Language

__all__ = ["Force", "OutputFile", "compare"]

_FORMATS = ("table", "json", "markdown", "html")
"""``onrecord.export.comparisons.COMPARISON_FORMATS``, which is not imported for its cost."""

Reports = Annotated[
    list[str],
    typer.Argument(metavar="A B [C...]", help="Reports of the same talks: anything that read takes, or records as JSON."),
]
FormatName = Annotated[
    str | None,
    choice(_FORMATS, "--format", "-f", help="By default table on a terminal, else json."),
]
OutputFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write to this file instead of printing."),
]
Force = Annotated[bool, typer.Option("--force", help="Compare reports of different talks too.")]


def compare(
    reports: Reports,
    format_: FormatName = None,
    output: OutputFile = None,
    force: Force = False,
    language: Language = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Set reports of the same talks side by side: what both tell, what only one, and where they differ.

    Several reports are compared two by two. Differences are stated, with the exact words of both; why there are any is not.
    """
    with guarded():
        from onrecord.cli.comparing import Comparing, run_compare

        failed = run_compare(Comparing(tuple(reports), format_, output, force, language, tuple(knowledge or ())))
    raise typer.Exit(FAILED if failed else 0)
