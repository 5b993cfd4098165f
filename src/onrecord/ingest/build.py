"""A text and what is known of its source, as a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version

from onrecord.errors import EmptyInput
from onrecord.ingest.dates import iso_day
from onrecord.ingest.hints import Hints
from onrecord.ingest.language import detect, primary
from onrecord.ingest.names import Names
from onrecord.ingest.policy import as_written, blank, digest
from onrecord.ingest.titles import first_line_title
from onrecord.lookups.countries import countries
from onrecord.lookups.publishers import Publisher, principal_name, publishers, real_address
from onrecord.model import Document, Media, Origin
from onrecord.tables import Knowledge

__all__ = ["Context", "Facts", "Source", "document"]

TITLE_NOTE = "title taken from the first line"
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the source itself says. All null where it says nothing.

    ``language_sure`` is false for a web page's own word on its language, which is its template's as often as its text's.
    """

    id: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    language_sure: bool = True
    published: str | None = None
    place: str | None = None
    media: Media | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes that a text came from: a name for the document where it has none, the bytes, and how they were read.

    ``replaced`` counts the characters that were replaced before the text was taken from them, null where it is the text itself.
    """

    name: str | None
    data: bytes
    media_type: str
    extractor: str
    replaced: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What one run of reading shares: the caller's hints, the tables, and the ids given out so far."""

    hints: Hints
    knowledge: Knowledge
    names: Names


def document(raw: str, source: Source, facts: Facts, context: Context) -> Document:
    """The document of a text. Raises ``EmptyInput`` where there is no text to speak of."""
    text, replaced = as_written(raw)
    if blank(text):
        raise EmptyInput("there is no text in it: name a file that holds a report")
    hints, notes = context.hints, list(facts.notes)
    url = real_address(facts.url or hints.url or "") or None
    publisher = _publisher(facts.publisher or hints.publisher, url, context.knowledge)
    title, guessed = _title(text, facts, context)
    notes += [TITLE_NOTE] if guessed else []
    return Document(
        id=context.names.take(facts.id or hints.id or source.name, text),
        sha256=digest(text),
        title=title,
        url=url,
        publisher=facts.publisher or hints.publisher or (publisher.name if publisher else None),
        country=_country(facts, hints, publisher, context.knowledge, notes),
        language=_language(text, facts, context, notes),
        published=_published(facts, hints, notes),
        media=facts.media,
        partial=False,
        furniture=(),
        text=text,
        place=_clean(facts.place),
        origin=_origin(source, replaced),
        notes=tuple(notes),
    )


def _origin(source: Source, replaced: int) -> Origin:
    count = replaced if source.replaced is None else source.replaced
    extractor = f"onrecord {version('onrecord')}, {source.extractor}"
    return Origin(digest(source.data), len(source.data), source.media_type, extractor, count)


def _clean(value: str | None) -> str | None:
    """A value on one line, under the text policy; null where it is empty."""
    return as_written(" ".join((value or "").split()))[0] or None


def _title(text: str, facts: Facts, context: Context) -> tuple[str | None, bool]:
    stated = _clean(_unescaped(facts.title)) or _clean(context.hints.title)
    if stated:
        return stated, False
    guessed = first_line_title(text, context.knowledge)
    return guessed, guessed is not None


def _unescaped(title: str | None) -> str | None:
    """A title without the escapes of a script ("Erdo\\u011Fan", "\\_" for a no-break space) that some pages leave in theirs."""
    if not title or not _ESCAPE.search(title):
        return title
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), title.replace("\\_", " "))


def _publisher(name: str | None, url: str | None, knowledge: Knowledge) -> Publisher | None:
    known = publishers(knowledge)
    return known.by_name(name) or known.by_address(url)


def _country(facts: Facts, hints: Hints, publisher: Publisher | None, knowledge: Knowledge, notes: list[str]) -> str | None:
    """The side that published: as stated, else the publisher's, else the one country that the publisher's name names."""
    stated = facts.country or hints.side
    if stated:
        code = stated.strip().upper()
        table = countries(knowledge)
        code = code if code in table else table.code(stated.strip()) or (code if len(code) == 2 and code.isalpha() else "")
        if code:
            return code
        notes.append(f"the country {stated.strip()!r} is none that is known")
    if publisher and publisher.country:
        return publisher.country
    name = principal_name(facts.publisher or hints.publisher or "")
    named = {found.code for found in countries(knowledge).find(name) if found.form != "capital"}
    return named.pop() if len(named) == 1 else None


def _language(text: str, facts: Facts, context: Context, notes: list[str]) -> str | None:
    stated = primary(facts.language)
    if stated and facts.language_sure:
        return stated
    if hinted := primary(context.hints.language):
        return hinted
    seen = detect(text, context.knowledge)
    if stated and seen and seen != stated:
        notes.append(f"the page gives its language as {stated}, its text is in {seen}")
    return seen or stated


def _published(facts: Facts, hints: Hints, notes: list[str]) -> str | None:
    for stated in (facts.published, hints.published):
        if stated and (day := iso_day(stated)):
            return day
        if stated and stated.strip():
            notes.append(f"the date {stated.strip()!r} is not ISO 8601 and was left out")
    return None
