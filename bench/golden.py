"""Golden records: invented reports with the record that somebody looked at and found right.

``tests/golden/<name>.json`` is ``{"reviewed": "...", "record": {...}}`` for each bundled report and for each report in
``tests/golden``. ``python -m bench.golden`` (``make golden``) reads all reports anew, says what changed, and writes the
files; a changed one gets ``"reviewed": "review me"``, with which the tests fail until a person has looked and says so.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord
from bench import shared
from onrecord.model import Document
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["EXAMPLES", "GOLDEN", "REVIEW_ME", "differences", "documents", "expected", "found", "main"]

EXAMPLES = Path(onrecord.__file__).parent / "examples"
GOLDEN = shared.ROOT / "tests" / "golden"
REVIEW_ME = "review me"
# Ids hang on spans, how sure a stage is may be tuned, and versions change: none is what a reader of the report can judge.
_NOT_COMPARED = frozenset({"versions", "origin", "id", "sha256", "confidence", "by", "statement", "restates", "inherited_from"})


def documents() -> dict[str, Document]:
    """The reports that have golden records, by name."""
    texts = [*EXAMPLES.glob("*.txt"), *GOLDEN.glob("*.txt")]
    return {path.stem: document(path) for path in sorted(texts, key=lambda path: path.stem)}


def document(path: Path) -> Document:
    """A report from its text and what the TOML file beside it says of its source."""
    known = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    (made,) = shared.documents([{"id": path.stem, "text": path.read_text(encoding="utf-8"), **known}])
    return made


def found(document: Document) -> dict[str, Any]:
    """The record of a report, read with the knowledge that comes with the examples, as plain data."""
    (record,) = read_documents([document], load(EXAMPLES / "knowledge"))
    return record.to_dict()


def expected(name: str) -> dict[str, Any]:
    """A golden file: ``reviewed`` and ``record``; with an empty record where there is no file yet."""
    path = GOLDEN / f"{name}.json"
    if not path.is_file():
        return {"reviewed": REVIEW_ME, "record": {}}
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def differences(old: Any, new: Any, where: str = "record") -> Iterator[str]:
    """A line for each field that differs, with its path; ids, versions and confidences are not compared."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(k for k in new if k not in old)]:
            if key not in _NOT_COMPARED:
                yield from differences(old.get(key), new.get(key), f"{where}.{key}")
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple):
        for number in range(max(len(old), len(new))):
            pair = (old[number] if number < len(old) else None), (new[number] if number < len(new) else None)
            yield from differences(*pair, f"{where}[{number}]")
    elif old != new:
        yield f"{where}: {_short(old)} -> {_short(new)}"


def main() -> None:
    """Write what is read now, and say what is to be looked at."""
    GOLDEN.mkdir(exist_ok=True)
    for name, report in documents().items():
        golden, record = expected(name), found(report)
        changed = list(differences(golden["record"], record))
        reviewed = REVIEW_ME if changed else golden["reviewed"]
        _write(name, {"reviewed": reviewed, "record": record})
        print(f"{name}: {len(changed)} changed", *changed, sep="\n  ")
    print(f'Look at each changed record beside its text, then put into "reviewed" that you did (now: "{REVIEW_ME}").')


def _write(name: str, golden: dict[str, Any]) -> None:
    golden["record"].pop("versions", None)
    golden["record"]["document"].pop("origin", None)
    text = json.dumps(golden, indent=1, ensure_ascii=False)
    (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else text[:157] + "..."


if __name__ == "__main__":
    main()
