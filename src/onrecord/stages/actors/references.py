"""References: atoms put together into what refers to one person or one group.

"President of Russia Vladimir Putin", "his Belarusian counterpart Alexander Lukashenko", "the Canadian Prime Minister",
"Sauli Niinistö, President of Finland", "the two presidents", "Mr Lukashenko", "he".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.lookups.bodies import Body
from onrecord.lookups.offices import Office
from onrecord.stages.actors.lexicon import Lexicon
from onrecord.stages.actors.spot import Atom

__all__ = ["Reference", "references", "with_article"]

_BLANK = re.compile(r"\s{1,12}")
_COMMA = re.compile(r"\s?,\s{1,3}")
_COMMA_THE = re.compile(r"\s?[,(–—-]\s{0,3}(?:the\s{1,3})?")
_ARTICLE = re.compile(r"(?<!\w)(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur)\s{1,3}$")
_SHARED = re.compile(r"\s{1,3}and\s{1,3}|\s?,\s{1,3}")
_OF_NAME = re.compile(r"\s{1,3}of\s{1,3}(?:the\s{1,3})?([A-Z]\w{0,30})")
_HIGHEST = ("head of state", "head of government")
_LIST = re.compile(r"\s?,?\s{1,3}(?:and\s{1,3})?(?:the\s{1,3})?")
_NOTHING = re.compile(r"\s{0,3}")
_WORD = re.compile(r"\w{1,20}")
_OF = re.compile(
    r"\s{1,3}of\s{1,3}(?:the\s{1,3})?(?:(?:[A-Z][a-z]{2,12}\s{1,3}){0,2}(?:Republic|Kingdom|State|Principality|Federation|Union)\s{1,3}of\s{1,3}(?:the\s{1,3})?)?"
)
_GLUE = re.compile(
    r"(?:['’]s)?\s{1,3}(?:of|for|to|at|on|and)(?:\s{1,3}(?:of|for|to|at|on|in|the|and|cabinet|office|staff|secretariat|administration"
    r"|private|[A-Z][\w’'.&-]{0,30})){0,14}\s{1,3}"
)
_LINKS = ("of", "for", "to")
_LONG_TITLE = 100
_FAR = 6
_PLACE_AND_NAME = 3
_BEFORE = 24


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch that refers to one person, a group, a body or a country. ``name`` is the span of a person's name, if any."""

    start: int
    end: int
    kind: Literal["name", "title", "pronoun", "group", "country", "body"]
    name: tuple[int, int] | None = None
    office: Office | None = None
    code: str | None = None
    body: Body | None = None
    single: bool = True
    honorific: bool = False
    codes: tuple[str, ...] = ()
    """The countries of a plural title: "the presidents of Russia and Georgia"."""
    place: str | None = None
    """A place that no table has, or its adjective: "President of Tatarstan", "the Tatarstani president"."""


def references(text: str, atoms: Sequence[Atom], lexicon: Lexicon) -> list[Reference]:
    """The references that ``atoms`` (of one paragraph, in order) make up, in order, none overlapping another."""
    found: list[Reference] = []
    i = 0
    while i < len(atoms):
        reference, used = _at(text, atoms, i, lexicon)
        if reference is not None:
            found.append(reference)
        i += used
    return found


def _at(text: str, atoms: Sequence[Atom], i: int, lexicon: Lexicon) -> tuple[Reference | None, int]:
    atom = atoms[i]
    if atom.kind == "pronoun":
        return Reference(atom.start, atom.end, "pronoun", single=atom.single), 1
    if atom.kind == "name":
        return _from_adjective(text, atoms, i, lexicon) or _from_name(text, atoms, i)
    if atom.kind == "country":
        return _from_country(text, atom, lexicon), 1
    if atom.kind == "body":
        return Reference(with_article(text, atom.start), atom.end, "body", code=atom.code, body=atom.body), 1
    return _from_office(text, atoms, i, lexicon)


def _from_country(text: str, atom: Atom, lexicon: Lexicon) -> Reference | None:
    """A country by its name, or the side that its demonym tells of ("the Russian side")."""
    if atom.form == "name":
        return Reference(with_article(text, atom.start), atom.end, "country", code=atom.code)
    gap = _BLANK.match(text, atom.end)
    side = _WORD.match(text, gap.end()) if gap is not None else None
    if atom.form == "demonym" and side is not None and side[0].lower() in lexicon.sides:
        return Reference(with_article(text, atom.start), side.end(), "country", code=atom.code)
    return None


def _from_office(text: str, atoms: Sequence[Atom], i: int, lexicon: Lexicon) -> tuple[Reference, int]:
    """An office with its title, then perhaps further offices and a name."""
    office = atoms[i].office
    assert office is not None
    last = i
    while last + 1 < len(atoms) and atoms[last + 1].kind == "office" and _beside(text, atoms[last], atoms[last + 1]):
        last += 1
    code = next((a.code for a in atoms[i : last + 1] if a.code is not None), None)
    if code is None and office.body is None and not office.plural and (unknown := _of_unknown(text, atoms, last)) is not None:
        return unknown, last - i + 2
    name = None if office.plural else _name_after(text, atoms, last, code is not None)
    if name is not None:
        start = with_article(text, atoms[i].start)
        return Reference(start, name.end, "name", (name.start, name.end), office, code), last - i + 2
    through = None if office.plural else _through(text, atoms, i)
    if through is not None:
        name, within = _own_name(text, atoms[i], atoms[through]), atoms[i:through]
        code = next((a.code for a in within if a.code is not None), None)
        start = with_article(text, atoms[i].start)
        return Reference(start, name.end, "name", (name.start, name.end), office, code), through - i + 1
    if office.plural:
        return _plural(text, atoms, i, office, code, lexicon)
    return Reference(with_article(text, atoms[i].start), atoms[i].end, "title", None, office, atoms[i].code), 1


def _through(text: str, atoms: Sequence[Atom], i: int) -> int | None:
    """The index of the name that a title of several parts ends in: "Secretary of Russia's Security Council Nikolai ...".

    What stands between are words with capitals and those that join them. The name goes with the first office, also where
    another stands between: "Advisor to the President of the United States Jacob ...".
    """
    for j in range(i + 1, min(len(atoms), i + _FAR)):
        between = text[atoms[i].end : atoms[j].start]
        if len(between) > _LONG_TITLE:
            return None
        if atoms[j].kind == "name" and len(text[atoms[j].start : atoms[j].end].split()) > 1:
            if text[atoms[j - 1].end : atoms[j].start].strip(" \u00a0,") == "and":
                return None  # "The President of Veskonia and Ada Lund" are two.
            if (
                between.removesuffix("the ").strip() in _LINKS
                and len(text[atoms[j].start : atoms[j].end].split()) < _PLACE_AND_NAME
            ):
                return None  # "The spokesman of Ada Lund" is not she.
            return j if _GLUE.fullmatch(between) and not _is_titled(text, atoms, i, j) else None
    return None


def _is_titled(text: str, atoms: Sequence[Atom], i: int, j: int) -> bool:
    """Whether the name goes with the title right before it, not the first: "adviser to US President Ada ...", without "the"."""
    own = atoms[j - 1]
    if j - 1 == i or own.kind != "office" or not _BLANK.fullmatch(text[own.end : atoms[j].start]):
        return False
    return _ARTICLE.search(text, max(0, own.start - _BEFORE), own.start) is None


def _own_name(text: str, office: Atom, name: Atom) -> Atom:
    """The name without the word of an organisation that stands before it: "President of the Academy of Sciences Yury ..."."""
    words = text[name.start : name.end].split()
    of = text[office.end : name.start].split()[-1:] == ["of"]
    if not of or len(words) < _PLACE_AND_NAME or " ".join(words) != text[name.start : name.end]:
        return name
    return replace(name, start=name.end - len(" ".join(words[-2:])))


def _of_unknown(text: str, atoms: Sequence[Atom], last: int) -> Reference | None:
    """An office of a place that no table has, with the name that follows: "President of Tatarstan Mintimer Shaimiev"."""
    office = atoms[last].office
    if office is None or last + 1 >= len(atoms) or atoms[last + 1].kind != "name":
        return None
    after = atoms[last + 1]
    words = text[after.start : after.end].split()
    if not _OF.fullmatch(text[atoms[last].end : after.start]) or len(words) < _PLACE_AND_NAME:
        return None
    own = 1 if len(words) == _PLACE_AND_NAME else len(words) - 2
    begin = after.end - len(" ".join(words[own:])) if " ".join(words) == text[after.start : after.end] else None
    if begin is None:
        return None
    start = with_article(text, atoms[last].start)
    return Reference(start, after.end, "name", (begin, after.end), office, place=words[0])


def _from_adjective(text: str, atoms: Sequence[Atom], i: int, lexicon: Lexicon) -> tuple[Reference, int] | None:
    """An unknown word before an office: "the Tatarstani president"; where a name follows, it is that person's title."""
    word = text[atoms[i].start : atoms[i].end]
    if i + 1 >= len(atoms) or atoms[i + 1].kind != "office" or len(word.split()) != 1:
        return None
    office = atoms[i + 1]
    if office.code is not None or not _BLANK.fullmatch(text[atoms[i].end : office.start]):
        return None
    reference, used = _from_office(text, atoms, i + 1, lexicon)
    if reference.code is not None or reference.place is not None:
        return reference, used + 1
    return replace(reference, start=with_article(text, atoms[i].start), place=word), used + 1


def _plural(
    text: str, atoms: Sequence[Atom], i: int, office: Office, code: str | None, lexicon: Lexicon
) -> tuple[Reference, int]:
    """A plural title with the countries that follow it: "the leaders of Kazakhstan and Russia"."""
    codes, last, first = [code] if code is not None else [], i, i
    while codes and first > 0 and _shares(text, atoms[first - 1], atoms[first]):
        first -= 1
        codes = [c for c in (atoms[first].code,) if c is not None] + codes
    while codes and last + 1 < len(atoms) and _listed(text, atoms[last], atoms[last + 1]):
        last += 1
        codes += [c for c in (atoms[last].code,) if c is not None]
    start = _with_opener(text, atoms[first].start, lexicon)
    several = tuple(dict.fromkeys(codes)) if len(codes) > 1 else ()
    place = _others(text, atoms[i], lexicon) if not codes and office.kind in ("office", "class") else None
    return Reference(start, atoms[last].end, "group", None, office, code, single=False, codes=several, place=place), last - i + 1


def _others(text: str, atom: Atom, lexicon: Lexicon) -> str | None:
    """The words that make a plural title one of others than those in the room: "the leaders of the Quad", "world leaders"."""
    if atom.office is not None and atom.office.body is not None:
        return atom.office.body.name
    after = _OF_NAME.match(text, atom.end)
    if after is not None:
        return after[1]
    before = lexicon.outside.search(text, max(0, atom.start - _BEFORE), atom.start)
    return before[1] if before is not None else None


def _shares(text: str, a: Atom, b: Atom) -> bool:
    """Whether the adjective of a country shares the plural title that follows: "the Sarelian and Veskonian presidents"."""
    return a.kind == "country" and a.form == "demonym" and _SHARED.fullmatch(text[a.end : b.start]) is not None


def _listed(text: str, a: Atom, b: Atom) -> bool:
    return b.kind == "country" and _LIST.fullmatch(text[a.end : b.start]) is not None


def _beside(text: str, a: Atom, b: Atom) -> bool:
    """Two titles in a row that can be one person's: "Vice-President and Foreign Minister"."""
    gap = text[a.end : b.start]
    if gap.strip() in ("and", ", and"):
        return not (_highest(a) and _highest(b))
    return bool(_BLANK.fullmatch(gap)) or gap.strip() in (",", "–", "-")


def _highest(atom: Atom) -> bool:
    """Whether a title is a head of state's or of government's: nobody is both ("the President and King Ada of X")."""
    return atom.office is not None and atom.office.level in _HIGHEST


def _name_after(text: str, atoms: Sequence[Atom], last: int, with_country: bool) -> Atom | None:
    """The name that an office is followed by: right after it, or apposed after a comma where the office is a full one."""
    if last + 1 >= len(atoms) or atoms[last + 1].kind != "name":
        return None
    name = atoms[last + 1]
    gap = text[atoms[last].end : name.start]
    if _BLANK.fullmatch(gap) or _NOTHING.fullmatch(gap):
        return name
    if with_country and _COMMA.fullmatch(gap) and len(text[name.start : name.end].split()) > 1:
        return name
    return None


def _from_name(text: str, atoms: Sequence[Atom], i: int) -> tuple[Reference, int]:
    """A name, perhaps with its office after a comma: "Sauli Niinistö, President of Finland"."""
    name = atoms[i]
    plain = Reference(name.start, name.end, "name", (name.start, name.end), honorific=name.honorific)
    if i + 1 >= len(atoms) or not _COMMA_THE.fullmatch(text[name.end : atoms[i + 1].start]):
        return plain, 1
    title = atoms[i + 1]
    if (
        title.office is None
        or title.office.plural
        or title.office.kind != "office"
        or (title.code is None and title.body is None and not _of_minister(text, name, title))
    ):
        return plain, 1
    if i + 2 < len(atoms) and atoms[i + 2].kind == "name" and _BLANK.fullmatch(text[title.end : atoms[i + 2].start]):
        # "Vladimir Putin, President of Belarus Alexander Lukashenko and ...": the title is the next one's.
        return plain, 1
    return Reference(name.start, title.end, "name", plain.name, title.office, title.code), 2


def _of_minister(text: str, name: Atom, title: Atom) -> bool:
    """Whether a full name has a minister's whole title beside it: "Oren Brask, Minister for Civil Defence"."""
    if title.office is None or title.office.level != "minister" or title.office.role == "minister":
        return False
    return len(text[name.start : name.end].split()) > 1 and "the" not in text[name.end : title.start]


def with_article(text: str, start: int) -> int:
    """Where the article or possessive before a reference begins."""
    match = _ARTICLE.search(text, max(0, start - _BEFORE), start)
    return match.start() if match else start


def _with_opener(text: str, start: int, lexicon: Lexicon) -> int:
    match = lexicon.opener.search(text, max(0, start - _BEFORE), start)
    return match.start() if match else start
