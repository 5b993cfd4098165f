"""``onrecord read --format meetings --output meetings.parquet``: one file for all reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.cli.run import Run, Tally

__all__ = ["into_parquet", "is_parquet"]

_FORMAT = "meetings"


def is_parquet(output: Path | None) -> bool:
    """Whether the output is to be one Parquet file."""
    return output is not None and output.suffix == ".parquet"


def into_parquet(asked: Run) -> Tally:
    """Read all inputs and write their meetings to the file. Raises ``OnRecordError`` for another format than meetings."""
    from onrecord.cli.run import Tally, own_folders, records_of
    from onrecord.export.dyads import write_parquet
    from onrecord.tables import load

    if asked.format != _FORMAT:
        raise OnRecordError(f"only --format {_FORMAT} is written as Parquet: say it, or name a folder for --output")
    assert asked.output is not None
    tally = Tally()
    write_parquet(records_of(asked, tally), asked.output, load(*own_folders(asked.knowledge)))
    return tally
