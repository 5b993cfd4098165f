"""Questions to an archive at scale, timed: one reader, then many at once; on SQLite and, in the same run, on PostgreSQL.

``python -m bench.queries PLACE`` takes an archive in a file (as ``bench.archive`` makes it), copies it row for row into a
PostgreSQL of its own, asks both the same, and writes ``results/queries.json``. Times are of the query functions, from the
connection that is got to the last typed row; the command line, HTTP and pages come on top. Nothing is warmed up but by the
questions before. ``cpu`` is the processor's time of this process: with SQLite, which runs in it, what an idle machine would take;
with PostgreSQL its client's part only.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, LargeBinary
from sqlalchemy.engine import make_url

from bench import results
from bench.postgres import cluster
from onrecord.archive import Archive, open_archive
from onrecord.archive.queries.claims import claims
from onrecord.archive.queries.follow import pair, person
from onrecord.archive.queries.pledges import pledges
from onrecord.archive.queries.search import Filters, search
from onrecord.archive.queries.whom import Named
from onrecord.archive.queries.wording import parsed
from onrecord.archive.schema import METADATA

__all__ = ["main", "measure", "questions"]

Question = tuple[str, Callable[[Connection], object]]

_WORDS = (
    '"gas price"',
    "trade turnover",
    "gas OR oil",
    "terror*",
    '"economic cooperation" NOT energy',
    "(customs OR tariff*) union",
    "visit",
    "nuclear",
    "Russia",
    "railway AND transport",
    "cooperation",
    "thank",
)
_PEOPLE = ("vladimir-putin", "aleksandr-lukashenko", "dmitry-medvedev", "angela-merkel")
_FILTERS = (
    *(Filters(speakers=(f"person:{name}",), since="2008") for name in _PEOPLE[:2]),
    Filters(act="pledge"),
    Filters(act="agree", country="RU"),
    Filters(country="BY", since="2005", until="2021"),
    Filters(topic="economic", until="2015"),
    Filters(kind="indirect", side="RU"),
    Filters(publisher="President of Russia (Kremlin)", since="2012"),
)
_CLAIMS = (
    ("trade turnover", "BY-RU"),
    ("trade turnover", None),
    ("trade turnover", "CN-RU"),
    ("gross domestic product", "RU"),
    ("inflation", "RU"),
    (None, "RU"),
    ("exports", None),
    ("investment", None),
)
_PAIRS = (("BY", "RU"), ("CN", "RU"), ("KZ", "RU"), ("RU", "US"), ("RU", "UA"), ("DE", "RU"), ("RU", "TR"), ("FR", "RU"))
_ROUNDS = 3
_READERS = 20
_EACH = 30
_NULL = "\\N"


def questions() -> Iterator[Question]:
    """What is asked, each with its kind."""
    for words in _WORDS:
        node = parsed(words)
        for filters in _FILTERS:
            yield "search", lambda c, n=node, f=filters: search(c, n, f, 20)  # type: ignore[misc]
    for filters in _FILTERS:
        yield "search without words", lambda c, f=filters: search(c, None, f, 20)  # type: ignore[misc]
    for indicator, subject in _CLAIMS:
        yield "claims", lambda c, i=indicator, s=subject: claims(c, i, s)  # type: ignore[misc]
    for a, b in _PAIRS:
        yield "pair", lambda c, a=a, b=b: pair(c, a, b)  # type: ignore[misc]
        yield "pledges", lambda c, a=a, b=b: pledges(c, pair=(a, b))  # type: ignore[misc]


def _persons(archive: Archive) -> Iterator[Question]:
    for name in _PEOPLE:
        named = Named(f"person:{name}", name)
        yield "person", lambda c, n=named: person(c, archive.knowledge, n)  # type: ignore[misc]


def measure(archive: Archive) -> dict[str, Any]:
    """Percentiles in milliseconds by kind of question with one reader, and of all with many at once, and what failed."""
    asked = [*questions(), *_persons(archive)]
    alone: dict[str, list[float]] = {}
    used: dict[str, list[float]] = {}
    for _ in range(_ROUNDS):
        for kind, question in asked:
            before = time.process_time()
            alone.setdefault(kind, []).append(_timed(archive, question))
            used.setdefault(kind, []).append(time.process_time() - before)
    one = {kind: {**_told(found), "cpu_p95_ms": _told(used[kind])["p95_ms"]} for kind, found in alone.items()}
    began = time.perf_counter()
    with ThreadPoolExecutor(_READERS) as readers:
        outcomes = [o for each in readers.map(lambda n: _reader(archive, asked, n), range(_READERS)) for o in each]
    seconds = time.perf_counter() - began
    times = [o for o in outcomes if isinstance(o, float)]
    many = {**_told(times), "errors": len(outcomes) - len(times), "questions_per_second": round(len(times) / seconds, 1)}
    return {"one_reader": one, f"{_READERS}_readers": many}


def _reader(archive: Archive, asked: list[Question], number: int) -> list[float | str]:
    """One of many readers, each of which begins elsewhere."""
    found: list[float | str] = []
    for step in range(_EACH):
        _, question = asked[(number * 37 + step * 11) % len(asked)]
        try:
            found.append(_timed(archive, question))
        except Exception as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


def _timed(archive: Archive, question: Callable[[Connection], object]) -> float:
    began = time.perf_counter()
    with archive.reading() as connection:
        question(connection)
    return time.perf_counter() - began


def _told(seconds: list[float]) -> dict[str, float]:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    figures = {"p50_ms": statistics.median(ordered), "p95_ms": p95, "max_ms": ordered[-1]}
    return {"questions": len(ordered), **{name: round(1000 * value, 1) for name, value in figures.items()}}


def copied(path: str, place: str) -> None:
    """Copy every row of an archive in a file into an empty archive in PostgreSQL."""
    import pg8000.native

    url = make_url(place)
    with (
        closing(sqlite3.connect(path)) as source,
        closing(
            pg8000.native.Connection(url.username or "", host=url.host, port=url.port or 5432, database=url.database)
        ) as target,
    ):
        for table in METADATA.sorted_tables:
            names = [c.name for c in table.columns]
            binary = [isinstance(c.type, LargeBinary) for c in table.columns]
            listed = ", ".join(f'"{n}"' for n in names)
            rows = source.execute(f"SELECT {listed} FROM {table.name}")
            while batch := rows.fetchmany(5000):
                target.run(f"COPY {table.name} ({listed}) FROM STDIN (FORMAT csv, NULL '{_NULL}')", stream=_csv(batch, binary))
        target.run("ANALYZE")


def _csv(rows: list[tuple[Any, ...]], binary: list[bool]) -> io.BytesIO:
    lines = io.StringIO()
    writer = csv.writer(lines)
    for row in rows:
        writer.writerow([_NULL if v is None else f"\\x{v.hex()}" if b else v for v, b in zip(row, binary, strict=True)])
    return io.BytesIO(lines.getvalue().encode("utf-8"))


def main() -> None:
    """Measure both and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place", help="an archive in a file")
    place = parser.parse_args().place
    load = os.getloadavg()[0]
    with open_archive(place) as archive:
        reports = len(archive)
        sqlite = measure(archive)
    with cluster() as server:
        other = server.database()
        with open_archive(other):
            pass
        copied(place, other)
        with open_archive(other) as archive:
            postgresql = measure(archive)
    found: dict[str, Any] = {"reports": reports, "load_before": round(load, 1), "load_after": round(os.getloadavg()[0], 1)}
    found |= {"sqlite": sqlite, "postgresql": postgresql}
    results.write("queries", found)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
