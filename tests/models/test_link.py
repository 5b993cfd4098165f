"""From scores to relations, with scores made by hand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.decode import best_contents, best_tags, log_softmax, spans_of
from onrecord.models.link import Link, Settings, linked
from onrecord.models.pieces import Pieces, windows

SURE = 9.0


def _tags(row: str) -> np.ndarray:
    """Scores that are sure of the tags written as ``.``, ``B`` and ``I``."""
    scores = np.zeros((len(row), 3), dtype=np.float32)
    for i, tag in enumerate(row):
        scores[i, ".BI".index(tag)] = SURE
    return scores


def _points(size: int, aims: dict[int, int]) -> np.ndarray:
    scores = np.zeros((size, size), dtype=np.float32)
    for i, aim in aims.items():
        scores[i, aim] = SURE
    return scores


def _linked(content: str, source: str, cue: str, aims: list[dict[int, int]], settings: Settings | None = None) -> list[Link]:
    size = len(content)
    part = Pieces([9] * (size - 2), [1] * (size - 2), [(i, i + 1) for i in range(size - 2)], (0, size - 2))
    (window,) = windows([part])
    tags = np.stack([_tags(r) for r in (content, source, cue)], 1).reshape(size, 9)
    first, second, third = (_points(size, a) for a in aims)
    return linked(window, tags, (first, second, third), settings or Settings())


def test_a_content_goes_to_the_cue_it_points_to_and_the_cue_to_its_source() -> None:
    (link,) = _linked("....BII.", ".BI.....", "...B....", [{4: 3, 5: 3, 6: 3}, {3: 1}, {3: 2}])
    assert (link.cue, link.source, link.content) == ((3, 4), (1, 3), ((4, 7),))
    assert link.score > 0.9


def test_a_quotation_broken_by_its_attribution_is_one_relation() -> None:
    (link,) = _linked(".BI..BI.", "...B....", "....B...", [{1: 4, 2: 4, 5: 4, 6: 4}, {4: 3}, {4: 3}])
    assert link.content == ((1, 3), (5, 7))


def test_a_source_may_serve_several_cues() -> None:
    aims = [{3: 2, 5: 4}, {2: 1, 4: 1}, {2: 1, 4: 1}]
    assert [link.source for link in _linked("...B.B..", ".B......", "..B.B...", aims)] == [(1, 2), (1, 2)]


def test_a_cue_that_points_at_the_first_mark_has_no_source() -> None:
    (link,) = _linked("..BI..", "......", ".B....", [{2: 1, 3: 1}, {1: 0}, {1: 0}])
    assert link.source is None


def test_a_content_that_points_outside_all_cues_makes_one() -> None:
    (link,) = _linked("..BI..", "......", "......", [{2: 1, 3: 1}, {1: 0}, {1: 0}])
    assert link.cue == (1, 2)


def test_what_the_model_is_unsure_of_is_left_out() -> None:
    assert _linked("..BI..", "......", ".B....", [{}, {}, {}]) == []


def test_nothing_said_gives_nothing() -> None:
    assert _linked("......", ".B....", "..B...", [{}, {}, {}]) == []


@pytest.mark.parametrize(
    ("row", "spans"), [("..", []), ("B.", [(0, 1)]), ("BI", [(0, 2)]), ("BB", [(0, 1), (1, 2)]), (".BIB", [(1, 3), (3, 4)])]
)
def test_spans_of_tags(row: str, spans: list[tuple[int, int]]) -> None:
    assert spans_of(np.array([".BI".index(tag) for tag in row])) == spans


def _likelihood(scores: np.ndarray, tags: tuple[int, ...]) -> float:
    return float(sum(scores[i, t] for i, t in enumerate(tags)))


@given(st.lists(st.tuples(*[st.floats(-5, 5, width=32)] * 3), min_size=1, max_size=5))
def test_the_best_tags_are_the_best_of_all_that_are_allowed(rows: list[tuple[float, ...]]) -> None:
    scores = log_softmax(np.array([rows], dtype=np.float32))
    allowed = [t for t in np.ndindex(*[3] * len(rows)) if not any(b == 2 and a == 0 for a, b in zip((0, *t), t, strict=False))]
    best = max(_likelihood(scores[0], t) for t in allowed)
    found = tuple(best_tags(scores)[0].tolist())
    assert found in allowed
    assert _likelihood(scores[0], found) == pytest.approx(best, abs=1e-4)


def _worth(tags: np.ndarray, shares: np.ndarray, found: list[tuple[tuple[int, int], int]]) -> float:
    total, inside = 0.0, set()
    for (start, end), cue in found:
        inside |= set(range(start, end))
        total += float(tags[start, 1] + tags[start + 1 : end, 2].sum() + shares[start:end, cue].sum())
    return total + float(sum(tags[t, 0] for t in range(len(tags)) if t not in inside))


def _ways(size: int, cues: int, at: int = 0) -> Iterator[list[tuple[tuple[int, int], int]]]:
    """All ways to cut a row of pieces into stretches of content."""
    if at == size:
        yield []
        return
    for rest in _ways(size, cues, at + 1):
        yield rest
    for end in range(at + 1, size + 1):
        for rest in _ways(size, cues, end):
            for cue in range(cues):
                yield [((at, end), cue), *rest]


@given(st.integers(1, 2).flatmap(lambda n: st.lists(st.tuples(*[st.floats(-5, 0, width=32)] * (3 + n)), min_size=1, max_size=4)))
def test_the_best_contents_are_the_best_of_all_ways_to_cut(rows: list[tuple[float, ...]]) -> None:
    scores = np.array(rows, dtype=np.float32)
    tags, shares = scores[:, :3], scores[:, 3:]
    found = best_contents(tags, shares)
    best = max(_worth(tags, shares, way) for way in _ways(len(rows), shares.shape[1]))
    assert _worth(tags, shares, found) == pytest.approx(best, abs=1e-4)


def test_contents_of_two_cues_without_a_mark_between_are_told_apart() -> None:
    aims = [{2: 1, 3: 1, 4: 6, 5: 6}, {1: 0, 6: 0}, {1: 0, 6: 0}]
    links = _linked("..BIII..", "........", ".B....B.", aims)
    assert [(link.cue, link.content) for link in links] == [((1, 2), ((2, 4),)), ((6, 7), ((4, 6),))]
