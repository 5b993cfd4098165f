"""Paragraphs, shapes and windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.pieces import CLS, LONGEST, SEP, Pieces, paragraphs_of, split, windows
from onrecord.models.wordpiece import WordPieces

PIECES = WordPieces(["[PAD]", "[UNK]", "a", "b", '"', "."])


def _paragraph(length: int) -> Pieces:
    return Pieces([5] * length, [1] * length, [(i, i + 1) for i in range(length)], (0, length))


def test_blank_lines_and_ends_of_sentences_part_paragraphs_but_wrapped_lines_do_not() -> None:
    text = "First line\nwrapped on.\nSecond.\n\n  \nThird"
    assert [text[s:e] for s, e in paragraphs_of(text)] == ["First line\nwrapped on.", "Second.", "Third"]


def test_a_text_of_white_space_has_no_paragraph() -> None:
    assert paragraphs_of(" \n\n \t\n") == []


def test_shapes_tell_capitals_and_the_space_before() -> None:
    text = 'Ab abc ABC "a"'
    (part,) = split(WordPieces(["[PAD]", "[UNK]", "ab", "abc", '"', "a"]), text, [(0, len(text))])
    assert part.shapes == [7, 6, 8, 9, 1, 4]


def test_a_window_bounds_its_paragraphs_with_marks() -> None:
    (window,) = windows([_paragraph(2), _paragraph(1)])
    assert window.ids() == [CLS, 5, 5, SEP, 5, SEP]
    assert window.shapes() == [0, 1, 1, 0, 1, 0]
    assert len(window) == 6
    assert [at for at, _ in window.starts()] == [1, 4]


@given(st.lists(st.integers(1, LONGEST - 2), max_size=30))
def test_windows_hold_every_paragraph_once_and_are_never_too_long(lengths: list[int]) -> None:
    parts = [_paragraph(n) for n in lengths]
    found = windows(parts)
    assert [p for w in found for p in w.parts] == parts
    assert all(len(w.ids()) == len(w) == len(w.shapes()) <= LONGEST for w in found)


@given(st.integers(1, 1200))
def test_the_parts_of_a_long_paragraph_answer_for_each_piece_once(length: int) -> None:
    text = "a " * length
    kept = [o for p in split(PIECES, text, [(0, len(text))]) for o in p.offsets[slice(*p.keep)]]
    assert kept == [(2 * i, 2 * i + 1) for i in range(length)]
