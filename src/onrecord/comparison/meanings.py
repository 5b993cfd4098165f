"""What words mean, as vectors: how near two words are that share no stem.

``meanings.npz`` holds a vector for each of the commonest words of reports. They come from a sentence encoder, all-MiniLM-L6-v2
(Wang et al. 2020; Reimers and Gurevych 2019; Apache 2.0), which was given each word by itself; ``training/comparison`` makes the
table. No network is run here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["nearness"]

_UNLIKE = 0.3
"""Words whose cosine is less have nothing to do with each other."""


def nearness(a: Sequence[str], b: Sequence[str]) -> ndarray:
    """How near each word of ``a`` is to each of ``b``, from 0 to 1: an array of shape (len(a), len(b))."""
    import numpy as np

    cosines = _vectors(a) @ _vectors(b).T
    return np.asarray(np.clip((cosines - _UNLIKE) / (1 - _UNLIKE), 0.0, 1.0))


def _vectors(words: Sequence[str]) -> ndarray:
    import numpy as np

    places, table = _table()
    found = np.zeros((len(words), table.shape[1]), np.float32)
    for n, word in enumerate(words):
        if (at := places.get(word)) is not None:
            found[n] = table[at]
    return found


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], ndarray]:
    import numpy as np

    with as_file(files(__package__).joinpath("meanings.npz")) as path, np.load(path, allow_pickle=False) as held:
        vectors = held["vectors"].astype(np.float32)
        words = bytes(held["words"]).decode("utf-8").split("\n")
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return {w: n for n, w in enumerate(words)}, vectors
