"""What a number counts: the noun that it belongs to, wherever it stands, and the name of it as a unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stages.figures.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.lookups.countries import Countries

__all__ = ["FURTHEST", "Nouns"]

FURTHEST = 6
"""So many tokens after a number its noun may stand."""


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns of a paragraph whose parse begins at character ``offset`` of ``text``."""

    doc: Doc
    offset: int
    text: str
    words: Lexicon
    lands: Countries

    def of(self, core: int, last: int) -> Token | None:
        """The noun that the number at token ``core`` counts: above it in the parse, or after it, or after "of these"."""
        token = self.doc[core]
        for _ in range(FURTHEST):
            if token.dep_ == "nummod" and core < token.head.i <= core + 2 * FURTHEST and token.head.pos_ in ("NOUN", "PROPN"):
                return self._plural(token.head) or self._plural(self._shared(last))
            if token.dep_ not in ("quantmod", "compound", "nummod", "advmod") or token.head.i <= core:
                break
            token = token.head
        found = self._shared(last) or self._last_noun(last)
        return self._plural(found) if found is not None else self._of_these(last)

    def _last_noun(self, start: int) -> Token | None:
        """The last of the nouns that stand in a row, with what qualifies them, from token ``start`` on."""
        found = None
        for after in self.doc[start : start + FURTHEST]:
            if after.pos_ not in ("NOUN", "PROPN", "ADJ") and after.tag_ not in ("VBN", "VBG", "HYPH"):
                break
            found = after if after.pos_ in ("NOUN", "PROPN") else found
        return found

    def _shared(self, start: int) -> Token | None:
        """ "90 Russian and 46 German cities": the noun that two numbers share."""
        i, end = start, min(len(self.doc), start + FURTHEST)
        while i < end and self.doc[i].pos_ in ("ADJ", "PROPN"):
            i += 1
        if start < i < end - 1 and self.doc[i].dep_ == "cc" and self.doc[i + 1].pos_ == "NUM":
            return self._last_noun(i + 2)
        return None

    def _of_these(self, start: int) -> Token | None:
        """ "100 of these enterprises", "15 million of the 20 million doses"."""
        doc = self.doc
        if start + 2 >= len(doc) or doc[start].lower_ != "of" or doc[start + 1].lower_ not in self.words.definite:
            return None
        i = start + 2
        while i < len(doc) and i < start + FURTHEST and doc[i].pos_ == "NUM":
            i += 1
        found = self._last_noun(i)
        return self._plural(found) if found is not None else None

    def _plural(self, noun: Token | None) -> Token | None:
        if noun is None:
            return None
        is_many = noun.tag_ in ("NNS", "NNPS") or noun.lemma_.lower() in self.words.people | self.words.invariant
        return noun if is_many and noun.lower_ not in self.words.time_units else None

    def before(self, first: int) -> Token | None:
        """What "the number of", "the flow of" before a bare number counts."""
        sentence = self.doc[first].sent.start if first < len(self.doc) else 0
        for i in range(first - 1, sentence, -1):
            if self.doc[i].lower_ == "of" and self.doc[i - 1].lemma_.lower() in self.words.amount_of:
                after = [t for t in self.doc[i + 1 : i + 5] if t.tag_ in ("NNS", "NNPS")]
                return after[0] if after else None
        return None

    def unit(self, noun: Token) -> str:
        """The name of what is counted: "people" for persons, else the noun as it is written, in lower case."""
        if noun.lemma_.lower() in self.words.people or noun.lower_.removesuffix("s") in self.words.people:
            return "people"
        land = self.lands.starting(self.text, self.offset + noun.idx)
        if land is not None and land.form == "demonym":
            return "people"
        return str(noun.text).lower()

    def carries_on(self, core: int, last: int) -> bool:
        """Whether a bare number counts what the number before it does: "28 were bankrupt", "400 of whom"."""
        doc = self.doc
        token, after = doc[core], doc[last] if last < len(doc) else None
        if after is not None and after.lower_ == "of":
            return last + 1 < len(doc) and doc[last + 1].lower_ in ("whom", "which", "them")
        first = core - 1
        while first > 1 and (doc[first].pos_ == "NUM" or doc[first].lower_ in self.words.transparent):
            first -= 1
        if first > 0 and doc[first - 1].lower_ == "of" and doc[first].lower_ in ("which", "whom", "them"):
            return True
        if token.dep_ in ("nsubj", "nsubjpass"):
            return after is not None and (after.pos_ in ("VERB", "AUX", "ADV") or after.text == "(") and token.head.i > core
        return token.dep_ == "attr" and (after is None or after.is_punct or after.is_space)
