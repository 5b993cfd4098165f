"""Web pages as documents: this process's side of it."""

from __future__ import annotations

from onrecord.errors import EmptyInput, InputError, Malformed, ParserStopped
from onrecord.ingest.build import Context, Facts, Source, document
from onrecord.ingest.encoding import Decoded
from onrecord.ingest.policy import as_written
from onrecord.ingest.sandbox import parser
from onrecord.ingest.wire import PageFacts, Refused
from onrecord.model import Document, Media

__all__ = ["page"]

_ADVICE = {
    "list": "open one of them and save that page",
    "empty": "save the page of the report itself, or copy its text into a .txt file",
    "malformed": "copy the report's text into a .txt file and read that",
    "memory": "copy the report's text into a .txt file and read that",
}
_KINDS: dict[str, type[InputError]] = {"list": InputError, "empty": EmptyInput, "malformed": Malformed, "memory": ParserStopped}
GUESSED_DATE = "date of publication guessed from the page's text"


def page(read: Decoded, name: str | None, data: bytes, media_type: str, notes: tuple[str, ...], context: Context) -> Document:
    """The document of a web page. Raises ``InputError`` or one of its kinds where there is no report on it."""
    text, replaced = as_written(read.text)
    found = parser(context.knowledge).parse(text, context.hints.url)
    if isinstance(found, Refused):
        raise _KINDS.get(found.kind, InputError)(f"{found.why}: {_ADVICE.get(found.kind, 'give another page')}")
    return document(found.text, Source(name, data, media_type, found.extractor, replaced), _facts(found, notes, context), context)


def _facts(found: PageFacts, notes: tuple[str, ...], context: Context) -> Facts:
    guessed = found.published_guessed if not context.hints.published else None
    return Facts(
        title=found.title,
        url=found.url,
        publisher=found.publisher,
        language=found.language,
        language_sure=False,
        published=found.published or guessed,
        place=found.place,
        media=Media(found.photos, found.videos) if found.photos is not None or found.videos is not None else None,
        notes=(*notes, *found.notes, *((GUESSED_DATE,) if guessed else ())),
    )
