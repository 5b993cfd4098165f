"""What ``onrecord read`` does with what it was asked."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.messages import complain
from onrecord.cli.output import Folder, to_output
from onrecord.cli.progress import followed
from onrecord.cli.work import Failed, outcomes, why_empty
from onrecord.export import Options, get_format
from onrecord.export.select import confident

if TYPE_CHECKING:
    from onrecord.ingest import Failure
    from onrecord.model import Document, Record

__all__ = ["Run", "Tally", "in_color", "own_folders", "records_of", "run"]


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked. ``source`` is what is known of all inputs that do not say it themselves."""

    inputs: tuple[str, ...]
    source: dict[str, str | None]
    knowledge: tuple[Path, ...]
    format: str | None
    table: Any
    output: Path | None
    explain: bool
    min_confidence: float
    jobs: int
    quiet: bool


@dataclass(slots=True)
class Tally:
    """How many reports were read, and how many inputs failed or have no reader."""

    read: int = 0
    failed: int = 0


def run(asked: Run) -> Tally:
    """Read all inputs and deliver their records; failures are told on standard error as they are met."""
    tally = Tally()
    records = records_of(asked, tally)
    form = get_format(asked.format or _usual_format(asked))
    if asked.output is None:
        to_output(records, form, _options(asked))
        return tally
    folder = Folder(asked.output)
    for record in records:
        folder.put(record, form, _options(asked))
    folder.put_beside(form)
    return tally


def own_folders(named: tuple[Path, ...]) -> tuple[str, ...]:
    """The folders of own tables: those named, then the user's where it exists."""
    from platformdirs import user_config_path

    own = user_config_path("onrecord", appauthor=False) / "knowledge"
    return tuple(str(folder) for folder in (*named, *([own] if own.is_dir() else [])))


def _usual_format(asked: Run) -> str:
    return "table" if asked.output is None and sys.stdout.isatty() else "json"


def _options(asked: Run) -> Options:
    several = True if len(asked.inputs) > 1 and asked.output is None else None
    width = shutil.get_terminal_size((80, 24)).columns if asked.output is None else 80
    return Options(asked.explain, asked.table, width, asked.output is None and in_color(), several, own_folders(asked.knowledge))


def in_color() -> bool:
    """Whether standard output is a terminal that is to show colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def records_of(asked: Run, tally: Tally) -> Iterator[Record]:
    """The records of all inputs, as they are read; failures are counted and told on standard error."""
    folders = own_folders(asked.knowledge)
    found = outcomes(_items(asked, folders), folders, asked.jobs)
    # A table on the terminal and a moving count on the same terminal would be in each other's way.
    wanted = not asked.quiet and (asked.output is not None or not sys.stdout.isatty())
    for outcome in followed(found, wanted):
        if isinstance(outcome, Failed):
            tally.failed += 1
            complain(outcome.why, outcome.name)
            continue
        why = why_empty(outcome)
        if why is None:
            tally.read += 1
        else:
            tally.failed += 1
            complain(why, outcome.document.id)
        yield confident(outcome, asked.min_confidence) if asked.min_confidence else outcome


def _items(asked: Run, folders: tuple[str, ...]) -> Iterator[Document | Failure]:
    from onrecord.ingest import Hints, load_all
    from onrecord.tables import load as load_tables

    hints, tables = Hints(**asked.source), load_tables(*folders)
    return load_all(asked.inputs, hints, tables)
