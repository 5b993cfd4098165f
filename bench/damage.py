"""Damaged web archives: every damaged record must be told, and every other one read. ``python -m bench.damage``.

A thousand archives of invented pages are made and damaged by a seeded plan, one record each: bytes cut out, put in or changed,
a wrong length, a file that ends within a record, a compressed record that does not unpack; plain, gzip, Zstandard and LZ4.
Bytes of a record's own headers are left alone: nothing vouches for them.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import random
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bench.results import table, write
from onrecord.ingest.webarchive import entries

__all__ = ["Damaged", "damaged", "record", "verdict"]

SEED = 20_240_611
RECORDS = 12
_WORDS = (
    "talks",
    "harbour",
    "treaty",
    "visit",
    "minister",
    "road",
    "grain",
    "water",
    "city",
    "border",
    "trade",
    "school",
    "winter",
)


@dataclass(frozen=True, slots=True)
class Damaged:
    """An archive, the number of its damaged record, and how it was damaged."""

    data: bytes
    victim: int
    how: str


def record(number: int, chance: random.Random) -> tuple[bytes, bytes]:
    """The headers and the rest of a record of an invented page."""
    words = " ".join(chance.choices(_WORDS, k=chance.randrange(40, 900)))
    body = f"<html><title>Page {number}</title><p>{words}</p></html>".encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://page.example/{number}\r\n"
        "WARC-Date: 2024-06-12T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Block-Digest: sha1:{digest}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode(), block + b"\r\n\r\n"


def _cut(head: bytes, rest: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(0, len(rest) - 60), chance.randrange(1, 50)
    return head + rest[:at] + rest[at + size :]


def _put_in(head: bytes, rest: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(0, len(rest) - 4)
    return head + rest[:at] + chance.randbytes(chance.randrange(1, 50)) + rest[at:]


def _changed(head: bytes, rest: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(0, len(rest) - 4)
    return head + rest[:at] + bytes([rest[at] ^ (1 << chance.randrange(8))]) + rest[at + 1 :]


def _wrong_length(head: bytes, rest: bytes, chance: random.Random) -> bytes:
    length = len(rest) - 4
    wrong = chance.choice([length - chance.randrange(1, 200), length + chance.randrange(1, 5_000), 10**12, 99])
    return head.replace(f"Content-Length: {length}".encode(), f"Content-Length: {wrong}".encode()) + rest


_CONTENTS: dict[str, Callable[[bytes, bytes, random.Random], bytes]] = {
    "bytes cut out": _cut,
    "bytes put in": _put_in,
    "a bit changed": _changed,
    "a wrong length": _wrong_length,
}


def damaged(number: int) -> Damaged:
    """The archive of this number: the same for the same number."""
    chance = random.Random(SEED + number)
    whole = [record(n, chance) for n in range(RECORDS)]
    packing = chance.choice(["plain", "plain", "gzip", "gzip", "gzip", "zstd", "lz4"])
    pack = _PACKINGS[packing]
    victim = chance.randrange(RECORDS)
    if packing == "gzip" and chance.random() < 0.4:
        return _packed(whole, victim, chance)
    if packing in ("plain", "gzip") and chance.random() < 0.2:
        parts = [pack(head + rest) for head, rest in whole]
        last = len(parts[-1])
        # Not within the line ends after a plain record, which then is whole.
        keep = chance.randrange(len(whole[-1][0]) if packing == "plain" else 20, last - 5)
        return Damaged(b"".join(parts[:-1]) + parts[-1][:keep], RECORDS - 1, f"{packing}: the file ends within it")
    how = chance.choice(list(_CONTENTS))
    parts = [_CONTENTS[how](*pair, chance) if n == victim else b"".join(pair) for n, pair in enumerate(whole)]
    return Damaged(b"".join(map(pack, parts)), victim, f"{packing}: {how}")


def _packed(whole: list[tuple[bytes, bytes]], victim: int, chance: random.Random) -> Damaged:
    """Damage to what is compressed, behind the header of its member."""
    parts = [gzip.compress(head + rest, mtime=0) for head, rest in whole]
    part, at = parts[victim], chance.randrange(10, len(parts[victim]))
    if chance.random() < 0.5:
        # Some bits mean nothing: those that fill up the last byte.
        while _unpacks_the_same(part, parts[victim]):
            at = chance.randrange(10, len(part))
            parts[victim] = part[:at] + bytes([part[at] ^ (1 << chance.randrange(8))]) + part[at + 1 :]
        return Damaged(b"".join(parts), victim, "gzip: a bit of the compressed bytes changed")
    parts[victim] = part[:at] + part[at + chance.randrange(1, 50) :]
    return Damaged(b"".join(parts), victim, "gzip: compressed bytes cut out")


def _unpacks_the_same(part: bytes, other: bytes) -> bool:
    try:
        return gzip.decompress(part) == gzip.decompress(other)
    except (OSError, EOFError, zlib.error):
        return False


def _framed(writer: str) -> Callable[[bytes], bytes]:
    def pack(data: bytes) -> bytes:
        from fastwarc import stream_io

        out = io.BytesIO()
        stream = getattr(stream_io, writer)(out)
        stream.write(data)
        stream.close()
        return out.getvalue()

    return pack


_PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "zstd": _framed("ZstdWriter"),
    "lz4": _framed("Lz4Writer"),
}


def verdict(archive: Damaged) -> tuple[bool, int]:
    """Whether the damage was told, and how many of the other records were not read."""
    found = list(entries(io.BytesIO(archive.data)))
    read = {e.url for e in found if e.damage is None and e.left_out is None}
    others = {f"https://page.example/{n}" for n in range(RECORDS) if n != archive.victim}
    told = any(e.damage for e in found) and f"https://page.example/{archive.victim}" not in read
    return told, len(others - read)


def main() -> None:
    """Measure, print, and write bench/results/damage.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archives", type=int, default=1_000)
    asked = parser.parse_args()
    count, untold, unread = Counter[str](), Counter[str](), Counter[str]()
    for number in range(asked.archives):
        archive = damaged(number)
        told, missed = verdict(archive)
        count[archive.how] += 1
        untold[archive.how] += not told
        unread[archive.how] += missed
        if not told or missed:
            print(number, archive.how, archive.victim, told, missed)
    result = {
        "archives": asked.archives,
        "records_in_each": RECORDS,
        "damaged_records_told": asked.archives - untold.total(),
        "whole_records_not_read": unread.total(),
        "by_damage": {how: {"archives": n, "not_told": untold[how], "not_read": unread[how]} for how, n in sorted(count.items())},
    }
    write("damage", result)
    print(table("damage"))


if __name__ == "__main__":
    main()
