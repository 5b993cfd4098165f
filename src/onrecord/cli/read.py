"""``onrecord read``."""

from __future__ import annotations

import typer

from onrecord.cli.messages import FAILED, complain, guarded
from onrecord.cli.options import (
    Explain,
    FormatName,
    Inputs,
    Jobs,
    KnowledgeFolders,
    Language,
    MinConfidence,
    Output,
    Published,
    Publisher,
    Quiet,
    Side,
    TableName,
    Title,
)

__all__ = ["read"]


def read(
    inputs: Inputs,
    format_: FormatName = None,
    table: TableName = None,
    output: Output = None,
    explain: Explain = False,
    min_confidence: MinConfidence = 0.0,
    published: Published = None,
    publisher: Publisher = None,
    side: Side = None,
    title: Title = None,
    language: Language = None,
    knowledge: KnowledgeFolders = None,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Read reports and print their records: who met, who said what, which figures, what was promised."""
    with guarded():
        from onrecord.cli.parquet import into_parquet, is_parquet
        from onrecord.cli.run import Run, run

        source = {"published": published, "publisher": publisher, "side": side, "title": title, "language": language}
        asked = Run(tuple(inputs), source, tuple(knowledge or ()), format_, table, output, explain, min_confidence, jobs, quiet)
        tally = into_parquet(asked) if is_parquet(output) else run(asked)
        if output is not None and not quiet:
            complain(f"{tally.read} read, {tally.failed} failed, written to {output}")
    raise typer.Exit(FAILED if tally.failed else 0)
