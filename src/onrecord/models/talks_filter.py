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
from typing import TYPE_CHECKING, Any, NamedTuple

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
    mask, known, crc32 = (1 << bits) - 1, _known_words(), zlib.crc32
    found: dict[int, None] = {}
    last, before = "", _BEGINNING
    for written in _WORD.findall(text):
        word = known.get(written) or _learned(written, known)
        if word.seen == last == _NAME:
            continue
        found[word.alone & mask] = None
        # A checksum of two parts is that of the second, begun with that of the first.
        found[crc32(word.written, before) & mask] = None
        last, before = word.seen, word.before
    return list(found)


class _Word(NamedTuple):
    """A word as the filter sees it: its letters, these as bytes, their checksum, and that with the blank that follows."""

    seen: str
    written: bytes
    alone: int
    before: int


_NAME, _NUMBER = "X", "0"
_BEGINNING = zlib.crc32(b" ")
_MOST_KNOWN = 50_000


def _learned(written: str, known: dict[str, _Word]) -> _Word:
    lower = written.lower()
    is_name = written[0].isupper() and lower not in kept_words()
    seen = _NUMBER if written.isdigit() else _NAME if is_name else lower
    raw = seen.encode()
    if len(known) >= _MOST_KNOWN:
        known.clear()
    found = known[written] = _Word(seen, raw, zlib.crc32(raw), zlib.crc32(raw + b" "))
    return found


@lru_cache(maxsize=1)
def _known_words() -> dict[str, _Word]:
    """Words that were seen lately: most of a text's are."""
    return {}


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
