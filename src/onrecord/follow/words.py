"""What was changed on a page, in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Change, Changes

__all__ = ["Told", "what_changed"]

_LONGEST = 160
_MOST = 3


class Told(NamedTuple):
    """A line on what was changed, and whether it is of the report: furniture and typography are not."""

    line: str
    report: bool


def what_changed(found: Changes) -> Told:
    """Changes in a line: warnings of a broken capture first, then what a person should look at first."""
    warnings = f"{'; '.join(found.warnings[:_MOST])}; " if found.warnings else ""
    if found.statements or found.text:
        kind = "statement" if found.statements else "sentence"
        of = found.statements or found.text
        return Told(f"{warnings}{_counted(of, kind)}{_example(of)}", True)
    if found.furniture:
        return Told(f"{warnings}furniture of the page only", False)
    if found.typography:
        return Told(f"{warnings}typography only, of {found.typography} sentence{'s' * (found.typography > 1)}", False)
    return Told(f"{warnings}blanks and line breaks only", False)


def _counted(found: Sequence[Change], kind: str) -> str:
    """``2 statements reworded (direction, magnitude), 1 dropped``."""
    counts = Counter(change.kind for change in found)
    pieces: list[str] = []
    for way in ("reworded", "dropped", "added"):
        if number := counts[way]:
            noun = f" {kind}{'s' * (number > 1)}" if not pieces else ""
            pieces.append(f"{number}{noun} {way}{_differences(found) if way == 'reworded' else ''}")
    return ", ".join(pieces)


def _differences(found: Sequence[Change]) -> str:
    kinds = dict.fromkeys(kind for change in found for kind in change.differs_in)
    return f" ({', '.join(kinds)})" if kinds else ""


def _example(found: Sequence[Change]) -> str:
    """What the first change is: what was turned, else its words."""
    noted = next((change.note for change in found if change.note), None)
    if noted:
        return f": {_clipped(noted)}"
    first = found[0]
    words = [f"“{_clipped(span.text)}”" for span in (first.old, first.new) if span is not None]
    return f": {' → '.join(words)}"


def _clipped(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"
