"""``onrecord example``."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from onrecord.cli.checks import one_of
from onrecord.cli.messages import guarded

__all__ = ["example"]

_FORMATS = ("text", "jsonl")
_FIRST = "linmouth-veskonia"


def example(
    name: Annotated[str | None, typer.Argument(help="Which report; --list names them.", show_default=False)] = None,
    list_: Annotated[bool, typer.Option("--list", "-l", help="List the bundled reports instead.")] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="|".join(_FORMATS),
            callback=one_of(*_FORMATS),
            help="text: the report alone. jsonl: with its publisher and date, in a line that read takes.",
        ),
    ] = "text",
    knowledge: Annotated[
        bool, typer.Option("--knowledge", help="Print the folder of tables on the invented countries, for read --knowledge.")
    ] = False,
) -> None:
    """Print a bundled report, to try read on: onrecord example | onrecord read -

    The reports, their countries and their people are invented.
    """
    with guarded():
        if knowledge:
            typer.echo(_folder() / "knowledge")
        elif list_:
            for each in _names():
                known = _known(each)
                typer.echo(f"{each:<20} {known['title']} ({known['publisher']}, {known['date']})")
        else:
            typer.echo(_printed(_checked(name or _FIRST), format_), nl=False)


def _folder() -> Any:
    from pathlib import Path

    import onrecord

    return Path(onrecord.__file__).parent / "examples"


def _names() -> list[str]:
    return sorted(path.stem for path in _folder().glob("*.txt"))


def _checked(name: str) -> str:
    if name not in _names():
        raise typer.BadParameter(f"no bundled report {name!r}: choose one of {', '.join(_names())}", param_hint="NAME")
    return name


def _known(name: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def _printed(name: str, format_: str) -> str:
    text: str = (_folder() / f"{name}.txt").read_text(encoding="utf-8")
    if format_ == "text":
        return text
    import json

    return json.dumps({"id": name, **_known(name), "text": text}, ensure_ascii=False, default=str) + "\n"
