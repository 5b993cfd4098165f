"""``onrecord watch``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.checks import choice, not_a_file
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import KnowledgeFolders, Quiet

__all__ = ["watch"]

_FORMATS = ("lines", "json")

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SOURCE]",
        help="Publishers that are followed: by key, name, or the two letters of a side. Without any, all.",
        show_default=False,
    ),
]
Once = Annotated[bool, typer.Option("--once", help="One pass, then end: for cron.")]
Every = Annotated[int, typer.Option("--every", metavar="MINUTES", min=1, help="Minutes from one pass to the next.")]
Listed = Annotated[bool, typer.Option("--list", help="List the sources, and ask nothing.")]
Again = Annotated[bool, typer.Option("--all", help="Look at all pages that are known again, due or not.")]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Pages asked of a source in one pass.")]
Warc = Annotated[
    Path | None,
    typer.Option("--warc", metavar="DIR", callback=not_a_file, help="Keep what is fetched in web archives in this folder, too."),
]
FormatName = Annotated[str, choice(_FORMATS, "--format", "-f", help="Lines for people, or an object of JSON in each line.")]


def watch(
    sources: Sources = None,
    once: Once = False,
    every: Every = 60,
    listed: Listed = False,
    again: Again = False,
    limit: Limit = 100,
    warc: Warc = None,
    format_: FormatName = "lines",
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
    quiet: Quiet = False,
) -> None:
    """Follow the sites of publishers, and tell which reports are new, which were changed and which are gone.

    Each version of a page is kept in the archive. Sites are asked slowly and by their robots.txt. Ctrl-C ends it, and
    nothing is lost.
    """
    with guarded():
        from onrecord.cli.watching import Watching, list_sources, run_watch

        folders = tuple(knowledge or ())
        if listed:
            list_sources(tuple(sources or ()), folders, format_)
            return
        asked = Watching(tuple(sources or ()), once, every, again, limit, warc, format_, archive, folders, quiet)
        failed = run_watch(asked)
    raise typer.Exit(FAILED if failed else 0)
