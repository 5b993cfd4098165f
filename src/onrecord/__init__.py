"""OnRecord: puts on record what official reports of talks between leaders say.

::

    import onrecord

    record = onrecord.read("talks.html", published="2024-06-12")
    for statement in record.statements:
        print(statement.speakers, statement.act, statement.content)

:func:`read` gives the record of one report, :func:`read_all` the records of a folder or file of many, :func:`read_text` that of
a text; :func:`check` sets figures against statistics and earlier records. Everything they raise on purpose is an
:class:`OnRecordError`. Importing this package loads nothing heavy; the language model is loaded by the first reading.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib import import_module
from os import PathLike, fspath
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.archive import Archive
    from onrecord.check import Verdict
    from onrecord.errors import (
        AddressRefused,
        ArchiveError,
        DifferentTalks,
        EmptyInput,
        InputError,
        KnowledgeError,
        Malformed,
        ModelMissing,
        NotFound,
        NotText,
        OnRecordError,
        ParserStopped,
        TooLarge,
    )
    from onrecord.ingest import Hints
    from onrecord.model import (
        Comparison,
        Document,
        Event,
        Figure,
        Inferred,
        Item,
        Media,
        Meeting,
        Origin,
        Person,
        Pledge,
        Record,
        Report,
        Side,
        Span,
        Statement,
        Talks,
        Versions,
    )
    from onrecord.schema import json_schema
    from onrecord.tables import Knowledge

__version__ = "0.1.0"

__all__ = [
    "AddressRefused",
    "ArchiveError",
    "Comparison",
    "DifferentTalks",
    "Document",
    "EmptyInput",
    "Event",
    "Figure",
    "Inferred",
    "InputError",
    "Item",
    "KnowledgeError",
    "Malformed",
    "Media",
    "Meeting",
    "ModelMissing",
    "NotFound",
    "NotText",
    "OnRecordError",
    "Origin",
    "ParserStopped",
    "Person",
    "Pledge",
    "Record",
    "Report",
    "Side",
    "Span",
    "Statement",
    "Talks",
    "TooLarge",
    "Verdict",
    "Versions",
    "__version__",
    "check",
    "compare",
    "find_talks",
    "json_schema",
    "open_archive",
    "read",
    "read_all",
    "read_text",
]

_HOMES = ("onrecord.errors", "onrecord.model", "onrecord.schema", "onrecord.check")


def read(
    source: str | PathLike[str],
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    side: str | None = None,
    title: str | None = None,
    language: str | None = None,
    knowledge: Iterable[str | PathLike[str]] = (),
) -> Record:
    """The record of the one report in ``source``: a file (text, HTML, PDF, DOCX, or JSONL of one line) or an http(s) address.

    ``published`` (ISO date), ``publisher``, ``side`` (country code of the side that published it), ``title`` and ``language``
    (code) say what the file itself does not. ``knowledge`` names folders of your own tables. A report in a language that has no
    reader gives a record whose ``unread`` says so.

    Raises ``InputError`` or one of its kinds where the file cannot be read or holds several reports, ``KnowledgeError`` where a
    knowledge folder does not hold together, ``ModelMissing`` where the language model is not installed.
    """
    from onrecord.errors import InputError

    hints = _hints(published, publisher, side, title, language)
    found = list(zip(range(2), _documents(source, hints, knowledge, None), strict=False))
    if len(found) != 1:
        what = "several reports: read them with onrecord.read_all" if found else "no report: name a file that holds one"
        raise InputError(f"{source} holds {what}")
    return next(_records([found[0][1]], knowledge))


def read_all(
    source: str | PathLike[str],
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    side: str | None = None,
    title: str | None = None,
    language: str | None = None,
    knowledge: Iterable[str | PathLike[str]] = (),
    on_error: Callable[[str, InputError], object] | None = None,
) -> Iterator[Record]:
    """The records of all reports in ``source``, a folder or a file of one or many, in order and as they are read.

    The other arguments are those of :func:`read` and hold for every report that does not say otherwise. What cannot be read
    raises its ``InputError`` when its turn comes, or, with ``on_error``, is told to it (name, error) and left out.
    """
    hints = _hints(published, publisher, side, title, language)
    return _records(_documents(source, hints, knowledge, on_error), knowledge)


def read_text(
    text: str,
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    side: str | None = None,
    title: str | None = None,
    language: str | None = None,
    knowledge: Iterable[str | PathLike[str]] = (),
) -> Record:
    """The record of a report whose text you have. Arguments and errors are those of :func:`read`."""
    from onrecord.ingest import from_text

    document = from_text(text, _hints(published, publisher, side, title, language))
    return next(_records([document], knowledge))


def check(
    records: Record | Iterable[Record],
    *,
    series: str | PathLike[str] | None = None,
    mapping: str | PathLike[str] | None = None,
    against: Record | Iterable[Record] = (),
    knowledge: Iterable[str | PathLike[str]] = (),
) -> tuple[Verdict, ...]:
    """A verdict for each figure of ``records``, in order: by a statistical ``series``, by earlier records ``against``, or both.

    ``series`` is a file: CSV with the columns indicator, subject, reporter, period, value, or whose columns ``mapping`` (a TOML
    file) explains; SDMX-CSV; SDMX-ML. ``knowledge`` names folders of your own tables.

    Raises ``InputError`` or one of its kinds where series or mapping cannot be read, ``ModelMissing`` for SDMX-ML where
    ``sdmx1`` is not installed, ``ValueError`` where there is nothing to check against.
    """
    checking = import_module("onrecord.check")
    verdicts: tuple[Verdict, ...] = checking.check(
        records, series=series, mapping=mapping, against=against, knowledge=tuple(fspath(folder) for folder in knowledge)
    )
    return verdicts


def compare(
    a: Record | str | PathLike[str],
    b: Record | str | PathLike[str],
    *,
    force: bool = False,
    knowledge: Iterable[str | PathLike[str]] = (),
) -> Comparison:
    """Two reports of the same talks, matter by matter: what both tell, what only one, and in what they differ.

    Each is a record or a file that :func:`read` takes. Raises ``DifferentTalks`` where participants, date or form show that they
    tell of different talks, unless ``force``; and what :func:`read` raises.
    """
    from onrecord.comparison import compare as set_side_by_side
    from onrecord.model import Record

    first, second = (x if isinstance(x, Record) else read(x, knowledge=knowledge) for x in (a, b))
    return set_side_by_side(first, second, _tables(knowledge), force)


def find_talks(records: Iterable[Record], *, knowledge: Iterable[str | PathLike[str]] = ()) -> list[Talks]:
    """The talks that records tell of, in the order of their days, each with all reports of it that are among ``records``."""
    from onrecord.talks import find_talks as grouped

    return grouped(records, _tables(knowledge))


def open_archive(where: str | PathLike[str] | None = None, *, knowledge: Iterable[str | PathLike[str]] = ()) -> Archive:
    """The archive at ``where``, a file or ``postgresql://user@host/name``, made where it is not there yet.

    Without ``where`` the environment variable ``ONRECORD_ARCHIVE`` says where, else it is a file in the user's folder of data.
    ``knowledge`` names folders of your own tables, by which talks are grouped. Raises ``ArchiveError`` where it cannot be used,
    ``ModelMissing`` where PostgreSQL's driver is not installed.
    """
    from onrecord.archive import open_archive as opened

    return opened(where, _tables(knowledge))


def _hints(
    published: str | date | None, publisher: str | None, side: str | None, title: str | None, language: str | None
) -> Hints:
    from onrecord.ingest import Hints

    day = published.isoformat()[:10] if isinstance(published, date) else published
    return Hints(published=day, publisher=publisher, side=side, title=title, language=language)


def _documents(
    source: str | PathLike[str],
    hints: Hints,
    knowledge: Iterable[str | PathLike[str]],
    on_error: Callable[[str, InputError], object] | None,
) -> Iterator[Document]:
    from onrecord.ingest import Failure, load

    for item in load(source, hints, _tables(knowledge)):
        if not isinstance(item, Failure):
            yield item
        elif on_error is None:
            raise type(item.error)(f"{item.name}: {item.error}")
        else:
            on_error(item.name, item.error)


def _records(documents: Iterable[Document], knowledge: Iterable[str | PathLike[str]]) -> Iterator[Record]:
    from onrecord.export.notebook import register
    from onrecord.read import read_documents

    register()
    return read_documents(documents, _tables(knowledge))


def _tables(own: Iterable[str | PathLike[str]]) -> Knowledge:
    from onrecord.tables import load

    return load(*(fspath(folder) for folder in own))


def __getattr__(name: str) -> Any:
    """Types, errors and ``json_schema``, imported when they are first asked for (PEP 562)."""
    if name in __all__:
        for home in _HOMES:
            module = import_module(home)
            if name in module.__all__:
                if name in ("Comparison", "Record"):
                    import_module("onrecord.export.notebook").register()
                globals()[name] = getattr(module, name)
                return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Face(ModuleType):
    """This package, in which ``read`` stays the function: importing the module ``onrecord.read`` would put itself there."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
