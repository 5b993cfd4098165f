"""Who is in the report, and every mention of them.

First all names are read, with the offices beside them, then all references without a name are set against the cast.
Within speech only names, titles with their country and countries are mentions: who "he" or "the president" is in somebody
else's mouth is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.lookups.bodies import bodies
from onrecord.lookups.countries import countries
from onrecord.lookups.names import names
from onrecord.lookups.offices import offices
from onrecord.lookups.people import people
from onrecord.reading import Mention, Paragraph, Reading
from onrecord.stages.actors.cast import Cast
from onrecord.stages.actors.gender import learn_pronoun
from onrecord.stages.actors.lexicon import Lexicon, build
from onrecord.stages.actors.parties import in_title, mark_parties, mark_sides
from onrecord.stages.actors.references import Reference, references, with_article
from onrecord.stages.actors.resolve import Resolved, resolve
from onrecord.stages.actors.spot import Words, spot
from onrecord.tables import Knowledge

__all__ = ["VERSION", "run"]

VERSION = 3
_READ = ("title", "heading", "body", "turn")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
# Between paragraphs: no white space, so that no office reaches back to a country that closes the paragraph before.
_FENCE = "\0"


def run(readings: Sequence[Reading], knowledge: Knowledge) -> None:
    """Fill ``Reading.cast`` and ``Reading.mentions`` for every reading of the batch."""
    for reading in readings:
        _read(reading, knowledge)


def _read(reading: Reading, knowledge: Knowledge) -> None:
    lexicon = knowledge.derived(build)
    words = Words(countries(knowledge), offices(knowledge), bodies(knowledge), lexicon.private, knowledge.derived(_regions))
    cast = Cast(people(knowledge), names(knowledge), words, reading.document.published)
    surface = reading.layout.surface.replace("\n", _FENCE)
    read = [p for p in reading.layout.paragraphs if p.kind in _READ]
    home: dict[str, str] = {}
    found = [(p, _apart(_references(surface, p.start, p.end, lexicon, words), surface, cast, home)) for p in read]
    title = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), reading.document.title or "").replace("\\_", " ")
    cast.around = frozenset(c.code for c in words.countries.find(surface)) | {reading.document.country}
    of_title = [(r, _named(r, title, cast)) for r in _references(title, 0, len(title), lexicon, words)]
    who: dict[int, int | None] = {}
    for _, refs in found:
        last: int | None = None
        for reference in refs:
            if reference.name is not None:
                index = who[reference.start] = _named(reference, surface, cast)
                learn_pronoun(surface, reference, index, cast, lexicon)
                if reference.office is not None and reference.office.kind == "peer":
                    cast.peer(index, last)
                last = index if index is not None else last
    titled = [i if i is not None else in_title(r, title, cast, reading.document.country) for r, i in of_title]
    mark_parties(reading, cast, words, [i for i in titled if i is not None], found, who)
    if lexicon.joint_document.search(title):
        mark_sides(cast, [r.code for r, _ in of_title])
    mentions = [
        m for p, refs in found for m in _mentions(reading, p, _with_sides(reading, p, refs, who, cast, lexicon), who, cast)
    ]
    reading.cast = cast.actors()
    reading.mentions = tuple(mentions)


def _regions(knowledge: Knowledge) -> frozenset[str]:
    """The names of all regions of the table of places."""
    regions = (row for row in knowledge.rows("places.csv") if row["kind"] == "region")
    return frozenset(form for row in regions for form in (row["name"], *row["spellings"].split("|")))


def _references(text: str, start: int, end: int, lexicon: Lexicon, words: Words) -> list[Reference]:
    return references(text, spot(text, start, end, lexicon, words), lexicon)


def _apart(refs: Sequence[Reference], text: str, cast: Cast, home: dict[str, str]) -> list[Reference]:
    """The references, with a name and a title after it taken apart where the title is somebody else's.

    "At the request of Ada Lund, the President of Ardenia said ...", where Ada Lund is known to lead Veskonia: by the
    tables, or by ``home``, the countries of those whom the text has named so far, by surname.
    """
    found: list[Reference] = []
    for reference in refs:
        name, office = reference.name, reference.office
        before = name is not None and office is not None and office.title[1] <= name[0]
        if name is None or office is None or (before and "," not in text[office.title[1] : name[0]]):
            found.append(reference)
            if name is not None and reference.code is not None:
                home[text[slice(*name)].rsplit(maxsplit=1)[-1]] = reference.code
            continue
        words = text[slice(*name)]
        if reference.code is not None and (
            cast.of_others(words, reference.code) or home.get(words.split()[-1], reference.code) != reference.code
        ):
            start = with_article(text, office.title[0])
            two = [
                Reference(*name, "name", name, honorific=reference.honorific),
                Reference(start, office.title[1] if before else reference.end, "title", None, office, reference.code),
            ]
            found += reversed(two) if before else two
        else:
            found.append(reference)
    return found


def _named(reference: Reference, text: str, cast: Cast) -> int | None:
    if reference.name is None:
        return None
    office = reference.office
    own = office if office is not None and office.kind == "office" and not (office.former or office.future) else None
    sure = office is not None or reference.honorific
    role, level = (own.role, own.level) if own else (None, None)
    index = cast.named(text[slice(*reference.name)], role, level, reference.code, sure, cast.is_private(reference))
    cast.placed(index, reference.place)
    return index


def _with_sides(
    reading: Reading, paragraph: Paragraph, refs: Sequence[Reference], who: Mapping[int, int | None], cast: Cast, lexicon: Lexicon
) -> list[Reference]:
    """The references of a turn, with the country of "our prime minister" and "your prime minister" by who speaks."""
    if paragraph.turn is None:
        return list(refs)
    label = reading.layout.turns[paragraph.turn].label
    speaker = next((who[at] for at in range(*label) if at in who), None)
    return [_with_side(r, reading.layout.surface, speaker, cast, lexicon) for r in refs]


def _with_side(reference: Reference, text: str, speaker: int | None, cast: Cast, lexicon: Lexicon) -> Reference:
    if reference.kind != "title" or reference.code is not None or reference.office is None or speaker is None:
        return reference
    start = reference.office.title[0]
    whose = lexicon.whose.search(text, max(0, start - 8), start)
    if whose is None or reference.office.kind != "office":
        return reference
    own, others = cast.members[speaker].country, cast.others(speaker)
    code = own if whose[1] else others[0] if len(others) == 1 else None
    return replace(reference, code=code) if code is not None else reference


def _mentions(
    reading: Reading, paragraph: Paragraph, refs: Sequence[Reference], who: dict[int, int | None], cast: Cast
) -> list[Mention]:
    found: list[Mention] = []
    own = reading.document.country
    for reference in refs:
        if reference.name is not None:
            index = who.get(reference.start)
            if index is None:
                index = _named(reference, reading.layout.surface, cast)
            if index is not None:
                found.append(Mention(reference.start, reference.end, "name", (index,)))
            continue
        if _in_speech(reading, paragraph, reference) and (reference.code is None or reference.kind in ("pronoun", "group")):
            continue
        found.append(_mention(reference, _resolved(reference, cast, own, found)))
    return found


def _resolved(reference: Reference, cast: Cast, own: str | None, earlier: Sequence[Mention]) -> Resolved:
    if reference.kind == "pronoun":
        return Resolved()
    told = [a for m in earlier[-3:] if m.kind in ("name", "title") for a in m.actors]
    return resolve(reference, cast, own, told)


def _mention(reference: Reference, resolved: Resolved) -> Mention:
    kind = reference.kind
    if kind == "pronoun" and not reference.single:
        kind = "group"
    return Mention(reference.start, reference.end, kind, resolved.actors, resolved.candidates, resolved.why)


def _in_speech(reading: Reading, paragraph: Paragraph, reference: Reference) -> bool:
    if paragraph.kind == "turn":
        return reference.start >= paragraph.content_start
    return any(q.start <= reference.start < q.end for q in reading.quotations)
