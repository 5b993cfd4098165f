"""From spans and pointers to relations: which cue each content belongs to, and which words name its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.models.decode import best_contents, best_tags, log_softmax, spans_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from onrecord.models.pieces import Window

    Floats = NDArray[np.float32]

__all__ = ["SETTINGS", "Link", "Settings", "linked"]

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen on held-out articles."""

    said: float = 0.5
    """Added to the scores of begin and inside for contents: more finds more and errs more."""
    cued: float = 0.5
    """The same for cues."""
    linked: float = 1.0
    """The weight of the pointers against the tags where contents are told from each other."""
    untagged: float = 0.35
    """A content that points to a piece outside all cues makes that piece a cue from this probability on."""
    tagged: float = 1.0
    """The weight of the source tags against the pointers."""
    none: float = 0.0
    """Added to the score of a cue's having no source."""
    longest: int = 60
    """Pieces of a source, at most."""
    least: float = 0.3
    """Relations with a lower score are left out."""


SETTINGS = Settings()
_FLOOR = 0.01


@dataclass(frozen=True, slots=True)
class Link:
    """A cue with its source and contents, as half-open spans of pieces in a window, and how sure the model is, 0 to 1."""

    cue: Place
    source: Place | None
    content: tuple[Place, ...]
    score: float


def linked(window: Window, tags: Floats, pointers: tuple[Floats, Floats, Floats], settings: Settings = SETTINGS) -> list[Link]:
    """The relations of one window, from its tag scores ``[time, 9]`` and its three pointers ``[time, time]``."""
    import numpy as np

    size = len(window)
    scores = log_softmax(tags[:size].reshape(size, 3, 3)).transpose(1, 0, 2)
    cues = spans_of(best_tags(scores[2:] + _leaning(settings.cued))[0])
    kept = _kept(window)
    points = np.exp(log_softmax(pointers[0][:size, :size]))
    chosen: dict[Place, list[tuple[Place, float]]] = {}
    for content, state in best_contents(scores[0] + _leaning(settings.said), settings.linked * _shares(points, cues)):
        said = 1 - float(np.exp(scores[0, content[0] : content[1], 0]).mean())
        aims = points[content[0] : content[1]].mean(0)
        cue, sure = _tagged(aims, cues[state]) if state < len(cues) else _untagged(aims, cues, scores[2], settings)
        if cue is not None:
            chosen.setdefault(cue, []).append((content, sure * said))
    found: list[Link] = []
    for cue, pieces in sorted(chosen.items()):
        if not kept[cue[0]]:
            continue
        source, certain = _source_of(cue, _room(window, cue[0]), scores[1], (pointers[1], pointers[2]), settings)
        score = max(s for _, s in pieces) * certain**0.5
        if score >= settings.least:
            found.append(Link(cue, source, tuple(sorted(p for p, _ in pieces)), round(score, 4)))
    return found


def _leaning(by: float) -> Floats:
    import numpy as np

    return np.array([0.0, by, by], dtype=np.float32)


def _shares(points: Floats, cues: list[Place]) -> Floats:
    """For each piece the log probability that it belongs to each cue, and, last, to one that is not among them."""
    import numpy as np

    shares = np.stack([*(points[:, s:e].sum(1) for s, e in cues), np.zeros(len(points), dtype=np.float32)], 1)
    shares[:, -1] = 1 - shares.sum(1)
    found: Floats = np.log(np.maximum(shares, _FLOOR))
    return found


def _kept(window: Window) -> NDArray[np.bool_]:
    import numpy as np

    kept = np.zeros(len(window), dtype=bool)
    for at, part in window.starts():
        kept[at + part.keep[0] : at + part.keep[1]] = True
    return kept


def _room(window: Window, place: int) -> Place:
    """The pieces of the paragraph in which a piece stands."""
    for at, part in window.starts():
        if at <= place < at + len(part):
            return at, at + len(part)
    return 1, len(window)


def _tagged(aims: Floats, cue: Place) -> tuple[Place, float]:
    return cue, float(aims[cue[0] : cue[1]].sum())


def _untagged(aims: Floats, cues: list[Place], scores: Floats, settings: Settings) -> tuple[Place | None, float]:
    """The piece outside all cues that a content points to, with what goes on from it as a cue, if the model is sure enough."""
    import numpy as np

    free = aims.copy()
    free[0] = 0
    for s, e in cues:
        free[s:e] = 0
    aim = int(free.argmax())
    if free[aim] < settings.untagged:
        return None, 0.0
    end = aim + 1
    while end < len(scores) and np.exp(scores[end, 2]) > settings.untagged:
        end += 1
    return (aim, end), float(free[aim])


def _source_of(
    cue: Place, room: Place, tags: Floats, pointers: tuple[Floats, Floats], settings: Settings
) -> tuple[Place | None, float]:
    """The best stretch of the cue's paragraph by pointers and tags, or null where no source is likelier still."""
    import numpy as np

    low, high = room
    first, last = (log_softmax(np.append(p[cue[0], low:high], p[cue[0], 0])) for p in pointers)
    inside = np.log1p(-np.exp(np.minimum(tags[low:high, 0], -1e-4)))
    # The mean over a stretch of how likely each piece is to be outside any source or inside one.
    total = np.concatenate(([0.0], np.cumsum(inside)))
    ends = np.arange(high - low)
    length = ends[None, :] - ends[:, None] + 1
    mean = (total[1:][None, :] - total[:-1][:, None]) / np.maximum(length, 1)
    joint = first[:-1, None] + last[None, :-1] + settings.tagged * mean
    joint[(length < 1) | (length > settings.longest)] = -np.inf
    best = int(joint.argmax())
    start, end = divmod(best, high - low)
    none = float(first[-1] + last[-1]) + settings.none
    top = float(joint[start, end])
    sure = 1 / (1 + float(np.exp(-abs(top - none))))
    return (None, sure) if none >= top else ((low + start, low + end + 1), sure)
