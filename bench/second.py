"""Figures and pledges by a second annotation of our own: ``python -m bench.second [learn|report] [--errors] [--write]``.

89 English reports that neither ``data/own-figures`` nor ``data/own-pledges`` holds, drawn by the hash of their ids: 62 from every
publisher that still had some, none longer than 7,000 characters, and 27 of those with at least three numbers with a unit or three
words of undertaking, because both are rare. Each was annotated by the guidelines before OnRecord was run on it; one that the
annotated set ``dev`` holds in another version was left out. Kept are ids, offsets and values, and no text. ``?`` and ``optional``
mean what they mean in ``bench.figures`` and ``bench.pledges``. Rules were written with ``learn``; ``report`` shows no errors.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from typing import Any

from bench import figures, halves, pledges, shared
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["measure"]

Row = dict[str, Any]


def measure(half: str, errors: bool = False) -> Row:
    """The scores of a half: those of ``bench.figures`` and of ``bench.pledges``."""
    numbers, texts = halves.annotated("second-figures", half)
    undertakings, _ = halves.annotated("second-pledges", half)
    records = {r.document.id: r for r in read_documents(shared.documents(texts.values()), load())}
    tally: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    notes: list[str] = []
    for row in numbers:
        notes += figures.scored(row["figures"], records[row["id"]], tally)
    for row in undertakings:
        record = json.loads(records[row["id"]].to_json())
        counts += pledges.scored(row["pledges"], record["pledges"])
        notes += pledges.differences(row, record)
    if errors:
        print("\n".join(notes))
    return {"figures": figures.scores(tally, len(numbers)), "pledges": pledges.scores(counts)}


def main() -> int:
    """Measure the halves that are named, or both."""
    return halves.score_halves("second", lambda half, errors: measure(half, errors and half == "learn"), sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
