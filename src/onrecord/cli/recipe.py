"""``onrecord recipe``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import not_a_file
from onrecord.cli.messages import FAILED, complain, guarded

__all__ = ["recipe"]

recipe = typer.Typer(
    name="recipe", help="Draft and check recipes for the pages of a publisher.", no_args_is_help=True, rich_markup_mode=None
)

Examples = Annotated[
    Path | None,
    typer.Option(
        "--examples",
        metavar="DIR",
        callback=not_a_file,
        help="Where example pages and their records are, if not beside the recipe.",
    ),
]


@recipe.command()
def new(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A report of the publisher: a web address or a saved page.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", callback=not_a_file, help="The folder of knowledge to write into.")
    ] = Path("knowledge"),
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What the recipe's files are called: by default its host.")
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="URL", help="Where a saved page stands, if it does not say so itself.")
    ] = None,
    examples: Examples = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a recipe of that name.")] = False,
) -> None:
    """Draft a recipe from one page: selectors guessed, an example page of its shape, and a record to be reviewed."""
    with guarded():
        from onrecord.ingest.recipes import draft

        files = draft(page, output, examples, name, address, force)
        for path in (files.recipe, files.example, files.record):
            typer.echo(path)
        complain("the record is marked for review: look at the three files, mend them, and take the mark away")


@recipe.command()
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="A folder of knowledge with publishers/*.toml.")
    ],
    examples: Examples = None,
) -> None:
    """Check the recipes of a folder by their example pages, and that a person has looked at each."""
    with guarded():
        from onrecord.ingest.recipes import faults

        found = list(faults(folder, examples))
        for key, fault in found:
            complain(fault, key)
    raise typer.Exit(FAILED if found else 0)
