"""Who speaks: from the words that name the source, from the flow of the paragraph, or an open question.

A reference that more than one person can answer is settled only by what the text itself gives: who spoke last in the same
paragraph, whom the paragraph names later, whose office the page speaks of with a capital. Where two such readings stand
against each other the speaker stays open, with both as candidates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lookups.countries import Countries
from onrecord.lookups.offices import Offices
from onrecord.reading import Attribution, Mention, Reading
from onrecord.stages.statements.answer import FLOW, NAMED, NOMINATIVE, OPEN, PARTIES, WEAK, Answer
from onrecord.stages.statements.beside import beside_mentions
from onrecord.stages.statements.fitting import Fitting
from onrecord.stages.statements.groups import Groups
from onrecord.stages.statements.titles import capital_means_own, named_later
from onrecord.stages.statements.told import Told, belonging, possessive

__all__ = ["Speakers"]

_ALL = ("the two", "both", "the three", "we", "all", "the duo")
_ADDITIVE = re.compile(
    r"\b(?:[Aa]lso|[Ff]urther(?:more)?|[Ii]n addition|[Mm]oreover|added|adding|continued|went on|[Aa]part from that|[Tt]oo)\b"
)
_NEAR = 30
_FAR = 4
"""So many paragraphs before a message is announced may tell who sent it."""
_WITH_ME = re.compile(r"\band\s{1,3}I\b")
_OBJECT = re.compile(r"\s{1,3}(him|her)\s{1,3}(?:for|that|about|on|to|of)\s")
_AND = re.compile(r"\sand\s")


class Speakers:
    """The speakers of one reading's attributions."""

    def __init__(self, reading: Reading, countries: Countries, offices: Offices) -> None:
        self._reading = reading
        self._countries = countries
        self._cast = reading.cast
        self._parties = reading.leaders
        self._own = self._own_leader()
        # A joint document speaks as its parties: the countries.
        sides = tuple(i for i, a in enumerate(reading.cast) if a.party and a.kind == "country")
        self._together = sides or self._parties
        self._told = Told(reading)
        self._groups = Groups(reading, self._told, self._own)
        self._fitting = Fitting(reading, offices)
        self._sources = [self._mentions_in(a.source) for a in reading.attributions]

    def answers(self) -> list[Answer]:
        """An answer for each attribution, in order."""
        found: list[Answer] = []
        for i, attribution in enumerate(self._reading.attributions):
            answer = self._answer(i, attribution, found)
            found.append(self._fitting.checked(answer, attribution, self._sources[i]))
        return found

    def _own_leader(self) -> int | None:
        country = self._reading.document.country
        if country is None:
            return None
        own = [i for i in self._parties if self._cast[i].country == country]
        return own[0] if len(own) == 1 else None

    def _mentions_in(self, source: tuple[int, int] | None) -> list[Mention]:
        """The mentions that a source consists of: those of people before those of bodies and countries."""
        if source is None:
            return []
        inside = [
            m
            for m in self._reading.mentions
            if source[0] <= m.start and m.end <= source[1] and not possessive(self._reading.text, m)
        ]
        inside = inside or [
            m
            for m in self._reading.mentions
            if m.start < source[1] and source[0] < m.end and not possessive(self._reading.text, m)
        ]
        if sum(m.kind not in ("country", "body") for m in inside) == 1:  # "a statement of A and B" is theirs
            inside = [m for m in inside if not belonging(self._reading.text, source[0], m)]
        people = [m for m in inside if m.kind not in ("country", "body")]
        return people or inside[:2]

    def _answer(self, i: int, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        if attribution.turn is not None:
            return self._turn(i, attribution)
        if attribution.source is None:
            return self._unnamed(attribution, before)
        if attribution.joint and len(self._parties) > 1 and self._joins(attribution.source, self._sources[i]):
            here = self._groups.of_meeting(attribution.source[0]) or self._parties
            return Answer(here, PARTIES, "all who take part in the talks", mention=attribution.source)
        return self._named(i, attribution, before)

    def _joins(self, source: tuple[int, int], mentions: Sequence[Mention]) -> bool:
        """Whether who speaks can stand for all who take part: one of them, or a group; several who are named are they alone."""
        if len(mentions) > 1 or _AND.search(self._reading.text, *source):
            return not any(m.kind == "name" for m in mentions)
        named = {a for m in mentions for a in m.actors or m.candidates}
        return not named or bool(named & set(self._parties))

    def _turn(self, i: int, attribution: Attribution) -> Answer:
        assert attribution.turn is not None
        turn = self._reading.layout.turns[attribution.turn]
        actors = tuple(dict.fromkeys(a for m in self._sources[i] for a in m.actors))
        if actors:
            return Answer(actors, NAMED, "named by the transcript", mention=attribution.source)
        if turn.anonymous or not turn.name:
            return Answer((), OPEN, "the transcript does not name who speaks", mention=attribution.source)
        candidates = tuple(dict.fromkeys(a for m in self._sources[i] for a in m.candidates))
        if candidates:
            return Answer((), OPEN, "the label fits more than one person", candidates, attribution.source)
        return Answer((), WEAK, "named by the transcript", mention=attribution.source, printed=turn.name)

    def _unnamed(self, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        """No source: the parties where they speak together, else whoever the quotation's context has speaking."""
        if attribution.cue is not None or attribution.joint:
            if local := self._groups.of_meeting(attribution.content[0][0]):
                return Answer(local, PARTIES, "no source is named: the two of the meeting that the text tells of there")
            if len(self._together) > 1:
                return Answer(self._together, PARTIES, "no source is named: all who take part in the talks")
            if self._together:
                return Answer((), OPEN, "no source is named, and only one is known to take part in the talks", self._together)
            return Answer((), OPEN, "no source is named, and nobody is known to take part in the talks")
        last = self._last(attribution.paragraph, before, far=1)
        if last is not None:
            return Answer(last.actors, WEAK, "the quotation goes on where its context has this person speaking")
        return Answer((), OPEN, "the quotation has no attribution", self._parties)

    def _last(self, paragraph: int, before: Sequence[Answer], far: int) -> Answer | None:
        """The last answer that names one person, in this paragraph or at most ``far`` before it."""
        attributions = self._reading.attributions
        for j in range(len(before) - 1, -1, -1):
            if attributions[j].paragraph < paragraph - far:
                return None
            if len(before[j].actors) == 1:
                return before[j]
        return None

    def _named(self, i: int, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        mentions = self._sources[i]
        assert attribution.source is not None
        if not mentions:
            return self._printed(attribution, before)
        beside = beside_mentions(self._reading.text, attribution.source, mentions)
        if beside is not None and all(m.kind in ("country", "body") for m in mentions):
            return Answer((), WEAK, "named in the text", mention=attribution.source, printed=beside)
        actors: list[int] = []
        confidence, why = NAMED, "named in the text"
        for mention in mentions:
            answer = self._mention(i, mention, attribution, before)
            if not answer.actors:
                return answer if len(mentions) == 1 else self._but_group(mentions, answer)
            actors += answer.actors
            beside = beside or answer.printed
            if answer.confidence < confidence:
                confidence, why = answer.confidence, answer.why
        if self._own is not None and _WITH_ME.search(self._reading.text, *attribution.source):
            actors.append(self._own)
        return Answer(tuple(dict.fromkeys(actors)), confidence, why, mention=attribution.source, printed=beside)

    def _but_group(self, mentions: Sequence[Mention], answer: Answer) -> Answer:
        """Two references of which one is open: both parties where the two together can only be they."""
        candidates = {c for m in mentions for c in (*m.actors, *m.candidates)}
        if len(mentions) == len(self._parties) == 2 and candidates == set(self._parties):
            return Answer(self._parties, FLOW, "the two who take part in the talks", mention=answer.mention)
        return answer

    def _printed(self, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        """A source that names nobody of the cast: a name as printed, or nobody known."""
        assert attribution.source is not None
        words = self._reading.text[slice(*attribution.source)]
        if words.lower() in _ALL and len(self._together) > 1:
            return Answer(self._together, PARTIES, "all who take part in the talks", mention=attribution.source)
        if attribution.author:
            return self._author(attribution, before)
        if words.lower() in ("his", "her"):
            return self._pronoun(Mention(*attribution.source, "pronoun", ()), attribution, before)
        if words.lower() == "their":
            return self._group(attribution.source, before)
        capital = next((c for c in self._countries.find(words) if c.form == "capital"), None)
        if capital is not None and capital.end == len(words):
            why = "a capital stands for its country"
            named = (capital.code, self._countries.name(capital.code))
            return Answer((), WEAK, why, mention=attribution.source, country=named)
        if words[:1].isupper() and all(w[:1].isupper() for w in words.split()) and not words.lower().startswith("the "):
            return Answer((), WEAK, "named in the text", mention=attribution.source, printed=" ".join(words.split()))
        return Answer((), OPEN, "the source names no person that can be told", mention=attribution.source)

    def _author(self, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        """ "I" or "the message" in a report's own voice: the leader of the side that publishes it, if nobody else sent it."""
        assert attribution.source is not None
        at = attribution.source
        here = Mention(*at, "pronoun", ())
        where = range(attribution.paragraph, max(-1, attribution.paragraph - _FAR), -1) if self._words(at) != "I" else ()
        sent = next((told for p in where if (told := self._told.before(here, p, None, before))), ())
        if self._own is not None and set(sent) <= {self._own}:
            return Answer((self._own,), FLOW, "the report speaks in its own leader's voice", mention=at)
        candidates = tuple(dict.fromkeys((*sent, *self._parties)))
        return Answer((), OPEN, "the report speaks in the first person and does not say whose", candidates, at)

    def _words(self, at: tuple[int, int]) -> str:
        return self._reading.text[slice(*at)]

    def _mention(self, i: int, mention: Mention, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        at = (mention.start, mention.end)
        if mention.kind == "group":
            return self._groups.settled(mention) or self._group(at, before, attribution.paragraph)
        if mention.actors:
            sure = NAMED if mention.kind == "name" else FLOW
            return Answer(mention.actors, sure, mention.why or "named in the text", mention=at)
        if mention.kind == "pronoun":
            return self._pronoun(mention, attribution, before)
        return self._title(i, mention, attribution, before)

    def _group(self, at: tuple[int, int], before: Sequence[Answer], paragraph: int | None = None) -> Answer:
        alone = paragraph is not None and before and len(before[-1].actors) == 1
        if paragraph is not None and self._after_unknown(at, before, paragraph):
            return Answer((), OPEN, "those who spoke last are not known", before[-1].candidates, at)
        return self._groups.before(at, before, self._last(paragraph, before, far=0) if alone and paragraph is not None else None)

    def _after_unknown(self, at: tuple[int, int], before: Sequence[Answer], paragraph: int) -> bool:
        """Whether "they" goes on in a paragraph from some whom no answer names ("Experts stated ... They noted ...")."""
        if not before or self._words(at).lower() != "they" or before[-1].mention is None:
            return False
        untold = not before[-1].actors and before[-1].printed is None and before[-1].country is None
        return untold and self._reading.attributions[len(before) - 1].paragraph == paragraph

    def _pronoun(self, mention: Mention, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        at = (mention.start, mention.end)
        word = NOMINATIVE.get(self._words(at).lower())
        unknown = self._unknown(attribution, before)
        if unknown is not None:
            return replace(unknown, mention=at)
        if self._told.untold(mention, attribution.paragraph):
            return Answer((), OPEN, "the one of whom the sentence before tells is not known", self._parties, at)
        told = self._told.before(mention, attribution.paragraph, word, before)
        if len(told) == 1 and self._told.may_be(told[0], word, sure=self._to_another(attribution, word)):
            return Answer(told, FLOW, "the person of whom the sentence before tells", mention=at)
        if len(told) == 1 and len(self._parties) > 1:
            return Answer((), OPEN, "who is meant cannot be told from who is spoken to", self._parties, at)
        if told:
            return Answer((), OPEN, "the sentence before tells of more than one to whom the pronoun fits", told, at)
        last = self._last(attribution.paragraph, before, far=1)
        if last is not None and self._told.may_be(last.actors[0], word):
            return Answer(last.actors, FLOW, "the person who spoke last", mention=at)
        if last is None and len(told := self._told.before(mention, attribution.paragraph - 1, word, before)) == 1:
            return Answer(told, WEAK, "the person of whom the paragraph before tells", mention=at)
        fitting = tuple(i for i in self._parties if self._told.may_be(i, word))
        if last is not None and len(fitting) == 1:
            return Answer(fitting, WEAK, "the only one who takes part in the talks for whom this pronoun can stand", mention=at)
        return Answer((), OPEN, "the pronoun stands for nobody who can be told", fitting, at)

    def _to_another(self, attribution: Attribution, word: str | None) -> bool:
        """Whether the other pronoun follows the cue ("He thanked her"): the pronouns alone tell the two apart."""
        found = _OBJECT.match(self._reading.text, attribution.cue[1]) if attribution.cue is not None else None
        return found is not None and NOMINATIVE[found[1]] != word

    def _unknown(self, attribution: Attribution, before: Sequence[Answer]) -> Answer | None:
        """Who spoke right before in this paragraph where that is no member of the cast: a name as printed, an open title."""
        if not before or self._reading.attributions[len(before) - 1].paragraph != attribution.paragraph:
            return None
        last, mentions = before[-1], self._sources[len(before) - 1]
        until = attribution.source[0] if attribution.source is not None else 0
        if self._told.tells(self._reading.attributions[len(before) - 1].content[-1][1], until):
            return None
        if last.printed is not None and not last.actors:
            return last
        untold = not last.actors and last.country is None and [m.kind for m in mentions] == ["title"]
        return Answer((), OPEN, "the one who spoke last is not known", last.candidates) if untold else None

    def _title(self, i: int, mention: Mention, attribution: Attribution, before: Sequence[Answer]) -> Answer:
        at = (mention.start, mention.end)
        candidates = mention.candidates
        if not candidates:
            return Answer((), OPEN, mention.why or "nobody who holds such an office is known here", mention=at)
        last = self._last(attribution.paragraph, before, far=0)
        if last is not None and last.actors[0] in candidates:
            return Answer(last.actors, FLOW, "the holder of such an office who spoke last in this paragraph", mention=at)
        later = named_later(self._reading, self._sources, i, candidates)
        if later is not None:
            return Answer((later,), FLOW, "the holder of such an office whom the paragraph names later", mention=at)
        if self._own in candidates and capital_means_own(self._reading):
            assert self._own is not None
            return Answer((self._own,), WEAK, "the page gives its own leader's office a capital", mention=at)
        flow = self._last(attribution.paragraph, before, far=1)
        if flow is None and self._own in candidates:
            assert self._own is not None
            return Answer((self._own,), WEAK, "the leader of the side that publishes the report", mention=at)
        if flow is not None and flow.actors[0] in candidates and (self._own == flow.actors[0] or self._goes_on(attribution)):
            return Answer(flow.actors, WEAK, "the holder of such an office who spoke last", mention=at)
        return Answer((), OPEN, "more than one person here holds such an office", candidates, at)

    def _goes_on(self, attribution: Attribution) -> bool:
        """Whether the sentence itself says that the one who spoke last goes on ("also noted", "added")."""
        places = [p for p in (attribution.source, attribution.cue, attribution.content[0]) if p is not None]
        start, end = min(s for s, _ in places), max(e for _, e in places)
        return _ADDITIVE.search(self._reading.text, max(0, start - _NEAR), end) is not None
