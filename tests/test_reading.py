"""What a reading offers beside its slots."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.model import Document
from onrecord.reading import Reading
from onrecord.stages import layout, parse
from onrecord.tables import Knowledge


def test_the_sentences_that_begin_in_a_stretch(make_document: Callable[..., Document], knowledge: Knowledge) -> None:
    text = "Helena Marsk: Good afternoon. We met.\n\nRadomir Tesk: Thank you. It went well.\n\nThey parted. It rained."
    reading = Reading(make_document(text))
    layout.run([reading], knowledge)
    parse.run([reading], knowledge)
    sentences = reading.parse.sentences
    assert len(sentences) > 4
    for start in range(len(text)):
        for end in (start, start + 9, len(text)):
            assert reading.parse.beginning_in(start, end) == tuple(s for s in sentences if start <= s.start < end)
