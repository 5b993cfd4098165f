"""``onrecord add``."""

from __future__ import annotations

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.messages import FAILED, complain, guarded
from onrecord.cli.options import Inputs, Jobs, KnowledgeFolders, Language, Published, Publisher, Quiet, Side, Title

__all__ = ["add"]


def add(
    inputs: Inputs,
    archive: ArchiveOption = None,
    published: Published = None,
    publisher: Publisher = None,
    side: Side = None,
    title: Title = None,
    language: Language = None,
    knowledge: KnowledgeFolders = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read reports and keep them in the archive. What is there already is passed over, so it can be run again and again.

    Each report is kept as soon as it is read: after an interruption, run it again and it goes on.
    """
    with guarded():
        from onrecord.cli.adding import Adding, run_add

        source = {"published": published, "publisher": publisher, "side": side, "title": title, "language": language}
        tally = run_add(Adding(tuple(inputs), archive, source, tuple(knowledge or ()), jobs, quiet))
        if not quiet:
            complain(tally.summary())
    raise typer.Exit(FAILED if tally.failed else 0)
