"""Places that a text names by what they are to somebody: "our country", "the Veskonian capital"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.lookups.places import Place, find_places
from onrecord.stages.meetings.page import Page
from onrecord.tables import Knowledge

__all__ = ["with_implied"]


def with_implied(page: Page) -> tuple[Place, ...]:
    """The places of a page with those that are only implied, in order, none inside another.

    "Our country" is that of who speaks, in narration that of the publisher; a country's capital is the city that the tables
    name first, unless the text names another of its capitals (they have moved, and been renamed).
    """
    found = sorted([*_own_countries(page), *_capitals(page)], key=lambda p: p.start)
    if not found:
        return page.places
    kept = [p for p in page.places if not any(p.start < f.end and f.start < p.end for f in found)]
    return tuple(sorted([*kept, *found], key=lambda p: p.start))


def _own_countries(page: Page) -> Iterator[Place]:
    for match in page.lexicon.own_country.finditer(page.text):
        code = _side(page, match.start())
        if code is not None:
            yield _place(match, "country", page.countries.name(code), None, code)


def _side(page: Page, at: int) -> str | None:
    """Whose country "ours" is: the one country of those who speak, else the publisher's; null where that is open."""
    speakers = page.speakers_at(at)
    if speakers is None:
        return page.reading.document.country
    sides = {page.actor(i).country for i in speakers}
    return next(iter(sides)) if len(sides) == 1 else None


def _capitals(page: Page) -> Iterator[Place]:
    known = page.knowledge.derived(_by_country)
    for match in page.lexicon.capital.finditer(page.text):
        code = page.countries.code(match["of"] or match["its"])
        if code is None:
            continue
        named = [name for name in known.get(code, ()) if re.search(rf"\b{re.escape(name)}\b", page.text)]
        for name in [*named, *known.get(code, ())][:1]:
            written = next((p.city for p in find_places(f"in {name}", page.knowledge) if p.city), name)
            yield _place(match, "city", written, written, code)


def _by_country(knowledge: Knowledge) -> dict[str, list[str]]:
    rows = knowledge.rows("countries.csv")
    return {row["code"]: [c for c in row.get("capitals", "").split("|") if c] for row in rows}


def _place(match: re.Match[str], kind: str, name: str, city: str | None, code: str) -> Place:
    word = match[1].lower()
    preposition = "visit" if word.startswith("visit") else word
    return Place(match.start(2), match.end(2), kind, name, city, code, None, None, preposition)  # type: ignore[arg-type]
