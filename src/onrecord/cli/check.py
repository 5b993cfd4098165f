"""``onrecord check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import choice
from onrecord.cli.messages import FAILED, guarded
from onrecord.cli.options import Explain, Inputs, KnowledgeFolders, Language, MinConfidence, Published, Publisher, Quiet, Side

__all__ = ["check"]

_FORMATS = ("table", "json", "html")
"""``onrecord.export.verdicts.VERDICT_FORMATS``, which is not imported for its cost."""

SeriesFile = Annotated[
    Path | None,
    typer.Option(
        "--series",
        "-s",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="Statistics: CSV with indicator, subject, reporter, period, value; SDMX-CSV; SDMX-ML; or any CSV with --mapping.",
    ),
]
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", "-m", metavar="TOML", exists=True, dir_okay=False, help="Which columns of the series hold what."),
]
Against = Annotated[
    list[Path] | None,
    typer.Option(
        "--against",
        "-a",
        metavar="RECORDS",
        exists=True,
        dir_okay=False,
        help="Earlier records, as read --format jsonl or json writes them; may be given again.",
    ),
]
FormatName = Annotated[
    str | None,
    choice(_FORMATS, "--format", "-f", help="By default table on a terminal, else json."),
]


def check(
    inputs: Inputs,
    series: SeriesFile = None,
    mapping: MappingFile = None,
    against: Against = None,
    format_: FormatName = None,
    explain: Explain = False,
    min_confidence: MinConfidence = 0.0,
    published: Published = None,
    publisher: Publisher = None,
    side: Side = None,
    language: Language = None,
    knowledge: KnowledgeFolders = None,
    quiet: Quiet = False,
) -> None:
    """Check the figures of reports against a statistical series and against earlier records.

    Each figure is consistent, or differs in direction, magnitude or period, or cannot be checked, and why. Differences are
    stated with what every reporter has.
    """
    if series is None and not against:
        raise typer.BadParameter("give --series, --against or both: there is nothing to check against", param_hint="--series")
    if mapping is not None and series is None:
        raise typer.BadParameter("a mapping tells the columns of a series: give --series too", param_hint="--mapping")
    with guarded():
        from onrecord.cli.checking import Checking, run_check

        source = {"published": published, "publisher": publisher, "side": side, "title": None, "language": language}
        failed = run_check(
            Checking(
                tuple(inputs),
                source,
                tuple(knowledge or ()),
                series,
                mapping,
                tuple(against or ()),
                format_,
                explain,
                min_confidence,
                quiet,
            )
        )
    raise typer.Exit(FAILED if failed else 0)
