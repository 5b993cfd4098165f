"""ZIP archives: a Word document, a web archive in a ZIP (WACZ), or files that each go through the doors by themselves.

Nothing is written anywhere. Sizes that an archive states are not believed; what is unpacked is counted.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from onrecord.ingest.formats import docx, warc
from onrecord.ingest.limits import ARCHIVE_MEMBERS, EXPANSION, EXPANSION_FREE, INPUT_BYTES, megabytes
from onrecord.ingest.sniff import SUFFIXES
from onrecord.ingest.wire import Member, Members, PageFacts, Refused

__all__ = ["Overgrown", "read"]

_WORD = re.compile(r"word/document\d{0,3}\.xml")
_WARC = re.compile(r"archive/[^/]{1,255}\.warc(?:\.gz)?")
_OTHER_OFFICE = (
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument file"),
)
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


class Overgrown(Exception):
    """What is unpacked grows over its limit."""


class Unzipped:
    """An archive that is read from memory, of which no more than the limits are unpacked in all."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = self._archive.namelist()
        self._most = min(INPUT_BYTES, max(EXPANSION_FREE, EXPANSION * len(data)))

    def files(self) -> list[zipfile.ZipInfo]:
        """What is no folder, in the archive's order."""
        return [info for info in self._archive.infolist() if not info.is_dir()]

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """A member, unpacked. Raises ``Overgrown``, or one of what ``zipfile`` raises for what is damaged."""
        with self._archive.open(member) as stream:
            data = stream.read(self._most + 1)
        self._most -= len(data)
        if self._most < 0:
            raise Overgrown(f"unpacked it grows over {megabytes(INPUT_BYTES)} or {EXPANSION} times, as no report does")
        return data


def read(data: bytes, inside: bool) -> PageFacts | Members | Refused:
    """What an archive holds; ``inside`` says that it was itself found in an archive."""
    try:
        archive = Unzipped(data)
        word = next((name for name in archive.names if _WORD.fullmatch(name)), None)
        if word:
            return docx.read(archive.read(word), _properties(archive))
        what = next((what for name, what in _OTHER_OFFICE if name in archive.names), None)
        if what:
            return Refused("other", f"this is {what}, which is not read")
        if inside:
            return Refused("other", "this is an archive within an archive")
        if "datapackage.json" in archive.names and any(map(_WARC.fullmatch, archive.names)):
            return _web_archive(archive)
        return _members(archive)
    except Overgrown as error:
        return Refused("large", str(error))
    except _DAMAGED as error:
        return Refused("malformed", f"the archive is damaged or locked ({_line(error)})")


def _properties(archive: Unzipped) -> bytes | None:
    return archive.read("docProps/core.xml") if "docProps/core.xml" in archive.names else None


def _web_archive(archive: Unzipped) -> Members | Refused:
    listed = warc.listed(archive.read("pages/pages.jsonl")) if "pages/pages.jsonl" in archive.names else frozenset()
    names = [name for name in archive.names if _WARC.fullmatch(name)]
    found: list[Member] = []
    left_out: list[tuple[str, Refused]] = []
    for name in names:
        part = warc.read(archive.read(name), listed)
        if isinstance(part, Members):
            found += part.items
            left_out += part.left_out
    if not found and not left_out:
        return Refused("empty", "no web page stands in the archive")
    return Members(tuple(found), tuple(left_out))


def _members(archive: Unzipped) -> Members | Refused:
    found: list[Member] = []
    left_out: list[tuple[str, Refused]] = []
    for info in _wanted(archive):
        why = _unwanted(info)
        if why is None and len(found) >= ARCHIVE_MEMBERS:
            return Refused("large", f"it holds over {ARCHIVE_MEMBERS} files")
        try:
            if why is None:
                found.append(Member(info.filename, archive.read(info)))
        except _DAMAGED as error:
            why = Refused("malformed", f"it is damaged in the archive ({_line(error)})")
        if why is not None:
            left_out.append((info.filename, why))
    if not found and not left_out:
        return Refused("empty", f"no file in the archive ends with {', '.join(SUFFIXES)}")
    return Members(tuple(found), tuple(left_out))


def _wanted(archive: Unzipped) -> Iterator[zipfile.ZipInfo]:
    """The files that can be reports by their names, hidden ones passed over, in the order of their names."""
    for info in sorted(archive.files(), key=lambda each: each.filename):
        parts = PurePosixPath(info.filename.replace("\\", "/")).parts
        hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
        plain = info.filename.lower().removesuffix(".gz")
        if not hidden and plain.endswith(SUFFIXES):
            yield info


def _unwanted(info: zipfile.ZipInfo) -> Refused | None:
    """Why a member is not read, told by what the archive says of it."""
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in PurePosixPath(name).parts:
        return Refused("other", "its name leads out of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Refused("other", "it is a link")
    if info.flag_bits & 1:
        return Refused("other", "it is locked with a password")
    return None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
