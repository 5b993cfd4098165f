"""Who else attended the meeting reported, where the narration lists them: "taking part in the meeting were X, Y and Z"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.reading import Mention, Sentence
from onrecord.stages.meetings.page import Page

__all__ = ["attending"]

_CHAIN = 260
"""How far apart two names of a list may stand, in characters: long titles stand between them."""


def attending(page: Page) -> tuple[int, ...]:
    """The cast indexes of those whom the narration lists as taking part, in the order of the text."""
    kinds = page.reading.layout.paragraphs
    found: dict[int, None] = {}
    for sentence in page.reading.parse.sentences:
        if kinds[sentence.paragraph].kind == "body" and page.speakers_at(sentence.start) is None:
            for mention in _listed(page, sentence):
                found.update(dict.fromkeys(i for i in mention.actors if i in page.people))
    return tuple(found)


def _listed(page: Page, sentence: Sentence) -> Iterator[Mention]:
    after = page.lexicon.attended_by.search(page.text, sentence.start, sentence.end)
    if after is not None:
        yield from _chain(after.end(), _named(page, after.end(), sentence.end))
        return
    before = page.lexicon.attended.search(page.text, sentence.start, sentence.end)
    if before is not None:
        named = [m for m in _named(page, sentence.start, before.start()) if m.end <= before.start()]
        if named and named[-1].end == before.start():
            yield from named


def _named(page: Page, start: int, end: int) -> list[Mention]:
    """The mentions that name one person each; groups ("the leaders") name nobody anew."""
    return [m for m in page.mentions_in(start, end) if len(m.actors) == 1]


def _chain(start: int, named: list[Mention]) -> Iterator[Mention]:
    for mention in named:
        if mention.start - start > _CHAIN:
            return
        yield mention
        start = mention.end
