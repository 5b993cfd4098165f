"""Records from what a command was given: reports, which are read, or records as ``onrecord read`` wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.checking import earlier_records
from onrecord.cli.messages import complain
from onrecord.cli.work import Failed, outcomes, why_empty

if TYPE_CHECKING:
    from onrecord.model import Record

__all__ = ["Given"]

_ENDINGS = (".json", ".jsonl")
_HEAD = 2_000_000


class Given:
    """Records as they come, and how many inputs failed."""

    def __init__(self, inputs: Sequence[str], folders: Sequence[str], language: str | None = None) -> None:
        self.failed = 0
        self._inputs, self._folders, self._language = inputs, folders, language

    def __iter__(self) -> Iterator[Record]:
        for held, names in groupby(self._inputs, key=lambda name: bool(_files_of_records(Path(name)))):
            if held:
                for name in names:
                    for file in _files_of_records(Path(name)):
                        yield from earlier_records(file)
            else:
                yield from self._read([*names])

    def _read(self, names: Sequence[str]) -> Iterator[Record]:
        from onrecord.ingest import Hints, load_all
        from onrecord.tables import load

        for outcome in outcomes(load_all(names, Hints(language=self._language), load(*self._folders)), self._folders, 1):
            if isinstance(outcome, Failed):
                self.failed += 1
                complain(outcome.why, outcome.name)
                continue
            why = why_empty(outcome)
            if why is not None:
                self.failed += 1
                complain(why, outcome.document.id)
            yield outcome


def _files_of_records(path: Path) -> list[Path]:
    """The file itself where it holds records, those of a folder that do; none where reports are to be read."""
    try:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
    except (OSError, ValueError):
        return []
    return [p for p in inside if _holds_records(p)]


def _holds_records(path: Path) -> bool:
    """Whether a file is JSON or JSONL of records, told by how its first one begins."""
    try:
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            return False
        with path.open(encoding="utf-8") as lines:
            head = lines.read(_HEAD).lstrip("[ \t\r\n")
    except (OSError, ValueError):
        return False
    return head.startswith("{") and '"document"' in head[:200]
