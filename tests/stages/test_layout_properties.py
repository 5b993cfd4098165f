"""What holds of layout and quotations whatever the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import shared
from onrecord.model import Document
from onrecord.reading import Reading
from onrecord.stages import layout, quotations
from onrecord.tables import Knowledge

SETTINGS = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = (
    *"\"'“”‘’„«»<>()[]*#:;,.!?…–-•\\/|",
    *"\n\t\r\u00a0\u2028\u2029\u0085\f\u200b\u00ad\ufeff",
    *(
        "President of Sarelia Helena Marsk: ",
        "Helena Marsk: ",
        "Question: ",
        "Q  ",
        "THE PRESIDENT: ",
        " (retranslated): ",
        "(Applause.)",
    ),
    *(
        "      Marsk HelenaPresident of Sarelia  ",
        "   Background information River Union     ",
        "Helena Marsk Marsk Helena",
        "H. Marsk",
    ),
    *(
        "* * *",
        "<…>",
        "[...]",
        "To be continued.",
        "See also",
        "May 14, 2017",
        "• 9",
        "- 2",
        "###",
        "Published 9 August",
        "Source: x",
    ),
    *(
        "ARLEN, July 13. /NEWS/. ",
        "ARLEN (NEWS) – ",
        "\n\n",
        "\n\n",
        " ",
        "  ",
        "   ",
        "the presidents agreed",
        "Trade grows. ",
        "İ",
        "é",
        "𝒳",
        "5'10\"",
    ),
    *(
        "<s>",
        "</s>",
        "**",
        "[a](https://a)",
        "[Provisional translation]",
        ", he said. ",
        "“Trade",
        "grows,”",
        "'em",
        "years’ ",
        "1. ",
    ),
)
texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=50).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n\n".join),
)
Make = Callable[..., Document]


def _read(document: Document, knowledge: Knowledge) -> Reading:
    reading = Reading(document)
    layout.run([reading], knowledge)
    quotations.run([reading], knowledge)
    return reading


def _disjoint(spans: Iterable[tuple[int, int]], length: int) -> bool:
    """Whether spans are not empty, in order, do not overlap, and lie in a text of some length."""
    at = 0
    for start, end in spans:
        if not at <= start < end <= length:
            return False
        at = end
    return True


def _check(reading: Reading) -> None:
    text, form = reading.text, reading.layout
    assert len(form.surface) == len(text)
    assert _disjoint([(p.start, p.end) for p in form.paragraphs], len(text))
    assert _disjoint(form.furniture, len(text))
    for p in form.paragraphs:
        assert p.start <= p.content_start <= p.end
        assert text[p.start : p.end].strip()
        assert "\n" not in form.surface[p.start : p.end]
        assert (p.turn is not None) == (p.kind == "turn")
    assert not any(form.surface[start:end].strip() for start, end in form.furniture)
    _check_turns(reading)
    _check_quotations(reading)


def _check_turns(reading: Reading) -> None:
    form = reading.layout
    assert _disjoint([turn.label for turn in form.turns], len(reading.text))
    pieces = [(turn, piece) for turn in form.turns for piece in turn.pieces]
    assert _disjoint([piece for _, piece in pieces], len(reading.text))
    spoken = [p for p in form.paragraphs if p.kind == "turn"]
    for turn, (start, end) in pieces:
        assert turn.name
        assert any(p.content_start <= start < end <= p.end and form.turns[p.turn or 0] is turn for p in spoken)
    assert [p.turn for p in spoken] == sorted(p.turn or 0 for p in spoken)


def _check_quotations(reading: Reading) -> None:
    form = reading.layout
    starts = [(q.paragraph, q.outer[0]) for q in reading.quotations]
    assert starts == sorted(starts)
    for q in reading.quotations:
        p = form.paragraphs[q.paragraph]
        assert p.content_start <= q.outer[0] <= q.start < q.end <= q.outer[1] <= p.end
        assert 0 <= q.depth <= 3
    for depth in range(4):
        assert _disjoint([q.outer for q in reading.quotations if q.depth == depth], len(reading.text))


@SETTINGS
@given(text=texts, title=st.sampled_from([None, "", "Trade grows", "H. Marsk"]))
def test_any_text(text: str, title: str | None, make_document: Make, knowledge: Knowledge) -> None:
    reading = _read(make_document(text, title=title), knowledge)
    _check(reading)
    again = _read(make_document(text, title=title), knowledge)
    assert (again.layout, again.quotations) == (reading.layout, reading.quotations)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_many_times(piece: str, make_document: Make, knowledge: Knowledge) -> None:
    for gap in ("", " ", "\n\n"):
        _check(_read(make_document(gap.join([piece] * 300)), knowledge))


def test_real_reports(shared_data: object, knowledge: Knowledge) -> None:
    for document in shared.documents(shared.reports()):
        _check(_read(document, knowledge))
