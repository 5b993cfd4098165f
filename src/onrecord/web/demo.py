"""An archive of the bundled reports, which are invented: talks of three countries over four years."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from onrecord.archive import Archive
from onrecord.ingest import Hints, from_text
from onrecord.model import Document
from onrecord.read import read_documents
from onrecord.tables import Knowledge, load

__all__ = ["demo_knowledge", "demo_reports", "demo_series", "fill"]


def demo_knowledge() -> Knowledge:
    """The tables with the invented countries, people and places."""
    return load(_folder() / "knowledge")


def demo_series() -> Path:
    """Invented statistics that the claims of the reports can be set against."""
    return _folder() / "archive" / "trade.csv"


def demo_reports() -> Iterator[tuple[Document, str | None]]:
    """The bundled reports by day of publication, each with when it was seen, where that was later."""
    found = [(tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8")), path) for path in _texts()]
    for known, path in sorted(found, key=lambda each: (str(each[0].get("seen", each[0]["date"])), each[1].stem)):
        yield _document(known, path), f"{known['seen']}T09:00:00Z" if "seen" in known else f"{known['date']}T18:00:00Z"


def fill(archive: Archive) -> int:
    """Adds the bundled reports to an archive, and says how many were new."""
    reports = list(demo_reports())
    records = read_documents([document for document, _ in reports], demo_knowledge())
    return sum(archive.add(record, seen_at=seen).outcome == "added" for record, (_, seen) in zip(records, reports, strict=True))


def _folder() -> Path:
    return Path(str(files("onrecord"))) / "examples"


def _texts() -> list[Path]:
    return [*_folder().glob("*.txt"), *(_folder() / "archive").glob("*.txt")]


def _document(known: dict[str, Any], path: Path) -> Document:
    hints = Hints(
        published=str(known["date"]),
        publisher=known["publisher"],
        side=known["country"],
        title=known["title"],
        url=known.get("url"),
        language=known["language"],
        id=path.stem,
    )
    document = from_text(path.read_text(encoding="utf-8"), hints, demo_knowledge())
    return msgspec.structs.replace(document, place=known.get("place"))
