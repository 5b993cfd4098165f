"""Files and folders: which are read, and how much of one."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from pathlib import Path, PurePath, PurePosixPath
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from onrecord.errors import EmptyInput, InputError, Malformed, NotFound, NotText, TooLarge
from onrecord.ingest.limits import EXPANSION, EXPANSION_FREE, HEAD, INPUT_BYTES, megabytes
from onrecord.ingest.sniff import SUFFIXES, Packing, packing_of

__all__ = ["PACKED", "Unpacked", "address_stem", "all_of", "files_in", "nothing_in", "opened", "stem", "suffix", "unpacked"]


PACKED = (".gz", ".zst", ".lz4")
"""Endings that say how a file is packed, after the one that tells its format."""


def suffix(path: PurePath) -> str:
    """The ending that tells the format, in lower case, that of packing left out: ``.jsonl`` for ``talks.jsonl.gz``."""
    plain = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return plain.suffix.lower()


def stem(path: PurePath) -> str:
    """The file's name without the endings that tell its format."""
    plain = path.with_suffix("") if path.suffix.lower() in PACKED else path
    return plain.stem if plain.suffix.lower() in SUFFIXES else plain.name


def address_stem(url: str) -> str:
    """What names the page in its address: the last part of the path, else the host."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return "page"
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return stem(PurePosixPath(last)) if last.strip("./ ") else host or "page"


def files_in(folder: Path) -> tuple[list[Path], int]:
    """The files of a folder and its subfolders that can be reports, sorted, and how many links out of it were not followed.

    Hidden files and folders are passed over. Raises ``NotFound`` where the folder may not be read.
    """
    root, found, links = folder.resolve(), [], 0
    for place, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (Path(place) / name).is_symlink())
        for path in (Path(place) / name for name in sorted(names) if not name.startswith(".")):
            if suffix(path) in SUFFIXES:
                inside = not path.is_symlink() or path.resolve().is_relative_to(root)
                links += not inside
                found += [path] if inside and path.is_file() else []
    return sorted(found, key=lambda path: path.parts), links


def _refused(error: OSError) -> None:
    raise NotFound(f"the folder {error.filename} cannot be read ({error.strerror}): check its permissions") from error


def opened(path: Path) -> BinaryIO:
    """A file, opened. Raises ``NotFound``, or ``TooLarge`` for a file that no limit could let through."""
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise NotFound("there is no such file or folder: check the name") from error
    except (OSError, ValueError) as error:
        raise NotFound(
            f"it cannot be read ({getattr(error, 'strerror', None) or error}): check the name and its permissions"
        ) from error


def all_of(stream: BinaryIO) -> bytes:
    """Everything in a stream. Raises ``TooLarge`` once there is more than the limit, and reads no further."""
    data = stream.read(INPUT_BYTES + 1)
    if len(data) > INPUT_BYTES:
        raise TooLarge(f"it is over {megabytes(INPUT_BYTES)}, the limit for one report: split it, or give reports as JSONL")
    return data


class Unpacked(io.RawIOBase):
    """A packed stream, unpacked as it is read, that stops where it grows as no text does. ``form``: gzip, Zstandard, LZ4.

    Raises ``TooLarge`` for what grows over ``EXPANSION`` times, ``Malformed`` for what is damaged or cut short, ``NotText`` for
    Zstandard and LZ4 where fastwarc is not installed.
    """

    def __init__(self, packed: BinaryIO, form: Packing = "gzip") -> None:
        self._form = form
        self._counted = _Counted(packed)
        # What gives as much as it has: before damage that is all that is whole.
        self._more = gzip.GzipFile(fileobj=self._counted).read1 if form == "gzip" else _reader(form, self._counted).read
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            piece = self._more(min(len(buffer), HEAD))
        except (EOFError, zlib.error, OSError, ValueError, RuntimeError) as error:
            raise Malformed(f"the {self._form} file is damaged or cut short ({error}): get it anew") from error
        self._size += len(piece)
        if self._size > max(EXPANSION_FREE, EXPANSION * self._counted.size):
            raise TooLarge(f"unpacked it grows over {EXPANSION} times, as no text does: unpack it yourself if you trust it")
        buffer[: len(piece)] = piece
        return len(piece)


def unpacked(raw: BinaryIO) -> io.BufferedReader:
    """What an opened file holds, unpacked as it is read where it is packed. See :class:`Unpacked` for what reading it raises."""
    packing = packing_of(raw.read(4))
    raw.seek(0)
    return io.BufferedReader(cast(io.RawIOBase, raw if packing is None else Unpacked(raw, packing)), HEAD)


class _Counted(io.RawIOBase):
    """A stream that counts what was read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.size = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self.size

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self.size += len(piece)
        return piece


def _reader(form: Packing, packed: _Counted) -> Any:
    try:
        from fastwarc import stream_io
    except ImportError as error:
        raise NotText(f"this is a {form} file, for which fastwarc is needed: pip install 'onrecord[crawl]'") from error
    return (stream_io.ZstdReader if form == "Zstandard" else stream_io.Lz4Reader)(packed)


def nothing_in(folder: Path, links: int) -> InputError:
    """Why a folder gave no report."""
    leads = "1 link leads" if links == 1 else f"{links} links lead"
    passed = f" ({leads} out of it, not followed)" if links else ""
    return EmptyInput(f"no file in the folder ends with {', '.join(SUFFIXES)}{passed}: name a file, or another folder")
