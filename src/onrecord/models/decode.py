"""From tag scores to spans: the best sequence of begin, inside and outside in which nothing goes on that has not begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Labels = NDArray[np.int64]

__all__ = ["best_contents", "best_tags", "log_softmax", "spans_of"]

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
Place = tuple[int, int]


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


def best_contents(tags: Floats, shares: Floats) -> list[tuple[Place, int]]:
    """The likeliest stretches of content, each with the number of its cue: tags and pointers decided together (Viterbi).

    ``tags``: log probabilities ``[time, 3]``; ``shares``: for each piece, what its belonging to each cue adds, ``[time, cues]``.
    States are outside and one for each cue. To go from one cue to another is to begin anew.
    """
    import numpy as np

    size, count = shares.shape
    enter, stay = tags[:, 1:2] + shares, tags[:, 2:3] + shares
    back = np.zeros((size, count), dtype=np.int64)
    from_outside = np.zeros(size, dtype=np.int64)
    best, outside = enter[0].copy(), float(tags[0, 0])
    for t in range(1, size):
        top = int(best.argmax())
        other, before = (top, float(best[top])) if best[top] > outside else (count, outside)
        from_outside[t] = other
        anew, on = before + enter[t], best + stay[t]
        back[t] = np.where(on >= anew, -1, other)
        best, outside = np.maximum(on, anew), before + float(tags[t, 0])
    return _traced(back, from_outside, int(best.argmax()) if best.max() > outside else count)


def _traced(back: Labels, from_outside: Labels, state: int) -> list[tuple[Place, int]]:
    """The stretches on the way back from the last state; as many as there are cues stands for outside, -1 for going on."""
    size, count = back.shape
    found: list[tuple[Place, int]] = []
    end = size
    for t in range(size - 1, -1, -1):
        if state == count:
            end, state = t, int(from_outside[t]) if t else count
        elif t == 0 or back[t, state] >= 0:
            found.append(((t, end), state))
            end, state = t, int(back[t, state]) if t else count
    return found[::-1]
