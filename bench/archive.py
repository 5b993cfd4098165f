"""The archive at scale: both corpora added by two processes, added again, and single reports added to what is there.

``python -m bench.archive [PLACE] [--reports N]`` makes the archive at PLACE (a file that is not there yet, by default a temporary
one) and writes ``results/archive.json``. With N, of all reports that many are taken, at even distances, for a machine or an hour
that has no time for all. ``seconds`` hang on what else the machine does, which ``load`` tells; ``cpu_seconds`` do so less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bench import results, shared
from bench.kills import made_records
from onrecord.archive import Archive, open_archive, schema
from onrecord.archive.talks import all_talks
from onrecord.talks import find_talks

__all__ = ["main", "measure"]

_JOBS = 2
_SINGLE = 40
_PAUSE = 0.5


def measure(place: str, folder: Path, count: int | None) -> dict[str, Any]:
    """Seconds, reports a second, peak memory and size of adding all, adding again, and adding one."""
    command = [sys.executable, "-m", "onrecord", "add", *_files(folder, count), "--archive", place]
    first = _run([*command, "--jobs", str(_JOBS)])
    second = _run(command)
    with open_archive(place) as archive:
        kept = _kept(archive, place)
        single = _single(archive)
    for run in (first, second):
        run["reports_per_second"] = round((kept["reports"] if run is first else run["unchanged"]) / run["seconds"], 1)
    return {"added": first, "added_again": second, "kept": kept, "one_more": single}


def _files(folder: Path, count: int | None) -> list[str]:
    """The two corpora, or a file with some reports of both."""
    data = shared.folder()
    if data is None:
        raise SystemExit(shared.NO_DATA)
    if count is None:
        return [str(data / "corpus" / name) for name in ("kremlin_en_1999_2020.jsonl.gz", "reports.jsonl")]
    rows = [*shared.kremlin(), *shared.reports()]
    chosen = rows[:: max(1, len(rows) // count)]
    path = folder / "some.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chosen), encoding="utf-8")
    return [str(path)]


def _run(command: list[str]) -> dict[str, Any]:
    """Run a command to its end: seconds, the peak memory of all its processes together, and its last line."""
    began, load, before = time.monotonic(), os.getloadavg()[0], _cpu()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stderr=said, stdout=subprocess.DEVNULL, start_new_session=True)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(_resident(process.pid)))
            time.sleep(_PAUSE)
        seconds = time.monotonic() - began
        said.seek(0)
        summary = said.read().decode("utf-8", "replace").strip().splitlines()[-1]
    words = summary.replace(",", "").split()
    counts = {name: int(words[n - 1]) for n, name in enumerate(words) if name in ("added", "unchanged", "failed")}
    used = {"seconds": round(seconds, 1), "cpu_seconds": round(_cpu() - before, 1), "peak_memory_mb": round(peak / 1024)}
    loads = {"load_before": round(load, 1), "load_after": round(os.getloadavg()[0], 1)}
    return {**used, **loads, **counts}


def _cpu() -> float:
    """Seconds of processor that processes started here, and ended, have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _resident(session: int) -> Iterator[int]:
    """The proportional (or, where that is not told, resident) memory in KiB of each process of a session."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) != session:
                continue
            lines = (folder / "smaps_rollup").read_text().splitlines()
            yield next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue


def _kept(archive: Archive, place: str) -> dict[str, Any]:
    tables = (schema.statements, schema.figures, schema.meetings, schema.events, schema.pledges, schema.talks)
    with archive.reading() as connection:
        texts = connection.scalars(select(schema.documents.c.text)).all()
        counts = {t.name: connection.scalar(select(func.count()).select_from(t)) for t in tables}
    size, text = _size(place), sum(len(t.encode("utf-8")) for t in texts)
    figures = {"archive_mb": round(size / 1e6, 1), "text_mb": round(text / 1e6, 1), "times_the_text": round(size / text, 2)}
    return {"reports": len(texts), **counts, **figures, "talks_as_if_grouped_together": _talks_agree(archive)}


def _talks_agree(archive: Archive) -> bool:
    """Whether the talks that were kept up to date report by report are those of all reports at once."""
    records = sorted(archive.records(), key=lambda record: record.document.sha256)
    with archive.reading() as connection:
        return all_talks(connection) == find_talks(records, archive.knowledge)


def _size(place: str) -> int:
    """Bytes of the archive and of what SQLite keeps beside it."""
    return sum(path.stat().st_size for path in (Path(place), Path(f"{place}-wal")) if path.exists())


def _single(archive: Archive) -> dict[str, Any]:
    """Milliseconds that reports, each read already, take to be added one by one. They are taken out again."""
    took = []
    for record in made_records(_SINGLE):
        began = time.perf_counter()
        added = archive.add(record)
        took.append((time.perf_counter() - began) * 1000)
        archive.remove(added.id)
    took.sort()
    return {"reports": len(took), "median_ms": round(statistics.median(took), 1), "worst_ms": round(took[-1], 1)}


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", nargs="?")
    parser.add_argument("--reports", type=int)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = asked.place or str(Path(folder) / "archive.db")
        if Path(place).exists():
            raise SystemExit(f"{place} is there already: name a file that is not")
        results.write("archive", measure(place, Path(folder), asked.reports))
    print(results.table("archive"))


if __name__ == "__main__":
    main()
