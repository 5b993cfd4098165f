"""``onrecord diff``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.checks import choice
from onrecord.cli.compare import OutputFile
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import KnowledgeFolders, Language

__all__ = ["diff"]

_FORMATS = ("table", "json", "markdown", "html")
_VIEWS = ("side-by-side", "inline", "changes")

Old = Annotated[str, typer.Argument(metavar="OLD", help="The older capture: anything that read takes, or a record as JSON.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="The newer one.")]
FormatName = Annotated[
    str | None,
    choice(_FORMATS, "--format", "-f", help="By default table on a terminal, else json."),
]
View = Annotated[
    str,
    choice(_VIEWS, "--view", help="How the text is shown: side by side, in line, or the changes only."),
]


def diff(
    old: Old,
    new: New,
    format_: FormatName = None,
    view: View = "changes",
    output: OutputFile = None,
    language: Language = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Tell two captures of one page apart: what was added, dropped or reworded, by statement and in the text.

    Furniture of the page and typography are set apart. A capture that is broken or cut short is warned of.
    """
    with guarded():
        from onrecord.cli.comparing import Comparing, run_diff

        asked = Comparing((old, new), format_, output, False, language, tuple(knowledge or ()), view)
        failed = run_diff(asked)
    raise typer.Exit(FAILED if failed else 0)
