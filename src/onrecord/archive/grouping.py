"""Talks kept up to date: when a report comes or goes, those near it in time and parties are grouped anew.

Grouping falls into parts that have nothing to do with each other: talks can only be one where they share two parties and their
days are neighbours. So it is enough to group anew the part in which something changed, and what comes out does not depend on the
order in which reports were added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from onrecord.archive.schema import documents, held, held_pairs, talks, talks_reports
from onrecord.model import Record, Talks
from onrecord.tables import Knowledge
from onrecord.talks.groups import Told, grouped, told_in
from onrecord.talks.held import NEAR

__all__ = ["forget_held", "put_held", "regroup"]

_MOST_PARTIES = 12
_MOST = 600
"""So many talks are grouped together at most; of a longer chain of them, those nearest to what changed."""
_AT_ONCE = 400

Load = Callable[[int], Record]


def forget_held(connection: Connection, document: int) -> set[int]:
    """Take out what a report tells was held. Gives the neighbours that are to be grouped anew."""
    mine = set(connection.scalars(select(held.c.key).where(held.c.document == document)))
    near = _component(connection, mine) - mine
    if mine:
        _dissolve(connection, mine)
        connection.execute(delete(held).where(held.c.key.in_(mine)))
    return near


def put_held(connection: Connection, document: int, record: Record, knowledge: Knowledge) -> set[int]:
    """Note what a report tells was held. Gives the keys."""
    keys: set[int] = set()
    for number, (_, told) in enumerate(told_in(record, knowledge)):
        key = connection.execute(insert(held).values(document=document, number=number).returning(held.c.key)).scalar_one()
        keys.add(key)
        pairs = combinations(list(told.parties)[:_MOST_PARTIES], 2)
        rows = [{"held": key, "pair": "-".join(p), "day": told.first.toordinal()} for p in pairs] if told.first else []
        if rows:
            connection.execute(insert(held_pairs), rows)
    return keys


def regroup(connection: Connection, seeds: set[int], knowledge: Knowledge, load: Load) -> None:
    """Group anew all talks that ``seeds`` have to do with. ``load`` gives the record of a document by its key."""
    keys = _with_mates(connection, _component(connection, seeds))
    if not keys:
        return
    _dissolve(connection, keys)
    told = _told(connection, keys, knowledge, load)
    number_of = {id(each): key for key, each in told}
    for found, members in grouped([each for _, each in told], knowledge):
        key = _put_talks(connection, found)
        connection.execute(update(held).where(held.c.key.in_([number_of[id(m)] for m in members])).values(talks=key))


def _component(connection: Connection, seeds: set[int]) -> set[int]:
    """``seeds`` and all that is tied to them by neighbours in time with two parties in common."""
    mine, other = held_pairs.alias(), held_pairs.alias()
    near = other.c.day.between(mine.c.day - NEAR, mine.c.day + NEAR)
    tied = select(other.c.held).distinct().join_from(mine, other, and_(mine.c.pair == other.c.pair, near))
    found, last = set(seeds), set(seeds)
    while last and len(found) < _MOST:
        reached = {key for part in _parts(last) for key in connection.scalars(tied.where(mine.c.held.in_(part)))}
        last = set(sorted(reached - found)[: _MOST - len(found)])
        found |= last
    return found


def _with_mates(connection: Connection, keys: set[int]) -> set[int]:
    """``keys`` and what is grouped with them: more only where a chain was cut off."""
    found = set(keys)
    for part in _parts(keys):
        groups = select(held.c.talks).where(held.c.key.in_(part), held.c.talks.is_not(None))
        found.update(connection.scalars(select(held.c.key).where(held.c.talks.in_(groups))))
    return found


def _parts(keys: Iterable[int]) -> Iterable[Sequence[int]]:
    ordered = sorted(keys)
    return (ordered[at : at + _AT_ONCE] for at in range(0, len(ordered), _AT_ONCE))


def _dissolve(connection: Connection, keys: set[int]) -> None:
    """Take out the talks that these were grouped to."""
    for part in _parts(keys):
        groups = set(connection.scalars(select(held.c.talks).where(held.c.key.in_(part), held.c.talks.is_not(None))))
        if groups:
            connection.execute(delete(talks).where(talks.c.key.in_(groups)))


def _told(connection: Connection, keys: set[int], knowledge: Knowledge, load: Load) -> list[tuple[int, Told]]:
    """What each report tells of each, in an order that does not depend on when it was added."""
    found: list[tuple[int, Told]] = []
    rows: list[Any] = []
    for part in _parts(keys):
        query = select(documents.c.sha256, held.c.number, held.c.key, held.c.document).join_from(held, documents)
        rows += connection.execute(query.where(held.c.key.in_(part)))
    read: dict[int, list[Told]] = {}
    for _, number, key, document in sorted(rows):
        if document not in read:
            read[document] = told_in(load(document), knowledge)
        if number < len(read[document]):
            found.append((key, read[document][number]))
    return found


def _put_talks(connection: Connection, found: Talks) -> int:
    values = {
        "id": found.id,
        "date": found.date,
        "format": found.format,
        "city": found.city,
        "participants": list(found.participants),
        "countries": list(found.countries),
        "silent": list(found.silent),
    }
    key: int = connection.execute(insert(talks).values(values).returning(talks.c.key)).scalar_one()
    ids = [report.id for report in found.reports]
    keys = dict(connection.execute(select(documents.c.id, documents.c.key).where(documents.c.id.in_(ids))).all())
    rows = [{"talks": key, "document": keys[each], "number": n} for n, each in enumerate(ids)]
    connection.execute(insert(talks_reports), rows)
    return key
