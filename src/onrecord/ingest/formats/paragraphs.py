"""What the formats share: paragraphs as a text, and the title that a file's properties state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ingest.policy import as_written, blank
from onrecord.ingest.wire import PageFacts, Refused

__all__ = ["facts_of", "title_among"]

_NOT_LETTERS = re.compile(r"[\W_]+")
_HEAD = 5


def facts_of(paragraphs: Sequence[str], extractor: str, stated: str | None, empty: str) -> PageFacts | Refused:
    """The facts of a report that is these paragraphs.

    ``stated`` is the title that its file states, ``empty`` says why there is no text where there is none.
    """
    text, replaced = as_written("\n\n".join(paragraphs))
    if blank(text):
        return Refused("empty", empty)
    return PageFacts(text, extractor, title=title_among(stated, paragraphs), replaced=replaced)


def title_among(stated: str | None, paragraphs: Sequence[str]) -> str | None:
    """The stated title where the text opens with it. Properties keep the titles of templates and of other people's files."""
    same = _letters(stated or "")
    return next((" ".join(p.split()) for p in paragraphs[:_HEAD] if same and _letters(p) == same), None)


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text.casefold())
