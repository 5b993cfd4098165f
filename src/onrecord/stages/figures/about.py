"""What a figure is of: its indicator, and the country or pair of countries that it is told of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.lookups.countries import Countries
from onrecord.lookups.indicators import Indicator, Indicators
from onrecord.reading import Reading
from onrecord.stages.figures.candidates import Candidate
from onrecord.stages.figures.clause import Clause
from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["About", "Place", "Subjects"]

_LONGEST_NAME = 60
_MOST_SENTENCES_BACK = 2
_HIGHEST = 8
_OF = re.compile(r"\s{1,3}of\s")
_Named = tuple[int, int, Indicator]


@dataclass(frozen=True, slots=True)
class About:
    """An indicator, by name and where it is named, and the subject. ``inherited``: taken over from what was told before."""

    indicator: str | None
    text: tuple[int, int] | None
    subject: str | None
    inherited: bool = False
    known: bool = False
    sentence: int = 0
    """Where the figure's sentence begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: its paragraph's parse, which begins at character ``offset``, its clause, and the figures before it.

    ``floor`` is where the figure before it in the same sentence ends, 0 where there is none.
    """

    doc: Doc
    offset: int
    candidate: Candidate
    clause: Clause
    previous: About | None
    floor: int

    @property
    def bounds(self) -> tuple[int, int]:
        """The clause, in characters of the text."""
        last = self.doc[self.clause.end - 1]
        return self.offset + self.doc[self.clause.start].idx, self.offset + last.idx + len(last)

    @property
    def sentence(self) -> tuple[int, int]:
        """The sentence, in characters of the text."""
        found = self.doc[self.candidate.core].sent
        return self.offset + found.start_char, self.offset + found.end_char


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds what the figures of one reading are of."""

    reading: Reading
    indicators: Indicators
    lands: Countries
    words: Lexicon

    def about(self, place: Place) -> About:
        """What a figure is of: what its clause names, what the words before it name, or what the figure before it was of."""
        sentence = place.sentence[0]
        found = self._named(place)
        if found is not None:
            return self._about(place, found)
        if self._points_back(place):
            told = self._told_before(place)
            previous = place.previous
            if told is not None and (previous is None or previous.indicator != told[2].name):
                return self._about(place, told)
            if previous is not None and (told is not None or self._is_near(place, previous)):
                subject = self._subject(*place.bounds, None, place.candidate) or previous.subject
                return replace(previous, subject=subject, inherited=True, sentence=sentence)
        name = self._noun_phrase(place)
        return About(
            self._text(name) if name else None, name, self._subject(*place.bounds, None, place.candidate), sentence=sentence
        )

    def _about(self, place: Place, found: _Named) -> About:
        start, end, indicator = found
        first, last = place.bounds
        subject = self._subject(min(first, start), max(last, end), indicator, place.candidate)
        previous = place.previous
        if subject is None and previous is not None and previous.indicator == indicator.name:
            subject = previous.subject
        if subject is None and indicator.mutual and indicator.family == "money":
            subject = self._parties()
        return About(indicator.name, (start, end), subject, known=True, sentence=place.sentence[0])

    def _named(self, place: Place) -> _Named | None:
        """The indicator named nearest: for a count in its noun, else before the figure, else after it."""
        c = place.candidate
        found = [f for f in self.indicators.find(self.reading.layout.surface, *place.bounds) if _is_told_in(f[2], c)]
        after = [f for f in found if f[0] >= c.quantity.end]
        before = [f for f in found if f[1] <= c.quantity.lead]
        if c.family == "count":
            return after[0] if after and c.noun is not None and after[0][0] <= place.offset + c.noun.idx else None
        close = [f for f in after if f[0] <= c.quantity.tail + 4]
        late = [f for f in before if f[0] >= place.floor]
        # Debt that is "40 percent of GDP" is debt; what a share is of comes second.
        own = late[-1:] if c.family == "percent" and _OF.match(self.reading.layout.surface, c.quantity.tail) else []
        if own and after and after[0][2].name == own[0][2].name:
            own = after[:1]
        best = own or close or late[-1:] or before[-1:] or after[:1]
        return best[0] if best else None

    def _points_back(self, place: Place) -> bool:
        """Whether the clause's subject is a pronoun, or it has none and names nothing."""
        if place.candidate.family == "count":
            return False
        subject = place.clause.subject
        if subject is None or subject.pos_ in ("PRON", "PROPN"):
            return True
        # A share is not of what was told before where its clause has a matter of its own ("crime was down by 7 percent").
        lemma = subject.lemma_.lower()
        return place.candidate.family == "percent" and (lemma in self.words.amount_of or lemma in self.words.trend)

    def _told_before(self, place: Place) -> _Named | None:
        """The last indicator named before the clause, in its sentence or the ones before it in the paragraph."""
        surface = self.reading.layout.surface
        sentence, limit = place.doc[place.candidate.core].sent, place.bounds[0]
        for _ in range(_MOST_SENTENCES_BACK):
            start = place.offset + sentence.start_char
            found = [f for f in self.indicators.find(surface, start, limit) if _is_told_in(f[2], place.candidate)]
            if found:
                return found[-1]
            if sentence.start == 0:
                return None
            sentence, limit = place.doc[sentence.start - 1].sent, start
        return None

    @staticmethod
    def _is_near(place: Place, previous: About) -> bool:
        """Whether the figure before stands in this sentence or the one before it."""
        sentence = place.doc[place.candidate.core].sent
        if sentence.start == 0:
            return True
        return bool(previous.sentence >= place.offset + place.doc[sentence.start - 1].sent.start_char)

    def _subject(self, start: int, end: int, indicator: Indicator | None, c: Candidate) -> str | None:
        """The country or the pair that a stretch names; "our trade" is that of the parties, "your economy" the other side's."""
        surface = self.reading.layout.surface
        inside = (c.quantity.start, c.quantity.end)
        named = [f for f in self.lands.find(surface, start, end) if f.form != "capital" and not f.unsure]
        codes = sorted(
            {f.code for f in named if (f.end <= inside[0] or f.start >= inside[1]) and surface[f.end : f.end + 1] != "$"}
        )
        mutual = indicator is not None and indicator.mutual
        if not codes:
            return self._by_pronoun(start, end, mutual)
        if len(codes) == 1 and mutual:
            own = self._side(c.quantity.start)
            return "-".join(sorted({codes[0], own} if own else codes))
        return "-".join(codes) if len(codes) <= 2 else None

    def _by_pronoun(self, start: int, end: int, mutual: bool) -> str | None:
        found = self.words.parties.search(self.reading.layout.surface, start, end)
        word = found[0].lower() if found else ""
        if not word or self._parties() is None:
            return None
        if word not in self.words.sides or mutual:
            return self._parties()
        own = self._side(start)
        if self.words.sides[word] == "own" or own is None:
            return own
        return next((code for code in self._codes() if code != own), None)

    def _codes(self) -> list[str]:
        return sorted({a.country for a in self.reading.cast if a.party and a.country})

    def _parties(self) -> str | None:
        codes = self._codes()
        return "-".join(codes) if len(codes) == 2 else None

    def _side(self, at: int) -> str | None:
        """The country of whoever speaks at a place, else of the publisher."""
        for statement in self.reading.statements:
            if any(p.start <= at < p.end for p in statement.content) and statement.speakers:
                return statement.speakers[0].country
        return self.reading.document.country

    def _noun_phrase(self, place: Place) -> tuple[int, int] | None:
        """The words for what is counted, or for the subject of the clause."""
        c, offset = place.candidate, place.offset
        if c.noun is not None:
            return self._phrase(offset, c.noun, max(c.last, c.core + 1))
        noun = self._measured(place) or self._changed(place) or self._noun_above(place) or place.clause.subject
        if noun is None or noun.pos_ not in ("NOUN", "PROPN") or self._is_somebody(offset + noun.idx):
            return None
        if c.first <= noun.i < c.last or noun.lower_ in self.words.currencies:
            return None
        return self._phrase(offset, self._counted_in(noun), c.last if c.last <= noun.i else 0)

    @staticmethod
    def _measured(place: Place) -> Token | None:
        """What is measured: "70,500 tonnes of chemical weapons", "$5 million of aid"."""
        doc, last = place.doc, place.candidate.last
        if place.candidate.family not in ("measure", "money") or last >= len(doc) or doc[last].lower_ != "of":
            return None
        return next((t for t in doc[last].rights if t.dep_ == "pobj" and t.pos_ in ("NOUN", "PROPN")), None)

    @staticmethod
    def _changed(place: Place) -> Token | None:
        """What somebody changes: "cut the rate by 50 basis points"."""
        first = place.candidate.first
        by = place.doc[first - 1] if first else None
        if by is None or by.lower_ != "by" or by.head.pos_ != "VERB":
            return None
        return next((t for t in by.head.rights if t.dep_ == "dobj" and t.i < by.i and t.pos_ in ("NOUN", "PROPN")), None)

    def _counted_in(self, noun: Token) -> Token:
        """What "the number of" counts, and what "the increase in" is one of."""
        lemma = noun.lemma_.lower()
        if lemma not in self.words.amount_of and lemma not in self.words.trend:
            return noun
        objects = [
            t for of in noun.rights if of.lower_ in ("of", "in") for t in of.rights if t.dep_ == "pobj" and t.pos_ != "PRON"
        ]
        return objects[0] if objects else noun

    def _noun_above(self, place: Place) -> Token | None:
        """The noun that a sum or share belongs to: "a contract worth $5 billion", "assistance in the amount of"."""
        token = place.doc[place.candidate.core]
        for _ in range(_HIGHEST):
            if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
                return None
            token = token.head
            inside = place.candidate.first <= token.i < place.candidate.last
            if (
                token.pos_ in ("NOUN", "PROPN")
                and not inside
                and token.lemma_.lower() not in self.words.amount_of | self.words.events
            ):
                return token
        return None

    def _is_somebody(self, at: int) -> bool:
        """Whether a word names a person or body of the report, and so nothing that can be measured."""
        return any(m.start <= at < m.end for m in self.reading.mentions)

    def _phrase(self, offset: int, noun: Token, floor: int = 0) -> tuple[int, int]:
        """A noun with what qualifies it, numbers left out."""
        left = [t.left_edge for t in noun.lefts if t.dep_ in ("compound", "amod", "nmod", "poss") and t.pos_ != "NUM"]
        first = next((t for t in left if floor <= t.i <= noun.i and t.lower_ not in self.words.transparent), noun)
        start, end = offset + first.idx, offset + noun.idx + len(noun)
        return (start, end) if end - start <= _LONGEST_NAME else (offset + noun.idx, end)

    def _text(self, place: tuple[int, int]) -> str:
        return " ".join(self.reading.text[place[0] : place[1]].split())


def _is_told_in(indicator: Indicator, c: Candidate) -> bool:
    """Whether an indicator can be told in the unit of a figure: companies are not counted in kilometres."""
    if c.family == "measure":
        return indicator.family not in ("count", "people", "money")
    if c.family == "money":
        return indicator.family not in ("count", "people")
    return True
