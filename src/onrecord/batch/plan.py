"""A job cut into shards: parts of large web archives, and handfuls of small files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.errors import InputError, NotFound
from onrecord.ingest.files import PACKED, files_in, nothing_in, suffix, unpacked
from onrecord.ingest.webarchive import next_member

__all__ = ["Shard", "input_files", "is_lines", "key_of", "shards"]

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".warc.lz4")
_FILES = 200
"""Files to a shard, where they are small."""
_LINES, _PACKED_LINES = 16, 4
"""How much smaller shards of lines are: every report is read, and of a web archive few pages. Packed files are unpacked from
their beginning for each shard, so that theirs are larger."""
_PACKS = 10
"""How many times text may grow where it is unpacked."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Part of a job: of one web archive, or file of ``lines``, what begins in ``[start, end)``; or some files whole.

    Of a packed file of lines the bytes are those of what is unpacked.

    ``stamp`` is the files' sizes and times of change: other contents are another shard.
    """

    files: tuple[str, ...]
    stamp: tuple[tuple[int, int], ...]
    kind: Literal["archive", "lines", "files"]
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
        if is_lines(path) and path.stat().st_size > size // _LINES // (_PACKS if _is_packed(path) else 1):
            yield from _of_lines(path, size)
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
    parts = [shard.files, shard.stamp, shard.kind, shard.start, shard.end, version]
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _is_archive(path: Path) -> bool:
    return path.name.lower().endswith(_ARCHIVES)


def _of_files(paths: list[Path]) -> Shard:
    return Shard(tuple(map(str, paths)), tuple(map(_stamp, paths)), "files")


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
        yield Shard((str(path),), stamp, "archive", start, end)


def is_lines(path: Path) -> bool:
    """Whether a file holds a report a line, by its name."""
    return suffix(path) in (".jsonl", ".ndjson")


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() in PACKED


def _of_lines(path: Path, size: int) -> Iterator[Shard]:
    """Cut at the beginnings of lines, or, where it is packed, anywhere: a line belongs to where it begins."""
    if _is_packed(path):
        step = max(1, size // _PACKED_LINES)
        starts = list(range(0, max(1, _unpacked_size(path)), step))
    else:
        starts = _starts(path, max(1, size // _LINES))
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        yield Shard((str(path),), (_stamp(path),), "lines", start, end)


def _starts(path: Path, step: int) -> list[int]:
    starts, whole = [0], path.stat().st_size
    with path.open("rb") as raw:
        while starts[-1] + step < whole:
            # From the byte before: it may end a line itself.
            raw.seek(starts[-1] + step - 1)
            while (part := raw.readline(1_000_000)) and not part.endswith(b"\n"):
                pass
            if raw.tell() >= whole:
                break
            starts.append(raw.tell())
    return starts


def _unpacked_size(path: Path) -> int:
    """Bytes that a packed file holds, as far as it can be unpacked."""
    size = 0
    with path.open("rb") as raw, suppress(InputError):
        stream = unpacked(raw)
        while piece := stream.read1(1_000_000):
            size += len(piece)
    return size


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns
