"""The attribution model: who said what, as spans of source, cue and content, read by a small transformer without torch.

The weights and how they were made: ``attribution/README.md`` beside this file; the method: ``training/README.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.errors import ModelMissing
from onrecord.models.link import SETTINGS, Link, Settings, linked
from onrecord.models.pieces import LONGEST, PAD, Window, paragraphs_of, split, windows
from onrecord.models.wordpiece import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

__all__ = [
    "FOLDER",
    "NAME",
    "AttributionModel",
    "Relation",
    "Runner",
    "load",
    "relations_of",
    "scored",
    "session_of",
    "version_of",
]

FOLDER = Path(__file__).parent / "attribution"
NAME = "attribution-model"
"""What records call the model by."""
_BATCH = 2048
Place = tuple[int, int]


class Runner(Protocol):
    """Pieces and shapes ``[batch, time]`` to tag scores ``[batch, time, 9]`` and pointers ``[3, batch, time, time]``."""

    def __call__(self, ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]: ...


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing said: character spans, half-open, of cue, source (null: none is named) and content; ``score`` from 0 to 1."""

    cue: Place
    source: Place | None
    content: tuple[Place, ...]
    score: float


class AttributionModel:
    """Reads relations off texts. Make it with :func:`load`; it holds no state and may be shared."""

    def __init__(self, tokenizer: WordPieces, runner: Runner, settings: Settings = SETTINGS, window: int = LONGEST) -> None:
        self._tokenizer = tokenizer
        self._runner = runner
        self._settings = settings
        self._window = window

    def predict(self, texts: Sequence[str], paragraphs: Sequence[Sequence[Place]] | None = None) -> list[list[Relation]]:
        """The relations of each text, in the order of their contents.

        ``paragraphs`` bounds the paragraphs of each text where the caller knows them; else line breaks tell.
        Windows of one text are run together, never those of two: what is read off a text must not depend on its
        neighbours, and quantised activations are scaled by the batch.
        """
        found: list[list[Relation]] = []
        for number, text in enumerate(texts):
            bounds = paragraphs_of(text) if paragraphs is None else paragraphs[number]
            packed = windows(split(self._tokenizer, text, bounds, self._window), self._window)
            relations = [r for window, links in self._links(packed) for r in relations_of(window, links)]
            found.append(sorted(relations, key=lambda r: (r.content, r.cue)))
        return found

    def _links(self, packed: Sequence[Window]) -> Iterator[tuple[Window, list[Link]]]:
        for window, tags, pointers in scored(packed, self._runner):
            yield window, linked(window, tags, pointers, self._settings)


@lru_cache(maxsize=1)
def load(folder: Path = FOLDER, threads: int = 1) -> AttributionModel:
    """The model in ``folder``, loaded once. Raises ``ModelMissing`` where its files or its library are not there."""
    weights, pieces = folder / "model.onnx", folder / "vocab.txt"
    if not (weights.is_file() and pieces.is_file()):
        raise ModelMissing(f"no attribution model in {folder}: model.onnx and vocab.txt belong there")
    settings, window = _settings(folder / "settings.json")
    return AttributionModel(WordPieces.from_file(pieces), session_of(weights, threads), settings, window)


@lru_cache(maxsize=1)
def version_of(folder: Path = FOLDER) -> str | None:
    """Name and version of the weights in ``folder``, as ``attribution-model 4f0c11aa92de``; null where there are none."""
    named = folder / "version.txt"
    if not (named.is_file() and (folder / "model.onnx").is_file()):
        return None
    return f"{NAME} {named.read_text(encoding='utf-8').strip()}"


def session_of(weights: Path, threads: int = 1) -> Runner:
    """What runs the weights. Raises ``ModelMissing`` where onnxruntime is not installed."""
    try:
        import onnxruntime
    except ImportError as error:
        raise ModelMissing("the attribution model needs onnxruntime: pip install onnxruntime") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])

    def run(ids: NDArray[np.int64], shapes: NDArray[np.int64]) -> tuple[Scores, Scores]:
        tags, pointers = session.run(None, {"ids": ids, "shapes": shapes})
        return tags, pointers

    return run


def _settings(path: Path) -> tuple[Settings, int]:
    """The linker's settings, and the most pieces of the windows that the weights were trained on."""
    if not path.is_file():
        return SETTINGS, LONGEST
    given = json.loads(path.read_text(encoding="utf-8"))
    window = int(given.pop("window", LONGEST))
    return Settings(**given), window


def scored(packed: Sequence[Window], runner: Runner) -> Iterator[tuple[Window, Scores, tuple[Scores, Scores, Scores]]]:
    """Each window with its tag scores and its three pointers, those of like length run together."""
    for batch in _batches(packed):
        tags, pointers = runner(*_padded(batch))
        for i, window in enumerate(batch):
            yield window, tags[i], (pointers[0, i], pointers[1, i], pointers[2, i])


def _batches(packed: Sequence[Window]) -> Iterator[list[Window]]:
    batch: list[Window] = []
    for window in sorted(packed, key=len):
        if batch and (len(batch) + 1) * len(window) > _BATCH:
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _padded(batch: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    longest = max(map(len, batch))
    ids = np.full((len(batch), longest), PAD, dtype=np.int64)
    shapes = np.zeros_like(ids)
    for i, window in enumerate(batch):
        ids[i, : len(window)] = window.ids()
        shapes[i, : len(window)] = window.shapes()
    return ids, shapes


def relations_of(window: Window, links: Iterable[Link]) -> Iterator[Relation]:
    """Links of pieces as relations of characters."""
    offsets: list[Place] = [(0, 0)] * len(window)
    for at, part in window.starts():
        offsets[at : at + len(part)] = part.offsets

    def place(span: Place) -> Place:
        return offsets[span[0]][0], offsets[span[1] - 1][1]

    for link in links:
        source = place(link.source) if link.source is not None else None
        yield Relation(place(link.cue), source, tuple(place(c) for c in link.content), link.score)
