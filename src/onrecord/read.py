"""The flow, on one page: a document goes through the stages in order and comes out as a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from types import ModuleType

from onrecord.model import Document, Record, Versions
from onrecord.models import attribution
from onrecord.reading import Reading
from onrecord.stages import (
    actors,
    attributions,
    events,
    figures,
    layout,
    meetings,
    parse,
    pledges,
    quotations,
    statements,
    times,
)
from onrecord.tables import Knowledge

__all__ = ["BATCH", "STAGES", "read_documents", "versions"]

STAGES: tuple[ModuleType, ...] = (
    layout,  # paragraphs, transcript turns, page furniture, what makes the text partial
    parse,  # sentences and their syntax
    quotations,  # quotation marks, paired
    times,  # time expressions as ISO 8601
    actors,  # who is in the report, and every mention of them
    attributions,  # speech: source, cue and content
    statements,  # speech with its speaker
    meetings,  # who met, where and when
    figures,  # quantities claimed
    pledges,  # undertakings
    events,  # political events
)
"""Every stage is a module with ``run(readings, knowledge)`` and ``VERSION``; each fills its own slots of the readings."""

BATCH = 32
"""How many documents go through a stage together."""

_READ_LANGUAGES = ("en",)


def read_documents(documents: Iterable[Document], knowledge: Knowledge) -> Iterator[Record]:
    """The records of ``documents``, in order, read in batches of ``BATCH``."""
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        readings = [Reading(d) for d in batch if _unread(d) is None]
        for stage in STAGES:
            stage.run(readings, knowledge)
        read = {id(r.document): r for r in readings}
        for document in batch:
            reading = read.get(id(document))
            yield assemble(reading) if reading is not None else unread(document)


def assemble(reading: Reading) -> Record:
    """The immutable record of a reading that went through all stages."""
    return Record(
        document=_with_layout(reading),
        meetings=reading.meetings,
        statements=reading.statements,
        figures=reading.figures,
        events=reading.events,
        pledges=reading.pledges,
        versions=versions(),
    )


def unread(document: Document) -> Record:
    """A record without findings that says why there are none."""
    return Record(
        document=document,
        meetings=(),
        statements=(),
        figures=(),
        events=(),
        pledges=(),
        versions=versions(),
        unread=_unread(document),
    )


def _unread(document: Document) -> str | None:
    """Why a document has no reader, null where it has one. An unknown language is tried as English."""
    if document.language is None or document.language in _READ_LANGUAGES:
        return None
    return f"language: {document.language}"


@lru_cache(maxsize=1)
def _package_version() -> str:
    return version("onrecord")


def versions() -> Versions:
    """What makes records here: the package's version, each stage's, and the models'."""
    return Versions(
        onrecord=_package_version(),
        stages={stage.__name__.rpartition(".")[2]: stage.VERSION for stage in STAGES},
        model=", ".join(m for m in (parse.model_version(), attribution.version_of()) if m is not None),
    )


def _with_layout(reading: Reading) -> Document:
    """The document with what the layout stage learnt of it: media counts, furniture, whether it is partial, a translation."""
    import msgspec

    layout_, document = reading.layout, reading.document
    return msgspec.structs.replace(
        document,
        media=layout_.media or document.media,
        partial=document.partial or layout_.partial,
        furniture=tuple(reading.span(*at) for at in layout_.furniture),
        notes=(*document.notes, *([_TRANSLATED[layout_.translated]] if layout_.translated in _TRANSLATED else ())),
    )


_TRANSLATED = {
    "machine": "the text is a machine's translation, as it or its publisher says: its words are nobody's",
    "unofficial": "the text says that it is an unofficial translation",
}
