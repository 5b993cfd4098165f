"""Who takes part in the talks: those whom the title and the lead name, and who speaks in a transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.lookups.offices import HEADS
from onrecord.reading import Paragraph, Reading
from onrecord.stages.actors.cast import Cast
from onrecord.stages.actors.references import Reference
from onrecord.stages.actors.resolve import resolve
from onrecord.stages.actors.spot import Words

__all__ = ["in_title", "mark_parties", "mark_sides"]

_Found = Sequence[tuple[Paragraph, Sequence[Reference]]]


def mark_parties(
    reading: Reading, cast: Cast, words: Words, titled: Sequence[int], found: _Found, who: Mapping[int, int | None]
) -> None:
    """Set ``party`` for the members whom the title or the lead names, and for the leaders who speak in a transcript."""
    parties = list(titled)
    if len({i for i in titled if not cast.members[i].aide}) < 2:  # a title that names both sides names all
        parties += _of_lead(reading, cast, parties, found, who)
    speaking = _speaking(reading, found, who)
    enough = len(set(parties)) > 1
    parties += [i for i in speaking if not enough or cast.members[i].level in HEADS]
    for i in parties:
        member = cast.members[i]
        member.party = member.kind == "person" and not member.aide
    own = _own_leader(reading, cast, words)
    if own is not None and (len(cast.parties()) == 1 or own in _of_lead(reading, cast, [own], found, who)):
        cast.members[own].party = True


def _own_leader(reading: Reading, cast: Cast, words: Words) -> int | None:
    """The leader of the publisher's own side, where the title names guests alone."""
    code, parties = reading.document.country, cast.parties()
    if code is None or not parties or any(cast.members[i].country in (None, code) for i in parties):
        return None
    here = [i for i in cast.people() if cast.members[i].country == code and cast.members[i].level in HEADS]
    publisher = reading.document.publisher or ""
    roles = [o.role for o in words.offices.find(publisher) if o.kind == "office"]
    fitting = [i for i in here if cast.members[i].role in roles] or here
    if len(fitting) == 1:
        return fitting[0]
    return cast.holder(roles[0], code) if roles and not here else None


def _of_lead(reading: Reading, cast: Cast, titled: Sequence[int], found: _Found, who: Mapping[int, int | None]) -> list[int]:
    """Whom the first sentence of the report's narration names, or the first two where that is one person alone."""
    body = next(((p, refs) for p, refs in found if p.kind == "body" and refs), None)
    if body is None:
        return []
    paragraph, refs = body
    parties: list[int] = []
    sentences = [(s.start, s.end) for s in reading.parse.within(reading.layout.paragraphs.index(paragraph))]
    for start, end in sentences[:2]:
        for reference in refs:
            if start <= reference.start < end and not _quoted(reading, reference):
                index = who.get(reference.start) if reference.name else _titled(reading, cast, reference)
                if index is not None:
                    parties.append(index)
        if len({*titled, *parties}) > 1:
            break
    return parties


def in_title(reference: Reference, text: str, cast: Cast, own: str | None) -> int | None:
    """The one whom a bare or a country's title in ``text`` means; null where that is not one person."""
    if text[reference.end : reference.end + 2] in ("’s", "'s") or reference.kind != "title":
        return None
    if reference.office is None or reference.office.kind != "office":
        return None
    actors = resolve(reference, cast, own, ()).actors
    return actors[0] if len(actors) == 1 else None


def mark_sides(cast: Cast, codes: Sequence[str | None]) -> None:
    """Set ``party`` for the countries that a joint document speaks as: those of its title and of the leaders who take part."""
    own = [cast.members[i].country for i in cast.parties()]
    for code in dict.fromkeys([*codes, *own]):
        if code is not None:
            cast.members[cast.country(code)].party = True


def _titled(reading: Reading, cast: Cast, reference: Reference) -> int | None:
    """The one whom a title of the lead means: "The Prime Minister spoke with ..."."""
    return in_title(reference, reading.text, cast, reading.document.country)


def _quoted(reading: Reading, reference: Reference) -> bool:
    return any(q.start <= reference.start < q.end for q in reading.quotations)


def _speaking(reading: Reading, found: _Found, who: Mapping[int, int | None]) -> list[int]:
    labels = [t.label for t in reading.layout.turns if not t.anonymous]
    starts = {s for s, _ in labels}
    speaking = [
        who.get(r.start) for p, refs in found if p.kind == "turn" for r in refs if r.name is not None and r.start in starts
    ]
    return list(dict.fromkeys(i for i in speaking if i is not None))
