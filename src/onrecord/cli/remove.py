"""``onrecord remove``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.messages import FAILED, complain, guarded
from onrecord.cli.options import Quiet

__all__ = ["remove"]

Ids = Annotated[list[str], typer.Argument(metavar="REPORT", help="Ids of reports, in full.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Forget = Annotated[bool, typer.Option("--forget", help="Take out people's corrections of it as well.")]


def remove(reports: Ids, yes: Yes = False, forget: Forget = False, archive: ArchiveOption = None, quiet: Quiet = False) -> None:
    """Take reports out of the archive, with their records and versions. Asks first.

    People's corrections stay, and hold again when the same text is added again; with --forget they go as well.
    """
    with guarded(), opened(archive) as found:
        known = set(found.ids())
        for missing in (id_ for id_ in reports if id_ not in known):
            complain(f"there is no report {missing} in the archive: `onrecord list` names those that are")
        chosen = [id_ for id_ in dict.fromkeys(reports) if id_ in known]
        if chosen and not yes and not _agreed(chosen, forget):
            complain("nothing was removed: say --yes to do it without being asked")
            raise typer.Exit(FAILED)
        for id_ in chosen:
            found.remove(id_, forget=forget)
        if not quiet:
            complain(f"{len(chosen)} removed from {found.place.name}")
    raise typer.Exit(0 if known.issuperset(reports) else FAILED)


def _agreed(ids: list[str], forget: bool) -> bool:
    """Whether whoever is at the terminal wants it; where nobody is there, no."""
    if not sys.stdin.isatty():
        return False
    what = ids[0] if len(ids) == 1 else f"{len(ids)} reports"
    also = " and people's corrections of it" if forget else ""
    return typer.confirm(f"Remove {what}{also} from the archive?", default=False, err=True)
