"""Where records go: standard output, or a folder with files for each."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.export.base import Format, Options
from onrecord.model import Record

__all__ = ["Folder", "file_stem", "to_output"]

_UNSAFE = re.compile(r"[^\w.\-]+")
_LONGEST = 120
"""Bytes; an ending and a draft's marks come on top, and 255 is the limit of most file systems."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10))]
)  # what Windows keeps for devices


def to_output(records: Iterable[Record], form: Format, options: Options) -> None:
    """Write ``records`` to standard output as UTF-8, each piece as soon as it is there."""
    for piece in form.stream(records, options):
        sys.stdout.buffer.write(piece.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


class Folder:
    """A folder into which each record is written as ``<id>.<ending>``, whole or not at all."""

    def __init__(self, path: Path) -> None:
        """Make the folder where it is not there. Raises ``OnRecordError`` where that cannot be."""
        self.path = path
        self._taken: set[str] = set()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OnRecordError(f"cannot make the folder {path} ({error.strerror}): name another for --output") from error

    def put(self, record: Record, form: Format, options: Options) -> None:
        """Write the files of one record. Raises ``OnRecordError`` where they cannot be written."""
        stem = self._free(file_stem(record.document.id))
        for ending, text in form.each_file(record, options):
            self._write(self.path / f"{stem}.{ending}", text.encode("utf-8", "replace"))

    def put_beside(self, form: Format) -> None:
        """Write what a folder of this format has once. Raises ``OnRecordError`` where that cannot be."""
        for name, text in form.beside.items():
            self._write(self.path / name, text.encode("utf-8"))

    def _free(self, stem: str) -> str:
        """``stem``, with a number where this run has written it already. Some file systems do not tell a from A."""
        number, name = 1, stem
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        return name

    def _write(self, path: Path, content: bytes) -> None:
        draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            draft.write_bytes(content)
            draft.replace(path)
        except OSError as error:
            raise OnRecordError(f"cannot write {path} ({error.strerror}): make room or name another --output") from error
        finally:
            draft.unlink(missing_ok=True)


def file_stem(identity: str) -> str:
    """A file's name for a report's id: letters, digits, dots, hyphens and underscores only, never a path.

    Where that changes the id, a hash of it is added, so that different ids keep different names.
    """
    stem = _UNSAFE.sub("_", identity).encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").lstrip(".-").rstrip(".")
    reserved = stem.partition(".")[0].lower() in _RESERVED
    if stem and stem == identity and not reserved:
        return stem
    digest = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{stem}-{digest}" if stem and not reserved else f"report-{digest}"
