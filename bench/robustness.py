"""Robustness to the text's form: the annotated reports with their marks, blanks and lines changed, read and scored.

Every change keeps the length of the text, so that the annotations' offsets hold: `python -m bench.robustness`.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import results, shared
from bench.quality import score
from onrecord.read import read_documents
from onrecord.tables import load

__all__ = ["FORMS", "measure"]

_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_SMALL_WORD = re.compile(r"\b(of|to|in|the|a) ")
_CLOSING = re.compile(r"(?<=[\w.,!?])[”\"](?=[\s.,]|$)")
_COLUMNS = 75
_DATELINE = 40


def straight_marks(text: str) -> str:
    """Curly quotation marks and apostrophes made straight."""
    return text.translate(_STRAIGHT)


def no_break_spaces(text: str) -> str:
    """A no-break space after every small word."""
    return _SMALL_WORD.sub(lambda m: m[1] + "\u00a0", text)


def dropped_marks(text: str) -> str:
    """Every other closing quotation mark lost."""
    seen = iter(range(len(text)))
    return _CLOSING.sub(lambda m: m[0] if next(seen) % 2 else " ", text)


def hard_wrapped(text: str) -> str:
    """Lines broken at the last blank before column 75."""
    return "\n".join(_wrapped(line) for line in text.split("\n"))


def _wrapped(line: str) -> str:
    kept: list[str] = []
    rest = line
    while len(rest) > _COLUMNS and (at := rest.rfind(" ", 1, _COLUMNS + 1)) > 0:
        kept.append(rest[:at])
        rest = rest[at + 1 :]
    return "\n".join([*kept, rest])


def upper_opening(text: str) -> str:
    """The first words in capitals, as a dateline or a lead-in is printed."""
    head = text[:_DATELINE].upper()
    return head + text[_DATELINE:] if len(head) == _DATELINE else text


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "straight marks": straight_marks,
    "no-break spaces": no_break_spaces,
    "dropped closing marks": dropped_marks,
    "hard-wrapped lines": hard_wrapped,
    "capitals at the start": upper_opening,
}
"""What is done to the text of a report, by name."""


def measure(name: str = "dev") -> dict[str, dict[str, float]]:
    """For every form the F1 of statements found, attributed and with exact content, over a gold set."""
    files = shared.gold(name)
    ids = [json.loads(f.read_text(encoding="utf-8"))["id"] for f in files]
    rows = shared.by_id(ids)
    return {form: _scores(files, [rows[i] | {"text": change(rows[i]["text"])} for i in ids]) for form, change in FORMS.items()}


def _scores(files: Sequence[Path], rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as made:
        for record in read_documents(shared.documents(rows), load()):
            (Path(made) / f"{record.document.id}.json").write_text(record.to_json(), encoding="utf-8")
        scores = score(files, Path(made))["scores"]
    return {key: scores[f"statements/{key}"]["F1"] for key in ("found", "attributed", "content")}


if __name__ == "__main__":
    found = measure()
    for form, scores in found.items():
        print(f"{form:24}" + "  ".join(f"{key} {value:5.1f}" for key, value in scores.items()))
    results.write("robustness-dev", found)
