"""Options that the commands which ask an archive share."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.checks import choice, country_code, moment

__all__ = ["ACTS", "Act", "ByPublisher", "Country", "Limit", "Offset", "Since", "StatementForm", "Topic", "Until"]

ACTS = ("state", "discuss", "agree", "pledge", "request", "support", "criticise", "warn", "reject", "courtesy", "invite")
"""``onrecord.model.Act``, which is not imported for its cost: ``--help`` is to be quick."""

Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", callback=moment, help="Reported on or after this day, month or year.")
]
Until = Annotated[
    str | None, typer.Option("--until", metavar="DATE", callback=moment, help="Reported up to this day, month or year.")
]
Act = Annotated[str | None, choice(ACTS, "--act", "-a", help="What is done by saying it.")]
StatementForm = Annotated[str | None, choice(("direct", "indirect", "mixed"), "--kind", help="Word for word or in substance.")]
Topic = Annotated[str | None, typer.Option("--topic", metavar="SUBJECT", help="On this subject: economic, military ...")]
Country = Annotated[str | None, typer.Option("--country", metavar="CC", callback=country_code, help="The speaker's country: BY.")]
ByPublisher = Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Who published the report, in full.")]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=10_000, help="No more than so many.")]
Offset = Annotated[int, typer.Option("--offset", metavar="N", min=0, help="Pass over so many first.")]
