"""``onrecord show``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.messages import guarded
from onrecord.cli.options import Explain, FormatName

__all__ = ["show"]

Id = Annotated[str, typer.Argument(metavar="ID", help="Of a report, a finding, talks or a correction; its beginning will do.")]
AsRead = Annotated[bool, typer.Option("--as-read", help="As the program read it, without people's corrections.")]
Report = Annotated[
    str | None, typer.Option("--report", metavar="ID", help="In which report, where several have a finding of this id.")
]


def show(
    id_: Id,
    format_: FormatName = None,
    explain: Explain = False,
    as_read: AsRead = False,
    report: Report = None,
    archive: ArchiveOption = None,
) -> None:
    """Print one thing of the archive: the record of a report, a finding, talks, or a correction."""
    with guarded(), opened(archive) as found:
        from onrecord.cli.showing import Showing, run_show

        run_show(found, Showing(id_, format_, explain, as_read, report))
