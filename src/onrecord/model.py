"""The record: every type that OnRecord writes. No logic beyond turning a record into data and back.

All types are immutable. Offsets are Python code points into ``Document.text``; a span is half-open, ``[start, end)``,
and carries its own text, so that ``document.text[span.start:span.end] == span.text`` can be checked by anyone.

Dates and periods are ISO 8601: a day, month or year; ``--MM-DD`` or ``--MM`` where the year is not stated; an interval
with a slash. Countries are ISO 3166-1 alpha-2 codes (``EU`` for the European Union), pairs of them sorted and joined
with a hyphen. Fields with a default are left out of the JSON where they hold it; all others are always there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct

from onrecord.errors import Malformed, ModelMissing
from onrecord.flat import flat_row

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "TABLES",
    "Act",
    "Bound",
    "Change",
    "ChangeKind",
    "Changes",
    "Comparison",
    "Difference",
    "Direction",
    "Document",
    "Event",
    "Figure",
    "FigureKind",
    "Format",
    "Inferred",
    "Item",
    "ItemKind",
    "Media",
    "Meeting",
    "Origin",
    "Person",
    "Pledge",
    "Record",
    "Report",
    "Side",
    "Span",
    "Statement",
    "StatementKind",
    "Status",
    "Table",
    "Talks",
    "Versions",
    "VisitType",
]

Format = Literal["talks", "call", "video", "summit", "visit", "ceremony", "other"]
Status = Literal["held", "planned", "past"]
VisitType = Literal["state", "official", "working", "private", "unofficial"]
StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "state",
    "discuss",
    "agree",
    "pledge",
    "request",
    "support",
    "criticise",
    "warn",
    "reject",
    "courtesy",
    "invite",
]
FigureKind = Literal["change", "level", "index", "multiple", "points", "count"]
Direction = Literal["up", "down"]
Table = Literal["meetings", "statements", "figures", "events", "pledges"]
TABLES: tuple[Table, ...] = ("meetings", "statements", "figures", "events", "pledges")
ItemKind = Literal["both", "differs", "only_a", "only_b"]
Difference = Literal[
    "direction",
    "magnitude",
    "unit",
    "period",
    "date",
    "place",
    "participants",
    "attribution",
    "strength",
    "wording",
]
ChangeKind = Literal["added", "dropped", "reworded"]
Bound = Literal["exact", "approx", "over", "under", "at_least", "at_most"]


class Span(Struct, frozen=True):
    """A stretch ``[start, end)`` of the document's text, in code points, with the text that stands there."""

    start: int
    end: int
    text: str


class Media(Struct, frozen=True):
    """Counts of photos and videos that a page states of itself."""

    photos: int | None
    videos: int | None


class Origin(Struct, frozen=True):
    """The bytes that a document was read from: their hash and length, their media type, and what extracted the text."""

    sha256: str
    bytes: int
    media_type: str
    extractor: str
    replaced: int
    """How many characters (NUL, lone surrogates) became U+FFFD at ingest."""


class Document(Struct, frozen=True, omit_defaults=True):
    """A report: its text, unchanged, and what is known of its source.

    ``country`` is the side that published it; ``published`` an ISO date; ``place`` where the publisher says that the
    talks took place. ``partial`` says that the text itself shows that it is not whole. ``furniture`` are stretches that
    belong to the page and not to the report (counts, menus, links); they stay in ``text``.
    """

    id: str
    sha256: str
    title: str | None
    url: str | None
    publisher: str | None
    country: str | None
    language: str | None
    published: str | None
    media: Media | None
    partial: bool
    furniture: tuple[Span, ...]
    text: str
    place: str | None = None
    origin: Origin | None = None
    notes: tuple[str, ...] = ()
    """What a reader should know before citing: machine-translated, title guessed from the first line, cut short."""


class Person(Struct, frozen=True, omit_defaults=True):
    """A person (or a body or country that speaks), or an open question about one.

    Open: ``name`` and ``id`` are null, ``candidates`` holds the readings that stand, ``why`` says why none was chosen.
    ``mention`` is where the text names this person here, null where it does not.
    """

    name: str | None
    id: str | None
    role: str | None
    country: str | None
    mention: Span | None
    candidates: tuple[str, ...] = ()
    why: str | None = None


class Inferred(Struct, frozen=True, omit_defaults=True):
    """A value that the text does not state but yields, with what it was inferred from."""

    value: str
    basis: str
    evidence: tuple[Span, ...] = ()


class Meeting(Struct, frozen=True, kw_only=True):
    """A meeting, call or visit that the report tells of or mentions."""

    id: str
    format: Format
    status: Status
    visit_type: VisitType | None
    date: str | None
    date_inferred: Inferred | None
    venue: str | None
    city: str | None
    country: str | None
    host: Person | None
    initiator: Person | None
    agenda: tuple[Span, ...]
    participants: tuple[Person, ...]
    evidence: tuple[Span, ...]
    confidence: float
    by: str


class Statement(Struct, frozen=True, kw_only=True):
    """Something that the report presents as said, written, discussed or agreed by somebody."""

    id: str
    speakers: tuple[Person, ...]
    kind: StatementKind
    act: Act
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    topics: tuple[str, ...]
    restates: str | None
    verbatim: bool
    confidence: float
    by: str


class Figure(Struct, frozen=True, kw_only=True):
    """A quantity that is claimed about the world. ``value`` is in full: 32 billion is 32000000000."""

    id: str
    claimant: Person | None
    statement: str | None
    indicator: str | None
    indicator_text: Span | None
    subject: str | None
    kind: FigureKind
    direction: Direction | None
    bound: Bound
    value: int | float
    unit: str
    period: str | None
    period_inferred: Inferred | None
    baseline: str | None
    inherited_from: str | None
    span: Span
    confidence: float
    by: str


class Event(Struct, frozen=True, kw_only=True):
    """A political event in PLOVER's terms."""

    id: str
    type: str
    mode: str | None
    auxiliary: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Person, ...]
    recipients: tuple[Person, ...]
    date: str | None
    place: str | None
    reported_by: str | None
    evidence: tuple[Span, ...]
    confidence: float
    by: str


class Pledge(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A discrete, specific, publicly expressed undertaking of future action."""

    id: str
    who: tuple[Person, ...]
    statement: str | None
    span: Span
    due: str | None
    condition: Span | None
    confidence: float
    by: str
    due_inferred: Inferred | None = None


class Versions(Struct, frozen=True):
    """What made a record: the package's version, each stage's, and the language model's."""

    onrecord: str
    stages: dict[str, int]
    model: str | None = None


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that OnRecord found in one report."""

    document: Document
    meetings: tuple[Meeting, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    pledges: tuple[Pledge, ...]
    versions: Versions
    unread: str | None = None
    """Why the report has no findings, as ``language: ru``; absent where it was read."""

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists, strings and numbers, as it stands in JSON."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain

    def to_json(self, indent: int | None = None) -> str:
        """The record as JSON, in one line or indented by ``indent`` spaces."""
        packed = msgspec.json.encode(self)
        return (msgspec.json.format(packed, indent=indent) if indent else packed).decode("utf-8")

    @classmethod
    def from_json(cls, text: str | bytes) -> Record:
        """The record that :meth:`to_json` wrote. Raises ``Malformed`` where it is none."""
        try:
            return msgspec.json.decode(text, type=cls)
        except (msgspec.DecodeError, UnicodeError) as error:
            raise Malformed(f"this is not a record as `onrecord read --format json` writes it: {error}") from error

    def to_rows(self, table: Table) -> list[dict[str, Any]]:
        """One of the record's tables as flat rows, each with the document's id first. Raises ``ValueError`` for another name."""
        if table not in TABLES:
            raise ValueError(f"no table {table!r} in a record: choose one of {', '.join(TABLES)}")
        return [{"document": self.document.id, **flat_row(item)} for item in getattr(self, table)]

    def to_frame(self, table: Table) -> DataFrame:
        """One of the record's tables as a pandas data frame. Raises ``ModelMissing`` where pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise ModelMissing("pandas is not installed: pip install 'onrecord[frame]'") from error
        return pandas.DataFrame(self.to_rows(table))


class Side(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the reports of a comparison: what is needed to find and to cite it. The text itself stays in its record."""

    id: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    country: str | None = None
    published: str | None = None
    url: str | None = None
    partial: bool = False


class Item(Struct, frozen=True, kw_only=True):
    """A matter of a comparison, with the exact words of the sides that tell of it.

    ``kind``: ``both`` tell the same in substance; they ``differ`` in what ``differs_in`` names; only one tells of it. ``note``
    says in a line how they differ, or why that one does not tell of it means little. ``id`` is a hash of the two places.
    """

    id: str
    kind: ItemKind
    differs_in: tuple[Difference, ...]
    a: Span | None
    b: Span | None
    note: str | None
    confidence: float


class Comparison(Struct, frozen=True, kw_only=True):
    """Two reports of the same talks, matter by matter: first in the order of ``a``, then what only ``b`` tells.

    ``notes`` are what a reader should know before anything is made of a difference: a text that is not whole, a summary
    beside a transcript, a translation. It tells of differences, never of motives.
    """

    a: Side
    b: Side
    notes: tuple[str, ...]
    items: tuple[Item, ...]

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain dictionaries, lists, strings and numbers, as it stands in JSON."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain

    def to_json(self, indent: int | None = None) -> str:
        """The comparison as JSON, in one line or indented by ``indent`` spaces."""
        packed = msgspec.json.encode(self)
        return (msgspec.json.format(packed, indent=indent) if indent else packed).decode("utf-8")


class Report(Struct, frozen=True, kw_only=True):
    """One report of talks: who published it and when."""

    id: str
    title: str | None
    publisher: str | None
    country: str | None
    published: str | None
    partial: bool


class Talks(Struct, frozen=True, kw_only=True):
    """Talks and all reports of them that were given, in the order of publication.

    ``date`` is an ISO day, ``format`` and ``city`` what the reports say. ``silent`` are the sides (country codes) that took part
    and of which no report was given; that does not say that they published none.
    """

    id: str
    participants: tuple[str, ...]
    countries: tuple[str, ...]
    date: str | None
    format: Format
    city: str | None
    reports: tuple[Report, ...]
    silent: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The talks as plain dictionaries, lists, strings and numbers, as they stand in JSON."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain


class Change(Struct, frozen=True, kw_only=True):
    """What one capture of a page has otherwise than the other: ``old`` is null for what was added, ``new`` for what was dropped.

    ``differs_in`` and ``note`` say what rewording turned. ``speakers`` are named where this is a statement.
    """

    kind: ChangeKind
    old: Span | None
    new: Span | None
    differs_in: tuple[Difference, ...]
    note: str | None
    speakers: tuple[str, ...] = ()


class Changes(Struct, frozen=True, kw_only=True):
    """Two captures of a page told apart: by statement, in the sentences of the text, and in the furniture of the page.

    ``typography`` counts sentences with the same words and other marks, blanks or letters' forms; ``same`` those that are the
    same. ``warnings`` say where a capture seems broken or cut short, so that what is missing may have been there.
    """

    old: Side
    new: Side
    warnings: tuple[str, ...]
    statements: tuple[Change, ...]
    text: tuple[Change, ...]
    furniture: tuple[Change, ...]
    typography: int
    same: int

    def to_json(self, indent: int | None = None) -> str:
        """The changes as JSON, in one line or indented by ``indent`` spaces."""
        packed = msgspec.json.encode(self)
        return (msgspec.json.format(packed, indent=indent) if indent else packed).decode("utf-8")
