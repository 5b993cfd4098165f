"""In what form the main meeting was held: by the sentence that reports it, and by the title."""

from __future__ import annotations

from onrecord.model import Format
from onrecord.stages.meetings.lead import REMOTE
from onrecord.stages.meetings.page import Page
from onrecord.stages.meetings.slots import Slots
from onrecord.stages.meetings.title import Title

__all__ = ["format_of"]


def format_of(page: Page, chosen: Slots | None, title: Title) -> Format:
    """The form that the sentence names, unless the title names one that is more exact."""
    if chosen is None:
        return _by_title(page, title)
    form, named = chosen.trigger.format, title.form
    if form == "talks" and named in ("talks", None) and len(chosen.people) < 2 and _is_summit(page, title):
        return "summit"
    if named is None and title.occasion is not None and _is_in_passing(page, chosen):
        return title.occasion
    if named is None or form == named:
        return form
    if form in ("talks", "call") and named in ("video", *REMOTE) and not (form == "call" and named == "call"):
        return named
    if form == "talks" and chosen.trigger.weak:
        return named
    spoken = form == "call" and not page.lexicon.call.search(page.text, *chosen.sentence)
    return "talks" if spoken and named == "talks" and page.lexicon.meeting.search(title.text) else form


def _by_title(page: Page, title: Title) -> Format:
    if title.form == "talks" and len(page.parties) < 2 and _is_summit(page, title):
        return "summit"
    return title.form or title.occasion or ("talks" if len(page.parties) > 1 else "other")


def _is_summit(page: Page, title: Title) -> bool:
    """Whether the title tells of leaders of a body of states: "Leaders of the X countries met", "Meeting of the X Council"."""
    body = page.lexicon.summits.search(title.text)
    if body is not None and page.lexicon.session_of.search(title.text[: body.start()]):
        return not title.text[body.end() :].lstrip().casefold().startswith(tuple(page.lexicon.offices))
    return body is not None and page.lexicon.of_leaders.search(title.text) is not None


def _is_in_passing(page: Page, chosen: Slots) -> bool:
    """Words exchanged at an occasion ("talked with the director" on a visit to a factory) are no call, no talks of their own."""
    spoken = chosen.trigger.format == "call" and not page.lexicon.call.search(page.text, *chosen.sentence)
    return spoken or len(chosen.people) < 2
