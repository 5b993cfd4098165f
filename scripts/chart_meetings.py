"""A chart of meetings by year and counterpart, as SVG, from the table that ``onrecord read --format meetings`` writes.

``python scripts/chart_meetings.py TABLE COUNTRY OUT.svg [--top N] [--main]`` counts the meetings with people of COUNTRY (a
code) among those named, by year and by the other country, each meeting once for each counterpart. TABLE is CSV or Parquet.
``--main`` counts only the meetings that the reports are about, ``--top`` the counterparts to show. Needs altair and
vl-convert (``pip install 'onrecord[web]'``).
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.lookups.countries import countries
from onrecord.tables import load

__all__ = ["chart", "counted", "rows_of"]

_YEAR = 4


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of the table."""
    if path.suffix == ".parquet":
        from pyarrow import parquet

        yield from parquet.read_table(path).to_pylist()
    else:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def counted(rows: Iterable[Mapping[str, Any]], country: str, main: bool = False) -> Counter[tuple[str, str]]:
    """How many meetings there were in each year with each other country: those held, and those that a report looks back on.

    A meeting that several reports tell of counts once: by pair, form and day.
    """
    seen: set[tuple[str, str, str]] = set()
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        pair, day = row["dyad"] or "", row["date"] or ""
        if country not in pair.split("-") or not day[:_YEAR].isdigit() or row["status"] == "planned":
            continue
        if main and str(row["main"]) != "True":
            continue
        key = (pair, row["form"], day if len(day) > len("2020-01") else f"{row['source']} {row['evidence_start']}")
        if key in seen:
            continue
        seen.add(key)
        found[day[:_YEAR], pair.replace(country, "").strip("-")] += 1
    return found


def chart(numbers: Mapping[tuple[str, str], int], top: int, title: str) -> Any:
    """The chart: years across, counterparts down, the most met first, darker where there were more meetings."""
    import altair as alt

    totals: Counter[str] = Counter()
    for (_, code), number in numbers.items():
        totals[code] += number
    known = countries(load())
    order = [code for code, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:top]]
    values = [
        {"year": year, "with": f"{known.name(code)} ({totals[code]})", "meetings": number}
        for (year, code), number in sorted(numbers.items())
        if code in order
    ]
    base = alt.Chart(alt.Data(values=values), title=title).encode(
        x=alt.X("year:O", title=None, scale=alt.Scale(domain=_years(numbers)), axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("with:N", title=None, sort=[f"{known.name(code)} ({totals[code]})" for code in order]),
    )
    cells = base.mark_rect().encode(
        color=alt.Color("meetings:Q", scale=alt.Scale(scheme="blues"), legend=alt.Legend(title="meetings"))
    )
    words = base.mark_text(fontSize=9).encode(
        text="meetings:Q",
        color=alt.condition(alt.datum.meetings > max(numbers.values()) / 2, alt.value("white"), alt.value("black")),
    )
    return (cells + words).properties(width=620, height=18 * len(order))


def _years(numbers: Mapping[tuple[str, str], int]) -> list[str]:
    """All years from the first to the last, those without a meeting too."""
    told = sorted(int(year) for year, _ in numbers)
    return [str(year) for year in range(told[0], told[-1] + 1)] if told else []


def main() -> None:
    """Write the chart that was asked for."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    asked.add_argument("table", type=Path)
    asked.add_argument("country")
    asked.add_argument("out", type=Path)
    asked.add_argument("--top", type=int, default=25)
    asked.add_argument("--main", action="store_true")
    asked.add_argument("--title", default="Meetings by year and counterpart")
    given = asked.parse_args()
    numbers = counted(rows_of(given.table), given.country, given.main)
    chart(numbers, given.top, given.title).save(given.out)
    print(f"{sum(numbers.values())} meetings with {len({code for _, code in numbers})} countries, in {given.out}")


if __name__ == "__main__":
    main()
