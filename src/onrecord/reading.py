"""The working object of one document while it is read: typed slots, each written once by the stage that owns it.

A stage is a function ``run(readings, knowledge)``. It takes what it needs from the named slots of earlier stages and
fills its own, for every reading of the batch. Nothing reaches back. All offsets are code points into the document's text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from onrecord.model import (
    Document,
    Event,
    Figure,
    Inferred,
    Media,
    Meeting,
    Person,
    Pledge,
    Span,
    Statement,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Stretch

__all__ = [
    "Actor",
    "Attribution",
    "Layout",
    "Mention",
    "Paragraph",
    "Parse",
    "Quotation",
    "Reading",
    "Sentence",
    "Time",
    "Turn",
]

ParagraphKind = Literal["title", "heading", "body", "turn", "furniture", "separator"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text, trimmed of white space.

    ``kind``: ``title`` (the report's title where the text opens with it), ``heading`` (a sub-heading), ``body``
    (narration), ``turn`` (speech in a transcript; ``turn`` is the index into ``Layout.turns``), ``furniture``, ``separator``
    ("* * *", "<…>"). ``content_start`` is where speech begins after a turn's label, else ``start``; for a body paragraph
    that opens with a dateline ("ST. PETERSBURG, July 13. /TASS/.") or the number of a list it is where its own words begin.
    """

    start: int
    end: int
    kind: ParagraphKind
    content_start: int
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a transcript.

    ``label`` is the span of the name as printed, without the colon, hover-card debris and "(retranslated)"; ``name`` its
    text with white space made single. ``retranslated``: the words are an interpreter's. ``pieces`` are the spans of its
    paragraphs, without label. ``anonymous``: "Question:", "Remark:", "Q".
    """

    label: tuple[int, int]
    name: str
    retranslated: bool
    anonymous: bool
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of the text.

    ``surface`` is the text as the parser is to see it: of the same length as ``Document.text``, with furniture and debris
    blanked, and every line break inside a paragraph, tab and no-break space turned into a space, character for character.
    ``partial`` says that the text shows that it is not whole ("<…>", "To be continued."), ``partial_why`` with which words.
    ``translated``: "machine" or "unofficial" where the text says that it is a translation.
    """

    surface: str
    paragraphs: tuple[Paragraph, ...]
    turns: tuple[Turn, ...]
    furniture: tuple[tuple[int, int], ...]
    media: Media | None
    partial: bool
    partial_why: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None
    translated: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``stretch`` is the spaCy span; ``offset`` is added to spaCy's character indexes to get the document's."""

    stretch: Stretch
    offset: int
    paragraph: int

    @property
    def start(self) -> int:
        return int(self.offset + self.stretch.start_char)

    @property
    def end(self) -> int:
        return int(self.offset + self.stretch.end_char)

    def at(self, token: Token) -> tuple[int, int]:
        """Where a token of this sentence's paragraph stands in the document."""
        begin = self.offset + token.idx
        return begin, begin + len(token)


@dataclass(frozen=True, slots=True)
class Parse:
    """The parse: one spaCy ``Doc`` for each paragraph that is read, keyed by the paragraph's index, and all sentences."""

    docs: dict[int, Doc]
    offsets: dict[int, int]
    sentences: tuple[Sentence, ...]

    def within(self, paragraph: int) -> Iterator[Sentence]:
        """The sentences of one paragraph."""
        return (s for s in self.sentences if s.paragraph == paragraph)

    def beginning_in(self, start: int, end: int) -> tuple[Sentence, ...]:
        """The sentences that begin in ``[start, end)``, found without going through all."""
        low, high = (bisect_left(self.sentences, at, key=lambda s: s.start) for at in (start, end))
        return self.sentences[low:high]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``start`` and ``end`` bound the words inside the marks, ``outer`` the marks too.

    ``closed`` is false where the closing mark is missing and the paragraph's end stands in for it. ``depth`` is 0 for an
    outermost quotation. ``run`` numbers quotations that run over consecutive paragraphs as one.
    """

    start: int
    end: int
    outer: tuple[int, int]
    paragraph: int
    depth: int = 0
    closed: bool = True
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody of the report: a person, a body or a country that can speak.

    ``party``: takes part in the talks reported. ``rank`` orders actors by first mention. ``id`` is null for people of
    whom no public office is known: they are mentioned, they get no profile. ``level`` is the office's: see ``offices.toml``.
    """

    name: str
    id: str | None
    role: str | None
    country: str | None
    kind: Literal["person", "body", "country"]
    party: bool
    rank: int
    interpreter_or_aide: bool = False
    level: str | None = None
    pronoun: str | None = None
    """"he" or "she" where the text itself shows it: by an honorific, by "and his counterpart", by a title."""

    def person(self, mention: Span | None = None) -> Person:
        return Person(self.name, self.id, self.role, self.country, mention)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch that names one or more actors: by name, by title ("the Russian president"), by pronoun or as a group.

    ``actors`` are indexes into ``Reading.cast``; several for a group ("the two leaders"). Empty with ``candidates`` where it
    stays open; ``why`` says why, or from what it was resolved.
    """

    start: int
    end: int
    kind: Literal["name", "title", "pronoun", "group", "country", "body"]
    actors: tuple[int, ...]
    candidates: tuple[int, ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. ``value`` is ISO 8601 as the text and the publication date state it, null where they do not.

    ``inferred`` is what only the text's inner logic yields. ``basis``: "stated", "published" (resolved with the
    publication date) or "open".
    """

    start: int
    end: int
    value: str | None
    basis: Literal["stated", "published", "open"]
    inferred: Inferred | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speech before its speaker is known: source, cue and content, and the act that the cue suggests."""

    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    kind: Literal["direct", "indirect", "mixed"]
    act: str | None
    paragraph: int
    turn: int | None = None
    joint: bool = False
    """The cue makes all parties speak: agentless passives and "spoke with"."""
    author: bool = False
    """The source is a document or the first person ("The message reads", "I"): whoever wrote it speaks."""
    why: str = ""


@dataclass(slots=True)
class Reading:
    """One document on its way through the stages. Slots are in the order in which they are filled."""

    document: Document
    layout: Layout = field(init=False)
    parse: Parse = field(init=False)
    quotations: tuple[Quotation, ...] = field(init=False)
    times: tuple[Time, ...] = field(init=False)
    written: Inferred | None = field(init=False)
    """The year in which it was written, where that is not known and the text yields it."""
    cast: tuple[Actor, ...] = field(init=False)
    mentions: tuple[Mention, ...] = field(init=False)
    attributions: tuple[Attribution, ...] = field(init=False)
    statements: tuple[Statement, ...] = field(init=False)
    meetings: tuple[Meeting, ...] = field(init=False)
    figures: tuple[Figure, ...] = field(init=False)
    pledges: tuple[Pledge, ...] = field(init=False)
    events: tuple[Event, ...] = field(init=False)

    def __setattr__(self, name: str, value: Any) -> None:
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            object.__setattr__(self, name, value)
        else:
            raise AttributeError(f"the slot {name!r} of a reading is written once")

    @property
    def text(self) -> str:
        return self.document.text

    @property
    def leaders(self) -> tuple[int, ...]:
        """The people who take part in the talks, as indexes into the cast."""
        return tuple(i for i, actor in enumerate(self.cast) if actor.party and actor.kind == "person")

    def span(self, start: int, end: int) -> Span:
        """The exact characters of the text from ``start`` to ``end``."""
        return Span(start, end, self.document.text[start:end])
