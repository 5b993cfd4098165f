"""``onrecord claims``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.asking import Limit, Since, Until
from onrecord.cli.messages import guarded
from onrecord.cli.options import KnowledgeFolders
from onrecord.cli.printing import RowFormat, print_rows

__all__ = ["claims"]

_MEASURES = ("indicator", "subject", "claims", "first", "last")


def claims(
    indicator: Annotated[
        str | None,
        typer.Argument(
            metavar="INDICATOR", help="What is measured: 'trade turnover'. Without it: all that there is.", show_default=False
        ),
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", "-s", metavar="CC", help="Of whom: a country, BY, or two, BY-RU.")
    ] = None,
    claimant: Annotated[str | None, typer.Option("--claimant", metavar="NAME", help="Who claims it.")] = None,
    since: Since = None,
    until: Until = None,
    series: Annotated[
        Path | None, typer.Option("--series", metavar="FILE", help="Statistics to set the claims against, as for check.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="What the columns of the series mean, as for check.")
    ] = None,
    limit: Limit = 500,
    format_: RowFormat = None,
    archive: ArchiveOption = None,
    knowledge: KnowledgeFolders = None,
) -> None:
    """Follow what was claimed of an indicator over the years: by whom, how much, over which time, in which words."""
    with guarded(), opened(archive, tuple(knowledge or ())) as found:
        from onrecord.archive.queries import claims as q
        from onrecord.archive.queries.whom import one_person
        from onrecord.cli.answers import measure_rows, print_claims, verdicts_for

        with found.reading() as connection:
            of = q.subject_named(found.knowledge, subject) if subject else None
            if indicator is None:
                print_rows(measure_rows(q.measures(connection, of, limit)), _MEASURES, format_, "No figures are in this archive.")
                return
            name = q.indicator_named(connection, found.knowledge, indicator)
            who = one_person(connection, found.knowledge, claimant).id if claimant else None
            rows, _ = q.claims(connection, name, of, who, since, until, limit=limit)
        verdicts = verdicts_for(rows, series, mapping, found.knowledge)
        print_claims(rows, verdicts, format_, f"Nobody claims anything of {name}{f' of {of}' if of else ''}.")
