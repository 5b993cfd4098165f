"""Answers kept as a web archive (WARC 1.1, ISO 28500), with the requests that they answer, by warcio."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from onrecord.errors import ArchiveError
from onrecord.ingest.remote import Answer

__all__ = ["WarcFolder"]

_LARGEST = 1_000_000_000
_OPEN = ".open"


class WarcFolder:
    """A folder of web archives. A file is called ``….warc.gz.open`` until it is ended; every record in it is whole at any time.

    ``software`` says what wrote it. Raises ``ArchiveError`` where it cannot be written.
    """

    def __init__(self, folder: Path, software: str) -> None:
        self._folder, self._software = folder, software
        self._file: BinaryIO | None = None
        self._path = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._told(error) from error

    def __enter__(self) -> WarcFolder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def put(self, answer: Answer, at: str) -> None:
        """Keep an answer, which came at ``at`` (ISO 8601 in UTC), with its request."""
        try:
            file = self._begun(at)
            self._write(file, _records(answer, at))
            if file.tell() > _LARGEST:
                self.close()
        except OSError as error:
            raise self._told(error) from error

    def close(self) -> None:
        """End the file that is being written, if any, and give it its name."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
                self._path.replace(self._path.with_name(self._path.name.removesuffix(_OPEN)))
            except OSError as error:
                raise self._told(error) from error

    def _begun(self, at: str) -> BinaryIO:
        """The file that is being written, begun where none is: named after the moment, with a number that no other has."""
        if self._file is None:
            stamp, number = "".join(c for c in at if c.isalnum()), 0
            while self._is_taken(name := f"onrecord-{stamp}-{number:05d}.warc.gz"):
                number += 1
            self._path = self._folder / (name + _OPEN)
            self._file = self._path.open("xb", buffering=0)
            self._write(self._file, _information(self._software))
        return self._file

    def _is_taken(self, name: str) -> bool:
        return (self._folder / name).exists() or (self._folder / (name + _OPEN)).exists()

    def _write(self, file: BinaryIO, records: bytes) -> None:
        """Append records, all of them or nothing."""
        end, left = file.tell(), memoryview(records)
        try:
            while left:
                left = left[file.write(left) :]
        except OSError:
            file.truncate(end)
            file.seek(end)
            raise

    def _told(self, error: OSError) -> ArchiveError:
        return ArchiveError(
            f"the web archive in {os.fspath(self._folder)} cannot be written ({error.strerror or error}): make room"
        )


def _information(software: str) -> bytes:
    """The record with which a file opens."""
    packed, writer = _writing()
    writer.write_record(writer.create_warcinfo_record(None, {"software": software, "format": "WARC File Format 1.1"}))
    return packed.getvalue()


def _records(answer: Answer, at: str) -> bytes:
    """An answer and its request, each packed by itself."""
    packed, writer = _writing()
    response = _record(writer, "response", answer, at)
    request = _record(writer, "request", answer, at)
    request.rec_headers.add_header("WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID"))
    writer.write_record(response)
    writer.write_record(request)
    return packed.getvalue()


def _writing() -> tuple[io.BytesIO, Any]:
    from warcio.warcwriter import WARCWriter

    packed = io.BytesIO()
    return packed, WARCWriter(packed, gzip=True, warc_version="1.1")


def _record(writer: Any, kind: str, answer: Answer, at: str) -> Any:
    from warcio.statusandheaders import StatusAndHeaders

    if kind == "request":
        parts, body = urlsplit(answer.url), b""
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        head = StatusAndHeaders(f"GET {target} HTTP/1.1", _plain(answer.asked), is_http_request=True)
    else:
        # The transfer's own packing is taken off before a body reaches us, so its header must not say that it is on.
        kept = [(k, v) for k, v in _plain(answer.headers) if k.lower() not in ("transfer-encoding", "content-length")]
        kept.append(("Content-Length", str(len(answer.packed))))
        head, body = (
            StatusAndHeaders(f"{answer.status} {_ascii(answer.reason)}".strip(), kept, protocol="HTTP/1.1"),
            answer.packed,
        )
    named = {"WARC-Date": at}
    return writer.create_warc_record(answer.url, kind, payload=io.BytesIO(body), http_headers=head, warc_headers_dict=named)


def _plain(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Headers in which nothing ends a line. Names are ASCII; what is not in a value, warcio writes as percent-encoded."""
    return [(_ascii(name), "".join(c for c in value if c.isprintable())) for name, value in headers]


def _ascii(text: str) -> str:
    return "".join(c if " " <= c <= "~" else "?" for c in text)
