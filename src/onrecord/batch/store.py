"""The folder that a job writes: records in Parquet files, a ledger of the shards that are done, and work under way.

::

    records/<key>.parquet   a row for each record, with the record as JSON
    ledger/<key>.json       the shard, what was counted, and what failed and why
    duplicates.parquet      records that are near-duplicates of an earlier one
    work/                   temporary files of workers

A shard is done when its line in the ledger is there, which is written after its records; both are renamed into place.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.errors import ModelMissing, OnRecordError

__all__ = ["Store", "arrow"]


class Store:
    """The folder ``home``."""

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.records, self.ledger, self.work = (self.home / name for name in ("records", "ledger", "work"))

    def prepare(self) -> None:
        """Make the folders. Raises ``OSError`` where that cannot be done."""
        for folder in (self.records, self.ledger, self.work):
            folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else's run writes here meanwhile. Raises ``OnRecordError`` where one does."""
        with (self.home / "lock").open("a") as file:
            try:
                _lock(file.fileno())
            except OSError as error:
                raise OnRecordError(
                    f"another run writes to {self.home}: wait until it is done, or name another folder"
                ) from error
            yield

    def clean(self) -> None:
        """Remove what workers that are gone left behind, records that came into no ledger among it."""
        for path in self.work.iterdir():
            path.unlink(missing_ok=True)
        for path in self.records.glob("*.parquet"):
            if not (self.ledger / f"{path.stem}.json").is_file():
                path.unlink(missing_ok=True)

    def is_done(self, key: str) -> bool:
        """Whether a shard is in the ledger, and its records are there."""
        return (self.ledger / f"{key}.json").is_file() and (self.records / f"{key}.parquet").is_file()

    def entry(self, key: str) -> dict[str, Any]:
        """What the ledger says of a shard that is done."""
        found: dict[str, Any] = json.loads((self.ledger / f"{key}.json").read_text(encoding="utf-8"))
        return found

    def put(self, key: str, table: Any, entry: dict[str, Any]) -> None:
        """A shard is done: its rows, then its line in the ledger."""
        self.write_table(self.records / f"{key}.parquet", table)
        text = json.dumps(entry, indent=1, ensure_ascii=False) + "\n"
        self._placed(self.ledger / f"{key}.json", lambda path: path.write_text(text, encoding="utf-8", errors="backslashreplace"))

    def write_table(self, path: Path, table: Any) -> None:
        """A table of Arrow as a Parquet file, whole or not at all."""
        parquet = arrow("parquet")
        self._placed(path, lambda beside: parquet.write_table(table, beside, compression="zstd", row_group_size=500))

    def table(self, key: str, columns: Iterable[str] | None = None) -> Any:
        """The rows of a shard that is done."""
        return arrow("parquet").read_table(self.records / f"{key}.parquet", columns=list(columns) if columns else None)

    def forget(self, files: set[str], keep: set[str]) -> int:
        """Remove shards of these files other than those to keep: of older code, older contents, another cut. How many went."""
        gone = 0
        for path in sorted(self.ledger.glob("*.json")):
            if path.stem not in keep and files.issuperset(self.entry(path.stem)["files"]):
                path.unlink()
                (self.records / f"{path.stem}.parquet").unlink(missing_ok=True)
                gone += 1
        return gone

    def _placed(self, path: Path, write: Any) -> None:
        beside = self.work / f"{path.name}.{uuid.uuid4().hex}"
        try:
            write(beside)
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def arrow(part: str = "") -> Any:
    """pyarrow, or a part of it. Raises ``ModelMissing`` where it is not installed."""
    from importlib import import_module

    try:
        return import_module(f"pyarrow.{part}" if part else "pyarrow")
    except ImportError as error:
        raise ModelMissing("pyarrow is not installed: pip install 'onrecord[crawl]'") from error


def _lock(file: int) -> None:
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
