"""``onrecord pair``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.asking import Limit
from onrecord.cli.messages import guarded
from onrecord.cli.options import KnowledgeFolders
from onrecord.cli.printing import RowFormat

__all__ = ["pair"]

_Country = Annotated[str, typer.Argument(metavar="COUNTRY", help="A country: its code, BY, or its name.")]


def pair(
    a: _Country,
    b: _Country,
    limit: Limit = 50,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Show two countries: their talks, what these were about, what was claimed and promised. As CSV: the talks."""
    with guarded(), opened(archive, tuple(knowledge or ())) as found:
        from onrecord.archive.queries import follow
        from onrecord.archive.queries.whom import country_named
        from onrecord.cli.answers import print_pair

        codes = [country_named(found.knowledge, c) for c in (a, b)]
        with found.reading() as connection:
            told = follow.pair(connection, codes[0], codes[1], limit)
        print_pair(told, format_)
