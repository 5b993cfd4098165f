"""Pages of an archive of real reports as a browser gets them: one reader at a time, and twenty at once.

``python -m bench.pages ARCHIVE`` starts ``onrecord serve`` on it, asks for pages of each kind over HTTP, and writes
``results/pages.json``. Every page is asked for once only, so that nothing is served from memory.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx

from bench import results
from onrecord.archive import open_archive
from onrecord.archive.queries import claims, directory
from onrecord.archive.queries.talks import talks
from onrecord.tables import load
from onrecord.web.templating import href

__all__ = ["addresses", "main", "measure"]

_SEED = 23
_EACH = 60
_READERS = 20


def addresses(place: str) -> dict[str, list[str]]:
    """Addresses of pages of each kind, drawn with a fixed seed from what the archive holds."""
    draw = random.Random(_SEED)
    with open_archive(place, load()) as archive, archive.reading() as connection:
        people = [href("people", p.id.removeprefix("person:")) for p in directory.people(connection, limit=150)[0]]
        pairs = [href("pairs", f"{p.a}-{p.b}") for p in directory.pairs(connection, limit=100)]
        measures = [href("claims", m.indicator, m.subject) for m in claims.measures(connection, limit=100)]
        told = [href("talks", t.id) for t in talks(connection, both_sides=True, limit=100)[0]]
        reports = [href("reports", i) for i in archive.ids()]
    kinds = {"report": reports, "person": people, "pair": pairs, "claims": measures, "talks, compared": told}
    return {"home": ["/"] * 20, **{kind: draw.sample(of, min(_EACH, len(of))) for kind, of in kinds.items()}}


@contextmanager
def _served(place: str) -> Iterator[str]:
    command = [sys.executable, "-m", "onrecord", "serve", "--archive", place, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+?(?=/ )", said)
        if found is None:
            process.kill()
            raise SystemExit(f"the server did not start: {said}")
        try:
            yield found[0]
        finally:
            process.terminate()


def measure(base: str, asked: dict[str, list[str]]) -> dict[str, Any]:
    """Milliseconds and bytes by kind of page for one reader, and milliseconds of twenty readers over all kinds."""
    with httpx.Client(base_url=base, timeout=60) as client:
        client.get("/talks")
        alone = {kind: _spread([_get(client, a) for a in of]) for kind, of in asked.items()}
    mixed = [a for of in asked.values() for a in of]
    random.Random(_SEED).shuffle(mixed)
    with (
        httpx.Client(base_url=base, timeout=60, limits=httpx.Limits(max_connections=_READERS)) as client,
        ThreadPoolExecutor(_READERS) as readers,
    ):
        together = _spread(list(readers.map(lambda a: _get(client, a), mixed)))
    return {"one_reader": alone, f"{_READERS}_readers": together}


def _get(client: httpx.Client, address: str) -> tuple[float, int, bool]:
    """Milliseconds, bytes over the wire, and whether it came."""
    began = time.perf_counter()
    with client.stream("GET", address) as answer:
        size = sum(len(part) for part in answer.iter_raw())
    return 1000 * (time.perf_counter() - began), size, answer.status_code == 200


def _spread(gots: list[tuple[float, int, bool]]) -> dict[str, float]:
    times = sorted(t for t, _, _ in gots)
    return {
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[min(len(times) - 1, int(0.95 * len(times)))], 1),
        "most_ms": round(times[-1], 1),
        "most_kB": round(max(size for _, size, _ in gots) / 1000, 1),
        "asked": len(gots),
        "errors": sum(not came for _, _, came in gots),
    }


def main() -> None:
    """Measure, write, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="an archive, as `python -m bench.archive` makes it")
    place = parser.parse_args().archive
    asked = addresses(place)
    with _served(place) as base:
        results.write("pages", measure(base, asked))
    print(results.table("pages"))


if __name__ == "__main__":
    main()
