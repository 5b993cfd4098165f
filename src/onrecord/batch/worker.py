"""What a worker does with a shard, whichever engine it belongs to."""

from __future__ import annotations

import errno
import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from onrecord.batch.engine import Outcome, Task
from onrecord.batch.gate import look
from onrecord.batch.items import Item, items
from onrecord.batch.near import signature
from onrecord.batch.store import Store, arrow
from onrecord.batch.watch import Watch
from onrecord.errors import InputError, OnRecordError
from onrecord.ingest import Failure, from_page, from_text
from onrecord.model import TABLES, Document, Record
from onrecord.tables import Knowledge, load

__all__ = ["COLUMNS", "read_shard", "warm"]

_KNOWN = ("id", "url", "captured", "title", "publisher", "country", "published", "language", "sha256")
COLUMNS: dict[str, str] = {
    **dict.fromkeys(_KNOWN, "string"),
    **{str(table): "int32" for table in TABLES},
    "unread": "string",
    "score": "float64",
    "file": "string",
    "at": "int64",
    "number": "int64",
    "signature": "binary",
    "record": "string",
}
"""The columns of a Parquet file of records: what is asked for most, and the whole record as JSON."""

_BATCH = 32


def warm(folders: tuple[str, ...]) -> None:
    """Load the models and libraries. Raises ``ModelMissing`` or ``KnowledgeError`` where that cannot be done."""
    from onrecord.read import read_documents

    knowledge = load(*folders)
    text = "The President of Velland met the President of Sarelia."
    page = f"<!doctype html><html><body><p>{text}</p></body></html>".encode()
    arrow("parquet")
    look(page, "utf-8")
    signature(next(read_documents([from_text(text, knowledge=knowledge)], knowledge)).document.text)
    # The process that parses pages starts with its first one, which may take long on a machine that is busy.
    with suppress(InputError):
        from_page(page, "https://a.example/", "utf-8", knowledge=knowledge)


def read_shard(task: Task) -> Outcome:
    """Read a shard and put its records and its line in the ledger."""
    store = Store(Path(task.home))
    began = time.process_time()
    try:
        with Watch(store.work / f"{task.key}.at", task.deadly) as watch:
            tally = _Tally()
            knowledge = load(*task.folders)
            found = items(task.shard, knowledge, task.everything, watch)
            rows = [*_rows(tally.documents(found), knowledge, watch, 1 if task.alone else _BATCH, tally)]
        entry = {
            "files": task.shard.files,
            "start": task.shard.start,
            "end": task.shard.end,
            "version": task.version,
            **tally.told(),
            "cpu_seconds": round(time.process_time() - began, 2),
        }
        store.put(task.key, table_of(rows), entry)
    except OnRecordError as error:
        return Outcome(str(error), fatal=not isinstance(error, InputError))
    except OSError as error:
        fatal = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)
        why = error.strerror or " ".join(str(error).split())
        return Outcome(f"{store.home}: it cannot be written ({why}): make room, or name another folder, and run again", fatal)
    return Outcome()


class _Tally:
    """What is counted on the way: items by what became of them, failures with their reasons."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.failures: list[dict[str, Any]] = []

    def documents(self, found: Iterable[Item]) -> Iterator[tuple[Item, Document]]:
        """The items that are documents."""
        for item in found:
            self.count["items"] += 1
            if isinstance(item.found, Document):
                yield item, item.found
            elif isinstance(item.found, Failure):
                self.fail(item, item.found.name, str(item.found.error))
            else:
                self.count[item.found] += 1

    def fail(self, item: Item, name: str, why: str) -> None:
        self.count["damaged" if item.damaged else "failed"] += 1
        self.failures.append({"number": item.number, "name": name, "why": why, "damaged": item.damaged})

    def told(self) -> dict[str, Any]:
        return {"count": dict(sorted(self.count.items())), "failures": self.failures}


def _rows(
    found: Iterator[tuple[Item, Document]], knowledge: Knowledge, watch: Watch, size: int, tally: _Tally
) -> Iterator[dict[str, Any]]:
    batch: list[tuple[Item, Document]] = []
    for each in found:
        batch.append(each)
        if len(batch) >= size:
            yield from _read(batch, knowledge, watch, tally)
            batch = []
    yield from _read(batch, knowledge, watch, tally)


def _read(batch: list[tuple[Item, Document]], knowledge: Knowledge, watch: Watch, tally: _Tally) -> Iterator[dict[str, Any]]:
    """The rows of a batch. Where reading it meets a fault of OnRecord's own, each is read by itself, and only one is lost."""
    from onrecord.read import read_documents

    if not batch:
        return
    watch.begin(batch[0][0].number, len(batch))
    try:
        records = [*read_documents([document for _, document in batch], knowledge)]
    except OnRecordError:
        raise
    except Exception as error:
        if len(batch) > 1:
            for each in batch:
                yield from _read([each], knowledge, watch, tally)
        else:
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            tally.fail(batch[0][0], batch[0][1].id, f"OnRecord failed on it ({what}): please report this, with the text")
        return
    for (item, _), record in zip(batch, records, strict=True):
        tally.count["unread" if record.unread else "read"] += 1
        yield _row(item, record)


def _row(item: Item, record: Record) -> dict[str, Any]:
    document = record.document
    flat = {name: getattr(document, name, None) for name in COLUMNS if name not in ("record", "signature", *TABLES)}
    return {
        **flat,
        **{name: len(getattr(record, name)) for name in TABLES},
        "unread": record.unread,
        "captured": item.captured,
        "score": item.score,
        "file": os.fspath(item.file),
        "at": item.at,
        "number": item.number,
        "signature": signature(document.text),
        "record": record.to_json(),
    }


def table_of(rows: list[dict[str, Any]]) -> Any:
    """Rows as a table of Arrow, with all columns even where there are no rows."""
    pa = arrow()
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in COLUMNS.items()])
    return pa.Table.from_pylist(rows, schema=schema)
