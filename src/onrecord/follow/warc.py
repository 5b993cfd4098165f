"""Answers kept as a web archive (WARC 1.1, ISO 28500), with the requests that they answer, by warcio."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from onrecord.errors import InputError
from onrecord.ingest.remote import Answer

__all__ = ["WarcFolder"]

_LARGEST = 1_000_000_000
_OPEN = ".open"


class WarcFolder:
    """A folder of web archives. A file is called ``….warc.gz.open`` until it is whole; each record in it is whole at once.

    ``software`` says what wrote it. Raises ``InputError`` where it cannot be written.
    """

    def __init__(self, folder: Path, software: str) -> None:
        self._folder, self._software = folder, software
        self._file: BinaryIO | None = None
        self._path = folder
        self._writer: Any = None
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
            self._begin(at)
            response = self._record("response", answer, at)
            request = self._record("request", answer, at)
            request.rec_headers.add_header("WARC-Concurrent-To", response.rec_headers.get_header("WARC-Record-ID"))
            self._writer.write_record(response)
            self._writer.write_record(request)
            assert self._file is not None
            self._file.flush()
            if self._file.tell() > _LARGEST:
                self.close()
        except OSError as error:
            raise self._told(error) from error

    def close(self) -> None:
        """End the file that is being written, if any, and give it its name."""
        file, self._file, self._writer = self._file, None, None
        if file is not None:
            try:
                file.close()
                self._path.replace(self._path.with_name(self._path.name.removesuffix(_OPEN)))
            except OSError as error:
                raise self._told(error) from error

    def _begin(self, at: str) -> None:
        """A new file where none is open: named after the moment, with a number where there is one of that name."""
        if self._file is not None:
            return
        from warcio.warcwriter import WARCWriter

        stamp = "".join(c for c in at if c.isalnum())
        for number in range(10_000):
            name = f"onrecord-{stamp}-{number:05d}.warc.gz"
            if not (self._folder / name).exists():
                try:
                    self._path = self._folder / (name + _OPEN)
                    self._file = self._path.open("xb")
                    break
                except FileExistsError:
                    continue
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        info = self._writer.create_warcinfo_record(None, {"software": self._software, "format": "WARC File Format 1.1"})
        self._writer.write_record(info)

    def _record(self, kind: str, answer: Answer, at: str) -> Any:
        from warcio.statusandheaders import StatusAndHeaders

        if kind == "request":
            parts = urlsplit(answer.url)
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            head = StatusAndHeaders(f"GET {target} HTTP/1.1", _plain(answer.asked), is_http_request=True)
            body = b""
        else:
            # The transfer's own packing is taken off before a body reaches us, so its header must not say that it is on.
            kept = [(k, v) for k, v in _plain(answer.headers) if k.lower() not in ("transfer-encoding", "content-length")]
            head = StatusAndHeaders(
                f"{answer.status} {_ascii(answer.reason)}".strip(),
                [*kept, ("Content-Length", str(len(answer.packed)))],
                protocol="HTTP/1.1",
            )
            body = answer.packed
        named = {"WARC-Date": at}
        return self._writer.create_warc_record(
            answer.url, kind, payload=io.BytesIO(body), http_headers=head, warc_headers_dict=named
        )

    def _told(self, error: OSError) -> InputError:
        return InputError(
            f"the web archive in {os.fspath(self._folder)} cannot be written ({error.strerror or error}): make room"
        )


def _plain(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Headers in which nothing ends a line. Names are ASCII; what is not in a value, warcio writes as percent-encoded."""
    return [(_ascii(name), "".join(c for c in value if c.isprintable())) for name, value in headers]


def _ascii(text: str) -> str:
    return "".join(c if " " <= c <= "~" else "?" for c in text)
