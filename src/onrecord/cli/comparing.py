"""What ``onrecord compare``, ``diff`` and ``talks`` do with what they were asked."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.given import Given
from onrecord.cli.run import in_color, own_folders
from onrecord.errors import InputError, OnRecordError
from onrecord.export.base import Options

if TYPE_CHECKING:
    from onrecord.model import Record

__all__ = ["Comparing", "Grouping", "run_compare", "run_diff", "run_diff_of_versions", "run_talks"]


@dataclass(frozen=True, slots=True)
class Comparing:
    """What was asked of ``compare`` or ``diff``."""

    inputs: tuple[str, ...]
    format: str | None
    output: Path | None
    force: bool
    language: str | None
    knowledge: tuple[Path, ...]
    view: str = "side-by-side"


@dataclass(frozen=True, slots=True)
class Grouping:
    """What was asked of ``talks``. ``least``: groups of fewer reports are left out."""

    inputs: tuple[str, ...]
    format: str | None
    output: Path | None
    least: int
    knowledge: tuple[Path, ...]


def run_compare(asked: Comparing) -> int:
    """Read, compare two by two, and print; gives the number of inputs that failed."""
    from onrecord.comparison import compare
    from onrecord.export.comparisons import Compared, comparisons_text
    from onrecord.tables import load

    folders = own_folders(asked.knowledge)
    given = Given(asked.inputs, folders, asked.language)
    records = _read(given, 2)
    knowledge = load(*folders)
    found = [Compared(compare(a, b, knowledge, asked.force), a, b) for a, b in combinations(records, 2)]
    _deliver(comparisons_text(found, _form(asked.format, asked.output), _options(asked.output)), asked.output)
    return given.failed


def run_talks(asked: Grouping) -> int:
    """Read, group, and print; gives the number of inputs that failed."""
    from onrecord.export.talks import talks_text
    from onrecord.tables import load
    from onrecord.talks import find_talks

    folders = own_folders(asked.knowledge)
    given = Given(asked.inputs, folders)
    found = [t for t in find_talks(given, load(*folders)) if len(t.reports) >= asked.least]
    _deliver(talks_text(found, _form(asked.format, asked.output), _options(asked.output)), asked.output)
    return given.failed


def run_diff(asked: Comparing) -> int:
    """Read two captures of a page and print what changed; gives the number of inputs that failed."""
    folders = own_folders(asked.knowledge)
    given = Given(asked.inputs, folders, asked.language)
    records = _read(given, 2)
    if len(records) > 2:
        raise InputError(f"{len(records)} reports were given: diff takes two captures of one page, the older first")
    _print_changes(asked, folders, *records)
    return given.failed


def run_diff_of_versions(asked: Comparing, where: str | None, first: int | None, last: int | None) -> int:
    """Print what changed between two versions of an address that are in the archive: the last two, or those numbered so."""
    from onrecord.archive.versions import two_versions
    from onrecord.cli.archives import opened

    with opened(where, asked.knowledge) as archive:
        old, new = two_versions(archive, asked.inputs[0], first, last)
    _print_changes(asked, own_folders(asked.knowledge), old, new)
    return 0


def _print_changes(asked: Comparing, folders: tuple[str, ...], old: Record, new: Record) -> None:
    from onrecord.export.changes import changes_text
    from onrecord.tables import load
    from onrecord.versions import changes

    found = changes(old, new, load(*folders))
    _deliver(changes_text(found, old, new, _form(asked.format, asked.output), asked.view, _options(asked.output)), asked.output)


def _read(given: Given, least: int) -> list[Record]:
    records = list(given)
    if len(records) < least:
        raise InputError(f"{len(records)} report could be read: give {least} or more")
    return records


def _form(asked: str | None, output: Path | None) -> str:
    return asked or ("table" if output is None and sys.stdout.isatty() else "json")


def _options(output: Path | None) -> Options:
    width = shutil.get_terminal_size((80, 24)).columns if output is None else 100
    return Options(width=width, color=output is None and in_color())


def _deliver(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise OnRecordError(f"cannot write {output} ({error.strerror}): name another --output") from error
