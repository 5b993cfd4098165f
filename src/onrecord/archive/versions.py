"""Two versions of an address, out of those that the archive has seen."""

from __future__ import annotations

from onrecord.archive.store import Archive
from onrecord.errors import ArchiveError
from onrecord.model import Record

__all__ = ["two_versions"]


def two_versions(archive: Archive, url: str, first: int | None = None, last: int | None = None) -> tuple[Record, Record]:
    """The records of two versions, the older first, by their numbers from 1 on; by default the last and the one before it.

    Raises ``ArchiveError`` where there are not so many.
    """
    found = [version["id"] for version in archive.versions(url)]
    if not found:
        raise ArchiveError(f"the archive has seen nothing at {url}: give two captures, or add them with `onrecord add`")
    if len(found) < 2:
        raise ArchiveError(f"the archive has one version of {url} only, so there is nothing to tell apart")
    newer = last or len(found)
    older = first or max(1, newer - 1)
    if not 1 <= older < newer <= len(found):
        raise ArchiveError(f"versions {older} and {newer} of {len(found)}: the older goes first, `onrecord versions` lists them")
    return archive.record(found[older - 1]), archive.record(found[newer - 1])
