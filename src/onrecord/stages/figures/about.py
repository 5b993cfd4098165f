"""What a figure is of: its indicator, and the country or pair of countries that it is told of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lookups.countries import Countries
from onrecord.lookups.indicators import Indicator, Indicators
from onrecord.reading import Reading
from onrecord.stages.figures.candidates import Candidate
from onrecord.stages.figures.clause import Clause
from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["About", "Subjects"]

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class About:
    """An indicator, by name and where it is named, and the subject. ``inherited``: taken over from what was told before."""

    indicator: str | None
    text: tuple[int, int] | None
    subject: str | None
    inherited: bool = False
    known: bool = False


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds what the figures of one reading are of."""

    reading: Reading
    indicators: Indicators
    lands: Countries
    words: Lexicon

    def about(self, doc: Doc, offset: int, c: Candidate, clause: Clause, previous: About | None, floor: int) -> About:
        """What a figure is of. ``previous`` is what the figure before it was of; ``floor`` where that one ends."""
        start, end = self._bounds(doc, offset, clause)
        found = self._named(c, start, end, floor)
        subject = self._subject(start, end, found[2] if found else None)
        if found is not None:
            return About(found[2].name, (found[0], found[1]), subject or self._of(previous, found[2].name), known=True)
        if self._points_back(c, clause) and previous is not None:
            return About(previous.indicator, previous.text, subject or previous.subject, True, previous.known)
        name = self._noun_phrase(offset, c, clause)
        return About(self._text(name) if name else None, name, subject)

    @staticmethod
    def _bounds(doc: Doc, offset: int, clause: Clause) -> tuple[int, int]:
        last = doc[clause.end - 1]
        return offset + doc[clause.start].idx, offset + last.idx + len(last)

    def _named(self, c: Candidate, start: int, end: int, floor: int) -> tuple[int, int, Indicator] | None:
        """The indicator named nearest: for a count in its noun, else before the figure, else after it."""
        found = self.indicators.find(self.reading.layout.surface, start, end)
        after = [f for f in found if f[0] >= c.quantity.end]
        before = [f for f in found if f[1] <= c.quantity.lead]
        if c.family == "count":
            return after[0] if after else None
        late = [f for f in before if f[0] >= floor]
        return (late or before)[-1] if before else after[0] if after else None

    def _subject(self, start: int, end: int, indicator: Indicator | None) -> str | None:
        """The country or the pair that a stretch names; "our trade" is that of the parties."""
        surface = self.reading.layout.surface
        codes = sorted({f.code for f in self.lands.find(surface, start, end) if f.form != "capital" and not f.unsure})
        mutual = indicator is not None and indicator.mutual
        if self.words.parties.search(surface, start, end) and (mutual or not codes):
            parties = self._parties()
            if not codes:
                return parties
            own = self._side(start)
            codes = sorted({*codes[:1], own}) if own else codes
        if len(codes) == 1 and mutual:
            own = self._side(start)
            return "-".join(sorted({codes[0], own})) if own and own != codes[0] else codes[0]
        return "-".join(codes) if 1 <= len(codes) <= 2 else None

    def _parties(self) -> str | None:
        codes = sorted({a.country for a in self.reading.cast if a.party and a.country})
        return "-".join(codes) if len(codes) == 2 else None

    def _side(self, at: int) -> str | None:
        """The country of whoever speaks at a place, else of the publisher."""
        for statement in self.reading.statements:
            if any(p.start <= at < p.end for p in statement.content) and statement.speakers:
                return statement.speakers[0].country
        return self.reading.document.country

    @staticmethod
    def _of(previous: About | None, indicator: str) -> str | None:
        return previous.subject if previous is not None and previous.indicator == indicator else None

    def _points_back(self, c: Candidate, clause: Clause) -> bool:
        """Whether the clause's subject is a pronoun, or it has none and names nothing."""
        if c.family == "count":
            return False
        return clause.subject is None or (clause.subject.pos_ == "PRON" and clause.subject.lower_ in self.words.pronouns)

    def _noun_phrase(self, offset: int, c: Candidate, clause: Clause) -> tuple[int, int] | None:
        """The words for what is counted, or for the subject of the clause."""
        if c.noun is not None and c.noun.i >= c.last:
            first, last = c.noun.doc[c.last], c.noun.doc[min(c.noun.right_edge.i, c.noun.i)]
            return offset + first.idx, offset + last.idx + len(last)
        subject = clause.subject
        if subject is None or subject.pos_ not in ("NOUN", "PROPN"):
            return None
        return self._phrase(offset, subject)

    @staticmethod
    def _phrase(offset: int, noun: Token) -> tuple[int, int] | None:
        left = [t for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod", "poss")]
        first = left[0] if left else noun
        start, end = offset + first.left_edge.idx, offset + noun.idx + len(noun)
        return (start, end) if end - start <= _LONGEST_NAME else (offset + noun.idx, end)

    def _text(self, place: tuple[int, int]) -> str:
        return " ".join(self.reading.text[place[0] : place[1]].split())
