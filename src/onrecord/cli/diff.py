"""``onrecord diff``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.checks import choice
from onrecord.cli.compare import OutputFile
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import KnowledgeFolders, Language

__all__ = ["diff"]

_FORMATS = ("table", "json", "markdown", "html")
_VIEWS = ("side-by-side", "inline", "changes")

Old = Annotated[str, typer.Argument(metavar="OLD", help="The older capture: anything that read takes, or a record as JSON.")]
New = Annotated[
    str | None,
    typer.Argument(metavar="[NEW]", help="The newer one. Without it OLD is an address, and the archive has its versions."),
]
From = Annotated[int | None, typer.Option("--from", metavar="N", min=1, help="Which version from the archive is the older.")]
To = Annotated[int | None, typer.Option("--to", metavar="N", min=1, help="Which is the newer one. By default the last.")]
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
    new: New = None,
    format_: FormatName = None,
    view: View = "changes",
    output: OutputFile = None,
    language: Language = None,
    knowledge: KnowledgeFolders = None,
    first: From = None,
    last: To = None,
    archive: ArchiveOption = None,
) -> None:
    """Tell two captures of one page apart: what was added, dropped or reworded, by statement and in the text.

    With an address alone, two versions of it from the archive are told apart. Furniture of the page and typography are set
    apart. A capture that is broken or cut short is warned of.
    """
    with guarded():
        from onrecord.cli.comparing import Comparing, run_diff, run_diff_of_versions

        inputs = (old,) if new is None else (old, new)
        asked = Comparing(inputs, format_, output, False, language, tuple(knowledge or ()), view)
        failed = run_diff(asked) if new is not None else run_diff_of_versions(asked, archive, first, last)
    raise typer.Exit(FAILED if failed else 0)
