"""``onrecord reread``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.messages import FAILED, complain, guarded
from onrecord.cli.options import Jobs, KnowledgeFolders, Quiet

__all__ = ["reread"]

Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT]", help="Ids of reports: these and no others.", show_default=False)
]
Every = Annotated[bool, typer.Option("--all", help="All reports, as after a change of your own tables.")]


def reread(
    reports: Ids = None,
    every: Every = False,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read reports of the archive again, from the texts it keeps. Corrections and ids stay.

    Without ids, those are read that another version of OnRecord read.
    """
    with guarded():
        from onrecord.cli.adding import Rereading, run_reread

        tally = run_reread(Rereading(tuple(reports or ()), every, archive, tuple(knowledge or ()), jobs, quiet))
        if not quiet:
            complain(f"{tally.reread} read again, {tally.failed} failed")
    raise typer.Exit(FAILED if tally.failed else 0)
