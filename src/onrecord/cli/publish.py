"""``onrecord publish``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.checks import not_a_file
from onrecord.cli.messages import complain, guarded
from onrecord.cli.options import KnowledgeFolders, Quiet

__all__ = ["publish"]


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to.", callback=not_a_file)],
    archive: ArchiveOption = None,
    query: Annotated[
        str | None,
        typer.Option("--query", metavar="WORDS", help="Only reports with statements that a search finds.", show_default=False),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option("--address", metavar="URL", help="Where the copy will stand: feeds are written for it.", show_default=False),
    ] = None,
    no_findings: Annotated[bool, typer.Option("--no-findings", help="Leave out the page of each finding.")] = False,
    demo: Annotated[
        bool, typer.Option("--demo", help="Write the bundled reports, which are invented, instead of an archive.")
    ] = False,
    series: Annotated[
        Path | None,
        typer.Option(
            "--series", metavar="FILE", help="Statistics that claims are set against, as for check.", show_default=False
        ),
    ] = None,
    knowledge: KnowledgeFolders = None,
    quiet: Quiet = False,
) -> None:
    """Write the pages of an archive as files, for any web server or a USB stick."""
    with guarded():
        from onrecord.cli.publishing import Publishing, run
        from onrecord.cli.sites import Source

        done = run(Publishing(folder, Source(archive, demo, series, tuple(knowledge or ())), query, address, not no_findings))
        if not quiet:
            complain(f"{done.files} files, {done.bytes / 1_000_000:.1f} MB, written to {folder}")
