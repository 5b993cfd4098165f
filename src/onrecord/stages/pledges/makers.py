"""Who makes a pledge: the speakers of the statement that holds it, or a country or body where the publisher speaks for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from onrecord.model import Person, Statement
from onrecord.reading import Actor, Mention, Reading
from onrecord.stages.pledges.lexicon import Lexicon
from onrecord.stages.pledges.undertaking import Undertaking

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Makers"]

_CLOSE = 200
"""So many characters after an invitation, an acceptance still answers it."""


@dataclass(frozen=True, slots=True)
class Makers:
    """Tells whether the subject of an undertaking is bound by it, and who makes it."""

    reading: Reading
    words: Lexicon

    def statement_at(self, start: int) -> Statement | None:
        """The statement whose content holds character ``start``."""
        return next((s for s in self.reading.statements if any(p.start <= start < p.end for p in s.content)), None)

    def speakers(self, statement: Statement) -> tuple[Person, ...]:
        """Who speaks, as far as that is known."""
        return tuple(msgspec.structs.replace(p, mention=None) for p in statement.speakers if p.name)

    def makers(self, undertaking: Undertaking, offset: int, statement: Statement | None) -> tuple[Person, ...]:
        """Who is bound; nobody where the subject is a third party or the speaker is open."""
        subject = undertaking.subject
        if statement is None and subject is not None:
            return self._ordered(undertaking, subject) or self._publisher(subject, offset)
        if statement is None:
            return ()
        speakers = self.speakers(statement)
        if subject is None or not speakers:
            return speakers
        return self._of_side(subject, offset, speakers) if self._binds(undertaking, subject, offset, statement) else ()

    def _of_side(self, subject: Token, offset: int, speakers: tuple[Person, ...]) -> tuple[Person, ...]:
        """Of several who speak jointly, those whom the subject names, themselves or by their country."""
        actors = self._actors(subject, offset) if len(speakers) > 1 else ()
        names = {a.name for a in actors}
        lands = {a.country for a in actors if a.kind in ("country", "body") and a.country}
        named = tuple(p for p in speakers if p.name in names or (p.country and p.country in lands))
        return named or speakers

    def _binds(self, undertaking: Undertaking, subject: Token, offset: int, statement: Statement) -> bool:
        """Whether a subject is the speaker or their side."""
        word = subject.lower_
        if subject.dep_ == "nsubjpass":
            return self._is_of_speaker(subject, offset, statement)
        if word in self.words.own or any(t.dep_ == "conj" and t.lower_ in self.words.own for t in subject.rights):
            return statement.kind != "indirect" or self._is_quoted(offset + subject.idx)
        actors = self._actors(subject, offset)
        names = {p.name for p in statement.speakers}
        lands = {p.country for p in statement.speakers if p.country}
        if word in self.words.sides:
            return statement.kind == "indirect" and any(a.name in names for a in actors)
        if any(a.name in names or (a.kind in ("country", "body") and a.country in lands) for a in actors):
            return True
        if len(statement.speakers) > 1 and subject.lemma_.lower() in self.words.groups:
            return True
        return statement.act in ("agree", "pledge") and bool(self._ordered(undertaking, subject))

    def _is_of_speaker(self, subject: Token, offset: int, statement: Statement) -> bool:
        """Whether one person alone speaks, of means that no other side is named with ("5 billion will be spent")."""
        lands = {p.country for p in statement.speakers}
        return len(statement.speakers) == 1 and all(a.country in lands for a in self._actors(subject, offset))

    def _ordered(self, undertaking: Undertaking, subject: Token) -> tuple[Person, ...]:
        """ "The ministers shall": what the leaders of the talks lay upon their own officials."""
        if undertaking.modal.lower_ not in self.words.ordering or not self._is_official(subject):
            return ()
        return tuple(a.person() for a in self._leaders())

    def _leaders(self) -> list[Actor]:
        return [self.reading.cast[i] for i in self.reading.leaders]

    def _is_official(self, subject: Token) -> bool:
        return any(t.lemma_.lower() in self.words.heads for t in subject.subtree)

    def _is_quoted(self, at: int) -> bool:
        return any(q.start <= at < q.end for q in self.reading.quotations)

    def _actors(self, subject: Token, offset: int) -> Sequence[Actor]:
        """The actors that the words of a subject name, the first of coordinated ones first."""
        found: list[Actor] = []
        start, end = offset + subject.left_edge.idx, offset + subject.idx + len(subject)
        for mention in self._mentions(start, end):
            if mention.end >= end or mention.start <= offset + subject.idx < mention.end:
                found += [self.reading.cast[i] for i in mention.actors]
        return found

    def _mentions(self, start: int, end: int) -> Sequence[Mention]:
        mentions = self.reading.mentions
        first = bisect_right(mentions, start - 1, key=lambda m: m.start)
        return [m for m in mentions[max(0, first - 1) : first + 8] if m.start < end and start < m.end]

    def _publisher(self, subject: Token, offset: int) -> tuple[Person, ...]:
        """The publisher's own side, where the report itself speaks for it; any party in a joint statement.

        That is its country, a body or a person of it, or a group of people of which one is of it ("the two presidents").
        """
        own = self.reading.document.country
        joint = self.words.joint.search(self.reading.document.title or "") is not None
        named = self._actors(subject, offset)
        sides = [a for a in named if (joint and a.kind != "person") or (own is not None and a.country == own)]
        group = subject.lemma_.lower() in self.words.groups or all(a.kind == "person" for a in named)
        if len(named) > 1 and sides and group:
            return tuple(a.person() for a in named)
        return (sides[0].person(),) if sides else ()

    def own_leaders(self) -> tuple[Person, ...]:
        """The party of the publisher's own side."""
        own = self.reading.document.country
        return tuple(a.person() for a in self._leaders() if own and a.country == own)

    def invitation(self, at: int) -> Statement | None:
        """The invitation that is told last before character ``at``, or in the clause there, and close by."""
        near = (s for s in reversed(self.reading.statements) if s.act == "invite" and s.content and s.content[0].start < at)
        return next((s for s in near if at - s.content[-1].end < _CLOSE), None)

    def other_than(self, statement: Statement) -> tuple[Person, ...]:
        """The other leader, where two hold the talks and one of them alone speaks."""
        leaders = self._leaders()
        names = {p.name for p in statement.speakers}
        others = [a for a in leaders if a.name not in names]
        return (others[0].person(),) if len(leaders) == 2 and len(others) == 1 else ()

    def tellers(self, subject: Token, offset: int) -> tuple[Person, ...]:
        """Who agreed or promised by the words of a report or of somebody in it: named, or all leaders ("the two leaders")."""
        actors = self._actors(subject, offset)
        named = [a for a in actors if a.kind == "person"] or [a for a in actors if a.kind in ("country", "body")]
        return tuple(a.person() for a in named)

    def named(self, subject: Token, offset: int) -> tuple[Person, ...]:
        """The people that a subject names."""
        return tuple(a.person() for a in self._actors(subject, offset) if a.kind == "person")
