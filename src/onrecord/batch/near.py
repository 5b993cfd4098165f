"""Near-duplicates: pages of the same words, told by MinHash (Broder 1997), with datasketch.

They are marked, never left out: a page that differs from another in one figure is what OnRecord is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.errors import ModelMissing

__all__ = ["Pair", "pairs", "signature"]

_HASHES = 64
_SHINGLE = 5
_ALIKE = 0.8
_WORD = re.compile(r"\w{1,40}")
_MOST = 200_000


@dataclass(frozen=True, slots=True)
class Pair:
    """The record at ``index`` is nearly that at ``of``, which comes first; ``similarity`` is estimated, 0 to 1."""

    index: int
    of: int
    similarity: float


def signature(text: str) -> bytes:
    """The signature of a text: 64 numbers of four bytes."""
    import numpy as np

    words = [w.casefold() for w in _WORD.findall(text[:_MOST])]
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    made = _datasketch().MinHash(num_perm=_HASHES, seed=1)
    made.update_batch([s.encode() for s in sorted(shingles)])
    return np.asarray(made.hashvalues, dtype="<u4").tobytes()


def pairs(signatures: Iterable[bytes]) -> Iterator[Pair]:
    """For each signature that is like an earlier one, the first that is most like it. The same for the same order."""
    import numpy as np

    library = _datasketch()
    index = library.MinHashLSH(threshold=_ALIKE, num_perm=_HASHES)
    known: list[Any] = []
    for number, packed in enumerate(signatures):
        made = library.MinHash(num_perm=_HASHES, seed=1)
        values = made.hashvalues = np.frombuffer(packed, dtype="<u4").astype(made.hashvalues.dtype)
        like = [(float((known[i] == values).mean()), i) for i in index.query(made)]
        best = max(like, key=lambda each: (each[0], -each[1]), default=None)
        if best is not None and best[0] >= _ALIKE:
            yield Pair(number, best[1], round(best[0], 3))
        index.insert(number, made)
        known.append(values)


def _datasketch() -> Any:
    try:
        import datasketch
    except ImportError as error:
        raise ModelMissing("datasketch is not installed: pip install 'onrecord[crawl]'") from error
    return datasketch
