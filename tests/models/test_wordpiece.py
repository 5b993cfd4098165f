"""Word pieces: what is cut, and where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.wordpiece import WordPieces

VOCABULARY = ["[PAD]", "[UNK]", "the", "talk", "##s", "end", "##ed", "cafe", "€", "##5", ".", "“", "”", "-", "i", "##t", "中"]
PIECES = WordPieces(VOCABULARY)


def _read(text: str) -> list[tuple[str, str]]:
    ids, offsets = PIECES.encode(text)
    return [(VOCABULARY[i], text[s:e]) for i, (s, e) in zip(ids, offsets, strict=True)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The talks ended.", [("the", "The"), ("talk", "talk"), ("##s", "s"), ("end", "end"), ("##ed", "ed"), (".", ".")]),
        ("“the-end”", [("“", "“"), ("the", "the"), ("-", "-"), ("end", "end"), ("”", "”")]),
        ("Café", [("cafe", "Café")]),
        ("Cafe\u0301s", [("cafe", "Cafe"), ("##s", "s")]),
        ("€5", [("€", "€"), ("##5", "5")]),
        ("中中", [("中", "中"), ("中", "中")]),
        ("İt", [("i", "İ"), ("##t", "t")]),
        ("talkx the", [("[UNK]", "talkx"), ("the", "the")]),
        ("the\u00a0\tend", [("the", "the"), ("end", "end")]),
        ("x" * 101, [("[UNK]", "x" * 101)]),
        ("\u0000 \ufffd", []),
    ],
)
def test_words_are_cut_into_the_longest_pieces(text: str, pieces: list[tuple[str, str]]) -> None:
    assert _read(text) == pieces


def test_a_stretch_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    ids, offsets = PIECES.encode("the talks ended", 4, 9)
    assert [VOCABULARY[i] for i in ids] == ["talk", "##s"]
    assert offsets == [(4, 8), (8, 9)]


@given(st.text(st.sampled_from("the talks.“”é中İ€5\u0301\u200b\u0000 \n-") | st.characters(), max_size=60))
def test_pieces_stand_in_order_inside_any_text(text: str) -> None:
    _, offsets = PIECES.encode(text)
    assert all(0 <= s < e <= len(text) for s, e in offsets)
    assert all(a[1] <= b[0] for a, b in pairwise(offsets))
