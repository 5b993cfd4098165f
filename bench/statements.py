"""Statements by our own annotation in ``data/own-statements``: ``learn.jsonl`` to write with, ``report.jsonl`` to report on.

``python -m bench.statements report`` reads the reports of that half and scores them by the project's scorer; ``--errors`` prints
what differs, which is for ``learn`` only; ``--write`` keeps the figures in ``results/statements.json``. The reports are of many
publishers and were annotated by the guidelines before anything was read off them. Twelve of ``learn`` were kept for reporting
first and looked at later; those of ``report`` were annotated after that. The annotation holds ids, offsets and values, and no
text: the texts are looked for in the shared data, and a report whose text is another by now is left out aloud.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import halves, shared
from bench.quality import score, write_records

__all__ = ["annotated", "measure"]


def annotated(half: str) -> list[dict[str, Any]]:
    """The annotated reports of a half whose text is the one that was annotated, as the scorer reads them."""
    rows, reports = halves.annotated("own-statements", half)
    texts = {id_: row["text"] for id_, row in reports.items()}
    return [{**row, "statements": [_filled(s, texts[row["id"]]) for s in row["statements"]]} for row in rows]


def _filled(statement: dict[str, Any], text: str) -> dict[str, Any]:
    return {**statement, "content": [text[start:end] for start, end in statement["content_spans"]]}


def measure(half: str, errors: bool = False) -> dict[str, Any]:
    """The scores of a half: found, attributed, content, kind and act, and the speakers that are wrong or open."""
    gold = annotated(half)
    with tempfile.TemporaryDirectory() as made:
        truth, records = Path(made, "gold"), Path(made, "records")
        truth.mkdir()
        records.mkdir()
        for row in gold:
            (truth / f"{row['id']}.json").write_text(json.dumps(row), encoding="utf-8")
        write_records([row["id"] for row in gold], records)
        for path in records.iterdir():
            record = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps({"statements": record["statements"]}), encoding="utf-8")
        if errors:
            _show(truth, records)
        scored = score(sorted(truth.iterdir()), records)
    return {"reports": len(gold), **scored["scores"], "speakers": scored["speakers"]}


def _show(truth: Path, records: Path) -> None:
    tool = (shared.folder() or Path()) / "tools" / "score_records.py"
    run = [sys.executable, str(tool), str(truth), str(records), "--errors"]
    print(subprocess.run(run, check=True, capture_output=True, text=True).stdout)


def main(arguments: Sequence[str]) -> int:
    """Measure the halves that are named, or both."""
    return halves.score_halves("statements", measure, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
