"""The options of ``onrecord read``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import choice, country_code, day, folder_or_parquet, language_code
from onrecord.export import format_names

__all__ = [
    "TABLE_NAMES",
    "Explain",
    "FormatName",
    "Inputs",
    "Jobs",
    "KnowledgeFolders",
    "Language",
    "MinConfidence",
    "Output",
    "Published",
    "Publisher",
    "Quiet",
    "Side",
    "TableName",
    "Title",
]

TABLE_NAMES = ("meetings", "statements", "figures", "events", "pledges")
"""``onrecord.model.TABLES``, which is not imported for its cost: ``--help`` is to be quick."""


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Reports: files (text, HTML, JSONL, PDF, DOCX, ZIP, WARC), folders of them, web addresses, or - for standard input.",
    ),
]
FormatName = Annotated[
    str | None,
    choice(format_names(), "--format", "-f", help="The form of records: by default table on a terminal, else json."),
]
TableName = Annotated[
    str | None,
    choice(TABLE_NAMES, "--table", "-t", help="Which table as csv: by default statements, with --output all."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="DIR",
        callback=folder_or_parquet,
        help="Write a file for each report into this folder instead of printing; for --format meetings also NAME.parquet.",
    ),
]
Explain = Annotated[
    bool,
    typer.Option("--explain", help="Say why each finding is what it is: table, markdown, html."),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="NUMBER",
        min=0,
        max=1,
        show_default=False,
        help="Leave out findings less sure than this, from 0 to 1.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", callback=day, help="Day of publication: 2021-07-14."),
]
Publisher = Annotated[
    str | None,
    typer.Option("--publisher", metavar="NAME", help="Who published the report."),
]
Side = Annotated[
    str | None,
    typer.Option("--side", metavar="CC", callback=country_code, help="Country that published it: BY."),
]
Title = Annotated[
    str | None,
    typer.Option("--title", metavar="TEXT", help="The report's title."),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", callback=language_code, help="Its language: en."),
]
KnowledgeFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge",
        "-k",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="A folder of your own tables of people, venues, verbs; may be given again.",
    ),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=1, max=256, help="How many processes read."),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="No progress and no summary; failures are still told."),
]
