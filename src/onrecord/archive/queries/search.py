"""Statements by words, speaker, act, country, subject and time."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, null, select, text, true

from onrecord.archive import schema
from onrecord.archive.queries.cited import CITED, Cited, cited_from, year_of
from onrecord.archive.queries.wording import CONFIGURATION, Node, postgresql_words, sqlite_words

__all__ = ["Filters", "Found", "Hit", "counted", "reports_with", "search", "speakers_of"]

_OPEN, _CLOSE = "\x02", "\x03"
_TOKENS = 40
_CLIPPED = 600
"""Characters of a statement that are shown where no words were looked for."""
_MOST_COUNTED = 1000


class Filters(Struct, frozen=True, kw_only=True):
    """What statements must be like; null or empty asks for nothing.

    ``speakers`` are ids, of which one must speak; ``since`` and ``until`` days, months or years of the report, both included;
    ``country`` is the speaker's, ``side`` the publisher's.
    """

    speakers: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    act: str | None = None
    kind: str | None = None
    topic: str | None = None
    country: str | None = None
    side: str | None = None
    publisher: str | None = None


class Hit(Cited, frozen=True, kw_only=True):
    """A statement that was found. ``snippet`` are stretches of it, true where the words stand that were looked for."""

    id: str
    number: int
    speakers: tuple[str, ...]
    act: str
    kind: str
    verbatim: bool
    start: int
    end: int
    confidence: float
    text: str
    snippet: tuple[tuple[str, bool], ...]


class Found(Struct, frozen=True, kw_only=True):
    """Statements that were found, and how many there are; ``more``: at least so many."""

    total: int
    more: bool
    hits: tuple[Hit, ...]


def search(
    connection: Connection,
    words: Node | None = None,
    filters: Filters | None = None,
    limit: int = 50,
    offset: int = 0,
    bare: bool = False,
) -> Found:
    """Statements: with words the best first, without the newest first. ``bare``: without snippets, and counted no further."""
    filters = filters or Filters()
    asked, order, snippet = _matched(connection, words)
    s, d = schema.statements.c, schema.documents.c
    chosen = _narrowed(asked(select(s.key)), filters, words is not None)
    keys = list(connection.scalars(chosen.order_by(*order, d.day.desc(), d.id, s.number).limit(limit).offset(offset)))
    # In a second question, or a snippet would be made of everything that is found before it is put in order.
    columns = (s.key, s.id, s.number, s.act, s.kind, s.verbatim, s.start, s.end, s.confidence, s.text)
    shown = asked(select(*columns, (s.text if bare else snippet).label("snippet"), *CITED)).where(s.key.in_(keys))
    rows = {row["key"]: row for row in connection.execute(shown).mappings()}
    who = speakers_of(connection, keys)
    hits = tuple(_hit(rows[key], who.get(key, ())) for key in keys)
    if bare or (len(hits) < limit and (hits or not offset)):
        return Found(total=offset + len(hits), more=len(hits) == limit, hits=hits)
    total = connection.scalar(select(func.count()).select_from(chosen.limit(_MOST_COUNTED + 1).subquery())) or 0
    return Found(total=min(total, _MOST_COUNTED), more=total > _MOST_COUNTED, hits=hits)


def reports_with(connection: Connection, words: Node | None, filters: Filters) -> list[str]:
    """The ids of all reports with such statements, in the order in which they were added.

    Where nothing is asked of statements, only of their reports, those without any statement are among them.
    """
    d = schema.documents.c
    if words is None and filters == Filters(
        since=filters.since, until=filters.until, side=filters.side, publisher=filters.publisher
    ):
        asked = _of_report(select(d.id).select_from(schema.documents), filters)
    else:
        matched, *_ = _matched(connection, words)
        asked = _narrowed(matched(select(d.id, d.key)), filters, words is not None).distinct()
    return list(connection.execute(asked.order_by(d.key)).scalars())


def counted(connection: Connection, by: str, filters: Filters) -> list[tuple[str, int]]:
    """How many statements there are by ``topic``, ``act`` or ``year``: topics and acts by number, years in their order."""
    s, d, t = schema.statements.c, schema.documents.c, schema.statement_topics
    value: ColumnElement[Any] = {"topic": t.c.topic, "act": s.act, "year": year_of(d.day)}[by]
    asked = select(value, func.count()).select_from(schema.statements).join(schema.documents, d.key == s.document)
    if by == "topic":
        asked = asked.join(t, t.c.statement == s.key)
    chosen = _narrowed(asked, filters).where(value.is_not(None)).group_by(value)
    ordered = chosen.order_by(value) if by == "year" else chosen.order_by(func.count().desc(), value)
    return [(row[0], row[1]) for row in connection.execute(ordered)]


def speakers_of(connection: Connection, statements: list[int]) -> dict[int, tuple[str, ...]]:
    """The names of who speaks in each statement, by its key; an open speaker as "A or B"."""
    k = schema.statement_speakers.c
    asked = select(k.statement, k.name, k.candidates).where(k.statement.in_(statements)).order_by(k.statement, k.number)
    found: dict[int, list[str]] = {}
    for key, name, candidates in connection.execute(asked):
        found.setdefault(key, []).append(name or f"open: {' or '.join(candidates or []) or 'nobody to choose from'}")
    return {key: tuple(names) for key, names in found.items()}


def _matched(connection: Connection, words: Node | None) -> tuple[Any, list[Any], ColumnElement[Any]]:
    """How statements with the words are selected, in which order, and what shows them."""
    s, d = schema.statements, schema.documents

    def plain(asked: Select[Any]) -> Select[Any]:
        return asked.select_from(s).join(d, d.c.key == s.c.document)

    if words is None:
        return plain, [], s.c.text
    if connection.dialect.name == "sqlite":
        match = sqlite_words(words)

        def matching(asked: Select[Any]) -> Select[Any]:
            index = text("statements_fts")
            joined = (
                asked.select_from(s)
                .join(d, d.c.key == s.c.document)
                .join(index, literal_column("statements_fts.rowid") == s.c.key)
            )
            return joined.where(text("statements_fts MATCH :fts")).params(fts=match)

        snippet: ColumnElement[Any] = literal_column(f"snippet(statements_fts, 0, char(2), char(3), '…', {_TOKENS})")
        return matching, [literal_column("bm25(statements_fts)")], snippet
    query = postgresql_words(words)
    column: ColumnElement[Any] = literal_column("statements.search")

    def searching(asked: Select[Any]) -> Select[Any]:
        return plain(asked).where(column.op("@@")(query))

    options = f"StartSel={_OPEN}, StopSel={_CLOSE}, MaxWords={_TOKENS}, MinWords={_TOKENS // 2}"
    return (
        searching,
        [func.ts_rank(column, query).desc()],
        func.ts_headline(CONFIGURATION, s.c.text, query, options),
    )


def _narrowed(asked: Select[Any], filters: Filters, by_words: bool = False) -> Select[Any]:
    """Only what the filters let through. ``by_words``: the words are looked up first, and what they find is filtered."""
    s, k, t = schema.statements.c, schema.statement_speakers, schema.statement_topics
    where = _exists if by_words else _among
    for column, value in ((s.act, filters.act), (s.kind, filters.kind)):
        asked = asked.where(_column(column, by_words) == value) if value is not None else asked
    if filters.speakers:
        asked = asked.where(where(k, k.c.person.in_(filters.speakers)))
    if filters.country is not None:
        asked = asked.where(where(k, k.c.country == filters.country))
    if filters.topic is not None:
        asked = asked.where(where(t, t.c.topic == filters.topic))
    return _of_report(asked, filters, by_words)


def _of_report(asked: Select[Any], filters: Filters, by_words: bool = False) -> Select[Any]:
    """What is asked of the report."""
    d = schema.documents.c
    day = _column(d.day, by_words)
    for column, value in ((d.country, filters.side), (d.publisher, filters.publisher)):
        asked = asked.where(_column(column, by_words) == value) if value is not None else asked
    if filters.since is not None:
        asked = asked.where(day >= filters.since)
    if filters.until is not None:
        asked = asked.where(day <= f"{filters.until}~")
    return asked


def _column(column: ColumnElement[Any], by_words: bool) -> ColumnElement[Any]:
    """A column; ``by_words`` without its index, or SQLite would begin there and look for the words row by row."""
    return func.coalesce(column, null()) if by_words else column


def _exists(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(true()).select_from(table).where(table.c.statement == schema.statements.c.key, condition).exists()


def _among(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = schema.statements.c.key.in_(select(table.c.statement).where(condition))
    return found


def _hit(row: Any, speakers: tuple[str, ...]) -> Hit:
    names = ("id", "number", "act", "kind", "verbatim", "start", "end", "confidence", "text")
    return Hit(**cited_from(row), **{n: row[n] for n in names}, speakers=speakers, snippet=_pieces(row["snippet"]))


def _pieces(marked: str) -> tuple[tuple[str, bool], ...]:
    """A snippet cut where its marks stand."""
    if _OPEN not in marked:
        return ((marked if len(marked) <= _CLIPPED else marked[:_CLIPPED].rpartition(" ")[0] + " …", False),)
    found: list[tuple[str, bool]] = []
    for number, part in enumerate(marked.replace(_CLOSE, _OPEN).split(_OPEN)):
        if part:
            found.append((part, number % 2 == 1))
    return tuple(found)
