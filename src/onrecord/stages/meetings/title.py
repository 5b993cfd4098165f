"""What the report's title says of the meeting: its form, and where it was.

The title is read by its words, not by the parse: it is often no sentence, and often stands only in the page's metadata.
"""

from __future__ import annotations

import re

from onrecord.lookups.names import names
from onrecord.model import Format
from onrecord.stages.meetings.page import Page

__all__ = ["Title", "title_of"]

_WORD = re.compile(r"[\w-]+")
_NAME = re.compile(r"[^\W\d_][\w’'-]{0,40}")
_WORDS = 80
_FAR = 24
"""How many words into the title its verb or noun of form may stand."""


class Title:
    """The title's text and what it yields. ``form`` is null where it does not announce a meeting."""

    def __init__(self, page: Page) -> None:
        own = [page.text[p.start : p.end] for p in page.reading.layout.paragraphs if p.kind == "title"]
        self.text = " ".join((page.reading.document.title or " ".join(own)).split())
        self._rules = names(page.knowledge)
        self._words = {self._rules.fold(word.removesuffix("’s").removesuffix("'s")) for word in _NAME.findall(self.text)[:_WORDS]}
        self.form = self._form(page)
        self.occasion = self._occasion(page)

    def is_announced(self, page: Page) -> bool:
        """Whether the title tells of what is to come: "X will meet with Y on 3 May"."""
        return (self.form or self.occasion) is not None and any(
            w.casefold() in page.lexicon.future for w in _WORD.findall(self._head())
        )

    def names(self, name: str) -> bool:
        """Whether the title holds the surname, in whatever spelling."""
        return self._rules.fold(name.rsplit(maxsplit=1)[-1]) in self._words

    def _form(self, page: Page) -> Format | None:
        head = self._head()
        plain = self._plain(page, head)
        if plain in ("talks", "call", "video", "summit"):
            if page.lexicon.video.search(head):
                return "video"
            if page.lexicon.call.search(head):
                return "call"
        return plain

    def _occasion(self, page: Page) -> Format | None:
        """The visit or ceremony that the title names, where it names no talks: "Official visit to X"."""
        words = page.lexicon
        for word in _WORD.findall(self._head())[:_FAR]:
            form = words.occasion_words.get(word.casefold())
            if form is not None:
                return form
        return None

    def _head(self) -> str:
        """The title without what follows a colon, where something of weight stands before it."""
        before, colon, _ = self.text.partition(":")
        return before if colon else self.text

    def _plain(self, page: Page, head: str) -> Format | None:
        words = page.lexicon
        for word in _WORD.findall(head.replace("’s", " ").replace("'s", " "))[:_FAR]:
            low = word.casefold()
            form = words.title_words.get(low) or words.nouns.get(low)
            if form is not None and form not in ("visit", "ceremony"):
                return form
        return None


def title_of(page: Page) -> Title:
    """The title of a page."""
    return Title(page)
