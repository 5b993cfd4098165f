"""Words that tell a trend: "grew", "a drop", "went down"; and whether they are negated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Direction
from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Trend", "Trends"]

_FURTHEST = 40


@dataclass(frozen=True, slots=True)
class Trend:
    """A word that tells a trend, and in which direction."""

    token: Token
    direction: Direction


@dataclass(frozen=True, slots=True)
class Trends:
    """The words of trend in a parse."""

    doc: Doc
    words: Lexicon

    def of(self, token: Token) -> Trend | None:
        """The trend that a word tells, with its particle ("went down") or by itself."""
        words, lemma = self.words, token.lemma_.lower()
        if token.lower_ in ("up", "down", "back"):
            direction = words.phrasal.get((token.head.lemma_, token.lower_))
            return Trend(token.head, direction) if direction and token.head.i != token.i else None
        if token.pos_ == "VERB" and lemma in words.doubling:
            return Trend(token, "up")
        direction = words.trend.get(lemma)
        if direction is None:
            return None
        if lemma in ("upward", "upwards", "downward", "downwards"):
            return Trend(token, direction)
        if token.pos_ not in ("VERB", "NOUN", "AUX") or (token.pos_ == "NOUN" and lemma in words.only_verbs):
            return None
        return None if token.pos_ == "VERB" and lemma in words.only_nouns else Trend(token, direction)

    def before(self, start: int, floor: int = 0) -> Trend | None:
        """The nearest trend before token ``start`` in its sentence."""
        if start < 0:
            return None
        low = max(self.doc[start].sent.start, start - _FURTHEST, floor)
        for i in range(start, low - 1, -1):
            trend = self.of(self.doc[i])
            if trend is not None:
                return trend
        return None

    def inside(self, noun: Token) -> Trend | None:
        """The trend in a compound: "the growth rate"."""
        return next((t for child in noun.lefts if child.dep_ == "compound" and (t := self.of(child))), None)

    def is_negated(self, token: Token) -> bool:
        """Whether a trend is told not to be: "did not fall", "no growth", "failed to grow", "avoid a drop"; not by "not only"."""
        if token.dep_ in ("xcomp", "dobj", "pcomp", "ccomp") and token.head.lemma_ in self.words.negating:
            return True
        near = [*token.lefts, *token.head.lefts] if token.pos_ == "NOUN" else [*token.lefts]
        return any(self._negates(t, token) for t in near)

    def _negates(self, word: Token, token: Token) -> bool:
        if word.i + 1 < len(self.doc) and self.doc[word.i + 1].lower_ in self.words.stressed_negation:
            return False
        return word.dep_ == "neg" or (word.lower_ in self.words.negations and word.head.i == token.i)
