"""The same job by two local processes and by two Ray nodes of one core each: ``python -m bench.cluster``.

Prints how much longer Ray takes, by the clock, with and without starting, and whether both gave the same records, bit for bit.
Writes bench/results/cluster.json. With the usual number of copies it takes about 12 minutes on two calm cores.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.crawl import make, texts
from bench.nodes import Cluster, two_nodes
from bench.results import table, write
from onrecord.batch.store import Store

__all__ = ["digest_of"]


def digest_of(home: Path) -> tuple[int, str]:
    """How many records a folder holds, and a hash of all of them with their places and signatures."""
    store, seen = Store(home), []
    for path in store.records.glob("*.parquet"):
        for row in store.table(path.stem, ["file", "at", "number", "id", "record", "signature"]).to_pylist():
            whole = "\0".join((row["file"], str(row["at"]), str(row["number"]), row["id"], row["record"], row["signature"].hex()))
            seen.append(hashlib.sha256(whole.encode("utf-8", "replace")).digest())
    return len(seen), hashlib.sha256(b"".join(sorted(seen))).hexdigest()


def timed(sources: Path, home: Path, cluster: Cluster | None) -> dict[str, Any]:
    """Seconds of one run from its start to its end, and from when its first shard was begun."""
    command = [sys.executable, "-m", "onrecord", "run", str(sources), "-o", str(home), "--shard", "4", "--jobs", "2", "--quiet"]
    if cluster is not None:
        command += ["--engine", "ray", "--address", cluster.address]
    began, begun = time.monotonic(), 0.0
    process = subprocess.Popen(command, env=cluster.environment if cluster else None)
    while process.poll() is None:
        time.sleep(0.2)
        if not begun and any((home / "work").glob("*.at")):
            begun = time.monotonic()
    ended = time.monotonic()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    records, digest = digest_of(home)
    return {
        "seconds": round(ended - began, 1),
        "seconds_from_first_shard": round(ended - begun, 1),
        "records": records,
        "digest": digest,
        "load_at_the_end": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--copies", type=int, default=8, help="how often the same pages are read, under other names")
    parser.add_argument("--leave-out", type=Path, help="a file of ids of reports that are not looked at")
    asked = parser.parse_args()
    ids = frozenset(asked.leave_out.read_text(encoding="utf-8").split()) if asked.leave_out else frozenset[str]()
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "news"
        sources.mkdir()
        make(sources / "0.warc.gz", asked.pages, *texts(ids))
        for n in range(1, asked.copies):
            (sources / f"{n}.warc.gz").hardlink_to(sources / "0.warc.gz")
        local = timed(sources, Path(folder) / "local", None)
        with two_nodes() as cluster:
            ray = timed(sources, Path(folder) / "ray", cluster)
    ratios = {name: round(ray[name] / local[name] - 1, 3) for name in ("seconds", "seconds_from_first_shard")}
    same = (ray["records"], ray["digest"]) == (local["records"], local["digest"])
    write("cluster", {"pages": asked.pages * asked.copies, "local": local, "ray": ray, "overhead": ratios, "same_records": same})
    print(table("cluster"))


if __name__ == "__main__":
    main()
