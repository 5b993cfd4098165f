"""What a site is made of: an archive with its tables, and statistics; or the bundled reports with theirs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.cli.archives import opened

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.check import Series

__all__ = ["Site", "Source", "site_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """What was asked for. ``demo``: the bundled reports instead of ``archive``."""

    archive: str | None
    demo: bool
    series: Path | None
    knowledge: tuple[Path, ...]


class Site(NamedTuple):
    """What is shown. The tables are those of the archive."""

    archive: Archive
    series: Series | None


@contextmanager
def site_of(source: Source) -> Iterator[Site]:
    """What a source holds, open as long as the block runs. Raises what ``open_archive`` and ``load_series`` raise."""
    if source.demo:
        with _demo(source) as site:
            yield site
        return
    with opened(source.archive, source.knowledge) as archive:
        yield Site(archive, _series(source.series, archive))


@contextmanager
def _demo(source: Source) -> Iterator[Site]:
    from onrecord.archive import open_archive
    from onrecord.web.demo import demo_knowledge, demo_series, fill

    with (
        tempfile.TemporaryDirectory(prefix="onrecord-") as folder,
        open_archive(Path(folder) / "demo.db", demo_knowledge()) as archive,
    ):
        fill(archive)
        yield Site(archive, _series(source.series or demo_series(), archive))


def _series(file: Path | None, archive: Archive) -> Series | None:
    from onrecord.check import load_series

    return load_series(file, None, archive.knowledge) if file is not None else None
