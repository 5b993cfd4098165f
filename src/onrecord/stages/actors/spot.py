"""What a paragraph holds of names, offices, countries and references: atoms, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.lookups.bodies import Bodies, Body
from onrecord.lookups.countries import Countries
from onrecord.lookups.offices import Office, Offices
from onrecord.stages.actors.lexicon import Lexicon

__all__ = ["Atom", "Words", "spot"]

_WORD = re.compile(r"[^\W\d_](?:[\w.]|['’ʼ‐‑-](?=\w)){0,40}")
_ARTICLED = re.compile(r"[a-z]{2,3}[-‐‑][A-Z]")  # "el-Sisi", "al-Assad"
_LONGEST = 6
_INITIAL = 2


@dataclass(frozen=True, slots=True)
class Words:
    """The tables that are looked for in the text.

    ``private`` are roles that companies and societies have too, ``regions`` the regions whose offices are a state's.
    """

    countries: Countries
    offices: Offices
    bodies: Bodies
    private: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch that may be part of a reference to somebody.

    ``office``: the office with all that belongs to its title. ``country``: ``code``, and whether its ``form`` is a name,
    demonym or capital. ``name``: a run of capitalised words, ``honorific`` where one stands before it. ``pronoun``:
    ``single`` for one person. ``body``: an organisation's name.
    """

    start: int
    end: int
    kind: Literal["office", "country", "name", "pronoun", "body"]
    office: Office | None = None
    code: str | None = None
    form: str | None = None
    body: Body | None = None
    single: bool = False
    honorific: bool = False


def spot(text: str, start: int, end: int, lexicon: Lexicon, words: Words) -> list[Atom]:
    """All atoms of ``text[start:end]``, none overlapping another, in order."""
    taken = [Atom(*o.title, "office", office=o, code=o.country) for o in words.offices.find(text, start, end)]
    taken += [Atom(s, e, "body", body=b, code=b.country) for s, e, b in words.bodies.find(text, start, end)]
    taken += [Atom(c.start, c.end, "country", code=c.code, form=c.form) for c in words.countries.find(text, start, end)]
    kept = _without_overlaps(taken)
    kept += _names(text, start, end, lexicon, kept)
    return sorted(kept, key=lambda a: a.start)


def _without_overlaps(atoms: Sequence[Atom]) -> list[Atom]:
    """The longer of two that overlap; of two as long the first given (offices before references before countries)."""
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: a.start - a.end):
        if all(atom.end <= k.start or k.end <= atom.start for k in kept):
            kept.append(atom)
    return sorted(kept, key=lambda a: a.start)


def _names(text: str, start: int, end: int, lexicon: Lexicon, taken: Sequence[Atom]) -> list[Atom]:
    found: list[Atom] = []
    bounds = [*((a.start, a.end) for a in taken), (end, end)]
    at = start
    for left, right in bounds:
        found += _names_between(text, at, left, lexicon)
        at = right
    return found


def _names_between(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Atom]:
    run: list[re.Match[str]] = []
    honorific = False
    for word in _WORD.finditer(text, start, end):
        low = word[0].lower()
        if (not word[0][0].isupper() and low in lexicon.pronouns) or (low in lexicon.pronouns and low != "both"):
            yield from _name(text, run, honorific, lexicon)
            run, honorific = [], False
            yield Atom(word.start(), word.end(), "pronoun", single=lexicon.pronouns[low])
            continue
        if run and not _adjacent(text, run[-1], word, lexicon.suffixes):
            yield from _name(text, run, honorific, lexicon)
            run, honorific = [], False
        if (
            not run
            and word[0] in lexicon.honorifics
            and text[word.end() : word.end() + 1].isspace() | (text[word.end() : word.end() + 1] == ".")
        ):
            honorific = True
            continue
        if _belongs(word[0], run, lexicon):
            run.append(word)
        elif run and word[0][0].isupper() and not (len(word[0]) > 1 and word[0].isupper()):
            # "Liberation Organisation": what goes on with such a word names no person.
            run, honorific = [], False
        else:
            yield from _name(text, run, honorific, lexicon)
            run, honorific = [], False
    yield from _name(text, run, honorific, lexicon)


def _adjacent(text: str, last: re.Match[str], word: re.Match[str], suffixes: frozenset[str]) -> bool:
    gap = text[last.end() : word.start()]
    if last[0].endswith(("'s", "’s")) or (last[0].endswith(".") and len(last[0]) > _INITIAL and last[0] not in suffixes):
        return False
    return (0 < len(gap) <= 3 and gap.isspace()) or (gap == ", " and word[0].rstrip(".") in ("Jr", "Sr"))


def _belongs(word: str, run: Sequence[re.Match[str]], lexicon: Lexicon) -> bool:
    if word.lower() in lexicon.particles and (run or word[0].isupper()):
        return True
    if len(run) >= _LONGEST or not (word[0].isupper() or _ARTICLED.match(word)):
        return False
    if len(word) > 1 and word.isupper() and word.lower() in lexicon.plain:
        return False
    # "Theresa May": a month's name may go on with a name that has begun.
    return _bare(word) not in lexicon.not_names or (bool(run) and word in lexicon.months)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").rstrip(".")


def _name(text: str, run: Sequence[re.Match[str]], honorific: bool, lexicon: Lexicon) -> Iterator[Atom]:
    words = list(run)
    while words and words[-1][0].lower() in lexicon.particles:
        words.pop()
    if not words:
        return
    last = words[-1]
    end = last.end()
    if last[0].endswith(("'s", "’s")):
        end -= 2
    if last[0].endswith(".") and last[0] not in lexicon.suffixes and len(last[0]) > 2:
        end -= 1
    yield Atom(words[0].start(), end, "name", honorific=honorific)
