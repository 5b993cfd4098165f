"""``onrecord person``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.asking import Limit
from onrecord.cli.messages import guarded
from onrecord.cli.options import KnowledgeFolders
from onrecord.cli.printing import RowFormat

__all__ = ["person"]


def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A holder of public office, in any spelling.")],
    limit: Limit = 20,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Show a holder of public office: offices, meetings, statements by subject and year, pledges. As CSV: the statements."""
    with guarded(), opened(archive, tuple(knowledge or ())) as found:
        from onrecord.archive.queries import follow
        from onrecord.archive.queries.whom import one_person
        from onrecord.cli.answers import print_profile

        with found.reading() as connection:
            named = one_person(connection, found.knowledge, name)
            profile = follow.person(connection, found.knowledge, named, limit)
        print_profile(profile, format_)
