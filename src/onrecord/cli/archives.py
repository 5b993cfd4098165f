"""The archive that a command works on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from onrecord.archive import Archive

__all__ = ["ArchiveOption", "opened"]

ArchiveOption = Annotated[
    str | None,
    typer.Option(
        "--archive",
        "-A",
        metavar="PLACE",
        help="The archive: a file, or postgresql://user@host/name. By default $ONRECORD_ARCHIVE, else a file of yours.",
    ),
]


@contextmanager
def opened(where: str | None, knowledge: tuple[Path, ...] = ()) -> Iterator[Archive]:
    """The archive at ``where``, with the user's own tables, closed in the end."""
    from onrecord.archive import open_archive
    from onrecord.cli.run import own_folders
    from onrecord.tables import load

    with open_archive(where, load(*own_folders(knowledge))) as archive:
        yield archive
