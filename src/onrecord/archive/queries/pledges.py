"""Pledges: by maker and by when they are due, and where they are mentioned again."""

from __future__ import annotations

import re
from itertools import combinations
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, select, true

from onrecord.archive import schema
from onrecord.archive.queries.cited import CITED, Cited, cited_from
from onrecord.archive.queries.search import Filters, Hit, search
from onrecord.archive.queries.wording import All, Either, Words
from onrecord.tables import Knowledge

__all__ = ["PledgeRow", "mentioned_again", "pledges"]

_WORD = re.compile(r"[^\W\d_]{4,}|\d{2,}")
_ENOUGH = 0.6
_FEWEST = 3
_MOST = 12


class PledgeRow(Cited, frozen=True, kw_only=True):
    """A pledge: who made it, what, due when (stated or inferred), on what condition, and the sentence it stands in."""

    key: int
    id: str
    number: int
    makers: tuple[str, ...]
    maker_ids: tuple[str | None, ...]
    countries: tuple[str, ...]
    text: str
    due: str | None
    due_inferred: str | None
    condition: str | None
    sentence: str
    start: int
    end: int
    confidence: float


def pledges(
    connection: Connection,
    maker: str | None = None,
    country: str | None = None,
    pair: tuple[str, str] | None = None,
    due_since: str | None = None,
    due_until: str | None = None,
    with_due: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> tuple[list[PledgeRow], int]:
    """Pledges, the latest first, and how many there are. ``pair``: by these two countries, in reports of their talks."""
    p, d, m = schema.pledges.c, schema.documents.c, schema.pledge_makers
    due = func.coalesce(p.due, p.due_inferred)
    conditions: list[ColumnElement[bool]] = []
    if maker is not None:
        conditions.append(_made(m.c.person == maker))
    if country is not None:
        conditions.append(_made(m.c.country == country))
    if pair is not None:
        others = and_(m.c.country.is_not(None), m.c.country.not_in(pair))
        conditions += [*(p.document.in_(_with(one)) for one in pair), not_(_made(others))]
    conditions += [due >= due_since] if due_since else []
    conditions += [due <= f"{due_until}~"] if due_until else []
    conditions += [due.is_not(None)] if with_due else []
    asked = select(schema.pledges, *CITED).join(schema.documents, d.key == p.document).where(*conditions)
    total = connection.scalar(select(func.count()).select_from(schema.pledges).where(*conditions)) or 0
    rows = connection.execute(asked.order_by(d.day.desc(), d.id, p.number).limit(limit).offset(offset)).mappings().all()
    return _rows(connection, rows), total


def mentioned_again(connection: Connection, knowledge: Knowledge, given: PledgeRow, limit: int = 10) -> list[Hit]:
    """Later statements that tell of the same matter: those that share most of the pledge's own words.

    That a matter is mentioned again says nothing on whether the pledge was kept.
    """
    words = _words(given.text, knowledge.derived(_common))
    if len(words) < _FEWEST:
        return []
    found = search(connection, _pairs(words), Filters(since=given.day), limit=60, bare=True).hits
    return [h for h in found if _later(h, given) and _shared(words, h.text) >= _ENOUGH][:limit]


def _pairs(words: tuple[str, ...]) -> Either:
    """Two of the rarest words (the longest pass for these): so many that whatever shares enough of all words has two of them."""
    spared = len(words) - ceil(_ENOUGH * len(words))
    rare = sorted(words, key=lambda w: (-len(w), w))[: spared + 2]
    return Either(tuple(All((Words((a,)), Words((b,)))) for a, b in combinations(rare, 2)))


def _later(hit: Hit, given: PledgeRow) -> bool:
    return hit.document != given.document and (hit.day or "") > (given.day or "")


def _words(text: str, common: frozenset[str]) -> tuple[str, ...]:
    """The words that tell what a pledge is about, each once."""
    found = dict.fromkeys(w.lower() for w in _WORD.findall(text))
    return tuple(w for w in found if w not in common)[:_MOST]


def _shared(words: tuple[str, ...], text: str) -> float:
    """The share of words of which the text has a form: the same beginning, as stems are."""
    others = {w.lower()[:5] for w in _WORD.findall(text)}
    return sum(w[:5] in others for w in words) / len(words)


def _common(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(knowledge.toml("languages/en/archive.toml")["mentioned_again"]["common"])


def _made(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    m = schema.pledge_makers
    return select(true()).select_from(m).where(m.c.pledge == schema.pledges.c.key, condition).exists()


def _with(country: str) -> Select[Any]:
    """Reports in which a participant of a meeting is of this country."""
    m, p = schema.meetings, schema.meeting_participants
    return select(m.c.document).join(p, p.c.meeting == m.c.key).where(p.c.country == country)


def _rows(connection: Connection, rows: Any) -> list[PledgeRow]:
    m = schema.pledge_makers.c
    keys = [row["key"] for row in rows]
    makers: dict[int, list[Any]] = {}
    asked = select(m.pledge, m.person, m.name, m.country).where(m.pledge.in_(keys)).order_by(m.pledge, m.number)
    for row in connection.execute(asked):
        makers.setdefault(row[0], []).append(row)
    same = ("key", "id", "number", "text", "due", "due_inferred", "condition", "sentence", "start", "end", "confidence")
    return [
        PledgeRow(
            **cited_from(row),
            **{name: row[name] for name in same},
            makers=tuple(m[2] or "open" for m in makers.get(row["key"], ())),
            maker_ids=tuple(m[1] for m in makers.get(row["key"], ())),
            countries=tuple(dict.fromkeys(m[3] for m in makers.get(row["key"], ()) if m[3])),
        )
        for row in rows
    ]
