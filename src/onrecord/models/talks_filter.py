"""A fast filter: does a page report talks between leaders? A linear model over hashed words and pairs of words.

Names count as names, whoever's they are, so that what is learnt is how talks are reported and not of whom. Hashing of features:
Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009. How the weights are made: training/filter.
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import ModelMissing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FOLDER", "TalksFilter", "buckets", "kept_words", "talks_filter"]

FOLDER = Path(__file__).parent / "filter"
_WORD = re.compile(r"[A-Za-z]{1,30}|\d{1,30}")


@dataclass(frozen=True, slots=True)
class TalksFilter:
    """The weights and what they go with. ``version`` names them in ledgers."""

    weights: NDArray[np.float32]
    bits: int
    characters: int
    bias: float
    threshold: float
    version: str

    def score(self, text: str) -> float:
        """How much the text speaks of talks between leaders, as log odds; from ``threshold`` on it passes."""
        found = buckets(text[: self.characters], self.bits)
        if not found:
            return self.bias
        return float(self.weights[found].sum() / len(found) ** 0.5 + self.bias)

    def passes(self, text: str) -> bool:
        """Whether the text may be a report of talks."""
        return self.score(text) >= self.threshold


def buckets(text: str, bits: int) -> list[int]:
    """The features of a text as hashes of so many bits: words and pairs of neighbours, each once, in order."""
    kept, mask = kept_words(), (1 << bits) - 1
    found: dict[int, None] = {}
    last = ""
    for word in _WORD.findall(text):
        lower = word.lower()
        seen = "0" if word.isdigit() else "X" if word[0].isupper() and lower not in kept else lower
        if seen == last == "X":
            continue
        found[zlib.crc32(seen.encode()) & mask] = None
        found[zlib.crc32(f"{last} {seen}".encode()) & mask] = None
        last = seen
    return list(found)


@lru_cache(maxsize=1)
def kept_words() -> frozenset[str]:
    """Words that keep their letters where they are capitalised: offices and forms of meeting."""
    lines = (FOLDER / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def talks_filter() -> TalksFilter:
    """The filter that comes with OnRecord. Raises ``ModelMissing`` where its weights are not there."""
    import numpy as np

    try:
        settings: dict[str, Any] = json.loads((FOLDER / "settings.json").read_text(encoding="utf-8"))
        raw = np.frombuffer((FOLDER / "weights.bin").read_bytes(), dtype=np.int8)
    except OSError as error:
        raise ModelMissing(
            "the weights of the filter for web archives are missing: install onrecord anew, or read all pages"
        ) from error
    return TalksFilter(
        raw.astype(np.float32) * np.float32(settings["scale"]),
        settings["bits"],
        settings["characters"],
        settings["bias"],
        settings["threshold"],
        settings["version"],
    )
