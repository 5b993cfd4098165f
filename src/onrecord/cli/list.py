"""``onrecord list``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.checks import country_code, language_code, moment
from onrecord.cli.messages import guarded
from onrecord.cli.printing import RowFormat, print_rows

__all__ = ["list_"]

_COLUMNS = ("id", "day", "country", "title", "statements")

Since = Annotated[str | None, typer.Option("--since", metavar="DATE", callback=moment, help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", callback=moment, help="Up to this day, month or year.")]
Publisher = Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="A part of the publisher's name.")]
Country = Annotated[
    str | None, typer.Option("--country", metavar="CC", callback=country_code, help="The side that published it: BY.")
]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE", callback=language_code, help="Its language: en.")]
Unread = Annotated[bool, typer.Option("--unread", help="Only reports in a language that has no reader.")]
Corrected = Annotated[bool, typer.Option("--corrected", help="Only reports that people corrected.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="No more than so many.")]


def list_(
    since: Since = None,
    until: Until = None,
    publisher: Publisher = None,
    country: Country = None,
    language: Language = None,
    unread: Unread = False,
    corrected: Corrected = False,
    limit: Limit = None,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
) -> None:
    """List the reports of the archive, in the order of their days."""
    with guarded(), opened(archive) as found:
        from onrecord.archive.listing import Chosen, listed

        chosen = Chosen(
            since=since,
            until=until,
            publisher=publisher,
            country=country,
            language=language,
            unread=unread,
            corrected=corrected,
            limit=limit,
        )
        with found.reading() as connection:
            rows = listed(connection, chosen)
        print_rows(rows, _COLUMNS, format_, f"No such reports are in {found.place.name}.")
