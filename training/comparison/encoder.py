"""A sentence encoder of the MiniLM family, read from its safetensors with numpy alone.

Used once, to make the table of word meanings; the program itself never runs it. The method is that of Reimers and Gurevych
(2019), *Sentence-BERT*, with mean pooling.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

__all__ = ["Encoder"]

_HEADS = 12
_EPSILON = 1e-12
_BATCH = 128


class Encoder:
    """An encoder in ``folder``, which holds ``model.safetensors`` and ``vocab.txt``."""

    def __init__(self, folder: Path) -> None:
        self._tensors = _safetensors(folder / "model.safetensors")
        words = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        self._ids = {w: n for n, w in enumerate(words) if w}
        self._layers = sum(1 for name in self._tensors if name.endswith("attention.self.query.weight"))

    def encode(self, texts: Sequence[Sequence[str]]) -> np.ndarray:
        """Unit vectors, (texts, 384), of texts given as words in small letters. Texts of one length go together."""
        pieces = [self._pieces(words) for words in texts]
        found = np.zeros((len(texts), self._tensors["embeddings.word_embeddings.weight"].shape[1]), np.float32)
        for length in sorted({len(p) for p in pieces}):
            places = [n for n, p in enumerate(pieces) if len(p) == length]
            for at in range(0, len(places), _BATCH):
                batch = places[at : at + _BATCH]
                found[batch] = self._batch(np.array([pieces[n] for n in batch]))
        return found

    def _pieces(self, words: Sequence[str]) -> list[int]:
        found = [self._ids["[CLS]"]]
        for word in words:
            found += self._of_word(word)
        return [*found[:255], self._ids["[SEP]"]]

    def _of_word(self, word: str) -> list[int]:
        """The longest pieces of the vocabulary, from the left."""
        found, at = [], 0
        while at < len(word):
            for end in range(len(word), at, -1):
                piece = ("##" if at else "") + word[at:end]
                if piece in self._ids:
                    found.append(self._ids[piece])
                    at = end
                    break
            else:
                return [self._ids["[UNK]"]]
        return found

    def _batch(self, ids: np.ndarray) -> np.ndarray:
        t = self._tensors
        x = t["embeddings.word_embeddings.weight"][ids] + t["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = self._norm(x + t["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for n in range(self._layers):
            x = self._layer(x, f"encoder.layer.{n}.")
        pooled = x.mean(axis=1)
        return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)

    def _layer(self, x: np.ndarray, at: str) -> np.ndarray:
        texts, length, width = x.shape
        q, k, v = (
            self._linear(x, f"{at}attention.self.{p}").reshape(texts, length, _HEADS, width // _HEADS).transpose(0, 2, 1, 3)
            for p in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 1, 3, 2) / math.sqrt(width // _HEADS)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        mixed = (scores / scores.sum(axis=-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(x.shape)
        x = self._norm(x + self._linear(mixed, f"{at}attention.output.dense"), f"{at}attention.output.LayerNorm")
        wide = self._linear(x, f"{at}intermediate.dense")
        wide = 0.5 * wide * (1 + np.tanh(math.sqrt(2 / math.pi) * (wide + 0.044715 * wide**3)))
        return self._norm(x + self._linear(wide, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self._tensors[f"{name}.weight"].T + self._tensors[f"{name}.bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        return scaled * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]


def _safetensors(path: Path) -> dict[str, np.ndarray]:
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    head = json.loads(raw[8 : 8 + length])
    found = {}
    for name, about in head.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            start, end = about["data_offsets"]
            values = np.frombuffer(raw, np.float32, (end - start) // 4, 8 + length + start)
            found[name.removeprefix("bert.")] = values.reshape(about["shape"])
    return found
