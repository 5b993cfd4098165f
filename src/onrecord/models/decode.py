"""From tag scores to spans: the best sequence of begin, inside and outside in which nothing goes on that has not begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Labels = NDArray[np.int64]

__all__ = ["best_tags", "log_softmax", "spans_of"]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    import numpy as np

    shifted = scores - scores.max(-1, keepdims=True)
    found: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return found


def best_tags(scores: Floats) -> Labels:
    """The likeliest tags ``[rows, time]`` of log probabilities ``[rows, time, 3]`` without inside after outside (Viterbi)."""
    import numpy as np

    rows, time, _ = scores.shape
    back = np.zeros((rows, time, 3), dtype=np.int8)
    best = scores[:, 0].copy()
    best[:, INSIDE] = -np.inf
    for t in range(1, time):
        any_ = best.max(-1)
        going = best[:, BEGIN:].max(-1)
        back[:, t, :INSIDE] = best.argmax(-1)[:, None]
        back[:, t, INSIDE] = best[:, BEGIN:].argmax(-1) + BEGIN
        best = np.stack((any_, any_, going), -1) + scores[:, t]
    tags = np.zeros((rows, time), dtype=np.int64)
    tags[:, -1] = best.argmax(-1)
    every = np.arange(rows)
    for t in range(time - 1, 0, -1):
        tags[:, t - 1] = back[every, t, tags[:, t]]
    return tags


def spans_of(tags: Labels) -> list[tuple[int, int]]:
    """The half-open spans that a row of tags holds."""
    found: list[tuple[int, int]] = []
    start = -1
    for i, tag in enumerate(tags.tolist()):
        if tag != INSIDE and start >= 0:
            found.append((start, i))
            start = -1
        if tag == BEGIN:
            start = i
    return [*found, (start, len(tags))] if start >= 0 else found
