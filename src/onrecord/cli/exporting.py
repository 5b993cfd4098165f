"""What ``onrecord export`` does."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.archives import opened
from onrecord.cli.output import Folder, to_output
from onrecord.cli.run import own_folders
from onrecord.errors import ArchiveError, InputError, OnRecordError
from onrecord.export import Options, format_names, get_format
from onrecord.export.select import confident
from onrecord.export.sets import get_set

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.export import Format
    from onrecord.export.sets import Set
    from onrecord.model import Record

__all__ = ["Exporting", "run"]


@dataclass(frozen=True, slots=True)
class Exporting:
    """What was asked for."""

    form: str
    output: Path | None
    archive: str | None
    knowledge: tuple[Path, ...]
    query: str | None
    reports: tuple[str, ...]
    speaker: str | None
    table: Any
    min_confidence: float


def run(asked: Exporting, narrowed: Mapping[str, str | None]) -> int:
    """Write the records; gives their number. Raises ``OnRecordError`` where the place cannot be written to, or is taken."""
    with opened(asked.archive, asked.knowledge) as archive:
        counted = _Counted(_records(archive, asked, narrowed))
        if asked.form in format_names():
            _write_format(counted, get_format(asked.form), asked)
        else:
            _write_set(counted, get_set(asked.form), asked)
    return counted.count


class _Counted:
    """Records, counted as they pass."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.count = 0
        self._records = records

    def __iter__(self) -> Iterator[Record]:
        for record in self._records:
            self.count += 1
            yield record


def _records(archive: Archive, asked: Exporting, narrowed: Mapping[str, str | None]) -> Iterator[Record]:
    for record in archive.records(_ids(archive, asked, narrowed)):
        yield confident(record, asked.min_confidence) if asked.min_confidence else record


def _ids(archive: Archive, asked: Exporting, narrowed: Mapping[str, str | None]) -> list[str]:
    """The reports that were asked for, in the order in which they were added; those named, in the order given."""
    from onrecord.archive.queries.search import Filters, reports_with
    from onrecord.archive.queries.whom import speaker_ids
    from onrecord.archive.queries.wording import parsed

    words = parsed(asked.query) if asked.query is not None else None
    with archive.reading() as connection:
        filters = Filters(speakers=speaker_ids(connection, archive.knowledge, asked.speaker), **narrowed)
        found = reports_with(connection, words, filters)
    if not asked.reports:
        return found
    if missing := sorted(set(asked.reports) - set(archive.ids())):
        raise ArchiveError(f"there is no report {missing[0]} in the archive: `onrecord list` names those that are")
    among = frozenset(found)
    return [id_ for id_ in dict.fromkeys(asked.reports) if id_ in among]


def _write_format(records: Iterable[Record], form: Format, asked: Exporting) -> None:
    options = Options(table=asked.table, several=True, folders=own_folders(asked.knowledge))
    if asked.output is None:
        to_output(records, form, options)
    elif asked.form == "meetings" and asked.output.suffix == ".parquet":
        from onrecord.export.dyads import write_parquet
        from onrecord.tables import load

        with _drafted(asked.output) as draft:
            write_parquet(records, draft, load(*options.folders))
    elif form.beside:
        _write_each(records, form, options, asked.output)
    else:
        with _drafted(asked.output) as draft, draft.open("wb") as file:
            for piece in form.stream(records, options):
                file.write(piece.encode("utf-8", "replace"))


def _write_each(records: Iterable[Record], form: Format, options: Options, output: Path) -> None:
    with _drafted(output, folder=True) as draft:
        folder = Folder(draft)
        for record in records:
            folder.put(record, form, options)
        folder.put_beside(form)


def _write_set(records: Iterable[Record], found: Set, asked: Exporting) -> None:
    if asked.output is None:
        raise InputError(f"{asked.form} is a folder of files: name it with --output")
    with _drafted(asked.output, folder=True) as draft:
        found.write(records, draft)


@contextmanager
def _drafted(output: Path, folder: bool = False) -> Iterator[Path]:
    """A draft beside ``output`` that takes its place when all is written. A folder that holds something is not replaced."""
    if folder and output.is_dir() and any(output.iterdir()):
        raise OnRecordError(f"{output} is not empty: name a new folder for --output")
    if output.exists() and output.is_dir() != folder:
        raise OnRecordError(f"{output} is a {'folder' if output.is_dir() else 'file'}: name a {'folder' if folder else 'file'}")
    draft = output.with_name(f".{os.getpid()}.tmp.{output.name}")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        if folder:
            draft.mkdir()
        yield draft
        draft.replace(output)
    except (OSError, sqlite3.Error) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise OnRecordError(f"cannot write {output} ({why}): make room or name another --output") from error
    finally:
        if draft.is_dir():
            shutil.rmtree(draft, ignore_errors=True)
        else:
            draft.unlink(missing_ok=True)
