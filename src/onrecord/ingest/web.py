"""Web pages, and all other formats that are parsed in a process of their own, as documents: this process's side of it."""

from __future__ import annotations

from onrecord.errors import EmptyInput, InputError, Malformed, NotText, ParserStopped, TooLarge
from onrecord.ingest.build import Context, Facts, Source, document
from onrecord.ingest.encoding import Decoded
from onrecord.ingest.policy import as_written
from onrecord.ingest.sandbox import parser
from onrecord.ingest.wire import Members, PageFacts, Refused
from onrecord.model import Document, Media

__all__ = ["page", "parsed", "told"]

_ADVICE = {
    "list": "open one of them and save that page",
    "empty": "save the page of the report itself, or copy its text into a .txt file",
    "malformed": "copy the report's text into a .txt file and read that",
    "damaged": "get the web archive anew",
    "memory": "copy the report's text into a .txt file and read that",
    "large": "take out what you need and read that",
    "locked": "save it without, or copy its text into a .txt file, and read that",
    "other": "take the report out of it, and read that",
}
_KINDS: dict[str, type[InputError]] = {
    "list": InputError,
    "empty": EmptyInput,
    "malformed": Malformed,
    "damaged": Malformed,
    "memory": ParserStopped,
    "large": TooLarge,
    "locked": NotText,
    "other": NotText,
}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEDIA_TYPES = {"pdf": "application/pdf", "mhtml": "multipart/related"}
GUESSED_DATE = "date of publication guessed from the page's text"


def page(read: Decoded, name: str | None, data: bytes, media_type: str, notes: tuple[str, ...], context: Context) -> Document:
    """The document of a web page. Raises ``InputError`` or one of its kinds where there is no report on it."""
    text, replaced = as_written(read.text)
    found = parser(context.knowledge).parse(text, context.hints.url)
    if not isinstance(found, PageFacts):
        raise told(found)
    return document(found.text, Source(name, data, media_type, found.extractor, replaced), _facts(found, notes, context), context)


def parsed(data: bytes, form: str, name: str | None, inside: bool, context: Context) -> Document | Members:
    """The document of a PDF, Word file or saved page, or what is in an archive. Raises ``InputError`` where there is neither."""
    found = parser(context.knowledge).parse(data, context.hints.url, form, inside)
    if isinstance(found, Members):
        return found
    if isinstance(found, Refused):
        raise told(found)
    assert isinstance(found, PageFacts)
    media_type = _DOCX if form == "zip" else _MEDIA_TYPES[form]
    return document(
        found.text, Source(name, data, media_type, found.extractor, found.replaced), _facts(found, (), context), context
    )


def told(refused: object) -> InputError:
    """The error that says why something was refused, and what to do."""
    assert isinstance(refused, Refused)
    why = refused.why if ":" in refused.why else f"{refused.why}: {_ADVICE.get(refused.kind, 'give another page')}"
    return _KINDS.get(refused.kind, InputError)(why)


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
