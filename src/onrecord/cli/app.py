"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.add import add
from onrecord.cli.batch import run_
from onrecord.cli.check import check
from onrecord.cli.claims import claims
from onrecord.cli.compare import compare
from onrecord.cli.correct import correct
from onrecord.cli.diff import diff
from onrecord.cli.example import example
from onrecord.cli.export import export
from onrecord.cli.list import list_
from onrecord.cli.pair import pair
from onrecord.cli.person import person
from onrecord.cli.pledges import pledges
from onrecord.cli.publish import publish
from onrecord.cli.read import read
from onrecord.cli.recipe import recipe
from onrecord.cli.remove import remove
from onrecord.cli.reread import reread
from onrecord.cli.schema import schema
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.talks import talks
from onrecord.cli.versions import versions
from onrecord.cli.watch import watch

__all__ = ["app"]

app = typer.Typer(
    name="onrecord",
    help="Put on record what official reports of talks between leaders say.",
    epilog="Every command has its own --help.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read)
app.command("run")(run_)
app.command()(compare)
app.command()(diff)
app.command()(talks)
app.command()(check)
app.command()(add)
app.command()(watch)
app.command("list")(list_)
app.command()(show)
app.command()(versions)
app.command()(search)
app.command()(claims)
app.command()(person)
app.command()(pair)
app.command()(pledges)
app.command()(export)
app.command()(correct)
app.command()(reread)
app.command()(remove)
app.command()(serve)
app.command()(publish)
app.command()(example)
app.command()(schema)
app.add_typer(recipe)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None: ...
