"""A job cut into shards: parts of large web archives, and handfuls of small files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, NotFound
from onrecord.ingest.files import files_in, nothing_in
from onrecord.ingest.webarchive import next_member

__all__ = ["Shard", "input_files", "key_of", "shards"]

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
_FILES = 200
"""Files to a shard, where they are small."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Part of a job: of one web archive the records that begin in ``[start, end)``, or some files whole.

    ``stamp`` is the files' sizes and times of change: other contents are another shard.
    """

    files: tuple[str, ...]
    stamp: tuple[tuple[int, int], ...]
    archive: bool
    start: int = 0
    end: int | None = None


def input_files(inputs: Iterable[str]) -> list[Path]:
    """The files of all inputs, each once, folders gone through. Raises ``InputError`` where one is not there or holds none."""
    found: dict[Path, None] = {}
    for name in inputs:
        path = Path(name).absolute()
        if path.is_dir():
            every = {*files_in(path)[0], *(p for p in path.rglob("*") if _is_archive(p) and p.is_file())}
            if not every:
                raise InputError(f"{path}: {nothing_in(path, 0)}")
            found.update(dict.fromkeys(sorted(every)))
        elif path.is_file():
            found[path] = None
        else:
            raise NotFound(f"{path}: there is no such file or folder: check its name")
    return list(found)


def shards(files: Iterable[Path], size: int) -> Iterator[Shard]:
    """The shards of files, in order; ``size`` is about how many bytes one is to have."""
    handful: list[Path] = []
    held = 0
    for path in files:
        if _is_archive(path):
            yield from _of_archive(path, size)
            continue
        handful.append(path)
        held += path.stat().st_size
        if held >= size or len(handful) >= _FILES:
            yield _of_files(handful)
            handful, held = [], 0
    if handful:
        yield _of_files(handful)


def key_of(shard: Shard, version: str) -> str:
    """The name of a shard in the ledger: the same input, read by the same code, models and tables, has the same."""
    parts = [shard.files, shard.stamp, shard.archive, shard.start, shard.end, version]
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith(_ARCHIVES)


def _of_files(paths: list[Path]) -> Shard:
    return Shard(tuple(map(str, paths)), tuple(map(_stamp, paths)), archive=False)


def _of_archive(path: Path, size: int) -> Iterator[Shard]:
    """Only gzip files of many members can be begun in the middle; others are one shard."""
    stamp = (_stamp(path),)
    whole = stamp[0][0]
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        starts = [0]
        while packed and starts[-1] + size < whole:
            begin = next_member(raw, starts[-1] + size)
            if begin is None:
                break
            starts.append(begin)
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield Shard((str(path),), stamp, True, start, end)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
