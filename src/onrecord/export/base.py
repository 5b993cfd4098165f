"""What a format is, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Record, Table

__all__ = ["Format", "Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may ask of a format; a format takes what concerns it.

    ``explain``: say why each finding is what it is. ``table``: one table only, for formats of rows. ``width`` (columns) and
    ``color``: what the terminal can show. ``several``: true where several inputs were named, so that the output has the form
    for several even if one came through; null where that depends on how many records there are. ``folders``: of the user's own
    tables, for formats that look something up.
    """

    explain: bool = False
    table: Table | None = None
    width: int = 80
    color: bool = False
    several: bool | None = None
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``stream`` turns records into pieces of one text, ``files`` one record into files.

    ``files`` gives pairs of a name's ending (``json``, ``statements.csv``) and the file's text. Where it is null, a record is
    one file: what ``stream`` makes of it, ending in ``extension``. ``beside`` are files that a folder of records has once.
    """

    extension: str
    summary: str
    stream: Callable[[Iterable[Record], Options], Iterator[str]]
    files: Callable[[Record, Options], Iterator[tuple[str, str]]] | None = None
    beside: Mapping[str, str] = field(default_factory=dict)

    def each_file(self, record: Record, options: Options) -> Iterator[tuple[str, str]]:
        """The files of one record: endings and texts."""
        if self.files is not None:
            yield from self.files(record, options)
        else:
            yield self.extension, "".join(self.stream([record], options))
