from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.model import Document
from onrecord.reading import Reading
from onrecord.stages import actors, layout, parse, quotations
from onrecord.tables import Knowledge, load

TEXTS = (
    "Call with President Helena Marsk of Norway\n\nPrime Minister Amara Quill spoke today with Helena Marsk.",
    "A telephone conversation with Norway\n\n\nPresident Amara Quill thanked Helena Marsk.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_nobody_is_named_across_a_break_between_paragraphs(text: str, make_document: Callable[..., Document]) -> None:
    knowledge: Knowledge = load()
    reading = Reading(make_document(text))
    for stage in (layout, parse, quotations, actors):
        stage.run([reading], knowledge)
    named = [text[m.start : m.end] for m in reading.mentions if any(reading.cast[i].name == "Amara Quill" for i in m.actors)]
    assert named
    assert not [words for words in named if "\n" in words]
    assert {actor.country for actor in reading.cast if actor.name == "Amara Quill"} == {None}
