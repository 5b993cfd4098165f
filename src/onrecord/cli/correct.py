"""``onrecord correct``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.messages import guarded
from onrecord.cli.printing import RowFormat

__all__ = ["correct"]

Target = Annotated[
    str | None,
    typer.Argument(
        metavar="[TARGET]", help="The id of a finding or of a report; with --undo that of a correction.", show_default=False
    ),
]
Field = Annotated[
    str | None,
    typer.Argument(metavar="[FIELD]", help='What is wrong: act, speakers, period ...; "wrong" for a finding that is none.'),
]
Value = Annotated[
    str | None,
    typer.Argument(metavar="[VALUE]", help="What is right: a word, a number, null; a name or names; words of the report; JSON."),
]
Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who says so. By default your user name.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="From what it is known.")]
Undo = Annotated[bool, typer.Option("--undo", help="Take a correction back. It stays on file.")]
List = Annotated[bool, typer.Option("--list", "-l", help="List corrections: all, or those of the report TARGET.")]
Unresolved = Annotated[bool, typer.Option("--unresolved", help="List corrections that find no target any more.")]
Report = Annotated[
    str | None, typer.Option("--report", metavar="ID", help="In which report, where several have a finding of this id.")
]


def correct(
    target: Target = None,
    field: Field = None,
    value: Value = None,
    who: Who = None,
    why: Why = None,
    undo: Undo = False,
    list_: List = False,
    unresolved: Unresolved = False,
    report: Report = None,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
) -> None:
    """Correct a finding or what is known of a report. What the program read is kept; corrections survive reading again."""
    with guarded(), opened(archive) as found:
        from onrecord.cli.correcting import Correcting, run_correct

        run_correct(found, Correcting(target, field, value, who, why, undo, list_, unresolved, report, format_))
