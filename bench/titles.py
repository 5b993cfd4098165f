"""Meetings with foreign leaders that a title names: are the participants, their countries and the city right?

``python -m bench.titles`` reads the hundred reports judged in ``data/title-verdicts.jsonl`` and prints in how many of them they
are right: as first judged, before anything was mended with them (``drawn``), and today. The verdicts are a reader's, with the
output that was judged: an output that has changed since counts as wrong and is named, so that somebody judges it anew.

The reports are a random draw from all of the large corpus whose title has a word of meeting and an office of those who lead
states, with their titles kept and the publisher's ``place`` withheld; what turned out on reading to be no meeting with a foreign
leader is in the verdicts as ``"foreign": false`` and does not count. The rules were mended with the first reports of four other
draws (``MENDED``), which are left out here. ``--draw N`` prints the first N of the draw with today's output, for judging.

``data/city-verdicts.jsonl`` holds further reports whose text, read by itself, says in which city the meeting was, and whose
``place`` agrees: three draws, the rules mended after each. ``AS_DRAWN`` is what they found at first.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import results, shared
from onrecord.lookups.places import find_places
from onrecord.model import Meeting, Record
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["AS_DRAWN", "MENDED", "SEED", "draw", "measure", "output_of"]

SEED = "titles, fourth draw to report on"
MENDED = {
    "titles, to mend with": 420,
    "titles, to report on": 165,
    "titles, second draw to report on": 150,
    "titles, third draw to report on": 150,
}
"""Draws by their seeds, and how many of the first reports of each the rules were mended with."""
_VERDICTS = Path(__file__).parent / "data" / "title-verdicts.jsonl"
_CITIES = Path(__file__).parent / "data" / "city-verdicts.jsonl"
AS_DRAWN = {1: 33, 2: 26, 3: 18}
"""How many cities of each draw were right before the rules were mended with it."""
_FORM = re.compile(
    r"(?i)\b(?:meeting|met|meets|talks?|conversation|spoke|call|visit\w*|negotiations|received|breakfast|lunch|dinner|discuss\w*"
    r"|telephoned|consultations)\b"
)
_OFFICE = re.compile(
    r"\b(?:President|Prime[- ]Minister|Chancellor|King|Queen|Emir|Premier|Sultan|Crown Prince|Emperor"
    r"|Chairman of the State Council|Supreme Leader|Chairman of the \w+ Council of Ministers)\b"
)


def draw() -> list[dict[str, Any]]:
    """The reports whose titles may name a meeting with a foreign leader, in the order of the draw."""
    rows = [row for row in shared.kremlin() if _may_name(row["title"])]
    seen = {row["id"] for seed, count in MENDED.items() for row in _shuffled(rows, seed)[:count]}
    return [row for row in _shuffled(rows, SEED) if row["id"] not in seen]


def _shuffled(rows: Sequence[dict[str, Any]], seed: str) -> list[dict[str, Any]]:
    mixed = list(rows)
    random.Random(seed).shuffle(mixed)
    return mixed


def _may_name(title: str) -> bool:
    """A word of meeting, and an office of a leader after the first words (which are the publisher's own president)."""
    return bool(_FORM.search(title) and len(_OFFICE.findall(_without_own(title))) > 0)


def _without_own(title: str) -> str:
    return re.sub(
        r"^(?:Russian |Acting )?(?:President|Prime Minister) (?:of Russia )?(?:Vladimir |Dmitry )?(?:Putin|Medvedev)", "", title
    )


def output_of(record: Record) -> dict[str, Any]:
    """What is judged: the people of the first meeting with their countries, and its city."""
    if not record.meetings:
        return {"people": [], "city": None}
    main = record.meetings[0]
    return {"people": sorted(f"{p.name} ({p.country})" for p in main.participants), "city": main.city}


def measure() -> dict[str, Any]:
    """How many of the judged reports are right today, and which have another output than the one that was judged."""
    judged = [json.loads(line) for line in _VERDICTS.read_text(encoding="utf-8").splitlines()]
    counted = [v for v in judged if v["foreign"]]
    today = {r.document.id: output_of(r) for r in _read(v["id"] for v in counted)}
    changed = [v["id"] for v in counted if today[v["id"]] != v["output"]]
    return {
        "reports": len(counted),
        "as drawn": _tally([v["drawn"] for v in counted]),
        "today": _tally([_today(v, today[v["id"]]) for v in counted]),
        "changed since they were judged": changed,
    }


def cities() -> dict[str, Any]:
    """For each draw of ``data/city-verdicts.jsonl``: how many cities are right today, and were when drawn."""
    verdicts = [json.loads(line) for line in _CITIES.read_text(encoding="utf-8").splitlines()]
    today = {r.document.id: output_of(r)["city"] for r in _read(v["id"] for v in verdicts)}
    return {f"draw {n}": _of_draw([v for v in verdicts if v["draw"] == n], today, first) for n, first in AS_DRAWN.items()}


def _of_draw(verdicts: Sequence[Mapping[str, Any]], today: Mapping[str, str | None], first: int) -> dict[str, int]:
    right = sum(today[v["id"]] == v["city"] for v in verdicts)
    return {"cities stated": len(verdicts), "right as drawn": first, "right today": right}


def _tally(verdicts: Sequence[Mapping[str, bool | None]]) -> dict[str, Any]:
    cities = [v["city"] for v in verdicts if v["city"] is not None]
    return {
        "participants and countries right": sum(bool(v["people"]) for v in verdicts),
        "cities stated": len(cities),
        "cities right": sum(map(bool, cities)),
        "cities right, percent": _percent(sum(map(bool, cities)), len(cities)),
    }


def _today(verdict: Mapping[str, Any], output: Mapping[str, Any]) -> dict[str, bool | None]:
    """The verdict where the output is the one that was judged, else wrong."""
    city = verdict["city"]
    return {
        "people": verdict["people"] and output["people"] == verdict["output"]["people"],
        "city": city if city is None else city and output["city"] == verdict["output"]["city"],
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _read(ids: Iterable[str]) -> Iterator[Record]:
    rows = shared.by_id(ids)
    yield from read_documents(shared.documents(_placeless(row) for row in rows.values()), load())


def _placeless(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "place"}


def _show(rows: Sequence[Mapping[str, Any]]) -> None:
    """The rows with today's output, a stretch of the text, and the city of ``place``."""
    for row, record in zip(rows, _read_rows(rows), strict=True):
        place = row.get("place") or ""
        cities = sorted({p.city for p in find_places(f"in {place}", load()) if p.city})
        named = [c for c in cities if any(p.city == c for p in find_places(record.document.text, load()))]
        print(f"{row['id']}  {row['date']}  {row['title']}\n   place: {place}  stated: {', '.join(named) or '-'}")
        print(f"   {json.dumps(output_of(record), ensure_ascii=False)}\n   {_form(record.meetings)}\n   {_lead(row['text'])}")


def _read_rows(rows: Sequence[Mapping[str, Any]]) -> list[Record]:
    return list(read_documents(shared.documents(map(_placeless, rows)), load()))


def _form(meetings: Sequence[Meeting]) -> str:
    return " ".join(filter(None, (meetings[0].format, meetings[0].date, meetings[0].venue))) if meetings else "no meeting"


def _lead(text: str) -> str:
    return " ".join(text.split())[:260]


def main(arguments: Sequence[str]) -> int:
    """Measure, or draw for judging."""
    if shared.folder() is None:
        print(f"not checked: {shared.NO_DATA}", file=sys.stderr)
        return 1
    if "--draw" in arguments:
        _show(draw()[: int(arguments[arguments.index("--draw") + 1])])
        return 0
    figures = {**measure(), "cities by draw": cities()}
    if "--write" in arguments:
        results.write("titles", figures)
    print(json.dumps(figures, indent=1, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
