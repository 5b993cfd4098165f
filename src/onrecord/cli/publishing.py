"""What ``onrecord publish`` does."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.cli.sites import Source, site_of
from onrecord.errors import InputError, ModelMissing, OnRecordError

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.web.publishing import Published

__all__ = ["Publishing", "run"]


_STEP = 500


@dataclass(frozen=True, slots=True)
class Publishing:
    """What was asked for."""

    folder: Path
    source: Source
    query: str | None
    address: str | None
    findings: bool


def run(asked: Publishing) -> Published:
    """Write the copy, file by file, each whole or not at all.

    Raises ``InputError`` where the address is none, or the folder holds something else, ``OnRecordError`` where it cannot be
    written.
    """
    if asked.address is not None and urlsplit(asked.address).scheme not in ("http", "https"):
        raise InputError(f"{asked.address!r} is no address of a site: give one such as https://records.example")
    try:
        from onrecord.web.publishing import publish
    except ImportError as error:
        raise ModelMissing("the pages are not installed: pip install 'onrecord[web]'") from error
    with site_of(asked.source) as (archive, series), tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        chosen = _chosen(archive, asked.query, Path(folder))
        with closing(chosen):
            try:
                return publish(chosen, asked.folder, archive.knowledge, asked.address, asked.findings, series)
            except OSError as error:
                why = f"cannot write {error.filename or asked.folder} ({error.strerror or error})"
                raise OnRecordError(f"{why}: the copy is not complete, make room and publish again") from error


def _chosen(archive: Archive, query: str | None, folder: Path) -> Archive:
    """The archive; or one with only those reports of it that a search finds, as they were corrected."""
    if query is None:
        return archive
    from onrecord.archive import open_archive
    from onrecord.archive.queries.search import search
    from onrecord.archive.queries.wording import parsed

    words, ids, offset = parsed(query), dict[str, None](), 0
    with archive.reading() as connection:
        while hits := search(connection, words, limit=_STEP, offset=offset).hits:
            ids.update(dict.fromkeys(h.document for h in hits))
            offset += _STEP
    if not ids:
        raise InputError(f"no statement is found with {query!r}, so there is nothing to publish")
    part = open_archive(folder / "part.db", archive.knowledge)
    for record in archive.records(ids):
        part.add(record)
    return part
