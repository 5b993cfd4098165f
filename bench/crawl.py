"""A crawl: a web archive of pages of which 1 in 100 reports talks, run by one and by two workers. ``python -m bench.crawl``.

The reports are real ones of the shared corpus written as pages, the others articles of news and invented pages, all within the
furniture of a site. Prints pages a second (by the clock, from when a worker is ready, and by the workers' own processor time),
the memory of the largest process, how many of the reports passed the filter, and writes bench/results/crawl.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import html
import json
import os
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.results import table, write
from bench.shared import NO_DATA
from bench.shared import folder as shared_folder
from onrecord.batch import Job, run
from onrecord.batch.local import LocalEngine
from onrecord.batch.store import Store
from training.filter.pages import KINDS, LATER_KINDS, text_of

__all__ = ["make", "page"]

SEED = 11
_REPORT_EACH = 100
_NEWS_EACH = 3


def page(title: str, text: str, chance: random.Random) -> str:
    """A text as a page of a site, with menus, teasers, scripts."""
    menu = "".join(f'<li><a href="/s{n}">Section {n}</a></li>' for n in range(chance.randrange(15, 70)))
    teasers = "".join(f'<div class="teaser"><a href="/t{n}">More on {n}</a></div>' for n in range(chance.randrange(5, 30)))
    script = "<script>var data = " + json.dumps([chance.random() for _ in range(chance.randrange(50, 900))]) + ";</script>"
    body = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n") if part.strip())
    head = f'<head><meta charset="utf-8"><title>{html.escape(title)}</title>{script}</head>'
    main = f"<main><article><h1>{html.escape(title)}</h1>{body}</article></main>"
    top, end = f"<body><nav><ul>{menu}</ul></nav>", f"<aside>{teasers}</aside>{script}</body></html>"
    return f'<!doctype html><html lang="en">{head}{top}{main}{end}'


def make(path: Path, count: int, reports: list[tuple[str, str]], news: list[tuple[str, str]]) -> None:
    """A web archive of ``count`` pages, a gzip member each."""
    chance, kinds = random.Random(SEED), [*KINDS, *LATER_KINDS]
    with path.open("wb") as out:
        for n in range(count):
            if n % _REPORT_EACH == _REPORT_EACH // 2:
                name, (title, text) = "talks", reports[n // _REPORT_EACH % len(reports)]
            elif news and n % _NEWS_EACH == 0:
                name, (title, text) = "news", news[n // _NEWS_EACH % len(news)]
            else:
                name, text = "other", text_of(kinds[n % len(kinds)], 100_000 + n)
                title = text[:50]
            out.write(_record(f"https://site{n % 50}.example/{name}/{n}", page(title, text, chance).encode("utf-8", "replace")))


def _record(url: str, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-12T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{hashlib.sha256(url.encode()).hexdigest()[:32]}>\r\n"
        f"WARC-Block-Digest: sha256:{hashlib.sha256(block).hexdigest()}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 6, mtime=0)


class _Memory(threading.Thread):
    """The memory of this process's descendants, looked at now and then: proportional resident set, in megabytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over_time: list[tuple[float, int]] = []
        self.ended = threading.Event()
        self._began = time.monotonic()

    def run(self) -> None:
        while not self.ended.wait(2.0):
            sizes = [size for pid in _descendants(os.getpid()) if (size := _megabytes(pid))]
            if sizes:
                self.over_time.append((round(time.monotonic() - self._began, 1), max(sizes)))


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)


def _megabytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1_000 for line in lines if line.startswith("VmRSS")), 0)


class _Timed(LocalEngine):
    """Local workers, of whom it is noted when the first was ready."""

    ready_at: float | None = None

    def wait(self, seconds: float) -> Any:
        events = super().wait(seconds)
        if self.ready_at is None and any(event.kind == "ready" for event in events):
            self.ready_at = time.monotonic()
        return events


def measured(source: Path, home: Path, jobs: int, shard: int) -> dict[str, Any]:
    """One run: rates and memory."""
    engine, memory = _Timed(jobs, ()), _Memory()
    memory.start()
    summary = run(Job((str(source),), home, shard_bytes=shard), lambda: engine)
    ended = time.monotonic()
    memory.ended.set()
    memory.join()
    store = Store(home)
    spent = sum(store.entry(path.stem)["cpu_seconds"] for path in store.ledger.glob("*.json"))
    pages, took = summary.count["items"], ended - (engine.ready_at or ended)
    sizes = [size for _, size in memory.over_time]
    half = len(sizes) // 2
    return {
        "jobs": jobs,
        "pages": pages,
        "shards": summary.shards,
        "count": dict(summary.count),
        "seconds_from_ready": round(took, 1),
        "pages_a_second": round(pages / took, 1),
        "worker_cpu_seconds": round(spent, 1),
        "pages_a_worker_cpu_second": round(pages / spent, 1),
        "largest_process_mb": max(sizes, default=0),
        "largest_process_mb_first_and_second_half": [max(sizes[:half], default=0), max(sizes[half:], default=0)],
        "load_at_the_end": round(os.getloadavg()[0], 1),
    }


def _texts(leave_out: frozenset[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    shared = shared_folder()
    if shared is None:
        raise SystemExit(NO_DATA)
    with (shared / "corpus" / "reports.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    reports = [(r["title"] or "", r["text"]) for r in rows if r["language"] == "en" and r["id"] not in leave_out]
    with gzip.open(shared / "data" / "polnear_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        news = [(r["title"] or "", r["text"]) for r in map(json.loads, lines)]
    return reports, news


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--shard", type=int, default=4_000_000)
    parser.add_argument("--leave-out", type=Path)
    asked = parser.parse_args()
    ids = frozenset(asked.leave_out.read_text(encoding="utf-8").split()) if asked.leave_out else frozenset[str]()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "crawl.warc.gz"
        make(source, asked.pages, *_texts(ids))
        runs = [measured(source, Path(folder) / f"out{jobs}", jobs, asked.shard) for jobs in (1, 2)]
        found = _passed(Store(Path(folder) / "out1"))
        result = {"megabytes": source.stat().st_size // 1_000_000, "one": runs[0], "two": runs[1], **found}
    result["two_to_one"] = round(runs[1]["pages_a_second"] / runs[0]["pages_a_second"], 2)
    result["reports"] = asked.pages // _REPORT_EACH
    write("crawl", result)
    print(table("crawl"))


def _passed(store: Store) -> dict[str, int]:
    urls = [url for path in store.records.glob("*.parquet") for url in store.table(path.stem, ["url"])["url"].to_pylist()]
    return {"reports_read": sum("/talks/" in url for url in urls), "others_read": sum("/talks/" not in url for url in urls)}


if __name__ == "__main__":
    main()
