"""``onrecord versions``."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.archives import ArchiveOption, opened
from onrecord.cli.messages import guarded
from onrecord.cli.printing import RowFormat, print_rows

__all__ = ["versions"]

_COLUMNS = ("version", "id", "seen_at", "published", "title")

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="A web address, with or without https://.")]


def versions(address: Address, format_: RowFormat = None, archive: ArchiveOption = None) -> None:
    """List the versions of an address that the archive has seen, the oldest first. onrecord diff ADDRESS tells two apart."""
    with guarded(), opened(archive) as found:
        rows = [{"version": n, **row} for n, row in enumerate(found.versions(address), 1)]
        print_rows(rows, _COLUMNS, format_, f"{found.place.name} has seen nothing at {address}.")
