"""``onrecord schema``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.checks import one_of
from onrecord.cli.messages import guarded

__all__ = ["NAMES", "schema"]

NAMES = ("record", "comparison", "changes", "talks")


def schema(
    of: Annotated[
        str, typer.Option("--of", metavar="|".join(NAMES), callback=one_of(*NAMES), help="What to print the schema of.")
    ] = "record",
) -> None:
    """Print the JSON Schema of what read, compare, diff and talks write."""
    import json

    from onrecord.schema import SCHEMAS, json_schema

    with guarded():
        (name,) = (n for n in SCHEMAS if n == of)
        typer.echo(json.dumps(json_schema(name), indent=2, ensure_ascii=False))
