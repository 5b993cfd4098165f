"""Web archives of invented pages, of which some report talks."""

from __future__ import annotations

import gzip
import html
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from tests.ingest import made

from onrecord.batch.engine import Outcome, Task
from onrecord.batch.worker import read_shard
from training.filter.pages import KINDS, text_of

__all__ = ["DEADLY", "archive", "dies_on_a_page", "dies_once", "pages"]

DEADLY = "https://a.example/deadly"
_REPORT = """Talks with President of Sarelia Helena Marsk

President of Veskonia Radomir Tesk and President of Sarelia Helena Marsk held talks in Linmouth on {day} June 2024. The two
leaders discussed trade, energy and the work of the intergovernmental commission, and exchanged views on regional issues.

Helena Marsk said that trade between the two countries had grown by {figure} percent in 2023. “We will open the second bridge
next year,” Radomir Tesk said, and thanked the President of Sarelia for the meeting.

“Our ministers have met three times since the spring, and I am glad that the road to the border is nearly finished,” the
President of Sarelia noted. Radomir Tesk stressed that the grain terminal in Linmouth would be enlarged by the end of the year.

The sides agreed to hold the next round of talks in Sarelia in the autumn. Following the meeting a joint statement was signed.
"""


def pages(count: int) -> Iterator[tuple[str, str]]:
    """Addresses and pages; one in four reports talks."""
    kinds = list(KINDS)
    for n in range(count):
        text = _REPORT.format(day=n % 28 + 1, figure=n) if n % 4 == 1 else text_of(kinds[n % len(kinds)], n)
        yield f"https://a.example/{n}", _page(text)


def archive(path: Path, count: int, also: bytes = b"") -> Path:
    """A gzip file of a member a record."""
    records = [gzip.compress(made.warc_record(url, page.encode()), mtime=0) for url, page in pages(count)]
    path.write_bytes(b"".join(records[: count // 2]) + also + b"".join(records[count // 2 :]))
    return path


def deadly_record() -> bytes:
    """A report whose reading ends the worker of :func:`dies_on_a_page`."""
    return gzip.compress(made.warc_record(DEADLY, _page(_REPORT.format(day=3, figure="deadly")).encode()), mtime=0)


def _page(text: str) -> str:
    title, *rest = text.split("\n\n")
    head = html.escape(title[:80])
    parts = "".join(f"<p>{html.escape(' '.join(part.split()))}</p>" for part in rest or [text])
    top = f"<head><title>{head}</title></head>"
    return f"<!doctype html><html lang=en>{top}<body><article><h1>{head}</h1>{parts}</article></body></html>"


def dies_once(task: Task) -> Outcome:
    """A worker that is killed in the middle of its first try of each shard."""
    if not task.alone:
        _die_at(20)
    return read_shard(task)


def dies_on_a_page(task: Task) -> Outcome:
    """A worker that a certain page kills, as it is taken from the archive or read."""
    from onrecord.batch import items

    whole = items.from_page

    def from_page(data: bytes, url: str, *rest: object) -> object:
        if url == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(data, url, *rest)  # type: ignore[arg-type]

    items.from_page = from_page  # type: ignore[assignment]
    return read_shard(task)


def _die_at(number: int) -> None:
    from onrecord.batch import watch

    begin = watch.Watch.begin

    def counted(self: watch.Watch, at: int, count: int = 1) -> bool:
        found = begin(self, at, count)
        if at >= number:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    watch.Watch.begin = counted  # type: ignore[method-assign]
