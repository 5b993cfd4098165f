"""``onrecord pledges``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.asking import Limit, Offset
from onrecord.cli.checks import country_code, moment
from onrecord.cli.messages import guarded
from onrecord.cli.options import KnowledgeFolders
from onrecord.cli.printing import RowFormat

__all__ = ["pledges"]

DueSince = Annotated[
    str | None, typer.Option("--due-since", metavar="DATE", callback=moment, help="Due on or after this day, month or year.")
]
DueUntil = Annotated[
    str | None, typer.Option("--due-until", metavar="DATE", callback=moment, help="Due up to this day, month or year.")
]


def pledges(
    maker: Annotated[str | None, typer.Option("--maker", "-m", metavar="NAME", help="Who made it.")] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CC", callback=country_code, help="The maker's country: BY.")
    ] = None,
    due_since: DueSince = None,
    due_until: DueUntil = None,
    again: Annotated[
        bool, typer.Option("--again", help="Say where each is mentioned again. That does not say that it was kept.")
    ] = False,
    limit: Limit = 100,
    offset: Offset = 0,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """List what was promised: by whom, what, until when, and where it is mentioned again."""
    with guarded(), opened(archive, tuple(knowledge or ())) as found:
        from onrecord.archive.queries import pledges as q
        from onrecord.archive.queries.whom import one_person
        from onrecord.cli.answers import print_pledges

        with found.reading() as connection:
            who = one_person(connection, found.knowledge, maker).id if maker else None
            rows, _ = q.pledges(connection, who, country, None, due_since, due_until, limit=limit, offset=offset)
            later = [q.mentioned_again(connection, found.knowledge, row) for row in rows] if again else []
        print_pledges(rows, later, format_)
