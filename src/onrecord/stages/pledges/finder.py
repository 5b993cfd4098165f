"""Finds the undertakings of a reading: by a modal verb, by a reporting word, by an act that is one, by words that bind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Person, Span, Statement
from onrecord.reading import Reading, Time
from onrecord.stages.pledges.clause import Clauses, token_at
from onrecord.stages.pledges.lexicon import Lexicon
from onrecord.stages.pledges.makers import Makers
from onrecord.stages.pledges.undertaking import Undertaking, by_infinitive, by_intent, by_modal, is_promised, is_specific

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Draft", "Finder"]

_READ = ("body", "turn")
_ENDINGS = ("s", "es", "ies", "d", "ed", "ied", "ing")
_OBJECTS = ("dobj", "obj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Draft:
    """A pledge before it has its id."""

    span: tuple[int, int]
    who: tuple[Person, ...]
    statement: Statement | None
    time: Time | None
    condition: tuple[int, int] | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Binding:
    """How the word binds under which something is told: at all, of one's own accord, and as a promise by that word alone.

    ``who``: by whom it is said, where that is no statement's speaker.
    """

    binds: bool
    commits: bool
    promises: bool
    who: tuple[Person, ...] = ()


_LOOSE = Binding(binds=False, commits=False, promises=False)


class Finder:
    """Finds the pledges of one reading."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self._reading, self._words = reading, words
        self._makers, self._clauses = Makers(reading, words), Clauses(reading, words)
        self._surface = reading.layout.surface

    def drafts(self) -> Iterator[Draft]:
        """Every undertaking, in no order; some may overlap."""
        for index, doc in self._reading.parse.docs.items():
            paragraph = self._reading.layout.paragraphs[index]
            if paragraph.kind in _READ:
                offset, place = self._reading.parse.offsets[index], (paragraph.content_start, paragraph.end)
                for found in self._words.trigger.finditer(self._surface, *place):
                    yield from self._modal(doc, offset, found.start())
                for found in self._words.acts.finditer(self._surface, *place):
                    yield from self._act(offset, doc[token_at(doc, found.start() - offset)])
                for found in self._words.bound.finditer(self._surface, *place):
                    yield from self._bound(doc, offset, doc[token_at(doc, found.start() - offset)])
                for found in self._words.performative.finditer(self._surface, *place):
                    yield from self._performed(offset, doc[token_at(doc, found.start() - offset)])
        yield from self._reported()

    def _modal(self, doc: Doc, offset: int, at: int) -> Iterator[Draft]:
        """A pledge by "will" and the like."""
        undertaking = by_modal(doc, token_at(doc, at - offset), self._words)
        if undertaking is None or undertaking.subject is None:
            return
        statement = self._makers.statement_at(offset + undertaking.verb.idx)
        if undertaking.modal.lower_ in self._words.reported and (statement is None or statement.kind == "direct"):
            return
        yield from self._draft(offset, undertaking, statement, undertaking.subject.left_edge.idx)

    def _reported(self) -> Iterator[Draft]:
        """Pledges by a reporting word: "promised to send", "agreed to open", "announced their intent to sign"."""
        for statement in self._reading.statements:
            cue = statement.cue.text.lower().split() if statement.cue else []
            binding = self._binding(cue)
            if binding.binds or any(_stem_of(w, self._words.announce) for w in cue):
                for piece in statement.content:
                    yield from self._piece(piece, statement, binding)

    def _binding(self, cue: Sequence[str]) -> Binding:
        commits, agrees, promises = (
            any(_stem_of(w, among) for w in cue) for among in (self._words.commit, self._words.agree, self._words.promise)
        )
        return Binding(commits or agrees, commits, promises)

    def _bound(self, doc: Doc, offset: int, verb: Token) -> Iterator[Draft]:
        """ "They agreed to open a crossing": told in the words of somebody else, or of the publisher alone."""
        at = offset + verb.idx
        if verb.pos_ != "VERB" or any(s.cue and s.cue.start <= at < s.cue.end for s in self._reading.statements):
            return
        subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None) or _shared_subject(verb)
        aim = next((t for t in verb.rights if t.dep_ in ("xcomp", "ccomp") and t.tag_ == "VB"), None)
        if (
            subject is None
            or aim is None
            or _is_unreal(verb)
            or any(t.lower_ == "to" for t in verb.rights if t.i < aim.left_edge.i)
        ):
            return
        binding = self._binding([verb.lower_])
        who = self._makers.tellers(subject, offset)
        undertaking = by_infinitive(doc, aim.left_edge.i, aim.right_edge.i + 1, self._words)
        if undertaking is not None and who:
            statement = self._makers.statement_at(at)
            yield from self._draft(offset, undertaking, statement, aim.left_edge.idx, replace(binding, who=who))

    def _piece(self, piece: Span, statement: Statement, binding: Binding) -> Iterator[Draft]:
        found = self._clauses.parse_at(piece.start)
        if found is None:
            return
        doc, offset = found
        first, last = token_at(doc, piece.start - offset), token_at(doc, piece.end - 1 - offset) + 1
        undertaking = by_infinitive(doc, first, last, self._words) if binding.binds else None
        if undertaking is not None:
            yield from self._draft(offset, undertaking, statement, piece.start - offset, binding)
        elif intended := by_intent(doc, first, last, self._words):
            yield from self._draft(offset, intended, statement, piece.start - offset)
        elif binding.commits:
            yield from self._thing(doc, (first, last), piece, statement)

    def _thing(self, doc: Doc, place: tuple[int, int], piece: Span, statement: Statement) -> Iterator[Draft]:
        """ "Promised quick action": what is promised is a noun, and no good will."""
        stretch = doc[place[0] : place[1]]
        root = stretch.root
        who = tuple(p for p in statement.speakers if p.name)
        span = (piece.start, self._clauses.trimmed(piece.start, piece.end))
        wide = any(t.lower_ in self._words.wide for t in root.lefts)
        vague = wide or root.lemma_.lower() in self._words.goodwill or root.lemma_.lower() in self._words.talk
        if root.pos_ == "NOUN" and who and (not vague or self._clauses.is_numbered(span)):
            yield self._made(span, self._makers.speakers(statement), statement, bound=True)

    def _act(self, offset: int, verb: Token) -> Iterator[Draft]:
        """To accept an invitation is to undertake to come; to announce a sum of help is to undertake to give it."""
        lemma = verb.lemma_.lower()
        thing = next((t for t in verb.children if t.dep_ in _OBJECTS and t.tag_ != "WDT"), None)
        subject = next((t for t in verb.lefts if t.dep_ == "nsubj"), None) or _shared_subject(verb)
        if lemma in self._words.accept and (thing is not None or verb.dep_ == "relcl"):
            yield from self._accepted(offset, verb, subject)
        if thing is None or subject is None or not verb.tag_.startswith("VB") or thing.dep_ == "nsubjpass":
            return
        start = min(subject.left_edge.idx, verb.idx)
        span = self._clauses.span(offset, verb, None, offset + start)
        whole = (offset + verb.idx, offset + thing.right_edge.idx + len(thing.right_edge))
        invited = lemma in self._words.accept and thing.lemma_.lower() in self._words.invitations
        given = lemma in self._words.announce and thing.lemma_.lower() in self._words.packages
        if (invited or (given and self._clauses.is_numbered(whole))) and (who := self._makers.named(subject, offset)):
            yield self._made(span, who, self._makers.statement_at(offset + verb.idx), bound=True)

    def _accepted(self, offset: int, verb: Token, subject: Token | None) -> Iterator[Draft]:
        """ "The invitation was accepted", "invited them to visit, which they accepted": by the other of two leaders."""
        statement = self._makers.invitation(offset + verb.idx)
        who = self._makers.other_than(statement) if statement else ()
        if statement is None or not who or any(t.dep_ == "neg" for t in verb.lefts):
            return
        passive = next((t for t in verb.lefts if t.dep_ == "nsubjpass"), None)
        if passive is not None and passive.lemma_.lower() in self._words.invitations:
            yield self._made(self._clauses.span(offset, verb, None, offset + passive.left_edge.idx), who, statement, bound=True)
        elif verb.dep_ == "relcl" and subject is not None and any(t.lower_ == "which" for t in verb.lefts):
            inside = next((p for p in statement.content if p.start <= offset + verb.idx < p.end), None)
            if inside is not None:
                yield self._made((inside.start, self._clauses.trimmed(inside.start, inside.end)), who, statement, bound=True)

    def _performed(self, offset: int, token: Token) -> Iterator[Draft]:
        """Words that bind by being said: "we promise", "they have our guarantee that"."""
        sentence = token.sent
        start, end = offset + sentence.start_char, offset + sentence.end_char
        statement = self._makers.statement_at(offset + token.idx)
        for piece in statement.content if statement else ():
            if piece.start <= offset + token.idx < piece.end:
                start, end = max(start, piece.start), min(end, piece.end)
        span = (start, self._clauses.trimmed(start, end))
        who = self._makers.speakers(statement) if statement else self._makers.own_leaders()
        promised = [t for t in sentence if t.i > token.i and t.dep_ in ("ccomp", "xcomp", "acl")]
        if who and any(t.lemma_.lower() not in self._words.general | self._words.never - {"be"} for t in promised):
            yield self._made(span, who, statement, bound=True)

    def _draft(
        self, offset: int, undertaking: Undertaking, statement: Statement | None, start: int, binding: Binding = _LOOSE
    ) -> Iterator[Draft]:
        verb, bound = undertaking.verb, binding.commits
        span = self._clauses.span(offset, verb, statement, offset + start, whole=undertaking.subject is None)
        if self._words.vague.search(self._surface, min(span[0], offset + verb.left_edge.idx), span[1]):
            return
        condition = self._clauses.condition(offset, verb, span)
        dated, numbered = self._clauses.due(span, condition) is not None, self._clauses.is_numbered(span)
        if self._needs_measure(undertaking) and not (dated or numbered):
            return
        together = undertaking.subject is None and self._is_meeting(undertaking, span)
        text = self._surface[offset:]
        fit = together or is_specific(undertaking, text, numbered, dated, bound or condition is not None, self._words)
        if not fit and not (binding.promises and is_promised(undertaking, self._words)):
            return
        if who := binding.who or self._makers.makers(undertaking, offset, statement):
            yield self._made(span, who, statement, bound, condition)

    def _made(
        self,
        span: tuple[int, int],
        who: tuple[Person, ...],
        statement: Statement | None,
        bound: bool,
        condition: tuple[int, int] | None = None,
    ) -> Draft:
        time, numbered = self._clauses.due(span, condition), self._clauses.is_numbered(span)
        sure = 0.6 + 0.1 * bound + 0.1 * (time is not None) + 0.05 * numbered + 0.05 * (statement is not None)
        return Draft(span, who, statement, time, condition, round(sure, 2))

    def _needs_measure(self, undertaking: Undertaking) -> bool:
        """Whether what is told is a plan, which binds only with a time or a number."""
        return undertaking.modal.lemma_.lower() in self._words.planning | self._words.intents

    def _is_meeting(self, undertaking: Undertaking, span: tuple[int, int]) -> bool:
        """ "(Agreed) to speak again in the next few days"."""
        meets = undertaking.verb.lemma_.lower() in self._words.meeting
        return meets and any(p.search(self._surface, *span) for p in (self._words.soon, self._words.occasions))


def _shared_subject(verb: Token) -> Token | None:
    """The subject of the verb that another is coordinated with."""
    if verb.dep_ != "conj":
        return None
    return next((t for t in verb.head.lefts if t.dep_ == "nsubj"), None)


def _is_unreal(verb: Token) -> bool:
    """Whether a verb is negated, asked for or only thought of: "did not agree to", "should agree to", "if they agreed to"."""
    return any(t.dep_ in ("neg", "mark") or (t.dep_ == "aux" and t.tag_ in ("MD", "TO")) for t in verb.lefts)


def _stem_of(word: str, lemmas: frozenset[str]) -> bool:
    """Whether a reporting word is a form of one of the lemmas."""
    return any(_is_form(word, lemma) for lemma in lemmas)


def _is_form(word: str, lemma: str) -> bool:
    stem = lemma[:-1] if lemma[-1] in "ey" else lemma
    return word == lemma or (word.startswith(stem) and word[len(stem) :].lstrip(stem[-1]) in _ENDINGS)
