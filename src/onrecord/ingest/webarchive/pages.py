"""What a server answered, as it stands in a record: status, headers, and the body as it was meant."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from onrecord.ingest.limits import INPUT_BYTES, megabytes

__all__ = ["Answer", "answer_of", "unchunked"]

_STATUS = re.compile(rb"HTTP/[0-9.]{1,5} {1,5}(\d{3})(?: |\r|\n|$)")
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:\-]{2,40})", re.IGNORECASE)
_SIZE = re.compile(rb"[ \t]{0,8}([0-9A-Fa-f]{1,8})[ \t]{0,8}(?:;[^\n]{0,1000})?\r?\n")
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` 0 where there is no HTTP status; ``raw`` is the body as it stands in the record; ``type`` is in lower case."""

    status: int
    type: str
    charset: str | None
    packing: str
    raw: bytes
    chunked: bool

    def body(self) -> bytes:
        """The body, unpacked. Raises ``ValueError`` with the reason where it cannot be, or grows over the limit."""
        data = (unchunked(self.raw) or self.raw) if self.chunked else self.raw
        if self.packing in ("", "identity"):
            return _within(data)
        if self.packing in ("gzip", "x-gzip", "deflate"):
            return _within(_inflated(data))
        if self.packing in ("br", "zstd"):
            raise ValueError(f"it is packed as {self.packing!r}, which is not read")
        raise ValueError(f"it is packed as {self.packing[:40]!r}, which is not read")


def answer_of(block: bytes) -> Answer | None:
    """The answer in the block of a response; null where it is none of HTTP."""
    head, _, raw = _split(block)
    status = _STATUS.match(head)
    if status is None:
        return None
    fields = _fields(head)
    kind = fields.get("content-type", "")
    charset = _CHARSET.search(kind)
    return Answer(
        int(status[1]),
        kind.partition(";")[0].strip().lower(),
        charset[1] if charset else None,
        fields.get("content-encoding", "").strip().lower(),
        raw,
        "chunked" in fields.get("transfer-encoding", "").lower(),
    )


def unchunked(data: bytes) -> bytes | None:
    """A body sent in chunks, put together (RFC 9112); null where it is not so written."""
    found: list[bytes] = []
    at = 0
    while size := _SIZE.match(data, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(found)
        begin = size.end()
        if begin + length > len(data):
            return None
        found.append(data[begin : begin + length])
        at = begin + length
        at += 2 if data[at : at + 2] == b"\r\n" else 1 if data[at : at + 1] == b"\n" else 0
    return None


def _split(block: bytes) -> tuple[bytes, bytes, bytes]:
    """Head, blank line and rest, whichever line ends come first."""
    crlf, lf = block.find(b"\r\n\r\n", 0, _HEAD), block.find(b"\n\n", 0, _HEAD)
    if crlf >= 0 and (lf < 0 or crlf < lf):
        return block[:crlf], b"\r\n\r\n", block[crlf + 4 :]
    if lf >= 0:
        return block[:lf], b"\n\n", block[lf + 2 :]
    return block, b"", b""


def _fields(head: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        name, found, value = line.decode("latin-1").partition(":")
        if found:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _inflated(data: bytes) -> bytes:
    for bits in (47, -15):
        unpack = zlib.decompressobj(bits)
        try:
            found = unpack.decompress(data, INPUT_BYTES + 1)
        except zlib.error:
            continue
        if not unpack.eof and not unpack.unconsumed_tail:
            raise ValueError("its body is packed and cut short")
        return found
    # Some servers and archives name a packing and leave the body as it is.
    return data


def _within(data: bytes) -> bytes:
    if len(data) > INPUT_BYTES:
        raise ValueError(f"it is over {megabytes(INPUT_BYTES)}")
    return data
