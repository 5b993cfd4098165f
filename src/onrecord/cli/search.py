"""``onrecord search``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.asking import Act, ByPublisher, Country, Limit, Offset, Since, StatementForm, Topic, Until
from onrecord.cli.checks import country_code
from onrecord.cli.messages import guarded
from onrecord.cli.options import KnowledgeFolders
from onrecord.cli.printing import RowFormat, form_of

__all__ = ["search"]

Query = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORDS", help='Words, "phrases", beginnings*, AND, OR, NOT, brackets. Without any: all statements.'),
]
Speaker = Annotated[str | None, typer.Option("--speaker", "-s", metavar="NAME", help="Who speaks: a name or a part of it.")]
Side = Annotated[str | None, typer.Option("--side", metavar="CC", callback=country_code, help="The side that published it: BY.")]


def search(
    words: Query = None,
    speaker: Speaker = None,
    since: Since = None,
    until: Until = None,
    act: Act = None,
    kind: StatementForm = None,
    topic: Topic = None,
    country: Country = None,
    side: Side = None,
    publisher: ByPublisher = None,
    limit: Limit = 20,
    offset: Offset = 0,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Find statements in the archive: with words the best first, without the newest."""
    with guarded(), opened(archive, tuple(knowledge or ())) as found:
        from onrecord.archive.queries.search import Filters
        from onrecord.archive.queries.search import search as run
        from onrecord.archive.queries.whom import speaker_ids
        from onrecord.archive.queries.wording import parsed
        from onrecord.cli.answers import print_hits

        query = parsed(" ".join(words)) if words else None
        with found.reading() as connection:
            filters = Filters(
                speakers=speaker_ids(connection, found.knowledge, speaker),
                since=since,
                until=until,
                act=act,
                kind=kind,
                topic=topic,
                country=country,
                side=side,
                publisher=publisher,
            )
            answer = run(connection, query, filters, limit, offset)
        print_hits(answer, form_of(format_))
