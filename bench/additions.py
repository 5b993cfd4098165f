"""What the attribution model adds to the rules, by our own verdicts in ``data/additions.jsonl``.

``python -m bench.additions`` reads the reports that the verdicts are of and counts the statements that the model added: right
(said there, by those whom the record names, with its content), wrong, or not judged. A verdict is kept by the report's id and
the place of the cue. The least score was chosen on ``learn``; ``report`` was judged after, and three kinds of mistakes seen in
it (contents of one word, cues without a verb, verbs beside a planned one) were mended then. ``--write`` keeps the figures in
``results/additions.json``. A report whose text is another by now is left out aloud.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import halves, shared
from onrecord.models.attribution import NAME
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["measure"]

_DATA = Path(__file__).parent / "data" / "additions.jsonl"


def measure() -> dict[str, dict[str, int]]:
    """For each half: the reports read, and what the model added to them."""
    rows = [json.loads(line) for line in _DATA.read_text(encoding="utf-8").splitlines()]
    texts = shared.by_id({row["id"] for row in rows})
    same = halves.unchanged(rows, texts)
    return {half: _half([r for r in same if r["half"] == half], texts) for half in halves.HALVES}


def _half(rows: Sequence[dict[str, Any]], texts: dict[str, shared.Row]) -> dict[str, int]:
    verdicts = {(row["id"], row["cue"]): row["right"] for row in rows}
    ids = sorted({row["id"] for row in rows})
    counts: Counter[str] = Counter(reports=len(ids), judged=len(verdicts))
    for record in read_documents(shared.documents(texts[i] for i in ids), load()):
        for statement in record.statements:
            if statement.by.startswith(NAME) and statement.cue is not None:
                right = verdicts.get((record.document.id, statement.cue.start))
                counts["added"] += 1
                counts["not judged" if right is None else "right" if right else "wrong"] += 1
    return dict(counts)


if __name__ == "__main__":
    sys.exit(halves.measured("additions", measure, sys.argv[1:]))
