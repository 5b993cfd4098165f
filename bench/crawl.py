"""A crawl: a web archive of pages of which 1 in 100 reports talks, run by one and by two workers. ``python -m bench.crawl``.

The reports are real ones of the shared corpus written as pages, the others articles of news and invented pages, all within the
furniture of a site. One worker and its parsing process are kept to one core, two have all. Prints pages a second by the clock,
from when workers are ready, and by the processor time of all processes; what that went into; the memory of the largest process,
over at least ``--minutes`` too; how many of the reports passed the filter. Writes bench/results/crawl.json. It takes about 15
minutes.
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
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.processes import Watched
from bench.results import table, write
from bench.shared import NO_DATA
from bench.shared import folder as shared_folder
from onrecord.batch import Job, run
from onrecord.batch.engine import Event
from onrecord.batch.local import LocalEngine
from onrecord.batch.store import Store
from training.filter.pages import KINDS, LATER_KINDS, text_of

__all__ = ["make", "measured", "page", "texts"]

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


class _Timed(LocalEngine):
    """Local workers, of whom it is noted when all were ready, and what had been spent until then."""

    def __init__(self, jobs: int, watched: Watched) -> None:
        super().__init__(jobs, ())
        self._watched, self._missing = watched, jobs
        self.ready_at: float | None = None
        self.before: dict[str, float] = {}

    def wait(self, seconds: float) -> list[Event]:
        events = super().wait(seconds)
        self._missing -= sum(event.kind == "ready" for event in events)
        if self.ready_at is None and self._missing <= 0:
            self._watched.look()
            self.ready_at, self.before = time.monotonic(), self._watched.cpu()
        return events


def measured(sources: list[Path], home: Path, jobs: int, shard: int) -> dict[str, Any]:
    """One run, by the clock from when its workers are ready, by the processor time of all processes, and its memory."""
    watched = Watched()
    engine = _Timed(jobs, watched)
    watched.start()
    summary = run(Job(tuple(map(str, sources)), home, shard_bytes=shard), lambda: engine)
    ended = time.monotonic()
    watched.end()
    spent = {kind: seconds - engine.before.get(kind, 0.0) for kind, seconds in watched.cpu().items()}
    pages, took = summary.count["items"], ended - (engine.ready_at or ended)
    return {
        "jobs": jobs,
        "cores": len(os.sched_getaffinity(0)),
        "pages": pages,
        "shards": summary.shards,
        "count": dict(summary.count),
        "seconds_from_ready": round(took, 1),
        "pages_a_second": round(pages / took, 1),
        "cpu_seconds": {kind: round(seconds, 1) for kind, seconds in spent.items()},
        "pages_a_cpu_second": round(pages / sum(spent.values()), 1),
        "milliseconds_of_cpu_a_page": {kind: round(1_000 * seconds / pages, 3) for kind, seconds in spent.items()},
        "cpu_seconds_until_ready": round(sum(engine.before.values()), 1),
        "largest_process_mb": max(size for _, size in watched.memory),
        "largest_process_mb_by_tenth": _tenths([size for _, size in watched.memory]),
        "load_at_the_end": round(os.getloadavg()[0], 1),
    }


def _tenths(sizes: list[int]) -> list[int]:
    bounds = [len(sizes) * n // 10 for n in range(11)]
    return [max(sizes[a:b], default=0) for a, b in pairwise(bounds)]


def texts(leave_out: frozenset[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Titles and texts of the reports of the shared corpus, and of articles of news."""
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
    parser.add_argument("--shard", type=int, default=4_000_000, help="bytes")
    parser.add_argument("--minutes", type=float, default=10, help="how long two workers are to go on; 0: not at all")
    parser.add_argument("--copies", type=int, help="only the long part, of so many copies, into crawl-endurance.json")
    parser.add_argument("--leave-out", type=Path, help="a file of ids of reports that are not looked at")
    asked = parser.parse_args()
    ids = frozenset(asked.leave_out.read_text(encoding="utf-8").split()) if asked.leave_out else frozenset[str]()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "crawl.warc.gz"
        make(source, asked.pages, *texts(ids))
        if asked.copies:
            name, found = "crawl-endurance", {"endurance": _endurance(source, Path(folder), asked.copies, asked.shard)}
        else:
            name, found = "crawl", _measures(source, Path(folder), asked)
        result = {"megabytes": source.stat().st_size // 1_000_000, **found, "reports": asked.pages // _REPORT_EACH}
    write(name, result)
    print(table(name))


def _measures(source: Path, folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, cores[:1])
    one = measured([source], folder / "one", 1, asked.shard)
    os.sched_setaffinity(0, cores)
    two = measured([source], folder / "two", 2, asked.shard)
    found = {"one": one, "two": two, **_passed(Store(folder / "one"))}
    found["two_to_one"] = round(two["pages_a_second"] / one["pages_a_second"], 2)
    found["two_to_one_by_cpu"] = round(2 * two["pages_a_cpu_second"] / one["pages_a_cpu_second"], 2)
    if asked.minutes:
        copies = max(1, round(asked.minutes * 60 / two["seconds_from_ready"] * 1.05 + 0.5))
        found["endurance"] = _endurance(source, folder, copies, asked.shard)
    return found


def _endurance(source: Path, folder: Path, copies: int, shard: int) -> dict[str, Any]:
    """The same pages under other names, as often as it takes: a worker goes on from one to the next."""
    linked = [folder / f"copy{n}.warc.gz" for n in range(copies)]
    for path in linked:
        path.hardlink_to(source)
    return measured(linked, folder / "long", 2, shard)


def _passed(store: Store) -> dict[str, int]:
    urls = [url for path in store.records.glob("*.parquet") for url in store.table(path.stem, ["url"])["url"].to_pylist()]
    return {"reports_read": sum("/talks/" in url for url in urls), "others_read": sum("/talks/" not in url for url in urls)}


if __name__ == "__main__":
    main()
