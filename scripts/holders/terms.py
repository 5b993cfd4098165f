"""The hand-kept terms in ``knowledge-src``: one line for each office, the holders in order.

A line reads ``RU president: Boris Yeltsin 1991-07-10; Vladimir Putin 1999-12-31; ...``: country (``--`` for none), role,
and each holder with the first day of the term. A term ends where the next begins unless ``..`` and a day follow. A name may
carry ``#`` and a word that tells it from its namesake; ``(acting)`` may end an entry, ``[note: ...]`` a line with gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.lookups.names import slug

__all__ = ["Term", "read_spellings", "read_terms"]

_LINE = re.compile(r"(?P<country>[A-Z]{2}|--) (?P<role>[^:]+): (?P<entries>.*?)(?: \[note: (?P<note>.*)\])?$")
_DAY = r"\d{4}(?:-\d\d){0,2}"
_ENTRY = re.compile(rf"(?P<name>.+?) (?P<start>{_DAY})(?:\.\.(?P<end>{_DAY}))?(?P<acting> \(acting\))?$")
_WITH_ARTICLE = frozenset(
    ("AE", "BS", "CD", "CF", "CG", "CK", "CZ", "DO", "FO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "SC", "US", "VA")
)


@dataclass(frozen=True)
class Term:
    """One person in one office. ``key`` is the name as the source file has it, with what tells it from a namesake."""

    key: str
    country: str
    role: str
    start: str
    end: str
    acting: bool
    note: str = ""

    @property
    def person(self) -> str:
        return self.key.partition("#")[0]

    @property
    def id(self) -> str:
        return f"person:{slug(self.key.replace('#', ' '))}"

    def office(self, country_name: str) -> str:
        """The office in full: "President of Russia"."""
        title = " ".join(w if w in ("of", "the", "for", "with", "and", "in") else w[0].upper() + w[1:] for w in self.role.split())
        if not self.country or self.country == "EU" or " of the " in title:
            return title
        return f"{title} of {'the ' if self.country in _WITH_ARTICLE else ''}{country_name}"


def read_terms(folder: Path) -> list[Term]:
    """All terms of the hand-kept files, in their order. Raises ``ValueError`` where a line is none."""
    terms: list[Term] = []
    for path in [*sorted(folder.glob("heads-*.txt")), folder / "ministers.txt"]:
        for line in filter(None, path.read_text(encoding="utf-8").splitlines()):
            terms += _line_terms(line)
    return terms


def read_spellings(path: Path) -> dict[str, tuple[str, ...]]:
    """Other spellings by the key of the person."""
    lines = (line.partition(" = ") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {key.strip(): tuple(s.strip() for s in more.split("|")) for key, _, more in lines}


def _line_terms(line: str) -> Iterator[Term]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"not a line of terms: {line[:80]!r}")
    country = "" if match["country"] == "--" else match["country"]
    terms = [_entry(text.strip(), country, match["role"]) for text in match["entries"].split(";")]
    for term, following in zip(terms, [*terms[1:], None], strict=True):
        end = term.end or (following.start if following else "")
        yield replace(term, end=end, note=match["note"] or "")


def _entry(text: str, country: str, role: str) -> Term:
    match = _ENTRY.fullmatch(text)
    if match is None:
        raise ValueError(f"not a term: {text!r}")
    return Term(match["name"], country, role, match["start"], match["end"] or "", match["acting"] is not None)
