"""``onrecord talks``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.checks import choice
from onrecord.cli.compare import OutputFile
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import Inputs, KnowledgeFolders

__all__ = ["talks"]

_FORMATS = ("table", "json")

FormatName = Annotated[
    str | None,
    choice(_FORMATS, "--format", "-f", help="By default table on a terminal, else json."),
]
Least = Annotated[
    int, typer.Option("--at-least", "-n", metavar="N", min=1, help="Leave out talks of which fewer reports are here.")
]


def talks(
    inputs: Inputs,
    format_: FormatName = None,
    output: OutputFile = None,
    least: Least = 1,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Group reports by the talks they tell of, and list which side published what and when.

    Reports are read; records as read writes them (JSON, JSONL, or a folder of them) are taken as they are.
    """
    with guarded():
        from onrecord.cli.comparing import Grouping, run_talks

        failed = run_talks(Grouping(tuple(inputs), format_, output, least, tuple(knowledge or ())))
    raise typer.Exit(FAILED if failed else 0)
