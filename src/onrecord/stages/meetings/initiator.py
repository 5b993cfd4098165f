"""Who began a call: the caller, or the side that the text names as the one on whose initiative it was."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.stages.meetings.draft import Draft
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.title import Title

__all__ = ["initiator_of"]

_REACH = 60
_LEAD = 900


def initiator_of(page: Page, chosen: Slots | None, draft: Draft, title: Title) -> int | None:
    """The cast index of who began the call, null where the text does not tell."""
    if chosen is not None and chosen.caller is not None:
        return chosen.caller
    for stretch, at in _told(page, title):
        before = page.lexicon.initiated_by.search(stretch)
        after = page.lexicon.initiative_of.search(stretch) if before is None else None
        if before is not None or after is not None:
            start, end = (before.end(), before.end() + _REACH) if before else (max(0, after.start() - 40), after.start())  # type: ignore[union-attr]
            return _mentioned(page, at + start, at + end, draft) if at is not None else _side(page, stretch[start:end], draft)
    return None


def _mentioned(page: Page, start: int, end: int, draft: Draft) -> int | None:
    """The participant mentioned in the stretch, by whatever words, else the one whose country it names."""
    for mention in page.mentions_in(start, end):
        among = [i for i in mention.actors if i in draft.people]
        if len(among) == 1:
            return among[0]
    return _side(page, page.text[start:end], draft)


def _told(page: Page, title: Title) -> Iterator[tuple[str, int | None]]:
    """The title and the sentences of the lead that speak of the call itself, with where they stand in the text."""
    yield title.text, None
    body = next((p.start for p in page.reading.layout.paragraphs if p.kind == "body"), 0)
    for sentence in page.reading.parse.sentences:
        if body <= sentence.start < body + _LEAD and page.lexicon.contact.search(page.text, sentence.start, sentence.end):
            yield page.text[sentence.start : sentence.end], sentence.start


def _side(page: Page, words: str, draft: Draft) -> int | None:
    """The participant whom the words name by surname or country; "the latter" is the last."""
    if page.lexicon.latter.search(words) and len(draft.people) == 2:
        return draft.people[-1]
    named = [i for i in draft.people if page.actor(i).name.split()[-1] in words]
    codes = [f.code for f in page.countries.find(words)]
    among = named or [i for i in draft.people if page.actor(i).country in codes[:1]]
    return among[0] if len(among) == 1 else None
