"""Quality: the annotated reports, read and scored."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import shared
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["HARD_CASE", "measure", "score"]

HARD_CASE = "by-president-2021-07-13"
"""The report that OnRecord was first asked for; its scores are given by themselves too."""


def measure(name: str) -> dict[str, Any]:
    """The scores of a gold set, and of the hard case where the set has it. Keys as the scorer writes them."""
    files = shared.gold(name)
    with tempfile.TemporaryDirectory() as made:
        records = Path(made)
        write_records([json.loads(f.read_text(encoding="utf-8"))["id"] for f in files], records)
        result = {"set": name, "all": score(files, records)}
        if alone := [f for f in files if f.stem == HARD_CASE]:
            result[HARD_CASE] = score(alone, records)
    return result


def write_records(ids: Sequence[str], into: Path) -> None:
    """Read the reports with these ids and write ``<id>.json`` for each."""
    rows = shared.by_id(ids)
    for record in read_documents(shared.documents(rows[i] for i in ids), load()):
        (into / f"{record.document.id}.json").write_text(record.to_json(), encoding="utf-8")


def score(gold: Sequence[Path], records: Path) -> dict[str, Any]:
    """What the scorer says of ``records`` against the files ``gold``: ``{"scores": {...}, "speakers": {...}}``."""
    found = shared.folder()
    if found is None:
        raise FileNotFoundError(shared.NO_DATA)
    with tempfile.TemporaryDirectory() as chosen:
        for path in gold:
            shutil.copy(path, chosen)
        run = [sys.executable, str(found / "tools" / "score_records.py"), chosen, str(records), "--json"]
        answer = subprocess.run(run, check=True, capture_output=True, text=True)
    scored: dict[str, Any] = json.loads(answer.stdout)
    scored["scores"] = {key: value for key, value in scored["scores"].items() if value["gold"]}
    return scored
