"""Speakers by our own judgement in ``data/own-speakers``: statements of sampled reports with who speaks in them, read and judged.

``python -m bench.speakers`` reads the reports of the three parts and tells how many speakers are named, how many of these are
wrong, and how many open; ``--write`` keeps the figures in ``results/speakers.json``. ``learn`` was written on. ``report`` was
drawn with it, set aside, and judged once: 13 of 238 names were wrong then (5.5 in 100), 11 of 249 statements open. ``fresh``,
of one publisher's oldest and driest reports, was judged after that: 10 of its names were wrong. What was wrong there was mended
since, so that what this command tells of them now is no result on reports unseen. A row holds the report's id, the first digits
of its SHA-256 and for each statement the span of its content and its speakers: an empty list where nobody can be named, null
where it was left open.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import halves
from bench.quality import write_records

__all__ = ["PARTS", "measure", "verdict"]

PARTS = ("learn", "report", "fresh")


def verdict(judged: Sequence[str] | None, named: Sequence[str | None]) -> str:
    """ "open", "right", "wrong", or "unjudged" where somebody is named now and the judge had an open statement before them."""
    if None in named:
        return "open"
    if judged is None:
        return "unjudged"
    return "right" if set(judged) == set(named) else "wrong"


def measure(part: str) -> dict[str, Any]:
    """How many of a part's judged statements are right, wrong, open, unjudged or gone, and the share of wrong names."""
    rows, _ = halves.annotated("own-speakers", part)
    counts: Counter[str] = Counter()
    with TemporaryDirectory() as made:
        write_records([row["id"] for row in rows], Path(made))
        for row in rows:
            record = json.loads((Path(made) / f"{row['id']}.json").read_text(encoding="utf-8"))
            counts.update(_judged(row, record["statements"]))
    named = counts["right"] + counts["wrong"]
    return {
        "reports": len(rows),
        **dict(sorted(counts.items())),
        "wrong_percent": round(100 * counts["wrong"] / max(named, 1), 1),
    }


def _judged(row: dict[str, Any], statements: Sequence[dict[str, Any]]) -> list[str]:
    """A verdict on each judged statement: the one whose content begins where it did."""
    here = {s["content"][0]["start"]: [p["name"] for p in s["speakers"]] for s in statements}
    return [verdict(who, here[start]) if start in here else "gone" for start, _, who in row["statements"]]


if __name__ == "__main__":
    sys.exit(halves.measured("speakers", lambda: {part: measure(part) for part in PARTS}, sys.argv[1:]))
