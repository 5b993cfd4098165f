"""How like two matters are: features of all pairs at once, and the chance that a pair is one matter."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from onrecord.comparison.lexicon import Lexicon
from onrecord.comparison.matters import Matter
from onrecord.comparison.meanings import nearness
from onrecord.model import Figure

if TYPE_CHECKING:
    from numpy import ndarray

__all__ = ["FEATURES", "features", "same_measure"]

FEATURES = (
    "cosine",
    "contained",
    "grams",
    "rarest",
    "near",
    "near_least",
    "number",
    "measure_same",
    "measure_other",
    "speaker_same",
    "speaker_other",
    "act_same",
    "level_gap",
    "distance",
    "short",
    "neighbours",
    "best",
)
"""What is seen of a pair, in this order. All are between 0 and 1."""

_GRAM = 4
_COMMON = 0.35
"""What a term that stands in every matter of both sides keeps of its weight."""
_SHORT = 8
_OF_MEETING = 0.5
"""What a term of the talks themselves, such as who met and where, keeps of its weight."""


def features(a: Sequence[Matter], b: Sequence[Matter], lexicon: Lexicon) -> ndarray:
    """An array of shape (len(a), len(b), len(FEATURES))."""
    import numpy as np

    if not a or not b:
        return np.zeros((len(a), len(b), len(FEATURES)))
    weight = _weigher([*a, *b], lexicon)
    lexical = _lexical(a, b, weight)
    near, near_least = _near(a, b, weight)
    found = [*lexical, near, near_least, *_facts(a, b), *_speech(a, b), *_shape(a, b)]
    like = (found[0] + found[1] + near) / 3
    return np.stack([*found, _neighbours(like) * _spoken(a, b), _best(like)], axis=-1)


def _weigher(matters: Sequence[Matter], lexicon: Lexicon) -> Callable[[str], float]:
    """Weights of terms. What both sides speak of throughout tells little of a single matter."""
    seen = Counter(t for m in matters for t in set(m.terms))
    total = len(matters) + 1
    known = {t for m in matters if m.kind == "meeting" for t in m.terms}

    def weight(term: str) -> float:
        often = math.log(total / seen[term]) / math.log(total)
        told = _OF_MEETING if term in known else 1.0
        return told * lexicon.words.weight(term) * (_COMMON + (1 - _COMMON) * often)

    return weight


def _lexical(a: Sequence[Matter], b: Sequence[Matter], weight: Callable[[str], float]) -> list[ndarray]:
    """Cosine of weighted terms, how much of the lesser is contained, shared letters, the rarest term shared."""
    import numpy as np

    terms = {t: n for n, t in enumerate(dict.fromkeys(t for m in (*a, *b) for t in m.terms))}
    weights = np.array([weight(t) for t in terms])
    first, second = (_indicators([m.terms for m in side], terms) for side in (a, b))
    product = (first * weights**2) @ second.T
    lengths = [np.sqrt((side * weights**2).sum(axis=1)) for side in (first, second)]
    sums = [(side * weights).sum(axis=1) for side in (first, second)]
    cosine = product / np.maximum(np.outer(*lengths), 1e-9)
    contained = ((first * weights) @ second.T) / np.maximum(np.minimum.outer(*sums), 1e-9)
    rarest = np.zeros_like(cosine)
    for n in np.argsort(weights):
        rarest[np.ix_(first[:, n] > 0, second[:, n] > 0)] = weights[n]
    return [cosine, contained, _letters(a, b), rarest]


def _indicators(sides: Sequence[Sequence[str]], index: dict[str, int]) -> ndarray:
    import numpy as np

    found = np.zeros((len(sides), len(index)))
    for n, terms in enumerate(sides):
        found[n, [index[t] for t in terms]] = 1.0
    return found


def _letters(a: Sequence[Matter], b: Sequence[Matter]) -> ndarray:
    """Dice coefficient of groups of four letters: told words that differ in ending, or stand in another spelling."""
    import numpy as np

    grams = [[_grams(m.terms) for m in side] for side in (a, b)]
    index = {g: n for n, g in enumerate(dict.fromkeys(g for side in grams for gs in side for g in gs))}
    first, second = (_indicators(side, index) for side in grams)
    return np.asarray(2 * (first @ second.T) / np.maximum(np.add.outer(first.sum(axis=1), second.sum(axis=1)), 1.0))


def _grams(terms: Sequence[str]) -> list[str]:
    words = [t.lstrip("=") for t in terms if t[0] not in "#@"]
    return list(dict.fromkeys(w[i : i + _GRAM] for w in words for i in range(max(1, len(w) - _GRAM + 1))))


def _near(a: Sequence[Matter], b: Sequence[Matter], weight: Callable[[str], float]) -> tuple[ndarray, ndarray]:
    """How much of each matter has a word of near meaning in the other: the greater and the lesser of both directions."""
    import numpy as np

    first, second = (_flat(side, weight) for side in (a, b))
    near = nearness(first[0], second[0])
    near[np.equal.outer(np.array(first[1]), np.array(second[1]))] = 1.0
    forth = np.add.reduceat(np.maximum.reduceat(near, second[3], axis=1) * first[2][:, None], first[3], axis=0)
    back = np.add.reduceat(np.maximum.reduceat(near, first[3], axis=0) * second[2], second[3], axis=1)
    return np.maximum(forth, back), np.minimum(forth, back)


def _flat(matters: Sequence[Matter], weight: Callable[[str], float]) -> tuple[list[str], list[str], ndarray, list[int]]:
    """All words of a side with their terms and their share in their matter's weight, and where each matter begins."""
    import numpy as np

    words: list[str] = []
    terms: list[str] = []
    shares: list[float] = []
    starts: list[int] = []
    for matter in matters:
        starts.append(len(words))
        pairs = list(dict.fromkeys(zip(matter.words, matter.terms, strict=True))) or [("", f" {len(words)}")]
        weights = [weight(t) if w else 0.0 for w, t in pairs]
        whole = sum(weights) or 1.0
        words += [w for w, _ in pairs]
        terms += [t for _, t in pairs]
        shares += [x / whole for x in weights]
    return words, terms, np.array(shares), starts


def _facts(a: Sequence[Matter], b: Sequence[Matter]) -> list[ndarray]:
    """A shared number; figures of one measure on both sides, or of different ones."""
    import numpy as np

    numbers = [[{t for t in m.terms if t[0] == "#"} for m in side] for side in (a, b)]
    shared = np.array([[float(bool(x & y)) for y in numbers[1]] for x in numbers[0]])
    measure = np.array([[_measure(u.figures, v.figures) for v in b] for u in a])
    return [shared, (measure > 0).astype(float), (measure < 0).astype(float)]


def _measure(a: Sequence[Figure], b: Sequence[Figure]) -> int:
    if not a or not b:
        return 0
    return 1 if any(same_measure(f, g) for f in a for g in b) else -1


def same_measure(f: Figure, g: Figure) -> bool:
    """Whether two figures can be of one thing: the same indicator, and subjects that do not exclude each other."""
    if f.indicator is None or g.indicator is None:
        return f.value == g.value and f.unit == g.unit
    return f.indicator == g.indicator and (f.subject is None or g.subject is None or f.subject == g.subject)


def _speech(a: Sequence[Matter], b: Sequence[Matter]) -> list[ndarray]:
    """The same speakers, others; the same act; how far apart the cues are on the scale of strength."""
    import numpy as np

    same = [[float(bool(u.speakers) and u.speakers == v.speakers) for v in b] for u in a]
    other = [[float(bool(u.speakers) and bool(v.speakers) and not u.speakers & v.speakers) for v in b] for u in a]
    act = [[float(u.act is not None and u.act == v.act) for v in b] for u in a]
    gap = [[abs(u.level - v.level) / 4 if u.level is not None and v.level is not None else 0.25 for v in b] for u in a]
    return [np.array(x) for x in (same, other, act, gap)]


def _shape(a: Sequence[Matter], b: Sequence[Matter]) -> list[ndarray]:
    """How far apart the two stand in their reports, and whether one has but few terms."""
    import numpy as np

    first, second = ((np.arange(len(side)) + 0.5) / len(side) for side in (a, b))
    sizes = [np.array([len(set(m.terms)) for m in side]) for side in (a, b)]
    return [np.abs(np.subtract.outer(first, second)), np.minimum(1.0, np.minimum.outer(*sizes) / _SHORT)]


def _spoken(a: Sequence[Matter], b: Sequence[Matter]) -> ndarray:
    """Whether both stand in one speech as it was made or retold at length: only such keeps its order."""
    import numpy as np

    sizes = [Counter(m.owner for m in side) for side in (a, b)]
    long = [np.array([m.direct or sizes[n][m.owner] > 2 for m in side], dtype=float) for n, side in enumerate((a, b))]
    return np.outer(*long)


def _neighbours(like: ndarray) -> ndarray:
    """How like the matters before both, or after both, are: reports of one speech keep its order."""
    import numpy as np

    before, after = np.zeros_like(like), np.zeros_like(like)
    before[1:, 1:], after[:-1, :-1] = like[:-1, :-1], like[1:, 1:]
    return np.asarray(np.maximum(before, after))


def _best(like: ndarray) -> ndarray:
    """How near this pair is to the best that either of its two can have."""
    import numpy as np

    best = np.maximum(like.max(axis=1, keepdims=True), like.max(axis=0, keepdims=True))
    return np.where(best > 0, like / np.maximum(best, 1e-9), 0.0)
