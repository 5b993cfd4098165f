"""Whom "they", "the leaders" and "the two presidents" mean.

All who take part in the talks, unless the text has just told of others: a side that spoke, a group that spoke, or one of the
several meetings of which a report tells ("During a meeting with Ada Lund, the two leaders ...").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.lookups.offices import HEADS
from onrecord.reading import Mention, Reading
from onrecord.stages.statements.answer import FLOW, OPEN, PARTIES, Answer
from onrecord.stages.statements.told import Told

__all__ = ["Groups"]

_MEETING = r"(?:meeting|talks|negotiations|conversation|call|consultations)"
_OPENS = re.compile(
    rf"\s*(?:Then|Later|Earlier|In the [a-z]{{3,9}}|Today)?,?\s?(?:[Dd]uring|[Aa]t|[Ii]n|[Aa]fter|[Ff]ollowing)\s"
    rf"(?:(?:an?|the|his|her)\s)?(?:[a-z]{{3,12}}\s){{0,2}}{_MEETING}\s(?:held\s)?with\s{{1,3}}"
)
_MET = re.compile(
    rf"\s{{1,3}}(?:also\s|then\s|later\s|separately\s)?(?:met|spoke|talked|had\s(?:an?\s)?(?:[a-z]{{3,12}}\s){{0,3}}{_MEETING}|held\s(?:an?\s)?"
    rf"(?:[a-z]{{3,12}}\s){{0,2}}{_MEETING})\s(?:by\s(?:tele)?phone\s)?with\s{{1,3}}"
)
_GOES_ON = re.compile(r"(?:\sof\s(?:the\s)?[A-Z]\w{1,20}(?:\s[A-Z]\w{1,20}){0,3})?\s{0,120}(?:and\s|,\s{0,3}(?:and\s|[A-Z]))")
"""After a name with whom somebody met: others follow. Longer white space is a card that stood there."""


class Groups:
    """The groups of one reading. ``own`` is the leader of the side that publishes it, if that is one of those who met."""

    def __init__(self, reading: Reading, told: Told, own: int | None) -> None:
        self._reading, self._told, self._own = reading, told, own
        self._cast = reading.cast
        self._parties = reading.leaders
        self._met = [(s.start, met) for s in reading.parse.sentences if (met := self._meets(s.start, s.end)) is not None]

    def _meets(self, start: int, end: int) -> int | None:
        """With whom alone the sentence has the publisher's leader meet."""
        mentions = [m for m in self._told.between(start, end) if m.kind in ("name", "title")]
        opens = _OPENS.match(self._reading.text, start, end)
        if opens is not None:
            return self._alone(mentions, opens.end())
        first = mentions[0] if mentions else None
        if first is None or self._own is None or first.actors != (self._own,):
            return None
        met = _MET.match(self._reading.text, first.end, end)
        return self._alone(mentions, met.end()) if met is not None else None

    def _alone(self, mentions: Sequence[Mention], at: int) -> int | None:
        here = next((m for m in mentions if m.start <= at < m.end), None)
        if here is None or len(here.actors) != 1 or _GOES_ON.match(self._reading.layout.surface, here.end):
            return None
        actor = self._cast[here.actors[0]]
        return here.actors[0] if actor.kind == "person" and actor.level in HEADS and here.actors[0] != self._own else None

    def of_meeting(self, at: int) -> tuple[int, ...]:
        """The two of that one of several meetings of which the text tells at ``at``; empty where it tells of one meeting."""
        others = {met for _, met in self._met} | (set(self._parties) - {self._own})
        if self._own is None or len(others) < 2 or self._own not in self._parties:
            return ()
        last = next((met for start, met in reversed(self._met) if start <= at), None)
        return (self._own, last) if last is not None else ()

    def settled(self, mention: Mention) -> Answer | None:
        """The answer for a group which the report's cast alone settles; null where that is not so."""
        at = (mention.start, mention.end)
        if mention.actors and set(mention.actors) == set(self._parties) and (local := self.of_meeting(mention.start)):
            return Answer(local, FLOW, "the two of the meeting that the text tells of there", mention=at)
        if mention.actors:
            return Answer(mention.actors, FLOW, mention.why or "named in the text", mention=at)
        if mention.why is not None and not mention.candidates:
            return Answer((), OPEN, mention.why, mention=at)
        return None

    def before(self, at: tuple[int, int], before: Sequence[Answer], latest: Answer | None) -> Answer:
        """Whom a group without candidates of its own means. ``latest`` is who alone spoke last in this paragraph, if so."""
        they = self._reading.text[slice(*at)].lower() == "they"
        if latest is not None and they and self._cast[latest.actors[0]].kind != "person":
            return Answer(latest.actors, FLOW, "the side that spoke last", mention=at)
        if local := self.of_meeting(at[0]):
            return Answer(local, FLOW, "the two of the meeting that the text tells of there", mention=at)
        last = next((a for a in reversed(before) if len(a.actors) + (a.printed is not None) > 1), None)
        if last is not None:
            return replace(last, confidence=FLOW, why="the group that spoke before", mention=at)
        if len(self._parties) > 1:
            return Answer(self._parties, PARTIES, "all who take part in the talks", mention=at)
        return Answer((), OPEN, "it is not told who is meant", self._parties, at)
