"""Meetings by our own annotation in ``data/own-meetings``: ``learn.jsonl`` to write rules with, ``report.jsonl`` to report on.

``python -m bench.meetings report`` reads the reports of that half and scores the slots as the project's scorer does (format,
status, date, venue, city, country, participants); ``--errors`` prints what differs, which is for ``learn`` only; ``--write``
keeps the figures in ``results/meetings.json``. The annotation holds ids, offsets and values, and no text: the texts are
looked for in the shared data, and a report whose text is another by now is left out aloud.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import halves, shared
from bench.quality import score, write_records

__all__ = ["annotated", "measure"]

_KEYS = ("slots/right", "meetings/found", "meetings/exact")
_ROLES = ("host", "initiator", "visit_type")


def annotated(half: str) -> list[dict[str, Any]]:
    """The annotated reports of a half whose text is the one that was annotated."""
    return halves.annotated("own-meetings", half)[0]


def measure(half: str, errors: bool = False) -> dict[str, Any]:
    """The scores of a half: of the project's scorer, and how often host, initiator, kind of visit and evidence are right."""
    gold = annotated(half)
    with tempfile.TemporaryDirectory() as made:
        truth, records = Path(made, "gold"), Path(made, "records")
        truth.mkdir()
        records.mkdir()
        for row in gold:
            (truth / f"{row['id']}.json").write_text(json.dumps({**row, "statements": []}), encoding="utf-8")
        write_records([row["id"] for row in gold], records)
        _without_statements(records)
        scored = score(sorted(truth.iterdir()), records)["scores"]
        if errors:
            _show(truth, records)
        return {"reports": len(gold), **{key: scored[key] for key in _KEYS}, **_further(gold, records)}


def _without_statements(records: Path) -> None:
    """Only meetings are scored here."""
    for path in records.iterdir():
        record = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({"meetings": record["meetings"]}), encoding="utf-8")


def _show(truth: Path, records: Path) -> None:
    tool = (shared.folder() or Path()) / "tools" / "score_records.py"
    run = [sys.executable, str(tool), str(truth), str(records), "--errors"]
    lines = subprocess.run(run, check=True, capture_output=True, text=True).stdout.splitlines()
    print("\n".join(line for line in lines if ": meeting: " in line))


def _further(gold: Sequence[Mapping[str, Any]], records: Path) -> dict[str, Any]:
    """Of the meetings whose evidence overlaps: host, initiator and kind of visit; and of all, how many overlap."""
    counts: Counter[str] = Counter()
    for row in gold:
        found = json.loads((records / f"{row['id']}.json").read_text(encoding="utf-8"))["meetings"]
        for meeting in row["meetings"]:
            counts["annotated"] += 1
            near = _overlapping(meeting["evidence_span"], found)
            counts["evidence"] += near is not None
            for role in _ROLES if near is not None else ():
                _count(counts, role, meeting.get(role), near)
    return {"evidence overlaps": f"{counts['evidence']} of {counts['annotated']}", **{r: _told(counts, r) for r in _ROLES}}


def _overlapping(span: Sequence[int], found: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((m for m in found if any(e["start"] < span[1] and span[0] < e["end"] for e in m["evidence"])), None)


def _count(counts: Counter[str], role: str, wanted: str | None, near: Mapping[str, Any] | None) -> None:
    value = (near or {}).get(role)
    given = value.get("name") if isinstance(value, dict) else value
    counts[f"{role} annotated"] += wanted is not None
    counts[f"{role} given"] += given is not None
    counts[f"{role} right"] += wanted is not None and _surname(given) == _surname(wanted)


def _surname(name: str | None) -> str:
    return (name or "").rsplit(maxsplit=1)[-1].casefold() if name else ""


def _told(counts: Counter[str], role: str) -> str:
    return f"{counts[f'{role} right']} right of {counts[f'{role} annotated']}, {counts[f'{role} given']} given"


def main(arguments: Sequence[str]) -> int:
    """Measure the halves that are named, or both."""
    return halves.score_halves("meetings", measure, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
