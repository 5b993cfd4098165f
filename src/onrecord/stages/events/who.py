"""Who a word of an event stands for: somebody of the cast, a country, or a group without a name ("Velland police")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.lookups.countries import Countries, countries
from onrecord.model import Person, Statement
from onrecord.reading import Mention, Reading, Sentence
from onrecord.stages.events.lexicon import Lexicon, build
from onrecord.stages.events.syntax import lemma
from onrecord.tables import Knowledge

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Who", "distinct", "who_of"]

_INSIDE = ("amod", "compound", "poss", "nmod", "nummod")
_LONGEST = 60
_ARMED = "armed group"
_UNNAMED = "the text does not name them"


@dataclass(frozen=True, slots=True)
class Who:
    """The people, bodies, countries and groups of a reading, found by word."""

    reading: Reading
    lexicon: Lexicon
    countries: Countries

    def of(self, tokens: Iterable[Token], sentence: Sentence, told: Statement | None) -> tuple[Person, ...]:
        """Everybody whom the words stand for, each once; words that stand for nobody known give nobody."""
        found = [p for token in tokens for p in self._one(token, sentence, told)]
        return distinct(found)

    def unnamed(self, tokens: Iterable[Token], sentence: Sentence) -> tuple[Person, ...]:
        """An open question about those whom the words tell of without a name; none where there are no such words."""
        for token in tokens:
            start, end = sentence.at(token)
            plural = token.is_sent_start and token.lower_.endswith("s")
            if token.pos_ == "PROPN" and not plural:
                return (self._named(token, sentence),)
            if (token.pos_ in ("NOUN", "PRON") or plural) and not self._is_thing(token):
                return (Person(None, None, None, None, self.reading.span(start, end), (), _UNNAMED),)
        return ()

    def _named(self, token: Token, sentence: Sentence) -> Person:
        """Somebody whom the text names and whom no table knows: a mention, without an id."""
        first = min([c for c in token.children if c.dep_ == "compound" and c.pos_ == "PROPN"] + [token], key=lambda c: c.i)
        span = self.reading.span(sentence.at(first)[0], sentence.at(token)[1])
        return Person(" ".join(span.text.split()), None, None, None, span)

    def _is_thing(self, token: Token) -> bool:
        words = self.lexicon.words
        return token.lower_ in words["impersonal"] or lemma(token) in words["things"] or lemma(token) in words["vague"]

    def _one(self, token: Token, sentence: Sentence, told: Statement | None) -> list[Person]:
        start, end = sentence.at(token)
        if token.lower_ in self.lexicon.words["first_person"]:
            return [p for p in told.speakers if p.name] if told is not None else []
        mention = self._mention(start, end)
        if mention is not None:
            span = self.reading.span(mention.start, mention.end)
            return [self.reading.cast[i].person(span) for i in mention.actors]
        if lemma(token) in self.lexicon.sectors and token.pos_ in ("NOUN", "PROPN"):
            return self._group(token, sentence)
        if lemma(token) in self.lexicon.words["members"]:
            return [p for c in token.children if c.dep_ == "prep" for g in c.children for p in self._members(token, g, sentence)]
        if token.text in self.lexicon.named:
            return [Person(token.text, None, _ARMED, None, self.reading.span(start, end))]
        country = self.countries.starting(self.reading.text, start)
        if country is not None and country.end >= end and country.form != "demonym":
            return [self._country(country.code, start, country.end)]
        return []

    def _members(self, token: Token, group: Token, sentence: Sentence) -> list[Person]:
        """The members of a group: "members of the Velland parliament"."""
        if lemma(group) not in self.lexicon.sectors:
            return []
        start, end = sentence.at(token)[0], sentence.at(group)[1]
        codes = [c.code for c in self.countries.find(self.reading.text, start, end)]
        span = self.reading.span(start, end)
        return [Person(" ".join(span.text.split()), None, lemma(group), codes[0] if codes else None, span)]

    def _mention(self, start: int, end: int) -> Mention | None:
        """The mention that the word closes or stands in; of a country only where it is the whole."""
        inside = (m for m in self.reading.mentions if m.start <= start and end <= m.end)
        return next(inside, None)

    def _country(self, code: str, start: int, end: int) -> Person:
        return Person(self.countries.name(code), f"country:{code}", None, code, self.reading.span(start, end))

    def _group(self, token: Token, sentence: Sentence) -> list[Person]:
        """A group by its kind, with the country that stands beside it; of two countries one group each."""
        left = min((c.left_edge.i for c in token.children if c.dep_ in _INSIDE and c.i < token.i), default=token.i)
        whole = token.doc[left : token.i + 1]
        words = [t for t in whole if (t.dep_ not in ("det", "nummod", "punct") and t.tag_ != "PRP$") or t.i == token.i]
        start, end = sentence.at(words[0])[0], sentence.at(token)[1]
        codes = [c.code for c in self.countries.find(self.reading.text, start, end)]
        for c in token.children:
            if not codes and c.dep_ == "prep" and lemma(c) in self.lexicon.words["groups"]:
                codes = [f.code for f in self.countries.find(self.reading.text, *_reach(c, sentence))]
        if end - start > _LONGEST:
            start = sentence.at(token)[0]
        if not codes and lemma(token) in self.lexicon.words["vague"]:
            return []
        span = self.reading.span(start, end)
        name = " ".join(span.text.split())
        return [Person(name, None, lemma(token), code, span) for code in dict.fromkeys(codes[:2])] or [
            Person(name, None, lemma(token), None, span)
        ]


def who_of(reading: Reading, knowledge: Knowledge) -> Who:
    """Who is who in a reading."""
    return Who(reading, knowledge.derived(build), countries(knowledge))


def distinct(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each once, by id, or by name and country; a person of a country stands for the country beside them."""
    found: dict[tuple[str | None, str | None], Person] = {}
    for person in people:
        key = (person.id, None) if person.id else (person.name, person.country)
        found.setdefault(key, person)
    return tuple(found.values())


def _reach(preposition: Token, sentence: Sentence) -> tuple[int, int]:
    return sentence.at(preposition)[1], sentence.at(preposition.right_edge)[1]
