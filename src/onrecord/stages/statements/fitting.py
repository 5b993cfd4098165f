"""The last look at an answer: whether whoever is named fits all that the words say that name them.

A speaker who contradicts the mention (of another country, of another office, of another number or pronoun, with somebody left
out who is named beside) becomes an open question with the candidates and the reason, whatever rule had named them: a wrong
name does more harm than an open one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.lookups.offices import HEADS, Office, Offices
from onrecord.reading import Actor, Attribution, Mention, Reading
from onrecord.stages.statements.answer import NOMINATIVE, OPEN, Answer

__all__ = ["Fitting"]

_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
_NUMBER = re.compile(r"(?:the\s{1,3})?(two|both|three|four)\b", re.IGNORECASE)
_DETERMINES = re.compile(r"both\s{1,3}(?:the|these|those)\s", re.IGNORECASE)


class Fitting:
    """What a reading's mentions say of whom they name."""

    def __init__(self, reading: Reading, offices: Offices) -> None:
        self._reading, self._offices = reading, offices

    def checked(self, answer: Answer, attribution: Attribution, mentions: Sequence[Mention]) -> Answer:
        """The answer, or an open one where somebody whom it names contradicts the words of the source."""
        if not answer.actors or attribution.source is None:
            return answer
        joint = attribution.joint or attribution.turn is not None
        reason = self._number(answer, attribution.source, mentions)
        if not joint:
            reason = reason or self._reason(answer, attribution.source, mentions)
        if reason is None:
            return answer
        candidates = tuple(dict.fromkeys((*answer.actors, *self._reading.leaders)))
        return Answer((), OPEN, reason, candidates, attribution.source)

    def _number(self, answer: Answer, source: tuple[int, int], mentions: Sequence[Mention]) -> str | None:
        words = self._reading.text[slice(*source)]
        if _DETERMINES.match(words):
            return "it is not told which of several are meant"
        counted = _NUMBER.match(words)
        if counted is not None and len(answer.actors) != _COUNTS[counted[1].lower()] and len(mentions) == 1:
            return "the words tell of another number of people"
        return None

    def _reason(self, answer: Answer, source: tuple[int, int], mentions: Sequence[Mention]) -> str | None:
        words = self._reading.text[slice(*source)]
        wanted = NOMINATIVE.get(words.lower())
        if wanted is not None and len(answer.actors) > 1:
            return "the pronoun stands for one person"
        if len(answer.actors) > 1:
            return None
        actor = self._reading.cast[answer.actors[0]]
        if wanted is not None and actor.pronoun not in (None, wanted):
            return "the text shows another pronoun for this person"
        return next((r for m in mentions if (r := self._misfit(m, actor)) is not None), None)

    def _misfit(self, mention: Mention, actor: Actor) -> str | None:
        """Why one who is named by a title cannot be its holder, as far as the report and the tables know them."""
        if mention.kind not in ("title", "name") or actor.kind != "person":
            return None
        words = self._reading.text[mention.start : mention.end]
        office = next((o for o in self._offices.find(words) if o.kind in ("office", "class")), None)
        if office is None or office.former or office.future:
            return None
        if office.country is not None and actor.country is not None and office.country != actor.country:
            return "the words name another country than this person's"
        if mention.kind == "title" and _of_another_level(office, actor):
            return "the words name another office than this person's"
        return None


def _of_another_level(office: Office, actor: Actor) -> bool:
    """Whether a head of government is called a head of state, or the reverse; nobody is wronged by a class ("the leader")."""
    if office.kind != "office" or office.acting or office.body is not None:
        return False
    return office.level in HEADS and actor.level in HEADS and office.level != actor.level
