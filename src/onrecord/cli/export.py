"""``onrecord export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption
from onrecord.cli.asking import Act, ByPublisher, Country, Since, StatementForm, Topic, Until
from onrecord.cli.checks import country_code, one_of
from onrecord.cli.messages import complain, guarded
from onrecord.cli.options import KnowledgeFolders, MinConfidence, Quiet, TableName
from onrecord.export import format_names
from onrecord.export.sets import set_names

__all__ = ["FORMS", "export"]

FORMS = tuple(sorted((*format_names(), *set_names())))

Form = Annotated[
    str,
    typer.Argument(
        metavar="FORMAT",
        callback=one_of(*FORMS),
        autocompletion=lambda: list(FORMS),
        help=f"One of {', '.join(FORMS)}.",
    ),
]
Destination = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DEST", help="The file, or for sets of files the folder, to write to."),
]
Words = Annotated[
    str | None,
    typer.Option("--query", metavar="WORDS", help="Only reports with statements that a search for this finds."),
]
Speaker = Annotated[
    str | None, typer.Option("--speaker", "-s", metavar="NAME", help="Only reports in which this holder of public office speaks.")
]
Side = Annotated[str | None, typer.Option("--side", metavar="CC", callback=country_code, help="The side that published it: BY.")]
Reports = Annotated[list[str] | None, typer.Option("--report", metavar="ID", help="Only this report; may be given again.")]


def export(
    form: Form,
    output: Destination = None,
    query: Words = None,
    report: Reports = None,
    speaker: Speaker = None,
    since: Since = None,
    until: Until = None,
    act: Act = None,
    kind: StatementForm = None,
    topic: Topic = None,
    country: Country = None,
    side: Side = None,
    publisher: ByPublisher = None,
    table: TableName = None,
    min_confidence: MinConfidence = 0.0,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
    quiet: Quiet = False,
) -> None:
    """Write reports of the archive, as corrected, for other tools: all, or those with statements that a search finds."""
    with guarded():
        from onrecord.cli.exporting import Exporting, run

        asked = Exporting(
            form, output, archive, tuple(knowledge or ()), query, tuple(report or ()), speaker, table, min_confidence
        )
        narrowed = {"since": since, "until": until, "act": act, "kind": kind, "topic": topic}
        count = run(asked, narrowed | {"country": country, "side": side, "publisher": publisher})
        if output is not None and not quiet:
            complain(f"{count} reports, written to {output}")
