"""What ``onrecord check`` does with what it was asked."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.run import Run, Tally, in_color, own_folders, records_of
from onrecord.errors import Malformed, NotFound
from onrecord.export.base import Options
from onrecord.export.verdicts import verdicts_text

if TYPE_CHECKING:
    from onrecord.model import Record

__all__ = ["Checking", "earlier_records", "run_check"]


@dataclass(frozen=True, slots=True)
class Checking:
    """What was asked. ``source`` is what is known of all inputs that do not say it themselves."""

    inputs: tuple[str, ...]
    source: dict[str, str | None]
    knowledge: tuple[Path, ...]
    series: Path | None
    mapping: Path | None
    against: tuple[Path, ...]
    format: str | None
    explain: bool
    min_confidence: float
    quiet: bool


def run_check(asked: Checking) -> int:
    """Read and check all inputs and print the verdicts; gives the number of inputs that failed."""
    from onrecord.check import check, load_series
    from onrecord.tables import load

    folders = own_folders(asked.knowledge)
    # Series and earlier records first: they are quick to refuse, reading is not.
    series = load_series(asked.series, asked.mapping, load(*folders)) if asked.series else None
    earlier = [r for path in asked.against for r in earlier_records(path)]
    if asked.against and not earlier:
        raise Malformed(f"no record in {', '.join(map(str, asked.against))}: name what `onrecord read --format jsonl` wrote")
    tally = Tally()
    run = Run(asked.inputs, asked.source, asked.knowledge, None, None, None, asked.explain, asked.min_confidence, 1, asked.quiet)
    records = [r for r in records_of(run, tally) if r.unread is None]
    verdicts = check(records, series=series, against=earlier, knowledge=folders)
    form = asked.format or ("table" if sys.stdout.isatty() else "json")
    options = Options(asked.explain, None, shutil.get_terminal_size((80, 24)).columns, in_color())
    sys.stdout.buffer.write(verdicts_text(verdicts, form, options).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    return tally.failed


def earlier_records(path: Path) -> Iterator[Record]:
    """The records in a file: one or an array as JSON, or one a line. Raises ``NotFound`` or ``Malformed``."""
    from onrecord.model import Record

    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise NotFound(f"no records at {path} ({error.strerror}): name a file") from error
    except UnicodeDecodeError as error:
        raise Malformed(f"{path} is not UTF-8: name records as `onrecord read --format jsonl` writes them") from error
    for number, piece in enumerate(_pieces(text), 1):
        try:
            yield Record.from_json(piece)
        except Malformed as error:
            raise Malformed(f"{path}, record {number}: {error}") from error


def _pieces(text: str) -> Iterator[str]:
    """The JSON of each record: a whole text of one, the items of an array, or the lines."""
    try:
        whole = json.loads(text)
    except ValueError:
        yield from (line for line in text.splitlines() if line.strip())
        return
    yield from (json.dumps(item) for item in (whole if isinstance(whole, list) else [whole]))
