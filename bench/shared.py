"""The reports to measure with. They are not part of the project: see CONTRIBUTING for where they are looked for."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from onrecord.ingest import Failure, load
from onrecord.model import Document

__all__ = ["NO_DATA", "Row", "by_id", "documents", "folder", "gold", "kremlin", "reports", "sample"]

Row = dict[str, Any]
T = TypeVar("T")
NO_DATA = "no shared data: neither ONRECORD_SHARED nor ../shared names a folder with corpus/ and gold/"
ROOT = Path(__file__).resolve().parent.parent

_UNDATED = frozenset({"by-president-2021-07-13"})
"""Reports annotated as if their day of publication were not known."""


def folder() -> Path | None:
    """The folder of shared data: ``ONRECORD_SHARED``, or ``shared`` beside the repository, or null."""
    named = os.environ.get("ONRECORD_SHARED")
    path = Path(named) if named else ROOT.parent / "shared"
    return path if (path / "corpus").is_dir() else None


def reports() -> list[Row]:
    """The corpus of reports from many publishers."""
    return list(_lines((_folder() / "corpus" / "reports.jsonl").open(encoding="utf-8")))


def kremlin() -> Iterator[Row]:
    """The large corpus of one publisher, in its order."""
    return _lines(gzip.open(_folder() / "corpus" / "kremlin_en_1999_2020.jsonl.gz", "rt", encoding="utf-8"))


def by_id(ids: Iterable[str]) -> dict[str, Row]:
    """The reports with these ids. Raises ``KeyError`` where one is in neither corpus."""
    wanted = set(ids)
    found = {row["id"]: row for row in reports() if row["id"] in wanted}
    if wanted - found.keys():
        found |= {row["id"]: row for row in kremlin() if row["id"] in wanted - found.keys()}
    if missing := sorted(wanted - found.keys()):
        raise KeyError(f"not in the corpus: {', '.join(missing)}")
    return found


def gold(name: str) -> list[Path]:
    """The annotated reports of a set (``dev``), one file each, without the comparisons."""
    return sorted(p for p in (_folder() / "gold" / name).glob("*.json") if not p.name.startswith("compare-"))


def sample(rows: Sequence[Row], count: int) -> list[Row]:
    """A fixed sample: the ``count`` rows whose ids have the smallest SHA-256."""
    return sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())[:count]


def documents(rows: Iterable[Row]) -> Iterator[Document]:
    """Rows of the corpus as documents, through the door for JSONL. Raises the ``InputError`` of a row that cannot be read."""
    for item in load(b"".join(map(_line, rows))):
        if isinstance(item, Failure):
            raise item.error
        yield item


def _line(row: Row) -> bytes:
    known = {key: value for key, value in row.items() if value and not (key == "date" and row["id"] in _UNDATED)}
    return json.dumps(known).encode() + b"\n"


def _folder() -> Path:
    found = folder()
    if found is None:
        raise FileNotFoundError(NO_DATA)
    return found


def _lines(lines: Iterable[str]) -> Iterator[Row]:
    for line in lines:
        if line.strip():
            yield json.loads(line)
